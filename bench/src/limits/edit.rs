//! One edit from a laptop over a server to another: three durable commits and two ways over the loopback.

use std::path::Path;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::database::{self, Sort};
use crate::Failure;
use crate::measure::{ms, now};

/// Edits, and how many of them warm up.
const EDITS: usize = 220;
const WARM: usize = 20;
/// Bytes of an edit.
const SIZE: usize = 400;

/// Milliseconds of each.
pub async fn edit(folder: &Path) -> Result<Vec<f64>, Failure> {
    let server = TcpListener::bind("127.0.0.1:0").await?;
    let address = server.local_addr()?;
    let (stored, read) = (folder.join("edit-server.db"), folder.join("edit-b.db"));
    let serving = tokio::spawn(async move {
        let mut database = database::open(&stored, Sort::Plain).await?;
        let (mut from, _) = server.accept().await?;
        let (mut to, _) = server.accept().await?;
        to.set_nodelay(true)?;
        let mut body = vec![0; SIZE];
        for number in 0..EDITS {
            from.read_exact(&mut body).await?;
            database::one_row(&mut database, number).await?;
            to.write_all(&body).await?;
        }
        Ok::<_, Failure>(())
    });
    let mut a = TcpStream::connect(address).await?;
    a.set_nodelay(true)?;
    let mut b = TcpStream::connect(address).await?;
    let mut here = database::open(&folder.join("edit-a.db"), Sort::Encrypted).await?;
    let mut there = database::open(&read, Sort::Encrypted).await?;
    let (mut times, mut body) = (Vec::new(), vec![7; SIZE]);
    for number in 0..EDITS {
        let begun = now();
        database::one_row(&mut here, number).await?;
        a.write_all(&body).await?;
        b.read_exact(&mut body).await?;
        database::one_row(&mut there, number).await?;
        times.push(ms(begun));
        // As laptops do: not one on the heels of the other.
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    serving.await??;
    Ok(times.split_off(WARM))
}

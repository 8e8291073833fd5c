//! A laptop that listens and does nothing else.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use crate::Failure;

/// A live connection. What it hears is read and forgotten; it ends when this is dropped.
pub struct Listener(JoinHandle<()>);

impl Listener {
    /// Returns once the server has begun to answer.
    pub async fn to(address: &str, token: &str) -> Result<Self, Failure> {
        let mut socket = TcpStream::connect(address).await?;
        let request = format!("GET /v1/events HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\r\n");
        socket.write_all(request.as_bytes()).await?;
        let mut start = [0; 12];
        socket.read_exact(&mut start).await?;
        if &start != b"HTTP/1.1 200" {
            return Err(format!("no listening: {}", String::from_utf8_lossy(&start)).into());
        }
        Ok(Self(tokio::spawn(async move {
            let mut heard = [0; 512];
            while socket.read(&mut heard).await.is_ok_and(|bytes| bytes > 0) {}
        })))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

//! Many laptops and one server.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{Bench, Least, spread};
use crate::Failure;
use crate::limits::CONNECTIONS;
use crate::load::Pen;
use crate::measure::now;
use crate::report::{Figure, Target};
use crate::server::{Server, free_address};

/// Durable pushes of each laptop.
const PUSHES: u32 = 100;
/// Live connections that hear nothing.
const IDLE: usize = 960;

impl Bench {
    pub(super) async fn crowd(&mut self, least: &Least) -> Result<(), Failure> {
        self.say("64 laptops");
        let mut server = Server::make(&self.folder.join("crowd"), &free_address()?)?;
        let codes: Vec<_> = (0..CONNECTIONS).map(|number| server.lone_secretary(number)).collect::<Result<_, _>>()?;
        server.start().await?;
        let mut pens = Vec::new();
        for (number, (mandate, code)) in codes.iter().enumerate() {
            let mut pen = Pen::enrol(server.address(), mandate, code, u8::try_from(number)?).await?;
            pen.prepare(PUSHES)?;
            pens.push(pen);
        }
        server.settle().await?;
        let tokens: Vec<String> = pens.iter().map(|pen| pen.token().to_owned()).collect();
        let (begun, before) = (now(), server.used()?.cpu);
        let tasks: Vec<_> = pens.into_iter().map(|pen| tokio::spawn(pen.send())).collect();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await??);
        }
        let (took, pushes) = (begun.elapsed().as_secs_f64(), times.len() as f64);
        let spent = (server.used()?.cpu - before) * 1000.0 / pushes;
        let rate = Figure::new("durable pushes, 64 laptops", "/s", pushes / took, Target::PartOfLimit(0.5));
        self.add(rate.beside(least.grouped));
        self.add(Figure::new("a durable push among 64 laptops, p95", "ms", spread(&times).1, Target::None));
        self.add(Figure::new("processor of the server, per durable push", "ms", spent, Target::None));
        self.idle(&server, &tokens).await
    }

    async fn idle(&mut self, server: &Server, tokens: &[String]) -> Result<(), Failure> {
        self.say("laptops that listen");
        server.settle().await?;
        let before = server.used()?.rss;
        let mut listening = Vec::new();
        for number in 0..IDLE {
            let mut socket = TcpStream::connect(server.address()).await?;
            let (host, token) = (server.address(), &tokens[number % tokens.len()]);
            let request = format!("GET /v1/events HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\r\n");
            socket.write_all(request.as_bytes()).await?;
            let mut start = [0; 12];
            socket.read_exact(&mut start).await?;
            if &start != b"HTTP/1.1 200" {
                return Err(format!("no listening: {}", String::from_utf8_lossy(&start)).into());
            }
            listening.push(socket);
        }
        server.settle().await?;
        let each = (server.used()?.rss - before) * 1024.0 / listening.len() as f64;
        self.add(Figure::new("server, memory, per laptop that listens", "kB", each, Target::AtMost(15.0)));
        Ok(())
    }
}

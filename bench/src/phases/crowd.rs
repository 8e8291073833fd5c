//! Many laptops and one server.

use super::{Bench, Least, spread};
use crate::Failure;
use crate::limits::CONNECTIONS;
use crate::load::{Listener, Pen};
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
            let mut pen = Pen::enrol(server.address(), mandate, code, u32::try_from(number)?).await?;
            let requests = pen.bare(PUSHES)?;
            pens.push((pen, requests));
        }
        server.settle().await?;
        let tokens: Vec<String> = pens.iter().map(|(pen, _)| pen.token().to_owned()).collect();
        let (begun, before) = (now(), server.used()?.cpu);
        let tasks: Vec<_> = pens.into_iter().map(|(pen, requests)| tokio::spawn(pen.send_bare(requests))).collect();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await??);
        }
        let (took, pushes) = (begun.elapsed().as_secs_f64(), times.len() as f64);
        let spent = (server.used()?.cpu - before) * 1000.0 / pushes;
        let rate = Figure::new("durable pushes, 64 laptops", "/s", pushes / took, Target::PartOfLimit(0.5));
        self.add(rate.beside(least.grouped).like("pushes_per_s", 1.0));
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
            listening.push(Listener::to(server.address(), &tokens[number % tokens.len()]).await?);
        }
        server.settle().await?;
        let each = (server.used()?.rss - before) * 1024.0 / listening.len() as f64;
        self.add(Figure::new("server, memory, per laptop that listens", "kB", each, Target::AtMost(15.0)));
        Ok(())
    }
}

//! Two laptops of one section and its server.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Bench, Least, spread};
use crate::Failure;
use crate::laptop::{Laptop, number};
use crate::measure::{median, ms, now};
use crate::report::{Figure, Target};
use crate::server::{Section, Server, free_address};

/// Edits one after the other, and how many of them warm up.
const EDITS: u64 = 210;
const WARM: usize = 10;
/// Edits of as many people at once.
const BURST: u64 = 400;
/// Changes of a day.
const DAY: u64 = 100;
/// Synchronisations that bring nothing.
const IDLE: usize = 300;
/// Deputies who come in, per section.
const NEWCOMERS: usize = 3;

impl Bench {
    pub(super) async fn pair(&mut self, least: &Least) -> Result<(), Failure> {
        let mut server = Server::make(&self.folder.join("server"), &free_address()?)?;
        let names = (0..self.rounds).map(|round| format!("Section {round}"));
        let sections: Vec<Section> = names.map(|name| server.section(&name, NEWCOMERS)).collect::<Result<_, _>>()?;
        server.start().await?;
        server.settle().await?;
        self.add(Figure::new("server, memory, idle", "MB", server.used()?.rss, Target::AtMost(25.0)));

        let (mut uploads, mut locals, mut firsts, mut bytes, mut cpu) = (vec![], vec![], vec![], vec![], vec![]);
        let mut pair = None;
        for (round, section) in sections.iter().enumerate() {
            self.say(&format!("upload and first synchronisations, round {}", round + 1));
            let mut a = self.laptop(&format!("a{round}")).await?;
            a.enrol(&server, &section.secretary).await?;
            a.ask(json!({ "do": "sync" })).await?;
            let done = a.ask(json!({ "do": "upload", "first": 0, "copies": 1 })).await?;
            let records = number(&done, "n")?;
            uploads.push(records / number(&done, "push_ms")? * 1000.0);
            locals.push(records / number(&done, "local_ms")? * 1000.0);
            server.settle().await?;
            if round == 0 {
                self.add(
                    Figure::new(
                        "server, memory, with the reference section",
                        "MB",
                        server.used()?.rss,
                        Target::AtMost(40.0),
                    )
                    .like("server_rss_end_MB", 1.0),
                );
            }
            for (newcomer, code) in section.deputies.iter().enumerate() {
                let mut b = self.laptop(&format!("b{round}-{newcomer}")).await?;
                b.enrol(&server, code).await?;
                let before = server.used()?.cpu;
                let done = b.ask(json!({ "do": "sync" })).await?;
                cpu.push((server.used()?.cpu - before) * 1000.0);
                firsts.push(number(&done, "ms")?);
                bytes.push(number(&done, "bytes")? / 1e6);
                if round == 0 && newcomer == 0 {
                    self.memory(&b, "core, memory, after a first synchronisation", Target::None)?;
                }
                b.ask(json!({ "do": "audit" })).await?;
                if newcomer == 0 {
                    pair = pair.or(Some((b, format!("b{round}-0"))).filter(|_| round == 0));
                }
            }
            if round == 0 {
                let (b, name) = pair.take().ok_or("no laptop came in")?;
                pair = None;
                self.day(&server, a, b, &name, least).await?;
            }
        }
        let first = Figure::new("first synchronisation", "ms", median(&firsts), Target::OfLimit(1.5));
        self.add(first.beside(least.transfer.whole).like("first_sync_s", 1000.0));
        // Not beside the peers: their texts are made otherwise, and pack less.
        let came = Figure::new("first synchronisation, bytes received", "MB", median(&bytes), Target::AtMost(2.6));
        self.add(came.beside(least.transfer.bytes as f64 / 1e6));
        let spent = Figure::new("first synchronisation, processor of the server", "ms", median(&cpu), Target::None);
        self.add(spent.like("first_sync_server_cpu_s", 1000.0));
        let pushed =
            Figure::new("upload of the reference work", "records/s", median(&uploads), Target::AtLeast(30_000.0));
        self.add(pushed.like("upload_ops_s", 1.0));
        self.add(Figure::new("the same, recorded on the laptop before", "records/s", median(&locals), Target::None));
        Ok(())
    }

    /// What goes on between two laptops that have everything.
    async fn day(
        &mut self,
        server: &Server,
        mut a: Laptop,
        mut b: Laptop,
        name: &str,
        least: &Least,
    ) -> Result<(), Failure> {
        self.nothing_new(server, &mut b).await?;
        self.edits(server, &mut a, &mut b, least).await?;
        b = self.catch_up(&mut a, b, name, "100 changes since yesterday", true).await?;
        self.memory(&b, "core, memory, with the reference section", Target::AtMost(30.0))?;
        self.say("three times the data");
        a.ask(json!({ "do": "upload", "first": 1, "copies": 2 })).await?;
        server.settle().await?;
        b.ask(json!({ "do": "sync" })).await?;
        b.ask(json!({ "do": "audit" })).await?;
        b = self.catch_up(&mut a, b, name, "the same with three times the data", false).await?;
        b.end().await?;
        a.end().await
    }

    async fn nothing_new(&mut self, server: &Server, b: &mut Laptop) -> Result<(), Failure> {
        self.say("nothing new");
        let (mut times, mut bytes, before) = (Vec::new(), 0.0, server.used()?.cpu);
        for _ in 0..IDLE {
            let done = b.ask(json!({ "do": "sync" })).await?;
            times.push(number(&done, "ms")?);
            bytes = number(&done, "bytes")?;
        }
        let spent = (server.used()?.cpu - before) * 1000.0 / IDLE as f64;
        self.add(Figure::new("nothing new: processor of the server", "ms", spent, Target::AtMost(1.0)));
        self.add(Figure::new("nothing new: the whole, on the laptop", "ms", median(&times), Target::None));
        self.add(Figure::new("nothing new: bytes received", "B", bytes, Target::AtMost(1000.0)));
        Ok(())
    }

    async fn edits(&mut self, server: &Server, a: &mut Laptop, b: &mut Laptop, least: &Least) -> Result<(), Failure> {
        self.say("edits on A seen on B");
        a.ask(json!({ "do": "live" })).await?;
        b.ask(json!({ "do": "live" })).await?;
        server.settle().await?;
        let (mut times, mut local, before) = (Vec::new(), Vec::new(), server.used()?.cpu);
        for n in 0..EDITS {
            let made = a.ask(json!({ "do": "edit", "n": n })).await?;
            let seen = b.sees(&[n]).await?;
            times.push(seen[&n] - a.time(&made)?);
            local.push(number(&made, "local_ms")?);
            tokio::time::sleep(Duration::from_millis(5 + n * 7919 % 20)).await;
        }
        let spent = (server.used()?.cpu - before) * 1000.0 / EDITS as f64;
        let ((p50, p95), (limit50, limit95)) = (spread(&times[WARM..]), spread(&least.edits));
        let half = Figure::new("edit on A seen on B, p50", "ms", p50, Target::AtMost(1.6));
        self.add(half.beside(limit50).like("edit_p50_ms", 1.0));
        let tail = Figure::new("edit on A seen on B, p95", "ms", p95, Target::AtMost(2.3));
        self.add(tail.beside(limit95).like("edit_p95_ms", 1.0));
        self.add(Figure::new("of it, saved on A", "ms", median(&local), Target::None).beside(least.commit));
        let spent = Figure::new("processor of the server, per edit", "ms", spent, Target::AtMost(0.5));
        self.add(spent.like("edit_server_cpu_ms", 1.0));
        self.burst(a, b).await
    }

    async fn burst(&mut self, a: &mut Laptop, b: &mut Laptop) -> Result<(), Failure> {
        let wanted: Vec<u64> = (2_000..2_000 + BURST).collect();
        let begun = ms(self.clock);
        for n in &wanted {
            a.ask(json!({ "do": "edit", "n": n })).await?;
        }
        let seen = b.sees(&wanted).await?;
        let last = seen.values().copied().fold(0.0, f64::max);
        let rate = BURST as f64 / (last - begun) * 1000.0;
        self.add(
            Figure::new("400 edits in a row, until B has all", "edits/s", rate, Target::None)
                .like("burst400_per_s", 1.0),
        );
        Ok(())
    }

    async fn catch_up(
        &mut self,
        a: &mut Laptop,
        mut b: Laptop,
        name: &str,
        what: &'static str,
        first: bool,
    ) -> Result<Laptop, Failure> {
        self.say(what);
        let (mut times, mut opened, mut bytes) = (Vec::new(), Vec::new(), 0.0);
        for round in 0..self.rounds as u64 {
            b.end().await?;
            // Never the same twice, as nothing would change.
            let from = (if first { 3_000 } else { 6_000 }) + round * DAY;
            for n in from..from + DAY {
                a.ask(json!({ "do": "edit", "n": n })).await?;
            }
            a.ask(json!({ "do": "flush" })).await?;
            let begun = now();
            b = self.laptop(name).await?;
            b.open().await?;
            let listed: Value = b.ask(json!({ "do": "roster" })).await?;
            number(&listed, "rows")?;
            opened.push(ms(begun));
            let done = b.ask(json!({ "do": "sync" })).await?;
            times.push(number(&done, "ms")?);
            bytes = number(&done, "bytes")?;
        }
        let figure = Figure::new(what, "ms", median(&times), Target::AtMost(30.0));
        self.add(if first { figure.like("catchup100_s", 1000.0) } else { figure });
        if first {
            self.add(Figure::new("100 changes since yesterday, bytes received", "kB", bytes / 1000.0, Target::None));
            let opened = median(&opened);
            self.add(Figure::new(
                "start of the core to the first rows, 500 people",
                "ms",
                opened,
                Target::AtMost(100.0),
            ));
        }
        Ok(b)
    }

    fn memory(&mut self, laptop: &Laptop, what: &'static str, target: Target) -> Result<(), Failure> {
        let figure = Figure::new(what, "MB", laptop.used()?.rss, target);
        self.add(if matches!(target, Target::None) { figure.like("client_B_rss_MB", 1.0) } else { figure });
        Ok(())
    }

    pub(super) async fn laptop(&self, name: &str) -> Result<Laptop, Failure> {
        Laptop::start(&self.folder.join("laptops").join(name), self.clock).await
    }
}

//! Laptops that come back after a week away: each connects, signs in, asks for what others wrote, sends what it had kept, and
//! listens; while others work.

use std::time::Duration;

use super::beat::work;
use super::crowds::PACE;
use super::ground::Ground;
use super::{ACTIVE, MANY, Nation};
use crate::Failure;
use crate::load::{Answer, Listener, Pen};
use crate::measure::{ms, now, percentile};
use crate::report::{Figure, Target};

/// Who comes back.
const BACK: usize = 500;
/// Within how long: ten thousand in an hour are one in 360 ms, these come six times as close.
const WITHIN: Duration = Duration::from_secs(30);
/// Entries that others wrote meanwhile.
const MISSED: u32 = 30;
/// Pushes that a laptop kept, of so many changes each.
const KEPT: u32 = 5;
const CHANGES: u32 = 4;
/// How many come back in the hour that is foretold.
const HOUR: f64 = 10_000.0;

impl Nation {
    pub(super) async fn returns(&mut self, ground: &mut Ground) -> Result<(), Failure> {
        self.say("a week away");
        let mut away = Vec::new();
        for mut pen in ground.pens.drain(ACTIVE..ACTIVE + BACK) {
            pen.ready().await?;
            pen.pull().await?;
            let behind = pen.cursors();
            pen.push(MISSED).await?;
            pen.go_back(&behind);
            pen.rest();
            away.push(pen);
        }
        ground.ready(ACTIVE).await?;
        let listening = ground.listening(ACTIVE).await?;
        ground.server.settle().await?;
        self.say("laptops at work, and nobody comes back");
        let (_, alone) = ground.at_work(0, ACTIVE, PACE, WITHIN).await?;
        self.say("they come back");
        let pens: Vec<Pen> = ground.pens.drain(..ACTIVE).collect();
        let (before, begun) = (ground.used()?.cpu, now());
        let tasks: Vec<_> = (0_u32..)
            .zip(away)
            .map(|(number, pen)| {
                let due = begun + WITHIN * number / u32::try_from(BACK).unwrap_or(u32::MAX);
                let address = ground.server.address().to_owned();
                tokio::spawn(async move {
                    tokio::time::sleep_until(due.into()).await;
                    comes_back(pen, &address).await
                })
            })
            .collect();
        let (pens, beats) = work(pens, PACE, WITHIN).await?;
        let (mut times, mut back, mut heard) = (Vec::new(), Vec::new(), Vec::new());
        for task in tasks {
            let (took, pen, listener) = task.await??;
            times.push(took);
            back.push(pen);
            heard.push(listener);
        }
        let spent = ground.used()?.cpu - before;
        ground.pens.splice(0..0, pens.into_iter().chain(back));
        debug_assert!(ground.pens.len() >= MANY, "they are put back where they were");
        self.level("500 come back in 30 s, 200 at work", &beats, spent, Target::AtMost(250.0));
        self.add(Figure::new("to be back, p50", "ms", percentile(&times, 50), Target::None));
        self.add(Figure::new("to be back, p99", "ms", percentile(&times, 99), Target::None));
        let each = (spent - alone) * 1000.0 / BACK as f64;
        self.add(Figure::new("processor, each who comes back", "ms", each, Target::None));
        let hour = each * HOUR / 3_600_000.0 * 100.0;
        self.add(Figure::new("the same, 10,000 in an hour: 200 is all of two cores", "%", hour, Target::None));
        drop((listening, heard));
        Ok(())
    }
}

/// How long it took until everything was there and sent, in milliseconds.
async fn comes_back(mut pen: Pen, address: &str) -> Result<(f64, Pen, Listener), Failure> {
    let begun = now();
    pen.sign_in().await?;
    let mut left = KEPT;
    let mut first = pen.pull().await?;
    while left > 0 || first != Answer::Done {
        let answer = if first == Answer::Done { pen.push(CHANGES).await? } else { pen.pull().await? };
        match (answer, first) {
            (Answer::Refused { .. }, _) => tokio::time::sleep(Duration::from_secs(1)).await,
            (Answer::Done, Answer::Done) => left -= 1,
            (Answer::Done, _) => first = Answer::Done,
        }
    }
    let listener = Listener::to(address, pen.token()).await?;
    let took = ms(begun);
    pen.rest();
    Ok((took, pen, listener))
}

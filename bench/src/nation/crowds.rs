//! The levels of load, one after the other: listening, at work, as much as it can do, five times that, at work again.

use std::time::Duration;

use super::beat::{Beats, Pace, work};
use super::ground::Ground;
use super::{ACTIVE, MANY, Nation, growth};
use crate::Failure;
use crate::load::{Listener, Pen};
use crate::report::{Figure, Target};

/// A laptop at work does something each second: far more than an officer does.
pub const PACE: Pace = Pace::Every(Duration::from_secs(1));
/// How long a level is held.
const HELD: Duration = Duration::from_secs(15);
const FULL: Duration = Duration::from_secs(8);
/// In how long everybody has noticed what the command line wrote.
const NOTICED: Duration = Duration::from_secs(5);
/// What the 99th of a hundred may wait, in milliseconds.
const TAIL: f64 = 250.0;
/// What a laptop that listens may take of the server's memory, in kB.
const EACH: f64 = 15.0;
/// In how many seconds it must be as before.
const RECOVERY: f64 = 10.0;

impl Ground {
    /// Has so many of the laptops from `first` on work; what they did, and the processor of the server meanwhile, in seconds.
    pub async fn at_work(
        &mut self,
        first: usize,
        count: usize,
        pace: Pace,
        lasting: Duration,
    ) -> Result<(Beats, f64), Failure> {
        let pens: Vec<Pen> = self.pens.drain(first..first + count).collect();
        let before = self.used()?.cpu;
        let (pens, beats) = work(pens, pace, lasting).await?;
        let spent = self.used()?.cpu - before;
        self.pens.splice(first..first, pens);
        Ok((beats, spent))
    }

    /// Has the first laptops signed in, and up to where their streams stand.
    pub async fn ready(&mut self, count: usize) -> Result<(), Failure> {
        for pen in &mut self.pens[..count] {
            pen.ready().await?;
            pen.pull().await?;
        }
        Ok(())
    }

    /// Live connections of so many laptops.
    pub async fn listening(&self, count: usize) -> Result<Vec<Listener>, Failure> {
        let mut listening = Vec::new();
        for pen in &self.pens[..count] {
            listening.push(Listener::to(self.server.address(), pen.token()).await?);
        }
        Ok(listening)
    }
}

impl Nation {
    pub(super) async fn crowds(&mut self, ground: &mut Ground) -> Result<(), Failure> {
        self.say("laptops that listen");
        ground.ready(MANY).await?;
        ground.pens[ACTIVE..].iter_mut().for_each(Pen::rest);
        ground.server.settle().await?;
        let mut listening = Vec::new();
        for count in [0, MANY / 10, MANY] {
            let before = ground.server.used()?.rss;
            let new = count - listening.len();
            listening = if new > 0 { ground.listening(count).await? } else { listening };
            ground.server.settle().await?;
            if count == MANY {
                let each = (ground.server.used()?.rss - before) * 1024.0 / new as f64;
                self.add(Figure::new("memory, each laptop that listens", "kB", each, Target::AtMost(EACH)));
            }
            let cost = growth::cost(ground, format!("{count} laptops listen")).await?;
            self.growth.push(cost);
        }
        self.mandate(ground).await?;
        self.say("laptops at work");
        let (first, spent) = ground.at_work(0, ACTIVE, PACE, HELD).await?;
        self.level("200 at work, 1,000 listen", &first, spent, Target::AtMost(TAIL));
        self.add(Figure::new("server, memory, then", "MB", ground.server.used()?.rss, Target::None));
        self.say("as quick as they are answered");
        let (full, spent) = ground.at_work(0, ACTIVE, Pace::AtOnce, FULL).await?;
        self.level("200 as quick as they are answered", &full, spent, Target::None);
        self.say("five times that");
        let (five, spent) = ground.at_work(0, MANY, Pace::AtOnce, FULL).await?;
        self.level("1,000 as quick as they are answered", &five, spent, Target::None);
        let (refused, told) = five.refused();
        self.add(Figure::new("of these, refused with 503", "%", refused, Target::None));
        self.add(Figure::new("of the refused, told when to come again", "%", told, Target::AtLeast(100.0)));
        self.add(Figure::new("server, memory, then", "MB", ground.server.used()?.rss, Target::None));
        self.say("at work again");
        let (after, spent) = ground.at_work(0, ACTIVE, PACE, HELD).await?;
        self.level("200 at work again, right after", &after, spent, Target::AtMost(TAIL));
        let before = first.took(true, 99).max(first.took(false, 99));
        self.add(Figure::new(
            "as before the load within",
            "s",
            after.calm_after(2.0 * before),
            Target::AtMost(RECOVERY),
        ));
        drop(listening);
        Ok(())
    }

    /// Somebody's office changes, while everybody listens: rights are read again.
    async fn mandate(&mut self, ground: &Ground) -> Result<(), Failure> {
        self.say("a mandate, while laptops listen");
        let listed = ground.server.admin(&["unit", "list"])?;
        let section = listed.lines().find(|line| line.contains(" section ")).ok_or("there is no section")?;
        let unit = section.split_whitespace().next().unwrap_or_default();
        let before = ground.server.used()?.cpu;
        tokio::time::sleep(NOTICED).await;
        let idle = ground.server.used()?.cpu - before;
        ground.server.admin(&["mandate", "record", "--unit", unit, "--office", "deputy", "--holder-name", "Paul"])?;
        tokio::time::sleep(NOTICED).await;
        let spent = ground.server.used()?.cpu - before - 2.0 * idle;
        let what = "a mandate is recorded, 1,000 listen: processor of the server";
        self.add(Figure::new(what, "ms", spent * 1000.0, Target::None));
        Ok(())
    }

    /// What laptops met at a level.
    pub(super) fn level(&mut self, what: &str, beats: &Beats, spent: f64, tail: Target) {
        for (word, push) in [("push", true), ("pull", false)] {
            let p50 = beats.took(push, 50);
            self.add(Figure::new(format!("{what}: a {word}, p50"), "ms", p50, Target::None));
            self.add(Figure::new(format!("{what}: a {word}, p99"), "ms", beats.took(push, 99), tail));
        }
        self.add(Figure::new(format!("{what}: answered"), "/s", beats.rate(), Target::None));
        let share = spent / beats.lasted * 100.0;
        self.add(Figure::new(format!("{what}: processor, 200 is all of two cores"), "%", share, Target::None));
    }

    /// Ends the server as a crash would, starts it again, and asks for everything that it had acknowledged.
    pub(super) async fn nothing_lost(&mut self, ground: &mut Ground) -> Result<(), Failure> {
        self.say("killed, started, asked for what it had acknowledged");
        ground.pens.iter_mut().for_each(Pen::rest);
        ground.server.kill()?;
        let begun = crate::measure::now();
        ground.server.start().await?;
        self.add(Figure::new("killed: answers again after", "ms", crate::measure::ms(begun), Target::None));
        let mut lost = 0;
        for pen in &mut ground.pens[..MANY] {
            pen.ready().await?;
            lost += pen.lost().await?;
            pen.rest();
        }
        self.add(Figure::new("acknowledged and lost", "changes", lost as f64, Target::AtMost(0.0)));
        Ok(())
    }
}

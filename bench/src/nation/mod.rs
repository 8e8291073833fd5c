//! A national server on this machine: what 200 laptops at work and 1,000 that listen meet, what five times as much as it can
//! do leads to, what thousands who come back within an hour cost, and how all of it grows.
//!
//! ```text
//! place      SQLite, or a PostgreSQL of its own that keeps what it has answered
//! ground     sections founded and filled, step by step
//! beat       laptops at work for a while: at a pace, or as quick as they are answered
//! crowds     the levels of load, one after the other
//! returns    laptops that come back after a week
//! season     whoever follows the elections of all of them
//! growth     what a push, a pull and nothing new cost, with more of everything
//! ```
//!
//! Laptops here are on the machine of the server and share its processors: what they meet is the worse for it.

mod beat;
mod crowds;
mod ground;
mod growth;
mod place;
mod returns;
mod season;

use std::time::Instant;

use ground::Ground;
use place::Sort;

use crate::Failure;
use crate::measure::now;
use crate::report::{Figure, print};

/// As many as the party has.
const SECTIONS: usize = 4_000;
/// Laptops that work.
const ACTIVE: usize = 200;
/// Laptops that listen, and laptops at once when five times as many work.
const MANY: usize = 1_000;

/// Measures both backends, or one, with so many sections.
pub async fn run(options: &[&str]) -> Result<(), Failure> {
    let (mut sorts, mut sections) = (vec![Sort::Sqlite, Sort::Postgres], SECTIONS);
    for pair in options.chunks(2) {
        match *pair {
            ["--backend", name] => sorts = vec![name.parse()?],
            ["--sections", number] => sections = number.parse()?,
            _ => return Err("usage: coopol-bench nation [--backend sqlite|postgres] [--sections N]".into()),
        }
    }
    if sections < MANY {
        return Err(format!("{MANY} sections at least").into());
    }
    for sort in sorts {
        let mut nation = Nation { clock: now(), figures: Vec::new(), growth: Vec::new() };
        let before = load()?;
        let done = nation.measure(sort, sections).await;
        // What was measured before a failure is worth reading.
        println!("\n## {sort}, {sections} sections of {} members", ground::MEMBERS);
        print(&nation.figures, &[], &format!("{before}; {}", load()?));
        growth::print(&nation.growth);
        done?;
    }
    Ok(())
}

/// What is measured of one backend.
struct Nation {
    clock: Instant,
    figures: Vec<Figure>,
    growth: Vec<growth::Cost>,
}

impl Nation {
    async fn measure(&mut self, sort: Sort, sections: usize) -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let mut ground = Ground::make(folder.path(), sort)?;
        for step in [sections / 100, sections / 10, sections] {
            self.say(&format!("{sort}: {step} sections"));
            self.fill(&mut ground, step).await?;
            let cost = growth::cost(&mut ground, format!("{step} sections")).await?;
            self.growth.push(cost);
        }
        self.crowds(&mut ground).await?;
        self.returns(&mut ground).await?;
        self.nothing_lost(&mut ground).await?;
        self.journals(&mut ground).await?;
        // The last: whoever is elected there stands in the place of a secretary whose laptop worked until then.
        self.season(&ground).await
    }

    fn add(&mut self, figure: Figure) {
        self.figures.push(figure);
    }

    /// What goes on, for whoever waits.
    fn say(&self, what: &str) {
        eprintln!("{:>6.1} s  {what}", self.clock.elapsed().as_secs_f64());
    }
}

fn load() -> Result<String, Failure> {
    Ok(std::fs::read_to_string("/proc/loadavg")?.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

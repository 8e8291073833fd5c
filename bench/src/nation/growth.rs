//! What a push, a pull and nothing new cost, with more of everything.

use super::Nation;
use super::ground::{Ground, MEMBERS};
use crate::Failure;
use crate::measure::{median, ms, now};
use crate::report::short;

/// How often each is done.
const TIMES: u32 = 200;
/// Entries of a larger pull.
const PULLED: u32 = 100;
/// How often that is done.
const PULLS: u32 = 40;
/// How long the journal of a section is, in entries.
const JOURNALS: [u32; 3] = [1_000, 3_000, 10_000];
/// Changes in each push that makes it longer.
const TOGETHER: u32 = 100;

/// What one laptop alone meets: milliseconds of the clock (p50), and of the processor of the server with its database.
#[derive(Debug)]
pub struct Cost {
    of: String,
    push: [f64; 2],
    nothing: [f64; 2],
    pull: [f64; 2],
    memory: f64,
}

/// Measures it with the laptop of the first section.
pub async fn cost(ground: &mut Ground, of: String) -> Result<Cost, Failure> {
    ground.ready(1).await?;
    ground.server.settle().await?;
    let push = times(ground, TIMES, true).await?;
    let nothing = times(ground, TIMES, false).await?;
    let behind = ground.pens[0].cursors();
    ground.pens[0].push(PULLED).await?;
    let (mut took, before) = (Vec::new(), ground.used()?.cpu);
    for _ in 0..PULLS {
        ground.pens[0].go_back(&behind);
        let begun = now();
        ground.pens[0].pull().await?;
        took.push(ms(begun));
    }
    let pull = [median(&took), (ground.used()?.cpu - before) * 1000.0 / f64::from(PULLS)];
    Ok(Cost { of, push, nothing, pull, memory: ground.server.used()?.rss })
}

async fn times(ground: &mut Ground, times: u32, push: bool) -> Result<[f64; 2], Failure> {
    let (mut took, before) = (Vec::new(), ground.used()?.cpu);
    for _ in 0..times {
        let begun = now();
        if push {
            ground.pens[0].push(1).await?
        } else {
            ground.pens[0].pull().await?
        };
        took.push(ms(begun));
    }
    Ok([median(&took), (ground.used()?.cpu - before) * 1000.0 / f64::from(times)])
}

/// Prints the table.
pub fn print(costs: &[Cost]) {
    println!(
        "\n| With | a push, p50 | processor | nothing new, p50 | processor | 100 entries, p50 | processor | memory |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for Cost { of, push, nothing, pull, memory } in costs {
        let pair = |[took, spent]: [f64; 2]| format!("{} ms | {} ms", short(took), short(spent));
        println!("| {of} | {} | {} | {} | {} MB |", pair(*push), pair(*nothing), pair(*pull), short(*memory));
    }
}

impl Nation {
    /// The same with a longer journal of that section.
    pub(super) async fn journals(&mut self, ground: &mut Ground) -> Result<(), Failure> {
        for entries in JOURNALS {
            self.say(&format!("a journal of {entries} entries"));
            ground.ready(1).await?;
            while ground.pens[0].taken() + u64::from(TOGETHER) <= u64::from(entries) {
                ground.pens[0].push(TOGETHER).await?;
            }
            let there = ground.pens[0].taken();
            let cost = cost(ground, format!("{there} entries in the section's roster of once {MEMBERS}")).await?;
            self.growth.push(cost);
        }
        Ok(())
    }
}

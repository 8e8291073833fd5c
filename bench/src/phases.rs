//! What is measured, in its order.

mod access;
mod alone;
mod crowd;
mod pair;
mod past;
mod window;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::Failure;
use crate::limits::{self, Checked};
use crate::measure::{now, percentile};
use crate::report::{Figure, Target, peers, print};

/// How often a thing that takes long is measured.
pub const ROUNDS: usize = 3;

/// The phases after the limits, which are always measured.
pub const ALL: &str = "access,pair,alone,past,crowd";

/// What all phases share.
pub struct Bench {
    /// Where everything is written.
    folder: PathBuf,
    rounds: usize,
    clock: Instant,
    figures: Vec<Figure>,
}

/// Measures the `wanted` phases and prints the table; `beside` is where the peers' harness left its results, `window` where
/// the starts of the desktop program left theirs.
pub async fn run(rounds: usize, beside: Option<&Path>, window: Option<&Path>, wanted: &str) -> Result<(), Failure> {
    let wanted: Vec<&str> = wanted.split(',').collect();
    if let Some(unknown) = wanted.iter().find(|name| !ALL.split(',').any(|known| known == **name)) {
        return Err(format!("`{unknown}` is none of {ALL}").into());
    }
    let folder = tempfile::tempdir()?;
    let load =
        || std::fs::read_to_string("/proc/loadavg").map(|load| load.split(' ').take(3).collect::<Vec<_>>().join(" "));
    let before = load()?;
    let mut bench =
        Bench { folder: folder.path().to_owned(), rounds: rounds.clamp(1, 9), clock: now(), figures: Vec::new() };
    let done = bench.everything(&wanted).await;
    if let Some(file) = window {
        bench.window(file)?;
    }
    let peers = beside.map_or_else(|| Ok(Vec::new()), peers)?;
    // What was measured before a failure is worth reading.
    print(&bench.figures, &peers, &format!("{before}; {}", load()?));
    done
}

/// What this machine does at best.
struct Least {
    transfer: limits::Transfer,
    commit: f64,
    edits: Vec<f64>,
    no_op: f64,
    grouped: f64,
}

impl Bench {
    async fn everything(&mut self, wanted: &[&str]) -> Result<(), Failure> {
        let least = self.least().await?;
        if wanted.contains(&"access") {
            self.access();
        }
        if wanted.contains(&"pair") {
            self.pair(&least).await?;
        }
        if wanted.contains(&"alone") {
            self.alone().await?;
        }
        if wanted.contains(&"past") {
            self.past().await?;
        }
        if wanted.contains(&"crowd") {
            self.crowd(&least).await?;
        }
        Ok(())
    }

    async fn least(&mut self) -> Result<Least, Failure> {
        self.say("the limits of this machine");
        let folder = self.folder.join("limits");
        std::fs::create_dir_all(&folder)?;
        let least = Least {
            transfer: limits::transfer(&folder, self.rounds + 2).await?,
            commit: limits::commit(&folder).await?,
            edits: limits::edit(&folder).await?,
            no_op: limits::no_op().await?,
            grouped: limits::grouped(&folder, Checked::Not).await?,
        };
        let signed = limits::grouped(&folder, Checked::Signed).await?;
        self.add(Figure::new("limit: writing the reference work, encrypted", "ms", least.transfer.write, Target::None));
        self.add(Figure::new("limit: a durable commit, encrypted", "ms", least.commit, Target::None));
        self.add(Figure::new("limit: requests that do nothing, 64 connections", "/s", least.no_op, Target::None));
        self.add(Figure::new(
            "limit: requests made durable together, each signature checked",
            "/s",
            signed,
            Target::None,
        ));
        Ok(least)
    }

    fn add(&mut self, figure: Figure) {
        self.figures.push(figure);
    }

    /// What goes on, for whoever waits.
    fn say(&self, what: &str) {
        eprintln!("{:>6.1} s  {what}", self.clock.elapsed().as_secs_f64());
    }
}

/// The half and the tail.
fn spread(times: &[f64]) -> (f64, f64) {
    (percentile(times, 50), percentile(times, 95))
}

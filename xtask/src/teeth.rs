//! Seeded bugs: each guard of the table is taken out in turn, in a copy, and a test must turn red by it. A guard that can go
//! without a test saying so isn't shown by anything (`docs/trust.md`).
//!
//! The copy and what is built of it are kept under the target folder, so that a bug costs no more than what it changes.

mod bite;
mod copy;
pub mod table;

use std::collections::BTreeSet;
use std::time::Duration;

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::timing::now;
use bite::{Build, Ending};
use copy::Aside;
use table::{Bug, FILE, Table};

/// What came of the bugs that were tried.
pub struct Bitten {
    /// How many were caught by the test that was to catch them.
    pub caught: u64,
    /// The others: their ids, and what happened.
    pub failed: Vec<(String, String)>,
}

/// Tries the few that are cheap enough for every run. That their tests pass without a bug is for the stage `tests` to say.
pub fn few(checkout: &Checkout) -> Result<(), Failure> {
    let bugs = Table::read(checkout)?.bugs.into_iter().filter(|bug| bug.every_run).collect::<Vec<_>>();
    let bitten = Teeth { aside: Aside::make(checkout)?, pristine: false }.bite(&bugs)?;
    if bitten.failed.is_empty() { Ok(()) } else { Err(Failure::NoTeeth(bitten.failed.len())) }
}

/// Tries those from the one at `from`, as many as `count`, after their tests have passed without any.
pub fn some(checkout: &Checkout, from: u64, count: u64) -> Result<Bitten, Failure> {
    let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let bugs: Vec<Bug> = Table::read(checkout)?.bugs.into_iter().skip(place(from)).take(place(count)).collect();
    Teeth { aside: Aside::make(checkout)?, pristine: true }.bite(&bugs)
}

/// How many there are.
pub fn all(checkout: &Checkout) -> Result<u64, Failure> {
    Ok(Table::read(checkout)?.bugs.len() as u64)
}

struct Teeth {
    aside: Aside,
    /// Whether the tests have to pass first without any bug.
    pristine: bool,
}

impl Teeth {
    /// One after the other, those of one test target together: what has to be built differs least.
    fn bite(&self, bugs: &[Bug]) -> Result<Bitten, Failure> {
        let mut bitten = Bitten { caught: 0, failed: Vec::new() };
        let mut targets = BTreeSet::new();
        for bug in bugs.iter().filter(|bug| targets.insert(bug.test.clone())) {
            let of: Vec<&Bug> = bugs.iter().filter(|other| other.test == bug.test).collect();
            let wrong = if self.pristine { self.wrong(&bug.test, &of)? } else { BTreeSet::new() };
            for bug in of {
                if wrong.contains(bug.filter.as_str()) {
                    let why = "its test isn't there, or fails without the bug";
                    println!("{:<34} {why}", bug.id);
                    bitten.failed.push((bug.id.clone(), why.to_owned()));
                } else {
                    self.one(bug, &mut bitten)?;
                }
            }
        }
        println!("{} of {} seeded bugs were caught ({FILE})", bitten.caught, bugs.len());
        Ok(bitten)
    }

    fn one(&self, bug: &Bug, bitten: &mut Bitten) -> Result<(), Failure> {
        let started = now();
        let text = self.aside.put(bug)?;
        let ending = self.ending(bug);
        self.aside.restore(bug, &text)?;
        let (ending, took) = (ending?, started.elapsed());
        println!("{:<34} {}, {}", bug.id, ending, seconds(took));
        match ending {
            Ending::Caught => bitten.caught += 1,
            other => bitten.failed.push((bug.id.clone(), other.to_string())),
        }
        Ok(())
    }

    fn ending(&self, bug: &Bug) -> Result<Ending, Failure> {
        Ok(match bite::build(&self.aside.checkout, &bug.test)? {
            Build::Broken(said) => {
                println!("{said}");
                Ending::NotBuilt
            }
            Build::Program(program) => bite::run(&program, &[&bug.filter])?,
        })
    }

    /// The tests that don't pass as everything stands.
    fn wrong<'a>(&self, test: &str, bugs: &[&'a Bug]) -> Result<BTreeSet<&'a str>, Failure> {
        let mut wrong: BTreeSet<&str> = bugs.iter().map(|bug| bug.filter.as_str()).collect();
        if let Build::Program(program) = bite::build(&self.aside.checkout, test)? {
            for filter in wrong.clone() {
                if bite::run(&program, &[filter])? == Ending::Missed {
                    wrong.remove(filter);
                }
            }
        }
        Ok(wrong)
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

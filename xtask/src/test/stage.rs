//! One stage of the test run.

use std::time::Duration;

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;
use crate::{rules, teeth};

/// A named step with a time it may take.
pub struct Stage {
    pub name: &'static str,
    pub about: &'static str,
    pub budget: Budget,
    pub work: Work,
}

/// What a stage does.
pub enum Work {
    /// Checks the repository against its own rules, in this process.
    Rules,
    /// Takes guards out in a copy; tests must notice.
    Teeth,
    /// Runs programs one after the other; the first that fails ends the stage.
    Commands(Vec<Invocation>),
}

/// How long a stage may take on two cores.
pub struct Budget {
    /// With nothing built yet.
    pub cold: Duration,
    /// With every dependency built.
    pub warm: Duration,
}

impl Budget {
    pub const fn minutes(cold: u64, warm: u64) -> Self {
        Self::seconds(60 * cold, 60 * warm)
    }

    pub const fn seconds(cold: u64, warm: u64) -> Self {
        Self { cold: Duration::from_secs(cold), warm: Duration::from_secs(warm) }
    }
}

impl Stage {
    pub fn run(&self, checkout: &Checkout) -> Result<(), Failure> {
        match &self.work {
            Work::Rules => rules::check(checkout),
            Work::Teeth => teeth::few(checkout),
            Work::Commands(commands) => commands.iter().try_for_each(|command| command.run(checkout)),
        }
    }
}

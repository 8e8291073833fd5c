//! The closing table of a test run: what each stage took, against its budget.

use std::fmt;
use std::time::Duration;

use super::stage::Stage;

/// The stages that ran, in order.
pub struct Closing {
    cold: bool,
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    took: Duration,
    budget: Duration,
    passed: bool,
}

impl Closing {
    /// `cold`: nothing was built when the run started, so the budgets for that apply.
    pub fn new(cold: bool) -> Self {
        Self { cold, rows: Vec::new() }
    }

    pub fn add(&mut self, stage: &Stage, took: Duration, passed: bool) {
        let budget = if self.cold { stage.budget.cold } else { stage.budget.warm };
        self.rows.push(Row { name: stage.name, took, budget, passed });
    }
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = if self.cold { "cold" } else { "warm" };
        writeln!(f, "{:<10} {:>9} {:>9}  {start} build", "stage", "took", "budget")?;
        for row in &self.rows {
            let over = if row.took > row.budget { ", over its budget" } else { "" };
            let outcome = if row.passed { "passed" } else { "FAILED" };
            writeln!(f, "{:<10} {:>9} {:>9}  {outcome}{over}", row.name, clock(row.took), clock(row.budget))?;
        }
        let total = |time: fn(&Row) -> Duration| clock(self.rows.iter().map(time).sum());
        write!(f, "{:<10} {:>9} {:>9}", "all", total(|row| row.took), total(|row| row.budget))
    }
}

/// Minutes and seconds; tenths under a minute, where they matter.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::super::stage::{Budget, Work};
    use super::*;

    fn table(cold: bool) -> String {
        let stage = |name| Stage { name, about: "", budget: Budget::minutes(5, 1), work: Work::Rules };
        let mut closing = Closing::new(cold);
        closing.add(&stage("fmt"), Duration::from_millis(1_250), true);
        closing.add(&stage("tests"), Duration::from_secs(125), false);
        closing.to_string()
    }

    #[test]
    fn a_warm_run_is_held_to_the_warm_budget() {
        let table = table(false);
        assert!(table.contains("fmt            1.2 s  1 min 00  passed\n"), "{table}");
        assert!(table.contains("tests       2 min 05  1 min 00  FAILED, over its budget\n"), "{table}");
        assert!(table.ends_with("all         2 min 06  2 min 00"), "{table}");
    }

    #[test]
    fn a_cold_run_is_given_the_time_to_build() {
        let table = table(true);
        assert!(table.contains("tests       2 min 05  5 min 00  FAILED\n"), "{table}");
    }
}

//! What a campaign reached, for people and for programs.

use std::fmt;
use std::fs;

use serde::Serialize;

use super::parts::Part;
use crate::checkout::Checkout;
use crate::failure::Failure;

/// One line for each part that was wanted.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// In the order in which they were played.
    pub rows: Vec<Row>,
}

/// What came of a part.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The part.
    pub part: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// The first that was wanted.
    pub from: u64,
    /// How many were wanted.
    pub wanted: u64,
    /// How many were played, all of them as they should be.
    pub reached: u64,
    /// What failed.
    pub failed: Vec<String>,
    /// How long it took.
    pub seconds: u64,
}

impl Row {
    pub fn new(part: &Part, from: u64, wanted: u64) -> Self {
        Self { part: part.name, unit: part.unit, from, wanted, reached: 0, failed: Vec::new(), seconds: 0 }
    }
}

impl Report {
    /// The parts in which something failed.
    pub fn failed(&self) -> Option<String> {
        let failed: Vec<&str> = self.rows.iter().filter(|row| !row.failed.is_empty()).map(|row| row.part).collect();
        (!failed.is_empty()).then(|| failed.join(", "))
    }

    /// Writes both files.
    pub fn write(&self, checkout: &Checkout) -> Result<(), Failure> {
        let folder = checkout.target.join("campaign");
        let json = serde_json::to_string_pretty(&self.rows).expect("texts and numbers become JSON");
        let files = [("report.json", json), ("report.txt", self.to_string())];
        for (name, text) in files {
            let path = folder.join(name);
            let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, text + "\n"));
            written.map_err(|cause| Failure::Unreadable { path, cause })?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<14} {:>9} {:>9} {:>9} {:>8}", "part", "from", "wanted", "reached", "seconds")?;
        for Row { part, unit, from, wanted, reached, failed, seconds } in &self.rows {
            write!(f, "\n{part:<14} {from:>9} {wanted:>9} {reached:>9} {seconds:>8}  {unit}")?;
            if !failed.is_empty() {
                write!(f, ", FAILED")?;
            } else if reached < wanted {
                write!(f, ", {} not reached", wanted - reached)?;
            }
            failed.iter().try_for_each(|what| write!(f, "\n    {what}"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::PARTS;
    use super::*;

    #[test]
    fn what_was_not_reached_and_what_failed_is_said() {
        let mut report = Report { rows: vec![Row::new(&PARTS[0], 0, 100), Row::new(&PARTS[1], 0, 10)] };
        (report.rows[0].reached, report.rows[1].reached) = (60, 10);
        assert!(report.failed().is_none() && report.to_string().contains("40 not reached"), "{report}");
        report.rows[1].failed.push("seed 7".to_owned());
        assert_eq!(report.failed().as_deref(), Some(PARTS[1].name));
        assert!(report.to_string().ends_with("FAILED\n    seed 7"), "{report}");
    }
}

//! The desktop program beside a window that shows nothing, as `src-tauri/benches/start` measured them.

use std::path::Path;

use serde_json::Value;

use super::Bench;
use crate::Failure;
use crate::laptop::number;
use crate::report::{Figure, Target};

/// What the program may add to a blank window's start, in milliseconds.
const ADDED: f64 = 100.0;

/// How many times a blank window's memory it may take.
const TIMES: f64 = 1.3;

impl Bench {
    /// Adds what stands in `file`.
    pub(super) fn window(&mut self, file: &Path) -> Result<(), Failure> {
        let measured: Value = serde_json::from_slice(&std::fs::read(file)?)?;
        let blank = &measured["blank"];
        let (painted, weighs) = (number(blank, "rows_ms")?, number(blank, "memory_mb")?);
        let names = [
            (
                "1000",
                "start of the program to the first rows, 1,000 people",
                "memory of the whole program, 1,000 people",
            ),
            (
                "50000",
                "start of the program to the first rows, 50,000 people",
                "memory of the whole program, 50,000 people",
            ),
        ];
        for (people, start, memory) in names {
            let ours = &measured[people];
            let rows = Figure::new(start, "ms", number(ours, "rows_ms")?, Target::AtMost(painted + ADDED));
            self.add(rows.beside(painted));
            let memory = Figure::new(memory, "MB", number(ours, "memory_mb")?, Target::OfLimit(TIMES));
            self.add(memory.beside(weighs));
        }
        Ok(())
    }
}

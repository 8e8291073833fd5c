//! Rosters as they are: five files kept as they came, hundreds of variations of them, and files that are none.

mod bad_files;
mod below;
mod by_hand;
mod cells;
mod headings;
mod limits;
mod mutations;
mod problems;
mod random;
mod real_files;
mod render;
mod score;
mod shapes;
mod spoil;
mod vary;
mod wordings;

use std::path::PathBuf;

use coopol_import::Options;

/// The day on which all these files are read.
fn options() -> Options {
    Options::new(jiff::civil::date(2026, 11, 22))
}

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

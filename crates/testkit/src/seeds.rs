//! Which seeds a test plays: a few of its own in every run, and others when a campaign asks for them (`cargo xtask campaign`).
//!
//! `COOPOL_SEEDS=500` asks for so many, `COOPOL_SEEDS=500..520` for those from 500 on, `COOPOL_SEEDS=17..18` for a single one:
//! that is how one that failed is played again.

use std::ops::Range;

/// The variable by which others are asked for.
pub const VARIABLE: &str = "COOPOL_SEEDS";

/// The seeds to play: the first `usual`, unless others are asked for.
///
/// # Panics
/// When what is asked for can't be read: whoever asked would think that it was played.
pub fn seeds(usual: u64) -> Range<u64> {
    let Ok(asked) = std::env::var(VARIABLE) else { return 0..usual };
    read(&asked).unwrap_or_else(|| panic!("{VARIABLE}={asked} is neither a number nor two with .. between them"))
}

/// Whether others than the usual are asked for: a campaign has the time for a larger scene.
pub fn are_asked_for() -> bool {
    std::env::var_os(VARIABLE).is_some()
}

fn read(asked: &str) -> Option<Range<u64>> {
    let (from, to) = asked.split_once("..").unwrap_or(("0", asked));
    let seeds = from.parse().ok()?..to.parse().ok()?;
    (!seeds.is_empty()).then_some(seeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_two_with_dots_between_them() {
        assert_eq!(read("500"), Some(0..500));
        assert_eq!(read("500..520"), Some(500..520));
        for wrong in ["", "many", "5..", "..5", "7..7", "9..3", "-1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

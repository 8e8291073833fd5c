//! Every parser of what comes from outside, on files that were altered by seed: none falls over, none takes more memory or time
//! than it may, and what has one spelling is read in that one only. `COOPOL_SEEDS=7..8` plays one alteration again.
//!
//! Alterations are our own and not a library's: a number names the same one whatever version of a library is about, as long as the
//! samples stay. What once made a parser fall goes to `corpus/<parser>`, and is read in every run beside the samples of other tests.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]
#![expect(clippy::print_stdout, reason = "what a file took at most is for whoever plays a campaign")]

mod alter;
mod parsers;
mod samples;
mod watch;

use coopol_testkit::chance::Chance;
use coopol_testkit::seeds::seeds;

use crate::alter::alter;
use crate::samples::of;
use crate::watch::{Cost, Watch};

/// How many every run alters, of each format.
const ALTERED: u64 = 300;
const SEED: u64 = 0xf022_0000_0000;

/// Reads the corpus of a format as it is, then altered.
fn fuzz(format: &str, read: fn(&[u8])) {
    let samples = of(format);
    assert!(!samples.is_empty(), "nothing to begin with for {format}");
    let seeds = seeds(ALTERED);
    let watch = Watch::begin(format);
    let cost: Cost = watch.read(read, move |next| {
        for sample in &samples {
            next("as it is".to_owned(), sample);
        }
        for seed in seeds {
            let altered = alter(&samples, &mut Chance::new(SEED + seed));
            next(format!("COOPOL_SEEDS={seed}..{}", seed + 1), &altered);
        }
    });
    println!("{format}: {} read, {} MiB of memory at most", cost.read, cost.memory >> 20);
}

/// One test for each, so that a campaign plays one at a time.
macro_rules! formats {
    ($($format:ident),+ $(,)?) => {
        $(
            #[test]
            fn $format() {
                fuzz(stringify!($format), parsers::$format);
            }
        )+
    };
}

formats! { csv, xlsx, xls, ods, vcard, ics, canonical, snapshots, notes, codes, requests }

//! J10: the machines under faults, by seed. `COOPOL_SEEDS=7..8` plays the seventh again.

#![expect(clippy::print_stdout, reason = "a failing seed is printed, to be played again")]

use std::collections::BTreeMap;

use coopol_domain::device::Alarm;
use coopol_testkit::seeds::seeds;
use coopol_testkit::sim::run::{Run, play};
use coopol_testkit::sim::witness::fork;

/// How many seeds every run of the suite plays.
const SEEDS: u64 = 500;
/// What has to go wrong in a hundred seeds and more, or nothing is proven about it.
const FAULTS: [&str; 28] = [
    "request lost",
    "request late",
    "request twice",
    "late requests arrive",
    "answer lost",
    "asked ahead",
    "crash",
    "crash before sending",
    "crash before the answer is durable",
    "partition",
    "weeks pass",
    "mandate ended",
    "mandate suspended",
    "suspension lifted",
    "caretaker appointed",
    "caretaker prolonged",
    "unit reminded",
    "reminded too soon",
    "split decided",
    "split decided twice",
    "late comer",
    "key changed",
    "section absorbed",
    "server restored",
    "given back",
    "received and lost",
    "cosignature lost",
    "witness crashes",
];

/// J4.2, J5.2, J10: whatever is lost, doubled, late, cut or wrong about the time, at the end all devices and the server hold
/// the same, nothing acknowledged is missing, nothing is there twice; and the same seed gives the same trace.
#[test]
fn all_come_to_the_same_and_nothing_is_lost() {
    let seeds = seeds(SEEDS);
    let played = seeds.clone().count();
    let (even, odd): (Vec<u64>, Vec<u64>) = seeds.partition(|seed| seed % 2 == 0);
    let sums = std::thread::scope(|scope| {
        let halves = [scope.spawn(|| all(&even)), scope.spawn(|| all(&odd))];
        let [one, other] = halves.map(|half| half.join().expect("the seed that failed is printed above"));
        one.and(other)
    });
    let Sums { saved, faults, overlaps } = &sums;
    println!("{played} seeds: {saved} changes saved, {overlaps} overlaps left to settle, and {faults:?}");
    if played >= 100 {
        assert!(*saved > 0 && *overlaps > 0, "the simulation does something");
        for fault in FAULTS {
            assert!(faults.get(fault).is_some_and(|&times| times >= 10), "{fault} hardly ever happened: {faults:?}");
        }
    }
}

/// What came of several runs.
#[derive(Default)]
struct Sums {
    saved: usize,
    overlaps: usize,
    faults: BTreeMap<&'static str, usize>,
}

impl Sums {
    fn and(mut self, other: Self) -> Self {
        self.saved += other.saved;
        self.overlaps += other.overlaps;
        for (fault, times) in other.faults {
            *self.faults.entry(fault).or_default() += times;
        }
        self
    }
}

/// Plays each seed twice; sums of what was saved, what failed and what is left to settle.
fn all(seeds: &[u64]) -> Sums {
    let played = seeds.iter().map(|&seed| {
        println!("seed {seed}");
        let outcome = play(seed);
        assert_eq!(play(seed), outcome, "seed {seed} plays out in two ways");
        Sums { saved: outcome.saved, overlaps: outcome.overlaps, faults: outcome.faults }
    });
    played.fold(Sums::default(), Sums::and)
}

/// J5.2: a server that shows two laptops two pasts is caught by the witness of the level above, though the two never read
/// each other's pushes: by the second laptop if it is handed what was cosigned, by the witness if it is shown the other
/// past. If neither, the day on which the federation last cosigned stands still on the second.
#[test]
fn a_server_that_forks_is_caught_by_its_witness() {
    for seed in 1000..1020 {
        println!("seed {seed}");
        let mut run = Run::new(seed);
        run.go();
        let forked = fork(&mut run);
        let quiet = (forked.seen, forked.withheld, forked.refusing);
        assert_eq!(quiet, (Ok(true), Ok(false), Ok(true)), "seed {seed}");
        let (cosigned, size) = forked.stands_still;
        assert!(0 < cosigned && cosigned < size, "seed {seed}: cosigned at {cosigned} of {size}");
        assert!(matches!(forked.unseen, Err(Alarm::Witnessed { .. })), "seed {seed}: {:?}", forked.unseen);
        assert!(matches!(forked.witness, Err(Alarm::Witnessed { .. })), "seed {seed}: {:?}", forked.witness);
    }
}

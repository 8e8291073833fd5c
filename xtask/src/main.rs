//! What a developer types: `cargo xtask <verb>`.
//!
//! One file per verb, each with a [`Verb`] that says how it is called; `rules/` holds what every check-out must obey,
//! one file per rule. To add a verb: its file, and a row in [`VERBS`]. A verb is listed when it works, not before.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks on its terminal")]

mod bench;
mod campaign;
mod checkout;
mod demo;
mod failure;
mod invocation;
mod rules;
mod setup;
mod teeth;
mod test;
mod timing;

use std::process::ExitCode;

use checkout::Checkout;
use failure::Failure;

/// Something a developer can ask for.
struct Verb {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&Checkout, &[String]) -> Result<(), Failure>,
}

const VERBS: [Verb; 6] = [setup::VERB, test::VERB, campaign::VERB, demo::DEMO, demo::SCREENSHOTS, bench::VERB];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match obey(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: &[String]) -> Result<(), Failure> {
    let Some((first, rest)) = arguments.split_first() else {
        print_help();
        return Ok(());
    };
    if ["help", "-h", "--help"].contains(&first.as_str()) || rest.iter().any(|a| a == "-h" || a == "--help") {
        print_help();
        return Ok(());
    }
    let verb = VERBS.iter().find(|verb| verb.name == first).ok_or_else(|| Failure::UnknownVerb {
        given: first.clone(),
        known: VERBS.iter().map(|verb| verb.name).collect::<Vec<_>>().join(", "),
    })?;
    (verb.run)(&Checkout::find()?, rest)
}

fn print_help() {
    println!("What a developer types in a check-out of Coopol.\n");
    for verb in &VERBS {
        println!("  cargo xtask {:<38} {}", verb.usage, verb.about);
    }
    println!("\nBuilds go to $COOPOL_TARGET_DIR, or to coopol/target in the user's cache folder.");
}

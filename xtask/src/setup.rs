//! `cargo xtask setup`: what this machine lacks to build and test what the check-out holds, and how to get it.
//!
//! Each file beside this one knows one kind of thing that can be missing and the commands that bring it.

mod debian;
mod node;
mod toolchain;

use std::io::{BufRead, Write};

use crate::Verb;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

pub const VERB: Verb = Verb {
    name: "setup",
    usage: "setup [--yes]",
    about: "installs what this machine lacks, after asking (--yes, or CI=true: without)",
    run,
};

/// One thing that isn't there, and the commands that install it; without commands, a person has to.
struct Lack {
    what: String,
    remedy: Vec<Invocation>,
}

fn run(checkout: &Checkout, arguments: &[String]) -> Result<(), Failure> {
    let mut yes = checkout.ci;
    for argument in arguments {
        match argument.as_str() {
            "--yes" => yes = true,
            given => return Err(Failure::UnknownOption { given: given.to_owned(), usage: VERB.usage }),
        }
    }
    install(checkout, yes)
}

/// Installs what is missing; asks first unless `yes`.
pub fn install(checkout: &Checkout, yes: bool) -> Result<(), Failure> {
    if let Some(advice) = debian::advice(checkout) {
        println!("{advice}");
    }
    let lacks = lacks(checkout)?;
    if lacks.is_empty() {
        println!("Of what can be looked up on this machine, nothing is missing.");
        return Ok(());
    }
    println!("Missing on this machine:");
    for lack in &lacks {
        println!("  {}", lack.what);
    }
    let remedies: Vec<&Invocation> = lacks.iter().flat_map(|lack| &lack.remedy).collect();
    if !remedies.is_empty() {
        println!("\nTo be run:");
        for remedy in &remedies {
            println!("  {remedy}");
        }
        if !yes && !agreed() {
            return Err(Failure::Declined);
        }
        remedies.into_iter().try_for_each(|remedy| remedy.run(checkout))?;
    }
    match self::lacks(checkout)?.as_slice() {
        [] => Ok(()),
        left => Err(Failure::StillMissing(names(left))),
    }
}

/// A sentence for somebody who runs the tests without having set the machine up, if there is anything to say.
pub fn reminder(checkout: &Checkout) -> Result<Option<String>, Failure> {
    let lacks = lacks(checkout)?;
    Ok((!lacks.is_empty()).then(|| format!("Missing on this machine: {}; `cargo xtask setup` helps.", names(&lacks))))
}

fn lacks(checkout: &Checkout) -> Result<Vec<Lack>, Failure> {
    let mut lacks = toolchain::lacks(checkout);
    lacks.extend(debian::lacks(checkout)?);
    lacks.extend(node::lacks(checkout));
    Ok(lacks)
}

fn names(lacks: &[Lack]) -> String {
    lacks.iter().map(|lack| lack.what.as_str()).collect::<Vec<_>>().join("; ")
}

fn agreed() -> bool {
    print!("\nRun them now? [y/N] ");
    let mut answer = String::new();
    let heard = std::io::stdout().flush().and_then(|()| std::io::stdin().lock().read_line(&mut answer));
    heard.is_ok() && is_yes(&answer)
}

fn is_yes(answer: &str) -> bool {
    ["y", "yes", "o", "oui"].contains(&answer.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_installed_without_a_clear_yes() {
        assert!(is_yes("y\n") && is_yes(" Oui \n"));
        assert!(!is_yes("") && !is_yes("\n") && !is_yes("no\n") && !is_yes("yesterday\n"));
    }
}

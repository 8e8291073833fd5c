//! The one place that writes to the terminal.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::io::IsTerminal as _;

use serde::Serialize;

use crate::failure::Failure;

/// Prints what a command answers; one that has said everything already answers nothing.
pub fn say(text: &str) {
    if !text.is_empty() {
        println!("{text}");
    }
}

/// Asks somebody at a terminal; a script knows what it is asked.
pub fn ask(question: &str) {
    if std::io::stdin().is_terminal() {
        eprint!("{question} ");
    }
}

/// Prints why a command ended.
pub fn complain(failure: &Failure, json: bool) {
    if json {
        let told = serde_json::json!({ "error": { "code": failure.code(), "message": failure.to_string() } });
        eprintln!("{told}");
    } else {
        eprintln!("coopol : {failure}");
    }
}

/// A view as JSON.
pub fn json(view: &impl Serialize) -> String {
    serde_json::to_string_pretty(view).expect("views are made of texts and numbers")
}

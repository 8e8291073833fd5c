//! The one place that writes to the terminal.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use serde::Serialize;

use crate::failure::Failure;

/// Prints what a command answers.
pub fn say(text: &str) {
    println!("{text}");
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

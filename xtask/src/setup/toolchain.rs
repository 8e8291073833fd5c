//! The parts of the Rust toolchain that a minimal install leaves out.

use super::Lack;
use crate::checkout::Checkout;
use crate::invocation::Invocation;

/// What Cargo calls each, and the component of `rustup` that brings it.
const COMPONENTS: [(&str, &str); 2] = [("fmt", "rustfmt"), ("clippy", "clippy")];

pub fn lacks(checkout: &Checkout) -> Vec<Lack> {
    let answers = |program, arguments: [&str; 2]| {
        Invocation::new(program, arguments).ask(checkout).is_ok_and(|answer| answer.success)
    };
    COMPONENTS
        .into_iter()
        .filter(|(verb, _)| !answers("cargo", [*verb, "--version"]))
        .map(|(_, component)| Lack {
            what: format!("the Rust component {component}"),
            remedy: vec![Invocation::new("rustup", ["component", "add", component])],
        })
        .collect()
}

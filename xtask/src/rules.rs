//! What every check-out must obey beyond what compilers and linters see. Each rule has its own file and its own tests.
//!
//! A rule is a function of the [`Repository`] as read, so that it can be tested on one made up for it. To add one: its
//! file, and a row in [`RULES`].

mod decisions;
mod dependencies;
mod edges;
mod graph;
mod journal;
mod length;
mod licences;
mod links;
mod manifests;
mod member;
mod migrations;
mod placeholders;
mod repository;
mod seeded;
mod source;

use std::fmt;

use crate::checkout::Checkout;
use crate::failure::Failure;
use repository::Repository;
pub use seeded::{PAGE, written};

/// A rule that is broken, and where.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// A file (with its line, where one is to blame), a folder or a crate.
    place: String,
    says: String,
}

struct Rule {
    name: &'static str,
    check: fn(&Repository) -> Vec<Finding>,
}

const RULES: [Rule; 11] = [
    Rule { name: "edges", check: edges::check },
    Rule { name: "manifests", check: manifests::check },
    Rule { name: "dependencies", check: dependencies::check },
    Rule { name: "licences", check: licences::check },
    Rule { name: "decisions", check: decisions::check },
    Rule { name: "links", check: links::check },
    Rule { name: "length", check: length::check },
    Rule { name: "placeholders", check: placeholders::check },
    Rule { name: "migrations", check: migrations::check },
    Rule { name: "journal", check: journal::check },
    Rule { name: "seeded", check: seeded::check },
];

/// Checks them all and prints every finding, so that one run shows all there is to mend.
pub fn check(checkout: &Checkout) -> Result<(), Failure> {
    let repository = Repository::read(checkout)?;
    let mut broken = 0;
    for rule in &RULES {
        let findings = (rule.check)(&repository);
        for finding in &findings {
            println!("{}: {finding}", rule.name);
        }
        broken += usize::from(!findings.is_empty());
    }
    println!("{} of {} rules kept, in {} files", RULES.len() - broken, RULES.len(), repository.files.len());
    if broken == 0 { Ok(()) } else { Err(Failure::BrokenRules(broken)) }
}

impl Finding {
    fn new(place: impl Into<String>, says: impl Into<String>) -> Self {
        Self { place: place.into(), says: says.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.says)
    }
}

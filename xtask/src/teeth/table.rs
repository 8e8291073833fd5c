//! The table of seeded bugs.

use std::fs;

use serde::Deserialize;

use crate::checkout::Checkout;
use crate::failure::Failure;

/// Where it stands.
pub const FILE: &str = "crates/testkit/scenarios/seeded-bugs.toml";

/// All of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// In the order in which they are tried.
    #[serde(rename = "bug")]
    pub bugs: Vec<Bug>,
}

/// A guard, and how it is taken out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bug {
    /// The word by which it is known.
    pub id: String,
    /// What is then not looked at any more, as a sentence that goes on after "It is no longer checked…".
    pub guard: String,
    /// The rule that it serves, or whom it stops.
    pub serves: String,
    /// In which file, from the root.
    pub file: String,
    /// What stands there, once.
    pub find: String,
    /// What stands there instead.
    pub put: String,
    /// The test target that must turn red.
    pub test: String,
    /// The one test of it.
    pub filter: String,
    /// Whether it is tried in every run of the suite.
    #[serde(default)]
    pub every_run: bool,
}

impl Table {
    pub fn read(checkout: &Checkout) -> Result<Self, Failure> {
        let path = checkout.root.join(FILE);
        let text = fs::read_to_string(&path).map_err(|cause| Failure::Unreadable { path, cause })?;
        Self::of(&text)
    }

    pub fn of(text: &str) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|cause| Failure::Malformed { origin: FILE.to_owned(), cause: cause.to_string() })
    }
}

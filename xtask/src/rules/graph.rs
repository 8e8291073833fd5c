//! Packages and who uses whom, as `cargo metadata` says it: ours and other people's.

use serde::Deserialize;

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// The packages that a build on some system, with some feature, may use.
#[derive(Default, Deserialize)]
pub struct Graph {
    pub packages: Vec<Package>,
    pub resolve: Resolve,
}

#[derive(Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    /// `None` for a folder of this repository.
    pub source: Option<String>,
    pub license: Option<String>,
    pub manifest_path: String,
    pub dependencies: Vec<Declared>,
}

/// A dependency as the manifest declares it.
#[derive(Deserialize)]
pub struct Declared {
    /// The folder of one that lies in this repository.
    pub path: Option<String>,
    /// `dev`, `build`, or none.
    pub kind: Option<String>,
}

#[derive(Default, Deserialize)]
pub struct Resolve {
    pub nodes: Vec<Node>,
}

#[derive(Deserialize)]
pub struct Node {
    pub id: String,
    /// Ids of the packages it depends on.
    pub dependencies: Vec<String>,
}

impl Graph {
    pub fn read(checkout: &Checkout) -> Result<Self, Failure> {
        let metadata = Invocation::cargo(checkout, "metadata", ["--format-version", "1", "--all-features"]);
        let answer = metadata.ask(checkout)?;
        let malformed = |cause| Failure::Malformed { origin: metadata.to_string(), cause };
        if !answer.success {
            return Err(malformed(answer.complaint));
        }
        serde_json::from_str(&answer.said).map_err(|cause| malformed(cause.to_string()))
    }
}

//! Words that begin streets.

use crate::fold;

/// Whether one of the first words is one that begins streets.
pub fn has_way(text: &str) -> bool {
    const WAYS: [&str; 34] = [
        "rue",
        "avenue",
        "av",
        "ave",
        "boulevard",
        "bd",
        "bld",
        "blvd",
        "place",
        "pl",
        "impasse",
        "imp",
        "chemin",
        "che",
        "ch",
        "allee",
        "allees",
        "all",
        "route",
        "rte",
        "quai",
        "square",
        "sq",
        "cours",
        "passage",
        "residence",
        "res",
        "lotissement",
        "hameau",
        "sentier",
        "villa",
        "cite",
        "faubourg",
        "lieu",
    ];
    fold::words(text).iter().take(4).any(|word| WAYS.contains(&word.as_str()))
}

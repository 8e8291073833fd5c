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

/// Whether a piece of an address is one of its lines and no city: a street, a building, a floor.
pub fn is_line(text: &str) -> bool {
    const PARTS: [&str; 12] = [
        "bat",
        "batiment",
        "imm",
        "immeuble",
        "appt",
        "appartement",
        "esc",
        "escalier",
        "etage",
        "entree",
        "bp",
        "porte",
    ];
    has_way(text) || fold::words(text).first().is_some_and(|word| PARTS.contains(&word.as_str()))
}

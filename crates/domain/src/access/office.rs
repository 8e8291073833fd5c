//! Offices: what a mandate makes of somebody.

use std::fmt;
use std::str::FromStr;

/// A role that somebody holds by mandate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Office {
    /// Secretary of a section: the main user.
    Secretary,
    /// Deputy secretary of a section.
    Deputy,
    /// Treasurer of a section.
    Treasurer,
    /// First secretary of a federation.
    FirstFederalSecretary,
    /// Runs the server for the whole party.
    NationalAdministrator,
}

impl Office {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 5] =
        [Self::Secretary, Self::Deputy, Self::Treasurer, Self::FirstFederalSecretary, Self::NationalAdministrator];

    /// Their words in the journal, in the same order.
    pub const WORDS: [&'static str; 5] =
        ["secretary", "deputy", "treasurer", "first_federal_secretary", "national_administrator"];
}

/// Text that names no office.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` isn't an office: {}", Office::WORDS.join(", "))]
pub struct BadOffice {
    /// The text that was read.
    pub given: String,
}

impl fmt::Display for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = Self::ALL.iter().position(|office| office == self).expect("ALL holds every office");
        f.write_str(Self::WORDS[place])
    }
}

impl FromStr for Office {
    type Err = BadOffice;

    fn from_str(text: &str) -> Result<Self, BadOffice> {
        let place = Self::WORDS.iter().position(|&word| word == text);
        place.map(|place| Self::ALL[place]).ok_or_else(|| BadOffice { given: text.to_owned() })
    }
}

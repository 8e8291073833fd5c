//! The fields of a person, as the screens and commands name them.

use std::fmt;
use std::str::FromStr;

use crate::device::{Failure, Rule};

/// One field of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// First name.
    GivenName,
    /// Last name.
    FamilyName,
    /// `mme` or `m`.
    Civility,
    /// Day of birth.
    BornOn,
    /// The first e-mail.
    Email,
    /// The first mobile phone.
    Mobile,
    /// The first other phone.
    Landline,
    /// Street lines, then postcode and commune, then perhaps a country: one field (J2.6).
    Address,
    /// The legal category.
    Category,
    /// Remarks.
    Note,
    /// Membership number.
    Number,
    /// Day of joining.
    Since,
    /// Day of leaving.
    Until,
    /// Where the data come from.
    Origin,
}

const WORDS: [(Field, &str); 14] = [
    (Field::GivenName, "given_name"),
    (Field::FamilyName, "family_name"),
    (Field::Civility, "civility"),
    (Field::BornOn, "born_on"),
    (Field::Email, "email"),
    (Field::Mobile, "mobile"),
    (Field::Landline, "landline"),
    (Field::Address, "address"),
    (Field::Category, "category"),
    (Field::Note, "note"),
    (Field::Number, "number"),
    (Field::Since, "since"),
    (Field::Until, "until"),
    (Field::Origin, "origin"),
];

impl Field {
    /// The words of all fields, for help texts.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(_, word)| *word)
    }

    /// The field of the journal and the kind of change that touches it; `None` for contacts, which are elements of a set.
    pub(super) fn plain(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::GivenName => ("person_changed", "first_name"),
            Self::FamilyName => ("person_changed", "last_name"),
            Self::Civility => ("person_changed", "civility"),
            Self::BornOn => ("person_changed", "birth_date"),
            Self::Address => ("person_changed", "address"),
            Self::Note => ("person_changed", "note"),
            Self::Number => ("membership_changed", "number"),
            Self::Since => ("membership_changed", "joined_on"),
            Self::Until => ("membership_changed", "left_on"),
            Self::Category => ("category_changed", "category"),
            Self::Origin => ("category_changed", "origin"),
            Self::Email | Self::Mobile | Self::Landline => return None,
        })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WORDS.iter().find(|(field, _)| field == self).map(|(_, word)| *word);
        f.write_str(word.expect("the table has every field"))
    }
}

impl FromStr for Field {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let field = WORDS.iter().find(|(_, word)| *word == text).map(|(field, _)| *field);
        field.ok_or_else(|| Failure::Invalid { field: "field", rule: Rule::Choice, value: text.to_owned() })
    }
}

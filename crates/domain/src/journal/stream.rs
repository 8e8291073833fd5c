//! Compartments: what a unit keeps apart, each in a stream of its own (J1.1).

use std::fmt;
use std::str::FromStr;

use crate::access::Office;
use crate::id::SubjectId;

/// One of the parts of a unit's records; access is granted by compartment (J1.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Compartment {
    /// Facts on the unit, its mandates and its devices.
    Office,
    /// People, their contacts and memberships.
    Roster,
    /// What members owe and paid.
    Dues,
    /// Events and meetings.
    Agenda,
    /// Documents.
    Archive,
    /// Announcements and discussions.
    Talk,
    /// Drafts, templates and saved lists: they belong to the office, not to its holder.
    Desk(Office),
    /// A projection made for one delegate, named by its delegation.
    Slice(SubjectId),
}

impl Compartment {
    /// The compartments that every unit has from its first day.
    pub const OF_A_UNIT: [Self; 5] = [Self::Office, Self::Roster, Self::Dues, Self::Agenda, Self::Archive];
}

impl fmt::Display for Compartment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Office => f.write_str("office"),
            Self::Roster => f.write_str("roster"),
            Self::Dues => f.write_str("dues"),
            Self::Agenda => f.write_str("agenda"),
            Self::Archive => f.write_str("archive"),
            Self::Talk => f.write_str("talk"),
            Self::Desk(office) => write!(f, "desk/{office}"),
            Self::Slice(delegation) => write!(f, "slice/{delegation}"),
        }
    }
}

/// Text that names no compartment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` isn't a compartment: office, roster, dues, agenda, archive, talk, desk/<office> or slice/<delegation>"
)]
pub struct BadCompartment {
    /// The text that was read.
    pub given: String,
}

impl FromStr for Compartment {
    type Err = BadCompartment;

    fn from_str(text: &str) -> Result<Self, BadCompartment> {
        let bad = || BadCompartment { given: text.to_owned() };
        Ok(match text {
            "office" => Self::Office,
            "roster" => Self::Roster,
            "dues" => Self::Dues,
            "agenda" => Self::Agenda,
            "archive" => Self::Archive,
            "talk" => Self::Talk,
            _ => match text.split_once('/') {
                Some(("desk", office)) => Self::Desk(office.parse().map_err(|_| bad())?),
                Some(("slice", delegation)) => Self::Slice(delegation.parse().map_err(|_| bad())?),
                _ => return Err(bad()),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J1.1: each compartment has one name, which reads back.
    #[test]
    fn names_read_back() {
        let slice = Compartment::Slice(SubjectId::from_bytes([7; 16]));
        let all =
            Compartment::OF_A_UNIT.into_iter().chain([Compartment::Talk, Compartment::Desk(Office::Treasurer), slice]);
        for compartment in all {
            assert_eq!(compartment.to_string().parse(), Ok(compartment));
        }
        assert!("desk/king".parse::<Compartment>().is_err());
        assert!("rosters".parse::<Compartment>().is_err());
    }
}

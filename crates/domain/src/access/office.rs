//! Offices: what a mandate makes of somebody.

use std::fmt;
use std::str::FromStr;

use crate::kinds::UnitKind;

/// A role that somebody holds by mandate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Office {
    /// Secretary of a section: the main user.
    Secretary,
    /// Deputy secretary of a section.
    Deputy,
    /// Treasurer of a section.
    Treasurer,
    /// Deputy treasurer of a section.
    DeputyTreasurer,
    /// Member of a section's bureau without another office.
    BureauMember,
    /// First secretary of a federation.
    FirstFederalSecretary,
    /// Deputy first secretary: two of them hold the office together during an interim.
    FederalDeputy,
    /// Treasurer of a federation.
    FederalTreasurer,
    /// Member of the federal membership bureau, which answers for the lists of members.
    MembershipBureau,
    /// Federal secretary in charge of a theme.
    FederalSecretary,
    /// Member of the federal council.
    FederalCouncilMember,
    /// In charge of roll-out and teaching in a federation.
    RolloutOfficer,
    /// Runs the server for the whole party.
    NationalAdministrator,
    /// The national membership office.
    NationalMembershipOffice,
}

impl Office {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 14] = [
        Self::Secretary,
        Self::Deputy,
        Self::Treasurer,
        Self::DeputyTreasurer,
        Self::BureauMember,
        Self::FirstFederalSecretary,
        Self::FederalDeputy,
        Self::FederalTreasurer,
        Self::MembershipBureau,
        Self::FederalSecretary,
        Self::FederalCouncilMember,
        Self::RolloutOfficer,
        Self::NationalAdministrator,
        Self::NationalMembershipOffice,
    ];

    /// Their words in the journal, in the same order.
    pub const WORDS: [&'static str; 14] = [
        "secretary",
        "deputy",
        "treasurer",
        "deputy_treasurer",
        "bureau_member",
        "first_federal_secretary",
        "federal_deputy",
        "federal_treasurer",
        "membership_bureau",
        "federal_secretary",
        "federal_council_member",
        "rollout_officer",
        "national_administrator",
        "national_membership_office",
    ];

    /// In which kind of unit it is held.
    pub const fn level(self) -> UnitKind {
        match self {
            Self::Secretary | Self::Deputy | Self::Treasurer | Self::DeputyTreasurer | Self::BureauMember => {
                UnitKind::Section
            }
            Self::FirstFederalSecretary
            | Self::FederalDeputy
            | Self::FederalTreasurer
            | Self::MembershipBureau
            | Self::FederalSecretary
            | Self::FederalCouncilMember
            | Self::RolloutOfficer => UnitKind::Federation,
            Self::NationalAdministrator | Self::NationalMembershipOffice => UnitKind::National,
        }
    }

    /// Whether one person at a time holds it in a unit: two who were elected to it are rivals.
    pub const fn has_one_seat(self) -> bool {
        matches!(self, Self::Secretary | Self::Treasurer | Self::FirstFederalSecretary | Self::FederalTreasurer)
    }

    /// Whether it is held for one theme, which the mandate names.
    pub const fn has_a_theme(self) -> bool {
        matches!(self, Self::FederalSecretary)
    }

    /// Whether a unit of this kind has it: a working group is run like a section.
    pub fn is_held_in(self, kind: UnitKind) -> bool {
        let kind = if kind == UnitKind::Group { UnitKind::Section } else { kind };
        self.level() == kind
    }
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

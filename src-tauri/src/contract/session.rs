//! Where this laptop stands.

use serde::{Deserialize, Serialize};
use specta::Type;
use specta::datatype::DataType;

use super::base::{Day, Id, WallTime};
use super::roster::RosterColumn;

/// The three sizes there are, as the page's type checker wants them.
pub struct TextSize;

impl Type for TextSize {
    fn definition(_: &mut specta::Types) -> DataType {
        DataType::Reference(specta_typescript::define("16 | 18 | 21"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Fr,
    En,
}

/// What the very first paint needs; kept outside the encrypted profile, and holds nothing personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Display {
    /// In CSS pixels.
    #[specta(type = TextSize)]
    pub text_size: u8,
    pub theme: Theme,
    pub language: Language,
}

/// Answer to `start`.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Start {
    pub display: Display,
    pub session: Session,
}

/// Whether the system can guard a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    Ok,
    Absent,
}

/// Every state but `Open` is a page with one action.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Session {
    FirstRun {
        keyring: KeyringState,
        /// Where this computer is: nothing says yet where the unit is.
        today: Day,
    },
    Locked {
        person: String,
    },
    KeyringLocked,
    KeyringAbsent,
    KeyringChanged,
    AlreadyOpen,
    Foreign,
    Newer,
    Damaged,
    DiskFull,
    KeyFile,
    LeaseOver {
        last_contact: Day,
        waiting: u32,
    },
    /// The clock shows a time more than a day before `seen`, which was seen here.
    ClockBehind {
        seen: Day,
        waiting: u32,
    },
    /// The holder's mandate is suspended: nothing is shown, and everything comes back when that is lifted.
    Suspended {
        unit: String,
        since: Day,
        until: Option<Day>,
        ground: String,
    },
    Revoked {
        on: Day,
        unit: String,
        delivered: u32,
        lost: u32,
    },
    /// The delegation of whoever used this laptop is over, and what was here is destroyed. `event`, `year`: what it was for; neither where that
    /// event was taken out of the agenda.
    DelegationOver {
        on: Day,
        unit: String,
        event: Option<String>,
        year: Option<u16>,
        delivered: u32,
        lost: u32,
    },
    /// Whoever uses this laptop holds no office: they do the one thing that was entrusted to them, and see nothing else.
    Delegated {
        status: Status,
    },
    Open {
        frame: Box<Frame>,
    },
}

/// What surrounds every room.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    /// In the unit's time zone.
    pub today: Day,
    pub person: super::history::Named,
    /// The mandate under which this window works.
    pub mandate: Mandate,
    /// The unit whose records the rooms show.
    pub unit: Id,
    /// Where the window can work, the person's own units first. One, for most.
    pub places: Vec<Place>,
    /// The rooms that this office has, beside those that all have.
    pub rooms: Vec<Room>,
    /// Beside the name, in order.
    pub roster_columns: Vec<RosterColumn>,
    pub status: Status,
}

#[expect(clippy::enum_variant_names, reason = "the offices are called so")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    Secretary,
    Deputy,
    Treasurer,
    DeputyTreasurer,
    BureauMember,
    FirstFederalSecretary,
    FederalDeputy,
    FederalTreasurer,
    MembershipBureau,
    FederalSecretary,
    FederalCouncilMember,
    RolloutOfficer,
    NationalAdministrator,
    NationalMembershipOffice,
    /// One at the level above, which isn't known here.
    Above,
    /// None: the server's own device.
    Server,
}

/// A room that some offices don't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    Roster,
    Agenda,
    Archives,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    National,
    Federation,
    Section,
    Group,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Unit {
    pub id: Id,
    pub name: String,
    pub kind: UnitKind,
}

/// A unit whose records can be shown.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Place {
    pub unit: Unit,
    /// The person's own office in it; nothing in one that became a part of theirs.
    pub office: Option<Office>,
    /// Whether it became a part of another.
    pub closed: bool,
}

/// One person holding one office in one unit from a date to a date.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Mandate {
    pub id: Id,
    pub office: Office,
    pub unit: Unit,
    pub since: Day,
    pub until: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    Online,
    Offline,
    /// Something answers, and not as it should; or this laptop can't take it.
    Failing,
    /// The server was restored: it takes back what laptops have beyond its backup, and answers nothing else yet.
    Restoring,
    /// An alarm was raised; the profile only reads.
    Distrusted,
    /// The section has no server: this laptop numbers and seals for itself.
    Alone,
}

/// What the quiet line says. Counts are changes, except `to_verify`: overlaps not yet settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    pub connection: Connection,
    /// Saved here, not yet received by the server.
    pub waiting: u32,
    pub refused: u32,
    pub to_verify: u32,
    /// Whether anything in this session shows notifications. If not, reminders are in the agenda only.
    pub notifies: bool,
    /// Nothing while the section is alone on this laptop.
    pub last_contact: Option<WallTime>,
}

/// What the newcomer answers.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Enrolment {
    /// The code or link, as typed.
    pub invitation: String,
    pub given_name: String,
    pub family_name: String,
    pub protection: Protection,
    pub start_with_session: bool,
}

/// How the key of the new profile is kept. Has no `Debug`: a passphrase is never printed.
#[derive(Clone, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Protection {
    Keyring,
    Passphrase { passphrase: String },
}

//! Passation: who holds which office, and how it passes from one to the next.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::agenda::Titled;
use super::base::{Day, Id, WallTime};
use super::caretaker::{Caretaker, Prolonged};
use super::history::Named;
use super::session::{Office, Unit};

#[derive(Debug, Clone, Serialize, Type)]
pub struct HandoverPage {
    /// The unit that the room is about.
    pub unit: Unit,
    /// Who holds office, who will, then who did, the latest first.
    pub seats: Vec<Seat>,
    /// Of this unit and of those below it: those that wait first.
    pub claims: Vec<ClaimRow>,
    /// Who sees which part of what the unit keeps.
    pub viewers: Vec<Viewer>,
    /// Where the holder of this laptop may say who was elected. Nowhere: they only read.
    pub places: Vec<ClaimPlace>,
    /// How many units below have a renewal to follow.
    pub followed: u32,
}

/// Whether a mandate is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    Now,
    /// It isn't over, and gives nothing.
    Suspended,
    Later,
    Over,
}

/// One mandate of the unit.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Seat {
    /// Of the mandate.
    pub id: Id,
    pub office: Office,
    /// What they are in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
    pub holder: Named,
    pub since: Day,
    /// The last day.
    pub until: Option<Day>,
    pub held: Held,
    /// Others hold the same office at the same time, which usually one person holds.
    pub joint: bool,
    /// It is held by whoever uses this laptop.
    pub mine: bool,
    /// Who said that they hold it. Nobody: it was recorded when the unit was opened.
    pub attested: Vec<Voice>,
    /// Where what shows it is, in words.
    pub proof: Option<String>,
    /// That itself, where it is in the archives here.
    pub document: Option<Titled>,
    /// What the office may do, read from the table of access.
    pub abilities: Vec<Ability>,
    /// What suspends it, or is to.
    pub suspension: Option<Suspension>,
    /// What whoever uses this laptop may say of it.
    pub may: Option<SuspensionWord>,
    /// Whether whoever uses this laptop may end it; that of somebody else ends once a second mandate agrees.
    pub ends: bool,
    /// That its holder is in charge for a time.
    pub caretaker: Option<Caretaker>,
    /// What it prolongs.
    pub prolongs: Option<Prolonged>,
}

/// A time in which a mandate gives nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Suspension {
    pub since: Day,
    /// The last day; nothing while it runs until it is lifted.
    pub until: Option<Day>,
    /// Why.
    pub ground: String,
    /// Who said so, where that is known here.
    pub by: Option<String>,
}

/// What the level above says of a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionWord {
    Suspend,
    Lift,
}

/// A suspension, as it is typed: from now on.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct SuspensionDraft {
    pub ground: String,
    /// The last day.
    pub until: Option<Day>,
}

/// One mandate, in its unit.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SeatSheet {
    pub unit: Unit,
    pub seat: Seat,
}

/// Somebody who has a say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Voice {
    /// Empty for whom nothing here names.
    pub name: String,
    /// They speak from a unit above.
    pub from_above: bool,
    /// What they say.
    pub reason: Option<String>,
}

/// A part of what a unit keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Roster,
    Dues,
    Agenda,
    Archive,
    Office,
}

/// One thing that an office may do, or doesn't see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    RosterWrite,
    RosterRead,
    RosterUnseen,
    DuesWrite,
    DuesPropose,
    DuesRead,
    DuesUnseen,
    AgendaWrite,
    AgendaRead,
    AgendaUnseen,
    ArchiveWrite,
    ArchiveRead,
    ArchiveUnseen,
    OfficeWrite,
    OfficeRead,
    OfficeInvite,
    OfficeAttest,
    /// In the units below.
    BelowWrite,
    BelowRead,
    BelowInvite,
    BelowAttest,
    BelowWitness,
    BelowCount,
}

/// Who sees one part.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Viewer {
    pub part: Part,
    pub people: Vec<Officer>,
    /// The offices of the levels above that see it. None: nobody does there.
    pub above: Vec<Office>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Officer {
    pub name: String,
    pub office: Office,
}

/// A unit in which one may say who was elected.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimPlace {
    pub unit: Named,
    pub offices: Vec<Office>,
    /// From a unit above it: that word is enough.
    pub from_above: bool,
    /// A mandate may be recorded there without an election.
    pub records: bool,
    /// Who holds or held a mandate there.
    pub people: Vec<Named>,
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStage {
    Gathering,
    Contestable,
    Contested,
    Rivalled,
    Ripe,
    Granted,
    Dismissed,
    Withdrawn,
}

/// A claim: somebody was elected.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimRow {
    pub id: Id,
    pub unit: Named,
    pub office: Office,
    /// What they would be in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
    pub holder: Named,
    pub elected_on: Day,
    pub stage: ClaimStage,
    /// Nothing while it hasn't what it takes, or the server hasn't said so yet.
    pub contestable_until: Option<WallTime>,
    /// How many more people of the unit have to answer for it; nothing where only the level above is enough.
    pub missing: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimSheet {
    pub claim: ClaimRow,
    pub since: Day,
    /// The last day.
    pub until: Option<Day>,
    /// Where the minutes are, in words.
    pub proof: String,
    /// The minutes themselves, where they are in the archives here.
    pub document: Option<Titled>,
    pub made_by: Voice,
    /// On which day whoever was elected asked for it, where it is stated at their request.
    pub requested_on: Option<Day>,
    pub supported: Vec<Voice>,
    pub contested: Vec<Voice>,
    /// Who could still answer for it in the unit.
    pub might_answer: Vec<Officer>,
    /// Claims that stand against it, each under the name of whom it names.
    pub rivals: Vec<Named>,
    /// Whose mandates end with it.
    pub replaces: Vec<Officer>,
    /// What the level above gave as its reason.
    pub reason: Option<String>,
    /// What the holder of this laptop may answer now.
    pub may: Vec<ClaimWord>,
}

/// An answer, without its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ClaimWord {
    Countersign,
    Contest,
    StopContesting,
    Withdraw,
    Uphold,
    Dismiss,
    /// The minutes that it lacks.
    Minutes,
}

/// An answer. The level above may say why.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "word", rename_all = "snake_case")]
pub enum ClaimAnswer {
    Countersign,
    Contest {
        reason: String,
    },
    StopContesting,
    Withdraw,
    Uphold {
        reason: Option<String>,
    },
    Dismiss {
        reason: Option<String>,
    },
    /// Of the unit's archives.
    Minutes {
        document: Id,
    },
}

/// Somebody was elected, as it is typed.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimDraft {
    pub unit: Id,
    pub office: Office,
    /// Of an office that is held for a theme.
    pub theme: Option<String>,
    /// Nothing for somebody who never held a mandate here.
    pub holder: Option<Id>,
    pub holder_name: String,
    pub elected_on: Day,
    pub since: Day,
    /// The last day.
    pub until: Option<Day>,
    pub proof: String,
    pub document: Option<Id>,
    /// On which day whoever was elected asked for it, of a claim at their request.
    pub requested_on: Option<Day>,
    /// The minutes of that request, to be kept in the archives where this office writes there.
    pub minutes: Option<Id>,
}

/// Somebody is to hold an office without an election, as it is typed.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MandateDraft {
    pub unit: Id,
    pub office: Office,
    /// Of an office that is held for a theme.
    pub theme: Option<String>,
    /// Nothing for somebody who never held a mandate here.
    pub holder: Option<Id>,
    pub holder_name: String,
    /// Nothing: from now on.
    pub since: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    pub proof: Option<String>,
    pub document: Option<Id>,
}

/// What a claim would do; nothing is written.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimForecast {
    /// Whose mandates would end.
    pub replaces: Vec<Officer>,
    /// How many more people of the unit would have to answer for it; nothing where only the level above is enough.
    pub missing: Option<u32>,
    /// Who could.
    pub might_answer: Vec<Officer>,
}

//! What whoever takes office reads first: where the unit stands today, gathered once for the screen, the terminal and paper.
//!
//! Days are ISO texts on the unit's calendar (`2026-11-22`), amounts are in cents. A part that the reader's mandate doesn't open
//! is `None` and is named in [`Dossier::missing`]; one that is opened and has nothing is empty.

mod desk;
mod dues;
mod gather;
mod held_back;
mod parting;

use coopol_domain::id::{MandateId, SubjectId, UnitId};
use serde::Serialize;

pub use self::desk::{Coming, Desk};
pub use self::dues::dues;
pub use self::gather::gather;
pub use self::held_back::{HeldBack, Kept};
pub use self::parting::Parting;
use crate::agenda::feeds::Feed;
use crate::agenda::{Row, Titled};
use crate::delegations::About;
use crate::handover::Standing;
use crate::history::Author;
use crate::mandates::{Card, Caretaker};
use crate::memory::{Fact, Promise};

/// Everything, as of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    /// The day of it.
    pub on: String,
    /// The day from which meetings and minutes are told: twelve months before.
    pub since: String,
    /// Who we are.
    pub unit: Unit,
    /// Who holds office now, or will: by office, then by name.
    pub bureau: Option<Vec<Seat>>,
    /// How many people are in the roster.
    pub people: Option<People>,
    /// Where the dues stand.
    pub dues: Option<Dues>,
    /// What took place, or was cancelled, in the twelve months before: the latest first.
    pub past: Option<Vec<Row>>,
    /// What is planned: the soonest first.
    pub coming: Option<Vec<Row>>,
    /// What is kept.
    pub archive: Option<Archive>,
    /// What was promised and is still open: the soonest due first.
    pub promises: Option<Vec<Promise>>,
    /// Where things are, and who has them.
    pub practical: Option<Vec<Fact>>,
    /// The addresses at which the agenda is told to calendar programs; none where it isn't opened.
    pub feeds: Vec<Feed>,
    /// Claims to an office that aren't closed.
    pub handovers: Option<Vec<Standing>>,
    /// Who may do something without an office, and for how long: whichever ends soonest first.
    pub delegations: Option<Vec<Delegated>>,
    /// The sections that are coming out of this one.
    pub splits: Vec<Parting>,
    /// What lies on the desk of the reader's office.
    pub desk: Desk,
    /// What waits on this laptop.
    pub waiting: Waiting,
    /// What falls due in the twelve months to come: the soonest first.
    pub deadlines: Option<Vec<Deadline>>,
    /// Who changed the roster lately.
    pub changes: Option<Changes>,
    /// What the departure shield holds of what others did (J3.7), by who did it and where: part by part, in each whoever waits longest first.
    pub held_back: Option<Vec<HeldBack>>,
    /// The parts that the mandate doesn't open.
    pub missing: Vec<Part>,
}

/// Somebody who may do one thing without an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Delegated {
    /// How they are called.
    pub name: String,
    /// What they may do.
    #[serde(flatten)]
    pub about: About,
    /// The last day of it.
    pub last_day: String,
    /// Whether they took it up.
    pub taken_up: bool,
}

/// A part that may not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of its name")]
pub enum Part {
    Bureau,
    People,
    Dues,
    Past,
    Coming,
    Archive,
    Promises,
    Practical,
    Handovers,
    Deadlines,
    Changes,
    HeldBack,
}

/// Who we are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// How it is called.
    pub name: String,
    /// `national`, `federation`, `section` or `group`.
    pub kind: String,
    /// How the unit above it is called; nothing when it isn't known here.
    pub above: Option<String>,
}

/// Somebody's place in the bureau.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seat {
    /// By which mandate.
    pub mandate: MandateId,
    /// The office's word in the journal: `secretary`.
    pub office: String,
    /// What they are in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
    /// Who.
    pub name: String,
    /// The first day.
    pub since: String,
    /// The last day; nothing when no end is known.
    pub until: Option<String>,
    /// Whether it is still to begin.
    pub to_come: bool,
    /// What suspends it: it is held, and gives nothing.
    pub suspended: Option<Suspended>,
    /// That they are in charge for a time.
    pub caretaker: Option<Caretaker>,
    /// How they want to be reached.
    pub card: Option<Card>,
}

/// A suspension that runs, in days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspended {
    /// The first day.
    pub since: String,
    /// The last day; nothing while it runs until it is lifted.
    pub until: Option<String>,
    /// Why.
    pub ground: String,
    /// Who said so, where that is known here.
    pub by: Option<String>,
}

/// The roster, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct People {
    /// Everybody.
    pub total: u64,
    /// Of these, members,
    pub members: u64,
    /// people in regular contact,
    pub regular_contacts: u64,
    /// and those who were members.
    pub former_members: u64,
}

/// The dues of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dues {
    /// This year.
    pub year: i16,
    /// Members who paid something for it.
    pub up_to_date: u64,
    /// Members who didn't yet.
    pub late: u64,
    /// What was received for it, in cents.
    pub received_cents: i64,
    /// What was received for the year before, in cents.
    pub received_before_cents: i64,
}

/// The archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Archive {
    /// Documents in all.
    pub total: u64,
    /// Minutes of the twelve months before: the latest first.
    pub minutes: Vec<Minutes>,
}

/// Minutes: what was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Minutes {
    /// Which document.
    pub id: SubjectId,
    /// How it is called.
    pub title: String,
    /// The day it is about.
    pub dated_on: String,
    /// The meeting it comes from.
    pub event: Option<Titled>,
}

/// What waits on this laptop, whichever unit it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// Values that two people wrote differently.
    pub to_verify: u64,
    /// Changes of others that wait for a yes.
    pub proposals: u64,
    /// Changes that came after their author's mandate was over (J9).
    pub late: u64,
    /// People whom other units send.
    pub arrivals: u64,
    /// Units that ask to stand above this one, or below it.
    pub ties: u64,
    /// Sections that are to come out of this one: on which an answer is awaited, or of which nobody passed yet.
    pub splits: u64,
    /// What the level above reminded of, and that is still lacking.
    pub reminders: u64,
    /// Somebody whom the level above put in charge, and of which it wasn't said here that it was read.
    pub appointed: u64,
    /// Changes that were refused, and that nobody has seen yet.
    pub refused: u64,
}

impl Waiting {
    /// Whether there is nothing to look at.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        let asked =
            self.proposals + self.late + self.arrivals + self.ties + self.splits + self.reminders + self.appointed;
        self.to_verify + asked + self.refused == 0
    }
}

/// A day by which something is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// When.
    pub on: String,
    /// What.
    #[serde(flatten)]
    pub due: Due,
}

/// What falls due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// It is the last day to contest an election.
    Contest {
        /// The elected.
        name: String,
        /// As what.
        office: String,
    },
    /// It is the day of a general assembly.
    Assembly {
        /// How it is called.
        title: String,
    },
    /// It is the day by which a promise is to be kept.
    Promise {
        /// What was promised.
        title: String,
    },
    /// It is the last day of a mandate.
    Mandate {
        /// Whose.
        name: String,
        /// As what.
        office: String,
    },
}

/// Who changed the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// From which day: ninety days before.
    pub since: String,
    /// Whoever touched most people first.
    pub authors: Vec<Author>,
    /// Whether all that was done since is known here; else older changes are still on their way.
    pub whole: bool,
}

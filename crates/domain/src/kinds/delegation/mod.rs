//! Delegations: an officer lets somebody who holds no office do one thing until a date, without seeing the rest.
//!
//! A delegation stands where what is delegated is written, so the table says who grants one and who ends it: whoever writes there. Who came to
//! one event is delegated in the agenda, the dues of one year in `dues`: a sort for each.
//!
//! It is granted like an invitation: with the public half of a key whose secret half is the code that is handed over. Whoever proves to have
//! the code takes it up with a laptop of their own, which signs what it states. The authority relays it, and can't make it up: every device that
//! reads that stream asks the signature again. The delegation's own id is the laptop's, and the one under which it pushes.

mod paid;
mod said;

use ed25519_dalek::{Signature, VerifyingKey};

pub use self::paid::{Account, Paid, Payment, delegated_payment, is_overtaken, payment_in};
pub(crate) use self::paid::{DUES_DELEGATED, DUES_DELEGATED_CHANGED, paid_rightly};
pub(super) use self::paid::{entered, paid_value, read_paid};
pub(crate) use self::said::delegated_rightly;
pub use self::said::{Said, delegated, said_in};
use super::attendance::DELEGATED;
use super::device::{public_key, signed_by_invitation};
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, optional, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use crate::journal::{Change, Compartment, Payload, State};
use crate::seal::Hash;
use crate::time::{DAY, Instant};

/// How far ahead a delegation ends at most, in milliseconds: 92 days.
pub const DELEGATED_AT_MOST: u64 = 92 * DAY;
/// How many of a unit's are open at once.
pub const OPEN_DELEGATIONS: usize = 20;

/// The fields of a delegation of `task`.
const fn fields(task: FieldRule) -> [FieldRule; 11] {
    [
        required("unit", Shape::Id),
        task,
        required("name", Shape::Text(200)),
        required("until", Shape::Instant),
        required("invitation", Shape::Bytes(32)),
        required("invited_until", Shape::Instant),
        optional("key", Shape::Bytes(32)),
        optional("device", Shape::Text(80)),
        optional("proof", Shape::Bytes(64)),
        // The stream that was opened for it.
        optional("slice", Shape::Id),
        optional("ended", Shape::Bool),
    ]
}

/// At which event its holder says who came.
static FIELDS: [FieldRule; 11] = fields(required("event", Shape::Id));
/// For which year its holder enters payments.
static DUES_FIELDS: [FieldRule; 11] = fields(required("year", Shape::Count(2200)));

static DELEGATION: Sort =
    Sort { name: Delegation::SORT, compartment: Some(Compartment::Agenda), owner: Owner::Unit, fields: &FIELDS };
static OF_DUES: Sort =
    Sort { name: Delegation::OF_DUES, compartment: Some(Compartment::Dues), owner: Owner::Unit, fields: &DUES_FIELDS };

/// Somebody may do one thing until a date.
pub(crate) const DELEGATION_GRANTED: &str = "delegation_granted";
/// Somebody proved to have its code.
pub(crate) const DELEGATION_TAKEN_UP: &str = "delegation_taken_up";
/// The same of a year's dues.
pub(crate) const DUES_DELEGATION_GRANTED: &str = "dues_delegation_granted";
/// The same of a year's dues.
pub(crate) const DUES_DELEGATION_TAKEN_UP: &str = "dues_delegation_taken_up";

/// None is undone: what was seen was seen. It is ended.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        rule: Some(granted),
        ..creates(
            DELEGATION_GRANTED,
            &DELEGATION,
            &["unit", "event", "name", "until", "invitation", "invited_until"],
            Undo::Never,
        )
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(taken_up),
        ..changes(DELEGATION_TAKEN_UP, &DELEGATION, &["key", "device", "proof", "slice"])
    },
    Kind { undo: Undo::Never, rule: Some(for_good), ..changes("delegation_ended", &DELEGATION, &["ended"]) },
    Kind {
        rule: Some(granted),
        ..creates(
            DUES_DELEGATION_GRANTED,
            &OF_DUES,
            &["unit", "year", "name", "until", "invitation", "invited_until"],
            Undo::Never,
        )
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(taken_up),
        ..changes(DUES_DELEGATION_TAKEN_UP, &OF_DUES, &["key", "device", "proof", "slice"])
    },
    Kind { undo: Undo::Never, rule: Some(for_good), ..changes("dues_delegation_ended", &OF_DUES, &["ended"]) },
];

fn invalid(field: &str) -> Refusal {
    Refusal::ValueInvalid { field: field.to_owned() }
}

/// It ends soon, and its code no later.
fn granted(_: Option<&State>, _: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let at = |field: &str| after.get(field).number("instant").map_or(Instant(0), Instant);
    let (until, invited) = (at("until"), at("invited_until"));
    if until <= now || until.since(now) > DELEGATED_AT_MOST {
        return Err(invalid("until"));
    }
    if invited <= now || invited > until {
        return Err(invalid("invited_until"));
    }
    public_key(after.get("invitation")).map(drop).ok_or_else(|| invalid("invitation"))
}

fn taken_up(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    taken_up_rightly(before, change.header.subject, after, now)
}

/// Whether a delegation was taken up as `after` says, by somebody who has the code that it stood with `before`. Every device asks this again of
/// what the authority relayed.
pub(crate) fn taken_up_rightly(
    before: Option<&State>,
    subject: SubjectId,
    after: &State,
    now: Instant,
) -> Result<(), Refusal> {
    let before = before.ok_or(Refusal::SubjectMissing)?;
    let known = Delegation::read(subject, before).ok_or_else(|| invalid("invitation"))?;
    if let Some(field) = ["key", "device", "proof", "slice"].iter().find(|field| *after.get(field) == Value::Null) {
        return Err(Refusal::FieldMissing { field: (*field).to_owned() });
    }
    if !known.waits(now) {
        return Err(invalid("invitation"));
    }
    if public_key(after.get("key")).is_none_or(|key| key.is_weak()) {
        return Err(invalid("key"));
    }
    signed_by_invitation(before, subject.into(), after).then_some(()).ok_or_else(|| invalid("proof"))
}

fn for_good(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if *after.get("ended") == Value::Bool(true) { Ok(()) } else { Err(invalid("ended")) }
}

/// What its holder does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Says who came to an event.
    Attendance {
        /// Which.
        event: SubjectId,
    },
    /// Enters what was paid for a year.
    Dues {
        /// Which.
        year: u16,
    },
}

impl Task {
    /// Where what is delegated is written, and so the delegation itself.
    pub const fn compartment(self) -> Compartment {
        match self {
            Self::Attendance { .. } => Compartment::Agenda,
            Self::Dues { .. } => Compartment::Dues,
        }
    }

    /// The subject under which a delegate is shown what theirs is about: the event, or for a year, which is no subject, the delegation.
    pub const fn shown_as(self, delegation: SubjectId) -> SubjectId {
        match self {
            Self::Attendance { event } => event,
            Self::Dues { .. } => delegation,
        }
    }

    /// What its grant, its beginning and its end are called in the journal.
    pub const fn kinds(self) -> [&'static str; 3] {
        match self {
            Self::Attendance { .. } => [DELEGATION_GRANTED, DELEGATION_TAKEN_UP, "delegation_ended"],
            Self::Dues { .. } => [DUES_DELEGATION_GRANTED, DUES_DELEGATION_TAKEN_UP, "dues_delegation_ended"],
        }
    }

    /// The field in which it stands, with what.
    pub fn field(self) -> (&'static str, Value) {
        match self {
            Self::Attendance { event } => ("event", Value::bytes(event.as_bytes())),
            Self::Dues { year } => ("year", Value::count(year.into())),
        }
    }
}

/// A delegation as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// The subject of its facts.
    pub id: SubjectId,
    /// In which unit.
    pub unit: UnitId,
    /// What its holder does.
    pub task: Task,
    /// How its holder is called.
    pub name: String,
    /// To just before this instant.
    pub until: Instant,
    /// Until when it can be taken up.
    pub invited_until: Instant,
    /// Since when, if somebody ended it.
    pub ended: Option<Instant>,
    /// By what it was taken up.
    pub taken: Option<Taken>,
}

/// How a delegation was taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What its holder's laptop signs with.
    pub key: VerifyingKey,
    /// How they call that.
    pub device: String,
    /// The stream that was opened for it.
    pub slice: StreamId,
}

impl Delegation {
    /// What its subject is called in a state where it is for an event.
    pub const SORT: &str = "delegation";
    /// The same where it is for a year's dues.
    pub const OF_DUES: &str = "dues_delegation";

    /// The delegation whose facts these are; `None` when they aren't a delegation's, which [`check`](fn@super::check) lets nobody write.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        let task = match state.sort.as_str() {
            Self::SORT => Task::Attendance { event: identifier(state.get("event"))? },
            Self::OF_DUES => Task::Dues { year: state.get("year").number("year").ok()?.try_into().ok()? },
            _ => return None,
        };
        let instant = |field: &str| state.get(field).number("instant").ok().map(Instant);
        let stated = state.cells.iter().find(|(field, _)| field.as_str() == "ended").map(|(_, cell)| cell);
        let ended = stated.filter(|cell| cell.value == Value::Bool(true));
        let slice = identifier(state.get("slice")).map(|id| StreamId::from_bytes(*id.as_bytes()));
        let taken = public_key(state.get("key")).zip(slice).zip(state.text("device"));
        Some(Self {
            id,
            unit: identifier(state.get("unit"))?.into(),
            task,
            name: state.text("name")?,
            until: instant("until")?,
            invited_until: instant("invited_until")?,
            ended: ended.map(|cell| cell.stamp.effective_at.instant()),
            taken: taken.map(|((key, slice), device)| Taken { key, device, slice }),
        })
    }

    /// Whose it is: somebody who is nothing else here. Whoever grants chooses the delegation's id, so its holder's comes of it by a hash: chosen as
    /// well, it could be that of an officer, with all that they may do.
    pub fn holder(&self) -> HolderId {
        let hash = Hash::of(&[b"coopol delegate\n".as_slice(), self.id.as_bytes()].concat());
        let mut id = [0; 16];
        id.copy_from_slice(&hash.as_bytes()[..16]);
        HolderId::from_bytes(id)
    }

    /// The laptop that took it up.
    pub fn device(&self) -> DeviceId {
        self.id.into()
    }

    /// What its holder pushes under, where an officer has a mandate.
    pub fn mandate(&self) -> MandateId {
        self.id.into()
    }

    /// When it is over, as far as is known: no later than its day.
    pub fn end(&self) -> Instant {
        self.ended.map_or(self.until, |ended| ended.min(self.until))
    }

    /// Whether its holder may do what it is for at `now`.
    pub fn holds(&self, now: Instant) -> bool {
        self.taken.is_some() && now < self.end()
    }

    /// Whether it can still be taken up.
    pub fn waits(&self, now: Instant) -> bool {
        self.taken.is_none() && self.ended.is_none() && now < self.invited_until
    }

    /// Whether somebody does what it is for, or may take it up: it counts among those of its unit.
    pub fn is_open(&self, now: Instant) -> bool {
        self.holds(now) || self.waits(now)
    }

    /// Whether its laptop signed a message.
    fn signed_message(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.taken.as_ref().is_some_and(|taken| taken.key.verify_strict(message, &signature).is_ok())
    }
}

/// By which delegation a payload says that something was said, be it of an event or of a payment.
pub(crate) fn delegated_by(payload: &Payload) -> Option<SubjectId> {
    match payload.kind.as_str() {
        DELEGATED => said_in(payload).map(|(by, ..)| by),
        DUES_DELEGATED | DUES_DELEGATED_CHANGED => paid::by(payload),
        _ => None,
    }
}

//! Delegations: an officer lets somebody who holds no office do one thing until a date, without seeing the rest.
//!
//! A delegation stands where what is delegated is written, so the table says who grants one and who ends it: whoever writes there. What is
//! delegated is who came to one event, hence the agenda; one year's dues would be a sort of its own, in `dues`.
//!
//! It is granted like an invitation: with the public half of a key whose secret half is the code that is handed over. Whoever proves to have
//! the code takes it up with a laptop of their own, which signs what it states. The authority relays it, and can't make it up: every device that
//! reads the agenda asks the signature again. The delegation's own id is the laptop's, and the one under which it pushes.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::attendance::{self, Attendance};
use super::device::{public_key, signed_by_invitation};
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, optional, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use crate::journal::{Change, Compartment, Edit, Payload, State};
use crate::seal::Hash;
use crate::time::{DAY, Instant};

/// How far ahead a delegation ends at most, in milliseconds: 92 days.
pub const DELEGATED_AT_MOST: u64 = 92 * DAY;
/// How many of a unit's are open at once.
pub const OPEN_DELEGATIONS: usize = 20;

const FIELDS: &[FieldRule] = &[
    required("unit", Shape::Id),
    // At which event its holder says who came.
    required("event", Shape::Id),
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
];

static DELEGATION: Sort =
    Sort { name: Delegation::SORT, compartment: Some(Compartment::Agenda), owner: Owner::Unit, fields: FIELDS };

/// Somebody may do one thing until a date.
pub(crate) const DELEGATION_GRANTED: &str = "delegation_granted";
/// Somebody proved to have its code.
pub(crate) const DELEGATION_TAKEN_UP: &str = "delegation_taken_up";

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

/// A delegation as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// The subject of its facts.
    pub id: SubjectId,
    /// In which unit.
    pub unit: UnitId,
    /// At which event its holder says who came.
    pub event: SubjectId,
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
    /// What its subject is called in a state.
    pub const SORT: &str = "delegation";

    /// The delegation whose facts these are; `None` when they aren't a delegation's, which [`check`](fn@super::check) lets nobody write.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        if state.sort != Self::SORT {
            return None;
        }
        let instant = |field: &str| state.get(field).number("instant").ok().map(Instant);
        let text = |field: &str| match state.get(field) {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let stated = state.cells.iter().find(|(field, _)| field.as_str() == "ended").map(|(_, cell)| cell);
        let ended = stated.filter(|cell| cell.value == Value::Bool(true));
        let slice = identifier(state.get("slice")).map(|id| StreamId::from_bytes(*id.as_bytes()));
        let taken = public_key(state.get("key")).zip(slice).zip(text("device"));
        Some(Self {
            id,
            unit: identifier(state.get("unit"))?.into(),
            event: identifier(state.get("event"))?,
            name: text("name")?,
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

    /// Whether its laptop signed, for this agenda, what the holder said of somebody.
    pub fn signed(&self, agenda: StreamId, person: SubjectId, said: &Said) -> bool {
        let message = statement((self.id, agenda, self.event), person, said.mark, said.at);
        let signature = Signature::from_bytes(&said.signature);
        self.taken.as_ref().is_some_and(|taken| taken.key.verify_strict(&message, &signature).is_ok())
    }
}

/// What a delegate said of somebody, as their laptop signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// What; nothing takes back what was.
    pub mark: Option<Attendance>,
    /// When, by the laptop: later than what it said of them before.
    pub at: Instant,
    /// Its signature.
    pub signature: [u8; 64],
}

impl Said {
    /// Signs what is said of `person` under the delegation `of` an agenda's event.
    pub fn sign(
        key: &SigningKey,
        of: (SubjectId, StreamId, SubjectId),
        person: SubjectId,
        mark: Option<Attendance>,
        at: Instant,
    ) -> Self {
        Self { mark, at, signature: key.sign(&statement(of, person, mark, at)).to_bytes() }
    }
}

/// Begins with words of its own, so that no other signature serves for it.
fn statement(
    (delegation, agenda, event): (SubjectId, StreamId, SubjectId),
    person: SubjectId,
    mark: Option<Attendance>,
    at: Instant,
) -> Vec<u8> {
    let ids = [delegation.as_bytes(), agenda.as_bytes(), event.as_bytes(), person.as_bytes()].map(Value::bytes);
    let said = [attendance::value(mark), Value::count(at.0)];
    let values = Value::Array(ids.into_iter().chain(said).collect());
    [b"coopol delegation\n".as_slice(), &values.encode()].concat()
}

/// What the authority carries into the agenda of what a delegate said.
pub fn delegated(delegation: SubjectId, person: SubjectId, said: &Said, event: &State) -> Payload {
    let (mark, by) = (Attendance::field(person), attendance::delegated_field(person));
    let record = [
        ("at", Value::count(said.at.0)),
        ("by", Value::bytes(delegation.as_bytes())),
        ("signature", Value::bytes(said.signature)),
    ];
    let record = Value::Map(record.map(|(name, value)| (name.to_owned(), value)).into());
    let edits = vec![
        Edit::change(&mark, event.get(&mark).clone(), attendance::value(said.mark)),
        Edit::change(&by, event.get(&by).clone(), record),
    ];
    Payload::new(attendance::DELEGATED, 1, edits)
}

/// What a payload of [`delegated`] says: whose delegation, of whom, what.
pub fn said_in(payload: &Payload) -> Option<(SubjectId, SubjectId, Said)> {
    let [one, two] = payload.edits.as_slice() else { return None };
    let mark_first = Attendance::person(one.field.as_str()).is_some();
    let (mark, by) = if mark_first { (one, two) } else { (two, one) };
    let person = Attendance::person(mark.field.as_str())?;
    if by.field.as_str() != attendance::delegated_field(person) {
        return None;
    }
    let (delegation, at, signature) = attendance::record(&by.after)?;
    let mark = attendance::read(&mark.after).ok()?;
    Some((delegation, person, Said { mark, at, signature }))
}

/// Whether a line says what the laptop of this delegation signed for `event` of `agenda`, and later than what the event said of it `before`. Asked
/// where it is judged, and again by every device.
pub(crate) fn delegated_rightly(
    delegation: &Delegation,
    (agenda, event): (StreamId, SubjectId),
    before: Option<&State>,
    payload: &Payload,
) -> bool {
    let Some((by, person, said)) = said_in(payload) else { return false };
    let earlier = before.map(|before| before.get(&attendance::delegated_field(person)));
    let earlier = earlier.and_then(attendance::record).filter(|(of, ..)| *of == by);
    by == delegation.id
        && event == delegation.event
        && earlier.is_none_or(|(_, at, _)| at < said.at)
        && delegation.signed(agenda, person, &said)
}

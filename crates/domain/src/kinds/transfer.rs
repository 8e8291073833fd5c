//! Transfers (J1.5): a person lives in one roster. Whoever keeps the one says `person_left` and where to; the authority
//! offers what is carried to whoever keeps the other; they say `person_arrived`, or decline. Neither reads nor writes the
//! other's stream, and no transaction spans both (J1.3).
//!
//! The person is the same subject in both rosters, so that the way back is the way there. Where they don't live they are
//! deleted: no list shows them, no number of theirs is taken, and the past stays.

use super::person::{PERSON, named};
use super::unit::identifier;
use super::{Kind, Refusal, Shape, Undo, changes, creates};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{SubjectId, UnitId};
use crate::journal::{Change, Edit, Payload, REMOVED, State};
use crate::time::Instant;

/// The unit at the other end, as it was called then, and the transfer: random, the same in both rosters.
pub(super) const PASSAGE: Shape =
    Shape::Record(3, &[("unit", Shape::Id), ("name", Shape::Text(160)), ("transfer", Shape::Id)]);

/// What became of somebody whom another unit sent.
pub(super) const ARRIVAL: Shape = Shape::Choice(&["offered", "accepted", "matched", "declined", "withdrawn"]);

const LEAVING: &[&str] = &[REMOVED, "destination", "received", "paid_until"];
const ARRIVING: &[&str] = &[REMOVED, "arrival", "number", "destination", "received", "same_as"];

/// What goes along: who somebody is, how to reach them, and their membership. Notes and tags are the unit's own and stay, as
/// do the dues but for the last year that was paid.
const OFFER: &[&str] = &[
    "last_name",
    "first_name",
    "civility",
    "birth_date",
    "address",
    "contact",
    "verified",
    "number",
    "joined_on",
    "left_on",
    "category",
    "origin",
    "paid_until",
    REMOVED,
    "arrival",
    "came_from",
    "same_as",
];

/// Of that, who somebody is, how to reach them, and their membership: what goes along wherever people change rosters.
pub const TAKEN_ALONG: &[&str] = OFFER.split_at(12).0;

pub(super) const KINDS: &[Kind] = &[
    Kind { undo: Undo::By("person_stayed"), rule: Some(leaving), ..changes("person_left", &PERSON, LEAVING) },
    Kind { undo: Undo::By("person_left"), rule: Some(staying), ..changes("person_stayed", &PERSON, LEAVING) },
    Kind { verb: Verb::Relay, rule: Some(offered), ..creates("person_offered", &PERSON, OFFER, Undo::Never) },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(offered),
        ..changes("person_offered_again", &PERSON, OFFER)
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(answering),
        ..changes("arrival_withdrawn", &PERSON, &["arrival"])
    },
    Kind { undo: Undo::By("arrival_reopened"), rule: Some(answering), ..changes("person_arrived", &PERSON, ARRIVING) },
    // Somebody who is known already under another subject: that one is updated, beside it.
    Kind {
        undo: Undo::By("arrival_reopened"),
        rule: Some(answering),
        ..changes("arrival_matched", &PERSON, &["arrival", "same_as"])
    },
    // The person is back where they came from: another offer is another transfer.
    Kind { undo: Undo::Never, rule: Some(answering), ..changes("arrival_declined", &PERSON, &["arrival"]) },
    Kind { undo: Undo::Never, rule: Some(reopening), ..changes("arrival_reopened", &PERSON, ARRIVING) },
    Kind { verb: Verb::Relay, undo: Undo::Never, rule: Some(gone), ..changes("transfer_received", &PERSON, LEAVING) },
    Kind { verb: Verb::Relay, undo: Undo::Never, rule: Some(back), ..changes("transfer_declined", &PERSON, LEAVING) },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(open_again),
        ..changes("transfer_reopened", &PERSON, &["received"])
    },
];

/// One end of a transfer, as the other end's roster keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The unit at the other end.
    pub unit: UnitId,
    /// How it was called then.
    pub name: String,
    /// Which transfer.
    pub transfer: SubjectId,
}

impl Passage {
    /// Where somebody went.
    pub fn to(state: &State) -> Option<Self> {
        Self::read(state.get("destination"))
    }

    /// Where somebody came from.
    pub fn from(state: &State) -> Option<Self> {
        Self::read(state.get("came_from"))
    }

    /// Reads what [`Passage::value`] wrote.
    pub fn read(value: &Value) -> Option<Self> {
        let Value::Map(parts) = value else { return None };
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
        let Value::Text(name) = part("name")? else { return None };
        Some(Self {
            unit: identifier(part("unit")?)?.into(),
            name: name.clone(),
            transfer: identifier(part("transfer")?)?,
        })
    }

    /// As a field holds it.
    pub fn value(&self) -> Value {
        Value::Map(vec![
            ("name".to_owned(), Value::text(&self.name)),
            ("unit".to_owned(), Value::bytes(self.unit.as_bytes())),
            ("transfer".to_owned(), Value::bytes(self.transfer.as_bytes())),
        ])
    }
}

/// What became of somebody whom another unit sent: the word of the field.
pub fn arrival(state: &State) -> Option<&str> {
    match state.get("arrival") {
        Value::Text(word) => Some(word),
        _ => None,
    }
}

/// What the roster at the other end is offered of `left`, who came from `from`; `known` is what it knows of them.
pub fn offer(left: &State, from: &Passage, known: Option<&State>) -> Payload {
    let nobody = State::new(PERSON.name);
    let before = known.unwrap_or(&nobody);
    let own = ["arrival", "came_from", REMOVED, "same_as"];
    let carried = |name: &str| OFFER.contains(&name) && !own.contains(&name);
    let said = [Value::text("offered"), from.value(), Value::Bool(true), Value::Null].into_iter();
    let mut after: Vec<(String, Value)> = own.iter().map(|name| (*name).to_owned()).zip(said).collect();
    let fields = left.cells.iter().filter(|(field, _)| carried(field.name()));
    after.extend(fields.map(|(field, cell)| (field.as_str().to_owned(), cell.value.clone())));
    let stale = before.cells.keys().filter(|field| carried(field.name()) && !left.cells.contains_key(*field));
    after.extend(stale.map(|field| (field.as_str().to_owned(), Value::Null)));
    let edits = after.into_iter().filter_map(|(field, after)| {
        let now = before.get(&field).clone();
        (now != after).then(|| Edit::change(&field, now, after))
    });
    let kind = if before.cells.is_empty() { "person_offered" } else { "person_offered_again" };
    Payload::new(kind, 1, edits.collect())
}

fn lives(state: Option<&State>) -> bool {
    state.is_some_and(|state| !state.is_removed())
}

fn invalid<T>(field: &str) -> Result<T, Refusal> {
    Err(Refusal::ValueInvalid { field: field.to_owned() })
}

/// Only somebody who lives here leaves, and to somewhere; nobody has received them yet.
fn leaving(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if !lives(before) || !after.is_removed() {
        return invalid(REMOVED);
    }
    match (Passage::to(after), after.get("received")) {
        (None, _) => Err(Refusal::FieldMissing { field: "destination".to_owned() }),
        (Some(_), Value::Null) => Ok(()),
        (Some(_), _) => invalid("received"),
    }
}

/// Whoever was received elsewhere lives there: only those who received them send them back.
fn staying(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let underway = before.is_some_and(|before| Passage::to(before).is_some() && *before.get("received") == Value::Null);
    match (underway, after.is_removed() || Passage::to(after).is_some()) {
        (false, _) => Err(Refusal::NotWaiting),
        (true, true) => invalid("destination"),
        (true, false) => Ok(()),
    }
}

/// Somebody is offered who has a name, says where they come from, and doesn't live here.
fn offered(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    named(before, change, after, now)?;
    if lives(before) {
        return Err(Refusal::AlreadyExists);
    }
    let whole = after.is_removed() && Passage::from(after).is_some() && arrival(after) == Some("offered");
    if whole { Ok(()) } else { invalid("arrival") }
}

/// An offer is answered once, by the word that goes with the kind.
fn answering(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if before.and_then(arrival) != Some("offered") {
        return Err(Refusal::NotWaiting);
    }
    let (word, lives) = match change.payload.kind.as_str() {
        "person_arrived" => ("accepted", true),
        "arrival_matched" => ("matched", false),
        "arrival_declined" => ("declined", false),
        _ => ("withdrawn", false),
    };
    let matched = (*after.get("same_as") == Value::Null) == (word != "matched");
    if arrival(after) == Some(word) && lives != after.is_removed() && matched { Ok(()) } else { invalid("arrival") }
}

/// An answer that was yes is open again, as long as the person went nowhere else.
fn reopening(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let before = before.filter(|before| matches!(arrival(before), Some("accepted" | "matched")));
    if before.is_none_or(|before| before.is_removed() && arrival(before) == Some("accepted")) {
        return Err(Refusal::NotWaiting);
    }
    let open = arrival(after) == Some("offered") && after.is_removed() && *after.get("same_as") == Value::Null;
    if open { Ok(()) } else { invalid("arrival") }
}

/// Received elsewhere is only whoever left, be it that they were taken back in that very moment.
fn gone(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if !before.is_some_and(|before| before.cells.keys().any(|field| field.as_str() == "destination")) {
        return Err(Refusal::NotWaiting);
    }
    if after.is_removed() && Passage::to(after).is_some() { Ok(()) } else { invalid("destination") }
}

fn back(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if before.and_then(Passage::to).is_none() {
        return Err(Refusal::NotWaiting);
    }
    if after.is_removed() || Passage::to(after).is_some() { invalid("destination") } else { Ok(()) }
}

fn open_again(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let received = before.is_some_and(|before| *before.get("received") == Value::Bool(true));
    if received && *after.get("received") == Value::Null { Ok(()) } else { Err(Refusal::NotWaiting) }
}

/// Whoever left, or was never taken in, isn't brought back by taking back a deletion.
pub(super) fn here(before: Option<&State>, _: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    let away = |state: &State| Passage::to(state).is_some() || arrival(state).is_some_and(|word| word != "accepted");
    if before.is_some_and(away) { Err(Refusal::NotWaiting) } else { Ok(()) }
}

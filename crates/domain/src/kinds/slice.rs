//! What a delegate sees (J1.1): a stream made for one delegation, in which the authority shows one event and the people of whom it is to be said
//! whether they came, by their names alone. They stand under the very ids that they have in the unit's own records.
//!
//! The delegate states one kind there. Nothing else has a place in it: no export, no act, no erasure.

use super::attendance::{self, MARK};
use super::delegation::Said;
use super::event::WHEN;
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, optional, payers, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{StreamId, SubjectId};
use crate::journal::{Change, Compartment, Edit, Payload, REMOVED, State};
use crate::kinds::Attendance;
use crate::time::Instant;

const SUBJECT_FIELDS: &[FieldRule] = &[
    // The stream for which the delegate's laptop signs.
    required("agenda", Shape::Id),
    required("title", Shape::Text(300)),
    required("when", WHEN),
    optional("place", Shape::Text(300)),
    optional("cancelled", Shape::Bool),
    required("unit_name", Shape::Text(200)),
    required("until", Shape::Instant),
];

const SAID: Shape = Shape::Record(2, &[("at", Shape::Instant), ("signature", Shape::Bytes(64)), ("mark", MARK)]);

const PERSON_FIELDS: &[FieldRule] = &[
    optional("last_name", Shape::Text(120)),
    optional("first_name", Shape::Text(120)),
    // What the event says of them.
    optional("mark", MARK),
    // What the delegate said last; the event says it once it was carried there.
    optional("said", SAID),
];

static SUBJECT: Sort = Sort { name: "slice_subject", compartment: None, owner: Owner::Unit, fields: SUBJECT_FIELDS };
static PERSON: Sort = Sort { name: "slice_person", compartment: None, owner: Owner::Unit, fields: PERSON_FIELDS };

pub(crate) const OPENED: &str = "slice_opened";
pub(crate) const SUBJECT_TOLD: &str = "slice_subject_told";
pub(crate) const PERSON_SHOWN: &str = "slice_person_shown";
pub(crate) const PERSON_TOLD: &str = "slice_person_told";
/// What a delegate states of somebody.
pub const DELEGATE_MARKED: &str = "delegate_marked";

/// The event, and the people that the authority shows, follow the unit's own records; the delegate takes a mark back by another.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        verb: Verb::Relay,
        ..creates(
            OPENED,
            &SUBJECT,
            &["agenda", "title", "when", "place", "cancelled", "unit_name", "until"],
            Undo::Never,
        )
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        ..changes(SUBJECT_TOLD, &SUBJECT, &["title", "when", "place", "cancelled", "unit_name", REMOVED])
    },
    Kind { verb: Verb::Relay, ..creates(PERSON_SHOWN, &PERSON, &["last_name", "first_name", "mark"], Undo::Never) },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        ..changes(PERSON_TOLD, &PERSON, &["last_name", "first_name", "mark", REMOVED])
    },
    Kind { verb: Verb::Propose, undo: Undo::Never, rule: Some(later), ..changes(DELEGATE_MARKED, &PERSON, &["said"]) },
];

/// Whether a sort has its place in a compartment, as far as slices are concerned: theirs stand nowhere else, and nothing else in them.
pub(super) fn placed(sort: &Sort, compartment: Compartment) -> bool {
    let own = [&SUBJECT, &PERSON, &payers::YEAR, &payers::PAYER].iter().any(|own| own.name == sort.name);
    own == matches!(compartment, Compartment::Slice(_))
}

/// Something is said, of somebody who is shown, after what was said before.
fn later(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let invalid = || Err(Refusal::ValueInvalid { field: "said".to_owned() });
    let Some(now) = said(after) else { return invalid() };
    let earlier = before.and_then(said);
    if after.is_removed() || earlier.is_some_and(|earlier| now.at <= earlier.at) { invalid() } else { Ok(()) }
}

/// What the delegate said last of somebody.
pub fn said(person: &State) -> Option<Said> {
    read(person.get("said"))
}

fn read(value: &Value) -> Option<Said> {
    let Value::Map(parts) = value else { return None };
    let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
    Some(Said {
        mark: attendance::read(part("mark").unwrap_or(&Value::Null)).ok()?,
        at: Instant(part("at")?.number("instant").ok()?),
        signature: part("signature")?.array_of("signature").ok()?,
    })
}

/// What a delegate states, `person` being how they are shown.
pub fn marked(person: &State, said: &Said) -> Payload {
    let mut parts = vec![("at".to_owned(), Value::count(said.at.0))];
    parts.extend(said.mark.map(|mark| ("mark".to_owned(), Value::text(mark.as_str()))));
    parts.push(("signature".to_owned(), Value::bytes(said.signature)));
    Payload::new(DELEGATE_MARKED, 1, vec![Edit::change("said", person.get("said").clone(), Value::Map(parts))])
}

/// What a delegate stated in a payload.
pub fn said_by_delegate(payload: &Payload) -> Option<Said> {
    read(&payload.edit("said").filter(|_| payload.kind == DELEGATE_MARKED)?.after)
}

/// The event of a slice, as it is shown there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SliceSubject {
    /// The event.
    pub event: SubjectId,
    /// The stream that the delegate's marks are for.
    pub agenda: StreamId,
    /// How it is called.
    pub title: String,
    /// When it starts, on the wall clock there: `2026-11-26T20:00`.
    pub start: String,
    /// Where.
    pub place: Option<String>,
    /// Whether it doesn't take place.
    pub cancelled: bool,
    /// How the unit is called.
    pub unit_name: String,
    /// Until when the delegation lasts.
    pub until: Instant,
}

/// Somebody of a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlicePerson {
    /// Who.
    pub id: SubjectId,
    /// First name; empty when unknown.
    pub first_name: String,
    /// Last name; empty when unknown.
    pub last_name: String,
    /// What the event says of them.
    pub mark: Option<Attendance>,
    /// What the delegate said last, if anything.
    pub said: Option<Said>,
}

impl SliceSubject {
    /// The event whose facts these are.
    pub fn read(event: SubjectId, state: &State) -> Option<Self> {
        if state.sort != SUBJECT.name || state.is_removed() {
            return None;
        }
        let Value::Map(when) = state.get("when") else { return None };
        let start = when.iter().find(|(part, _)| part == "start").map(|(_, value)| value)?;
        let Value::Text(start) = start else { return None };
        Some(Self {
            event,
            agenda: StreamId::from_bytes(*identifier(state.get("agenda"))?.as_bytes()),
            title: state.text("title")?,
            start: start.clone(),
            place: state.text("place"),
            cancelled: *state.get("cancelled") == Value::Bool(true),
            unit_name: state.text("unit_name")?,
            until: Instant(state.get("until").number("instant").ok()?),
        })
    }
}

impl SlicePerson {
    /// The person whose facts these are, while they are shown.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        if state.sort != PERSON.name || state.is_removed() {
            return None;
        }
        Some(Self {
            id,
            first_name: state.text("first_name").unwrap_or_default(),
            last_name: state.text("last_name").unwrap_or_default(),
            mark: attendance::read(state.get("mark")).ok().flatten(),
            said: said(state),
        })
    }
}

//! Who came to an event, and who asked to be excused: a set among the event's own fields, one mark per person, so that two officers at
//! two doors never write over each other (J4.2).
//!
//! A mark names its person by the random id of their subject in the roster, and by nothing else. Once they are erased, nobody can say
//! whose it was, and how many came stays true (J7.2).

use std::str::FromStr;

use super::{Refusal, Shape};
use crate::codec::Value;
use crate::id::SubjectId;
use crate::journal::{Change, State};
use crate::time::Instant;

/// The set that they stand in, by person.
pub(super) const FIELD: &str = "attendance";
/// What is said of one person; nothing for somebody of whom nobody said anything.
pub(super) const MARK: Shape = Shape::Choice(&["present", "excused"]);

pub(super) const MARKED: &str = "attendance_marked";
/// A delegate said it, and the authority carried it here (see `delegation`).
pub(crate) const DELEGATED: &str = "attendance_delegated";

/// The set in which stands, by person, what a delegate's laptop signed.
pub(super) const BY_DELEGATE: &str = "delegated";
/// By which delegation, when by that laptop, and the signature.
pub(super) const SIGNED: Shape =
    Shape::Record(3, &[("at", Shape::Instant), ("by", Shape::Id), ("signature", Shape::Bytes(64))]);

/// What is said of somebody at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// They came.
    Present,
    /// They said that they couldn't.
    Excused,
}

impl Attendance {
    /// All of it, in the order in which it is counted.
    pub const ALL: [Self; 2] = [Self::Present, Self::Excused];

    /// The word of the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Excused => "excused",
        }
    }

    /// The mark of everybody of whom one was made, as the facts of an event say, in the order of their ids.
    pub fn of(event: &State) -> impl Iterator<Item = (SubjectId, Self)> {
        event.elements(FIELD).filter_map(|(person, mark)| {
            let Value::Text(word) = mark else { return None };
            Some((person.parse().ok()?, word.parse().ok()?))
        })
    }

    /// The field of the event in which somebody's mark stands.
    pub fn field(person: SubjectId) -> String {
        format!("{FIELD}/{person}")
    }

    /// Whose mark stands in a field; nobody's in any other field.
    pub fn person(field: &str) -> Option<SubjectId> {
        field.strip_prefix(FIELD)?.strip_prefix('/')?.parse().ok()
    }
}

impl FromStr for Attendance {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|mark| mark.as_str() == word).ok_or(())
    }
}

/// A mark as it is written.
pub(super) fn value(mark: Option<Attendance>) -> Value {
    mark.map_or(Value::Null, |mark| Value::text(mark.as_str()))
}

/// What is written so, which may be no mark at all; an error for anything else.
pub(super) fn read(value: &Value) -> Result<Option<Attendance>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::Text(word) => word.parse().map(Some),
        _ => Err(()),
    }
}

/// The field of the event in which stands what a delegate's laptop signed of somebody.
pub(super) fn delegated_field(person: SubjectId) -> String {
    format!("{BY_DELEGATE}/{person}")
}

/// What it holds: the delegation, the time and the signature.
pub(super) fn record(value: &Value) -> Option<(SubjectId, Instant, [u8; 64])> {
    let Value::Map(parts) = value else { return None };
    let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
    let at = Instant(part("at")?.number("instant").ok()?);
    Some((SubjectId::from_bytes(part("by")?.array_of("by").ok()?), at, part("signature")?.array_of("signature").ok()?))
}

/// Each mark is somebody's, whose id is written in one way only: two ways would be two marks.
pub(super) fn of_people(_: Option<&State>, change: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    let nobodys = change.payload.edits.iter().find(|edit| {
        let person = edit.field.of().and_then(|element| element.parse::<SubjectId>().ok());
        person.is_none_or(|person| edit.field.of() != Some(person.to_string().as_str()))
    });
    nobodys.map_or(Ok(()), |edit| Err(Refusal::ValueInvalid { field: edit.field.as_str().to_owned() }))
}

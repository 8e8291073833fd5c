//! A section that another comes out of. The level above decides it, among the section's own facts, and who leads the section agrees or not;
//! only then do people pass, as those do who move (J1.5). The new one is told, among its own facts, where it comes from.
//!
//! It gives no right: who may not send somebody from one roster to another may not either because a section is split.

use super::home::Home;
use super::unit::identifier;
use super::{Kind, Refusal, Shape, Sort, Undo, UnitKind, changes};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{HolderId, UnitId};
use crate::journal::{Change, State};
use crate::time::Instant;

/// The set of what came of each, by the new unit.
pub(super) const FIELD: &str = "split";

/// How the new unit was called then, what became of it, and the postcodes whose people are to pass, with blanks between; none when the
/// section is to choose.
pub(super) const SPLIT: Shape = Shape::Record(
    2,
    &[
        ("name", Shape::Text(160)),
        ("word", Shape::Choice(&["decided", "agreed", "refused", "withdrawn"])),
        ("postcodes", Shape::Text(400)),
    ],
);

pub(super) const BORN: &str = "born_of";

/// The unit that this one came out of, as it was called then.
pub(super) const BORN_OF: Shape = Shape::Record(2, &[("unit", Shape::Id), ("name", Shape::Text(160))]);

const DECIDED: &str = "split_decided";
const AGREED: &str = "split_agreed";
const REFUSED: &str = "split_refused";
const WITHDRAWN: &str = "split_withdrawn";
const TOLD: &str = "unit_born";

/// People may have passed by then: nothing of it is taken back by itself, and who passed is sent back as they came.
pub(super) const fn kinds(unit: &'static Sort) -> [Kind; 5] {
    [
        said(DECIDED, unit),
        said(AGREED, unit),
        said(REFUSED, unit),
        said(WITHDRAWN, unit),
        Kind { undo: Undo::Never, rule: Some(born), ..changes(TOLD, unit, &[BORN]) },
    ]
}

const fn said(name: &'static str, unit: &'static Sort) -> Kind {
    Kind { undo: Undo::Never, rule: Some(in_order), ..changes(name, unit, &[FIELD]) }
}

/// One that was decided of a section, as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The new unit.
    pub newborn: UnitId,
    /// How that was called then.
    pub name: String,
    /// `decided`, `agreed`, `refused` or `withdrawn`.
    pub word: String,
    /// Whose people are to pass, by postcode, with blanks between; empty when the section chooses.
    pub postcodes: String,
}

impl Split {
    /// All that a unit's facts tell of.
    pub fn all(unit: &State) -> Vec<Self> {
        let split = |(newborn, record): (&str, &Value)| {
            Some(Self {
                newborn: newborn.parse().ok()?,
                name: part(record, "name")?,
                word: part(record, "word")?,
                postcodes: part(record, "postcodes").unwrap_or_default(),
            })
        };
        unit.elements(FIELD).filter_map(split).collect()
    }

    /// Which field says it.
    pub fn field(newborn: UnitId) -> String {
        format!("{FIELD}/{newborn}")
    }

    /// As the field holds it, with this word.
    pub fn value(&self, word: &str) -> Value {
        let mut parts = vec![("name".to_owned(), Value::text(&self.name)), ("word".to_owned(), Value::text(word))];
        if !self.postcodes.is_empty() {
            parts.push(("postcodes".to_owned(), Value::text(&self.postcodes)));
        }
        Value::Map(parts)
    }
}

/// The unit that one came out of and how it was called, as its facts say.
pub fn born_of(unit: &State) -> Option<(UnitId, String)> {
    let told = unit.get(BORN);
    let Value::Map(parts) = told else { return None };
    let id = parts.iter().find(|(name, _)| name == "unit").and_then(|(_, value)| identifier(value))?;
    Some((id.into(), part(told, "name")?))
}

fn part(record: &Value, name: &str) -> Option<String> {
    let Value::Map(parts) = record else { return None };
    parts.iter().find(|(part, _)| part == name).and_then(|(_, value)| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    })
}

/// Each is decided once, answered once, and what was decided isn't rewritten by an answer.
fn in_order(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let invalid = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    let (open, word): (&[&str], _) = match change.payload.kind.as_str() {
        DECIDED => (&[], "decided"),
        AGREED => (&["decided"], "agreed"),
        REFUSED => (&["decided"], "refused"),
        _ => (&["decided", "agreed"], "withdrawn"),
    };
    for edit in &change.payload.edits {
        let field = edit.field.as_str();
        let known = before.map_or(&Value::Null, |before| before.get(field));
        let newborn = field.split_once('/').and_then(|(_, id)| id.parse::<UnitId>().ok());
        if newborn.is_none_or(|newborn| newborn == UnitId::from(change.header.subject)) {
            return invalid(field);
        }
        if open.is_empty() && before.is_some_and(super::merge::ends) {
            return Err(Refusal::NotWaiting);
        }
        let waits = part(known, "word").is_some_and(|word| open.contains(&word.as_str()));
        if open.is_empty() != (*known == Value::Null) || (!open.is_empty() && !waits) {
            return Err(Refusal::NotWaiting);
        }
        let said = after.get(field);
        let same = ["name", "postcodes"].iter().all(|name| open.is_empty() || part(known, name) == part(said, name));
        if part(said, "word").as_deref() != Some(word) || !same {
            return invalid(field);
        }
    }
    Ok(())
}

/// It is told once, and nothing comes out of itself.
fn born(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let untold = before.is_none_or(|before| *before.get(BORN) == Value::Null);
    match born_of(after) {
        Some((of, _)) if untold && of != UnitId::from(change.header.subject) => Ok(()),
        _ => Err(Refusal::ValueInvalid { field: BORN.to_owned() }),
    }
}

/// The level above decides and takes it back; the section's own officers answer. Neither speaks for the other.
pub(super) fn by_whom(
    kind: &str,
    author: Option<HolderId>,
    from_above: bool,
    home: Option<Home>,
) -> Result<(), Refusal> {
    let above = match kind {
        DECIDED | WITHDRAWN | TOLD => true,
        AGREED | REFUSED => false,
        _ => return Ok(()),
    };
    if author.is_some() && from_above != above {
        return Err(Refusal::NotGranted { kind: kind.to_owned(), verb: Verb::Write });
    }
    match home.and_then(|home| home.kind) {
        Some(level) if level != UnitKind::Section => Err(Refusal::ValueInvalid { field: "kind".to_owned() }),
        _ => Ok(()),
    }
}

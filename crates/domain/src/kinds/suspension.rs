//! Suspensions: for a time, a mandate gives nothing. The level above states one, with its ground, and lifts it.
//!
//! Each is a span of its own among the mandate's facts, and stays there when it is over.

use super::{Refusal, Shape};
use crate::codec::Value;
use crate::id::HolderId;
use crate::journal::{Change, Edit, State};
use crate::time::{DAY, Instant};

/// The set that they stand in, by an id that whoever states one draws.
pub(super) const FIELD: &str = "suspension";
/// What each is: from when, why, and perhaps to when.
pub(super) const SUSPENSION: Shape =
    Shape::Record(2, &[("since", Shape::Instant), ("ground", Shape::Text(1000)), ("until", Shape::Instant)]);

pub(super) const SUSPENDED: &str = "mandate_suspended";
pub(super) const LIFTED: &str = "suspension_lifted";

/// A span in which a mandate gives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// Which, among those of the mandate.
    pub id: String,
    /// From this instant,
    pub since: Instant,
    /// to just before this one; until it is lifted, while that isn't known.
    pub until: Option<Instant>,
    /// Why, in the words of whoever stated it.
    pub ground: String,
}

impl Suspension {
    pub(super) fn read(id: &str, value: &Value) -> Option<Self> {
        let Value::Map(parts) = value else { return None };
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
        let instant = |name: &str| part(name)?.number("instant").ok().map(Instant);
        let Some(Value::Text(ground)) = part("ground") else { return None };
        Some(Self { id: id.to_owned(), since: instant("since")?, until: instant("until"), ground: ground.clone() })
    }

    /// As it stands among the facts.
    pub fn value(&self) -> Value {
        let ground = Value::text(self.ground.as_str());
        let mut parts = vec![("since".to_owned(), Value::count(self.since.0))];
        parts.extend(self.until.map(|until| ("until".to_owned(), Value::count(until.0))));
        parts.push(("ground".to_owned(), ground));
        Value::Map(parts)
    }

    /// The edit that states it, in the place of what stood there.
    pub fn edit(&self, before: Option<&Self>) -> Edit {
        let before = before.map_or(Value::Null, Self::value);
        Edit::change(&format!("{FIELD}/{}", self.id), before, self.value())
    }

    /// Whether it runs at `now`.
    pub fn covers(&self, now: Instant) -> bool {
        self.since <= now && self.until.is_none_or(|until| now < until)
    }

    /// Whether it runs, or is still to begin, at `now`.
    pub fn is_open(&self, now: Instant) -> bool {
        self.gives_nothing() && self.until.is_none_or(|until| now < until)
    }

    /// Whether there is an instant in it: one that was lifted before it began has none.
    pub(super) fn gives_nothing(&self) -> bool {
        self.until.is_none_or(|until| self.since < until)
    }
}

fn invalid<T>(field: &str) -> Result<T, Refusal> {
    Err(Refusal::ValueInvalid { field: field.to_owned() })
}

/// How long ago one may have begun or ended when that is recorded, in milliseconds: as long as a laptop at the level above works without
/// a network. Further back it would say of work that was judged long ago that nobody held the mandate.
pub(super) const BACK: u64 = 7 * DAY;

/// One at a time, new, with an instant in it; of a mandate that isn't over, and that was held before.
pub(super) fn begins(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let [edit] = change.payload.edits.as_slice() else { return invalid(FIELD) };
    let known = before.is_some_and(|before| *before.get(edit.field.as_str()) != Value::Null);
    let new = edit.field.of().and_then(|id| Suspension::read(id, after.get(edit.field.as_str())));
    let Some(new) = new.filter(|_| !known) else { return invalid(FIELD) };
    if !new.gives_nothing() {
        return invalid(FIELD);
    }
    let instant = |field: &str| after.get(field).number("instant").ok().map(Instant);
    if instant("since").is_none_or(|since| new.since <= since) || new.since.plus(BACK) < now {
        return invalid("since");
    }
    if instant("until").is_some_and(|until| until <= now.max(new.since)) { invalid("until") } else { Ok(()) }
}

/// Lifting makes each shorter, and says nothing else of it: what has been stays.
pub(super) fn shortened(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let shorter = |edit: &Edit| {
        let field = edit.field.as_str();
        let span = |state: &State| Suspension::read(edit.field.of()?, state.get(field));
        let (was, is) = before.and_then(span).zip(span(after))?;
        let until = is.until.filter(|&until| was.since <= until && was.until.is_none_or(|was| until < was))?;
        let until = Some(until).filter(|until| now <= until.plus(BACK))?;
        (Suspension { until: Some(until), ..was } == is).then_some(())
    };
    if change.payload.edits.iter().all(|edit| shorter(edit).is_some()) { Ok(()) } else { invalid(FIELD) }
}

/// Nobody suspends themselves, nor lifts what suspends them: not by another mandate of theirs, either.
pub(super) fn of_another(kind: &str, after: &State, author: Option<HolderId>) -> Result<(), Refusal> {
    let own = author.is_some_and(|author| *after.get("holder") == Value::bytes(author.as_bytes()));
    if own && [SUSPENDED, LIFTED].contains(&kind) { invalid("holder") } else { Ok(()) }
}

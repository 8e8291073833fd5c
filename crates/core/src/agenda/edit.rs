//! Changing the agenda: each function is one command of the screens, and *saved here* when it returns.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State};
use coopol_domain::kinds::removal;

use super::When;
use crate::ambient::chance;
use crate::device::{Failure, Saved, Session};

/// Something to take place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The journal's word for what it is: `meeting`.
    pub category: String,
    /// How it is called.
    pub title: String,
    /// When.
    pub when: When,
    /// Where; empty when it isn't known.
    pub place: String,
    /// What is to be known; empty when nothing is.
    pub description: String,
}

/// One field, as it shall be. Nothing typed empties it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// How it is called.
    Title(String),
    /// What it is.
    Category(String),
    /// What is to be known.
    Description(String),
    /// Where.
    Place(String),
    /// When.
    When(When),
}

/// Plans an event; which it is from now on.
pub async fn plan(session: &Session, draft: &Draft) -> Result<(SubjectId, Saved), Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let event = SubjectId::from_bytes(chance(session.ambient()));
    let saved = session.record(intent(stream, event, "event_planned", planned(draft, None))).await?;
    Ok((event, saved))
}

/// Writes one field: another time or place is a move, which reminders tell.
pub async fn set(session: &Session, event: SubjectId, change: &Change) -> Result<Saved, Failure> {
    let (stream, state) = known(session, event).await?;
    let (kind, name, after) = match change {
        Change::Title(title) => ("event_changed", "title", typed(title)),
        Change::Category(category) => ("event_changed", "category", typed(category)),
        Change::Description(text) => ("event_changed", "description", typed(text)),
        Change::Place(place) => ("event_moved", "place", typed(place)),
        Change::When(when) => ("event_moved", "when", when.to_value()),
    };
    session.record(intent(stream, event, kind, differing(&state, [(name, after)]))).await
}

/// Says that it won't take place; [`reinstate`] and undo take that back.
pub async fn cancel(session: &Session, event: SubjectId) -> Result<Saved, Failure> {
    let (stream, state) = known(session, event).await?;
    let edits = differing(&state, [("cancelled", Value::Bool(true))]);
    session.record(intent(stream, event, "event_cancelled", edits)).await
}

/// Says that it takes place after all.
pub async fn reinstate(session: &Session, event: SubjectId) -> Result<Saved, Failure> {
    let (stream, state) = known(session, event).await?;
    let edits = differing(&state, [("cancelled", Value::Null)]);
    session.record(intent(stream, event, "event_reinstated", edits)).await
}

/// Takes an event out of the agenda; [`restore`] and undo bring it back.
pub async fn remove(session: &Session, event: SubjectId) -> Result<Saved, Failure> {
    let (stream, state) = known(session, event).await?;
    if state.is_removed() {
        return Err(unknown(event));
    }
    session.record(intent(stream, event, "event_removed", vec![removal()])).await
}

/// Brings an event back.
pub async fn restore(session: &Session, event: SubjectId) -> Result<Saved, Failure> {
    let (stream, _) = known(session, event).await?;
    let back = vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)];
    session.record(intent(stream, event, "event_restored", back)).await
}

/// The edits that plan an event.
pub(super) fn planned(draft: &Draft, uid: Option<&str>) -> Vec<Edit> {
    let nothing = State::new("event");
    let mut edits = differing(&nothing, told(draft));
    edits.extend(differing(&nothing, held(draft)));
    edits.extend(uid.map(|uid| Edit::set("uid", Value::text(uid))));
    edits
}

/// What an `event_changed` may touch.
pub(super) fn told(draft: &Draft) -> [(&'static str, Value); 3] {
    let Draft { title, category, description, .. } = draft;
    [("title", typed(title)), ("category", typed(category)), ("description", typed(description))]
}

/// What an `event_moved` may touch.
pub(super) fn held(draft: &Draft) -> [(&'static str, Value); 2] {
    [("when", draft.when.to_value()), ("place", typed(&draft.place))]
}

/// The edits that make these fields so.
pub(super) fn differing<const N: usize>(state: &State, fields: [(&'static str, Value); N]) -> Vec<Edit> {
    let changed = fields.into_iter().filter(|(name, after)| state.get(name) != after);
    changed.map(|(name, after)| Edit::change(name, state.get(name).clone(), after)).collect()
}

fn typed(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { Value::Null } else { Value::text(text) }
}

/// An event that is known here, removed or not.
pub(super) async fn known(session: &Session, event: SubjectId) -> Result<(StreamId, State), Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let state = session.shown(stream, event).await?.filter(|state| state.sort == "event");
    Ok((stream, state.ok_or_else(|| unknown(event))?))
}

pub(super) fn unknown(event: SubjectId) -> Failure {
    Failure::NotFound { what: "event", given: event.to_string() }
}

pub(super) fn intent(stream: StreamId, subject: SubjectId, kind: &str, edits: Vec<Edit>) -> Intent {
    Intent { stream, subject, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() }
}

//! What a calendar file would do, and that as one act. An event is known by its name: the same file twice changes nothing.

use std::collections::{BTreeSet, HashMap};

use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::id::{ActId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State};
use coopol_ics::named;
use serde::Serialize;

use super::reading::{Found, Problem, Reading};
use crate::agenda::edit::{differing, held, intent, planned, told};
use crate::agenda::{Draft, When};
use crate::ambient::chance;
use crate::cache::id;
use crate::device::{Category, Failure, Session};

/// The words that an event's category may be.
const CATEGORIES: [&str; 8] =
    ["meeting", "general_assembly", "bureau", "leafleting", "training", "ceremony", "public_meeting", "other"];

/// What a file would do. Nothing is written yet.
#[derive(Debug, Default, Serialize)]
pub struct Plan {
    /// Events that aren't known.
    pub created: Vec<Update>,
    /// Events that are, and say something else.
    pub updated: Vec<Update>,
    /// Events that are, and say the same.
    pub unchanged: usize,
    /// What couldn't be read.
    pub problems: Vec<Problem>,
    #[serde(skip)]
    intents: Vec<Intent>,
}

/// An event that a file adds or changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Update {
    /// The 1-based line of the file.
    pub line: u32,
    /// How it is called there.
    pub title: String,
    /// When.
    #[serde(flatten)]
    pub when: When,
    /// The fields of the journal that change; all of them for a new one.
    pub fields: Vec<String>,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// By which all of it can be taken back; nothing when nothing was to be done.
    pub act: Option<ActId>,
    /// Events added.
    pub created: usize,
    /// Events changed.
    pub updated: usize,
}

/// Compares a file with the agenda.
pub async fn plan(session: &Session, reading: &Reading) -> Result<Plan, Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let known = known(session, stream).await?;
    let wanted: BTreeSet<_> =
        reading.events.iter().filter_map(|found| known.of(found)).map(|event| (stream, event)).collect();
    let confirmed = session.cache().subjects(&wanted).await?;
    let mut plan = Plan { problems: reading.problems.clone(), ..Plan::default() };
    for found in &reading.events {
        let state = match known.of(found) {
            Some(event) => {
                let state = confirmed.subject(stream, event).map(|(state, _)| state);
                session.folded(stream, event, state).await.map(|state| (event, state))
            }
            None => None,
        };
        match state {
            Some((event, state)) => plan.update(stream, event, &state, found),
            None => plan.create(stream, SubjectId::from_bytes(chance(session.ambient())), found),
        }
    }
    Ok(plan)
}

/// Carries out a plan; `label` is the name of the file, for the history.
pub async fn apply(session: &Session, plan: &Plan, label: &str) -> Result<Imported, Failure> {
    let (created, updated) = (plan.created.len(), plan.updated.len());
    if plan.intents.is_empty() {
        return Ok(Imported { act: None, created, updated });
    }
    let stream = session.stream(Compartment::Agenda).await?;
    let label: String = label.chars().take(60).collect();
    let done = session.act(stream, Category::Import, Some(&label), plan.intents.clone()).await?;
    Ok(Imported { act: Some(done.act), created, updated })
}

/// The events of the agenda, by every name they may have in a file.
struct Known {
    by_uid: HashMap<String, SubjectId>,
    all: BTreeSet<SubjectId>,
}

impl Known {
    fn of(&self, found: &Found) -> Option<SubjectId> {
        let own = named(&found.uid).filter(|event| self.all.contains(event));
        self.by_uid.get(&found.uid).copied().or(own)
    }
}

async fn known(session: &Session, stream: StreamId) -> Result<Known, Failure> {
    let mut reader = session.reader().await?;
    let of = stream.as_bytes().as_slice();
    let rows = sqlx::query!("SELECT id, uid FROM events WHERE stream = ? AND NOT removed", of);
    let mut known = Known { by_uid: HashMap::new(), all: BTreeSet::new() };
    for row in rows.fetch_all(&mut *reader).await? {
        let event = id("events", &row.id, SubjectId::from_bytes)?;
        known.all.insert(event);
        known.by_uid.extend(row.uid.map(|uid| (uid, event)));
    }
    Ok(known)
}

impl Plan {
    fn create(&mut self, stream: StreamId, event: SubjectId, found: &Found) {
        let draft = draft(found);
        let edits = planned(&draft, Some(&found.uid));
        self.created.push(Update::of(found, edits.iter().map(|edit| edit.field.to_string()).collect()));
        self.intents.push(intent(stream, event, "event_planned", edits));
        if found.cancelled {
            let edits = differing(&State::new("event"), [("cancelled", Value::Bool(true))]);
            self.intents.push(intent(stream, event, "event_cancelled", edits));
        }
    }

    fn update(&mut self, stream: StreamId, event: SubjectId, state: &State, found: &Found) {
        let draft = draft(found);
        // A file of another program says nothing of what sort of event it is.
        let changed = differing(state, told(&draft)).into_iter();
        let changed = changed.filter(|edit| found.category.is_some() || edit.field.as_str() != "category").collect();
        let standing = if found.cancelled { Value::Bool(true) } else { Value::Null };
        let said = if found.cancelled { "event_cancelled" } else { "event_reinstated" };
        let steps = [
            ("event_changed", changed),
            ("event_moved", differing(state, held(&draft))),
            (said, differing(state, [("cancelled", standing)])),
        ];
        let mut fields = Vec::new();
        for (kind, edits) in steps.into_iter().filter(|(_, edits)| !edits.is_empty()) {
            fields.extend(edits.iter().map(|edit| edit.field.to_string()));
            self.intents.push(intent(stream, event, kind, edits));
        }
        if fields.is_empty() {
            self.unchanged += 1;
        } else {
            self.updated.push(Update::of(found, fields));
        }
    }
}

impl Update {
    fn of(found: &Found, fields: Vec<String>) -> Self {
        Self { line: found.line, title: found.title.clone(), when: found.when.clone(), fields }
    }
}

fn draft(found: &Found) -> Draft {
    let category = found.category.as_deref().filter(|category| CATEGORIES.contains(category));
    Draft {
        category: category.unwrap_or("other").to_owned(),
        title: found.title.clone(),
        when: found.when.clone(),
        place: found.place.clone(),
        description: found.description.clone(),
    }
}

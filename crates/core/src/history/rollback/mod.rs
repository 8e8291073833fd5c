//! Taking back much at once: everything that one person did between two instants, or everything since one. First a plan,
//! which writes nothing and says what would change and what would stay; then one act, which can be taken back in its turn.

mod leave;
mod order;
mod past;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::{Need, Verb};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ChangeId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::undo::NotInvertible;
use coopol_domain::journal::without::{Back, without};
use coopol_domain::journal::{Payload, REMOVED, State};
use coopol_domain::kinds::{self, Answer, Refusal, looked_up_by, looks};
use coopol_domain::time::Instant;
use serde::Serialize;

use self::leave::{Step, Tie};
use self::values::Values;
use super::list::name;
use super::undo::{Done, changes, followed, inverses};
use super::{FieldChange, Undone, fields, name_all};
use crate::device::{Category, Failure, Session};
use crate::proposals::{self, answering};

/// What is to be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Only what this person did; what everybody did otherwise.
    pub by: Option<HolderId>,
    /// From this instant on, by the clock that counts (J4.1).
    pub from: Instant,
    /// Before this one.
    pub until: Instant,
}

/// What a subject goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It is removed: it was added in the meantime.
    Removed,
    /// It comes back: it was removed in the meantime.
    Restored,
    /// Some of its fields go back.
    Changed,
}

/// A subject that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Which.
    pub subject: SubjectId,
    /// `person`, `dues`, `event`, `document`.
    pub sort: String,
    /// How it is called now.
    pub name: Option<String>,
    /// What happens to it.
    pub effect: Effect,
    /// The fields that change.
    pub fields: Vec<FieldChange>,
    /// Those that have to go back for it to: they have a value that it takes again, and that only one may have.
    pub needs: Vec<SubjectId>,
}

/// Why something stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stays {
    /// It can't be taken back.
    #[error(transparent)]
    NotInvertible(#[from] NotInvertible),
    /// The holder's mandate gives no right to change it.
    #[error("this mandate doesn't allow it")]
    NotGranted,
    /// It would take a value again that only one may have, and that another has by now and keeps.
    #[error("`{field}` is another's by now")]
    Taken {
        /// Which.
        field: String,
        /// How the other is called.
        by: Option<String>,
    },
    /// Whoever takes back wants it so.
    #[error("it was asked that this be left")]
    Chosen,
}

/// A subject of which something stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Which.
    pub subject: SubjectId,
    /// `person`, `dues`, `event`, `document`.
    pub sort: String,
    /// How it is called now.
    pub name: Option<String>,
    /// Why.
    pub why: Stays,
}

/// What would be done. Nothing is written yet.
#[derive(Debug, Default)]
pub struct Plan {
    /// What changes.
    pub items: Vec<Item>,
    /// What stays as it is.
    pub exceptions: Vec<Exception>,
    steps: Vec<Step>,
    /// Which of the items go back only together with another.
    ties: Vec<Tie>,
}

/// Works out what it takes.
///
/// # Errors
/// [`Failure::HistoryComing`] while the history isn't here as a whole.
pub async fn plan(session: &Session, scope: &Scope) -> Result<Plan, Failure> {
    let (mut plan, mut values) = (Plan::default(), Values::default());
    let held = session.held().await;
    for touched in past::of(session, scope).await? {
        let Back { payloads, left } = without(&touched.now, &touched.past);
        let exception = |why: Stays| Exception {
            subject: touched.subject,
            sort: touched.now.sort.clone(),
            name: touched.name.clone(),
            why,
        };
        plan.exceptions.extend(left.into_iter().map(|why| exception(why.into())));
        let writes = held.iter().any(|held| held.stream == touched.stream && held.verbs.has(Verb::Write));
        if !payloads.is_empty() && !writes {
            plan.exceptions.push(exception(Stays::NotGranted));
        } else if !payloads.is_empty() {
            let (sort, name) = (touched.now.sort.clone(), touched.name.clone());
            plan.items.push(item(touched.subject, sort, name, &payloads));
            values.note((touched.stream, touched.subject), &touched.now, &payloads);
            plan.add(touched.stream, touched.subject, &touched.now, payloads);
        }
    }
    settled(session, plan, values).await
}

/// The same for what one id names, a change or an act.
///
/// # Errors
/// [`Failure::NotFound`] when nothing of that id was accepted here.
pub async fn plan_of(session: &Session, given: [u8; 16]) -> Result<Plan, Failure> {
    let mut reader = session.reader().await?;
    let done = changes(&mut reader, &given, None).await?;
    let done = followed(&mut reader, done).await?;
    drop(reader);
    let (done, proposed) = proposed(session, given, done).await?;
    if done.is_empty() && proposed.is_empty() {
        return Err(Failure::NotFound { what: "change", given: ChangeId::from_bytes(given).to_string() });
    }
    let sorts: BTreeMap<SubjectId, String> =
        done.iter().filter_map(|done| Some((done.subject, sort(&done.payload)?))).collect();
    let places: BTreeMap<SubjectId, StreamId> = done.iter().map(|done| (done.subject, done.stream)).collect();
    let (intents, left) = inverses(session, done).await?;
    let mut plan = Plan::default();
    let called = |subject: SubjectId| (subject, sorts.get(&subject).cloned().unwrap_or_default());
    for (subject, why) in left {
        let (subject, sort) = called(subject);
        let name = name(session, places[&subject], subject).await?;
        plan.exceptions.push(Exception { subject, sort, name, why: why.into() });
    }
    for intent in intents {
        let (subject, sort) = called(intent.subject);
        let name = name(session, intent.stream, subject).await?;
        plan.items.push(item(subject, sort, name, std::slice::from_ref(&intent.payload)));
        plan.steps.push(Step { of: subject, intent, takes: false });
    }
    let values = Values::of(session, &plan.steps).await?;
    for (place, change, payload) in proposed {
        let sort = sort(&payload).unwrap_or_default();
        let name = name(session, place.0, place.1).await?;
        let fields = fields(&payload);
        let needs = Vec::new();
        plan.items.push(Item { subject: place.1, sort, name, effect: Effect::Removed, fields, needs });
        let intent = answering(place.0, Answer::Withdrawn, change);
        plan.steps.push(Step { of: place.1, intent, takes: false });
    }
    settled(session, plan, values).await
}

/// With what hangs together tied, what can't be left, and the fields' people named.
async fn settled(session: &Session, mut plan: Plan, values: Values) -> Result<Plan, Failure> {
    values.tie(session, &mut plan).await?;
    for item in &mut plan.items {
        name_all(session, &mut item.fields).await?;
    }
    Ok(plan)
}

/// A proposal: where it stands, which it is, what it says.
type Proposed = ((StreamId, SubjectId), ChangeId, Payload);

/// What was done, and apart from it what was only proposed: it is withdrawn (J2.7). What this device hasn't heard of yet is
/// known by its verbs.
async fn proposed(session: &Session, given: [u8; 16], done: Vec<Done>) -> Result<(Vec<Done>, Vec<Proposed>), Failure> {
    let held = session.held().await;
    let writes = |stream: StreamId| held.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write));
    let waits = |done: &Done| {
        let kind = kinds::find(&done.payload.kind, done.payload.version);
        done.underway && kind.is_some_and(|kind| kind.verb == Verb::Write) && !writes(done.stream)
    };
    let (waiting, done): (Vec<Done>, Vec<Done>) = done.into_iter().partition(waits);
    let own = proposals::own(session).await?.into_iter();
    let gone: BTreeSet<ChangeId> = done.iter().chain(&waiting).map(|done| done.change).collect();
    let named = own.filter(|one| {
        let given = *one.change.as_bytes() == given || one.act.is_some_and(|act| *act.as_bytes() == given);
        given || one.depends_on.iter().any(|id| gone.contains(id))
    });
    let underway = waiting.into_iter().map(|done| ((done.stream, done.subject), done.change, done.payload));
    let named = named.map(|one| (one.place, one.change, one.payload));
    Ok((done, named.chain(underway).collect()))
}

fn sort(payload: &Payload) -> Option<String> {
    kinds::find(&payload.kind, payload.version).map(|kind| kind.sort.name.to_owned())
}

/// Carries a plan out, as one act.
///
/// # Errors
/// [`Failure::NotUndoable`] when the plan is empty; what stands in the way of a change otherwise, and nothing is written.
pub async fn carry_out(session: &Session, plan: Plan) -> Result<Undone, Failure> {
    let left = plan.exceptions.iter().filter_map(|exception| match &exception.why {
        Stays::NotInvertible(why) => Some((exception.subject, why.clone())),
        Stays::NotGranted | Stays::Taken { .. } | Stays::Chosen => None,
    });
    let taken = plan.exceptions.iter().find_map(|exception| match &exception.why {
        Stays::Taken { field, .. } => Some(field.clone()),
        _ => None,
    });
    let (left, changes): (Vec<_>, _) = (left.collect(), plan.steps.len());
    let Some(home) = plan.steps.first().map(|step| step.intent.stream) else {
        if let (true, Some(field)) = (left.is_empty(), taken) {
            return Err(Refusal::Taken { field }.into());
        }
        let why = left.into_iter().next().map_or(NotInvertible::AlreadyUndone, |(_, why)| why);
        return Err(why.into());
    };
    let done = session.act(home, Category::Undo, None, order::in_order(plan.steps, &plan.ties)).await?;
    let held = done.changes.iter().filter(|saved| saved.waits_for == Some(Need::SecondMandate)).count();
    Ok(Undone { act: done.act, changes, held, left })
}

impl Plan {
    fn add(&mut self, stream: StreamId, subject: SubjectId, now: &State, payloads: Vec<Payload>) {
        let has = looked_up_by(now);
        for payload in payloads {
            let restored = payload.kind.ends_with("_restored");
            let takes = restored || looks(&payload).iter().any(|look| !has.contains(look));
            let intent = Intent { stream, subject, payload, act: None, depends_on: Vec::new() };
            self.steps.push(Step { of: subject, intent, takes });
        }
    }
}

fn item(subject: SubjectId, sort: String, name: Option<String>, payloads: &[Payload]) -> Item {
    let removal = |payload: &Payload| payload.edit(REMOVED).map(|edit| edit.after.clone());
    let effect = match payloads.iter().find_map(removal) {
        Some(Value::Bool(true)) => Effect::Removed,
        Some(_) => Effect::Restored,
        None => Effect::Changed,
    };
    let fields = payloads.iter().flat_map(fields).filter(|change| change.field != REMOVED).collect();
    Item { subject, sort, name, effect, fields, needs: Vec::new() }
}

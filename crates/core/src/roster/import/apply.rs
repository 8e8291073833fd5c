//! A plan, carried out as one act.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ActId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit};
use serde::Serialize;

use super::diff::Diff;
use super::known::Person;
use super::plan::Plan;
use crate::ambient::chance;
use crate::device::{Category, Failure, Session};
use crate::roster::edit::intent;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// By which all of it can be taken back; nothing when nothing was to be done.
    pub act: Option<ActId>,
    /// People added.
    pub created: usize,
    /// People completed.
    pub updated: usize,
    /// Payments recorded.
    pub dues: usize,
    /// Payments that wait for the treasurer.
    pub proposed: usize,
}

/// Under which a person is kept about whom the file says nothing more.
const CATEGORY: &str = "member";

/// Carries out a plan; `label` is the name of the file, for the history.
pub async fn apply(session: &Session, plan: &Plan, label: &str) -> Result<Imported, Failure> {
    let roster = session.stream(Compartment::Roster).await?;
    // Without a right to propose dues, a file's payments are left out.
    let treasury = session.stream(Compartment::Dues).await.ok();
    let mut intents = Vec::new();
    for fresh in &plan.created {
        let person = SubjectId::from_bytes(chance(session.ambient()));
        let mut edits = Diff::of(&Person::default(), &fresh.person).everything();
        edits.push(Edit::set("category", Value::text(CATEGORY)));
        edits.push(Edit::set("origin", Value::text("import")));
        intents.push(intent(roster, person, "person_recorded", edits));
        let dues = fresh.person.dues.iter().map(|dues| (i64::from(dues.year), dues.amount_cents));
        intents.extend(dues.filter_map(|paid| payment(session, treasury?, person, paid)));
    }
    for update in &plan.updated {
        let Diff { identity, contacts, membership, .. } = update.diff.clone();
        let kinds = [("person_changed", identity), ("contact_changed", contacts), ("membership_changed", membership)];
        let changed = kinds.into_iter().filter(|(_, edits)| !edits.is_empty());
        intents.extend(changed.map(|(kind, edits)| intent(roster, update.person, kind, edits)));
        intents.extend(update.dues.iter().filter_map(|paid| payment(session, treasury?, update.person, *paid)));
    }
    let (created, updated) = (plan.created.len(), plan.updated.len());
    if intents.is_empty() {
        return Ok(Imported { act: None, created, updated, dues: 0, proposed: 0 });
    }
    let payments: Vec<bool> = intents.iter().map(|intent| intent.payload.kind == "dues_recorded").collect();
    let label: String = label.chars().take(60).collect();
    let done = session.act(roster, Category::Import, Some(&label), intents).await?;
    let waits = done.changes.iter().zip(&payments).filter(|(_, payment)| **payment);
    let (proposed, dues): (Vec<_>, Vec<_>) = waits.partition(|(saved, _)| saved.waits_for.is_some());
    Ok(Imported { act: Some(done.act), created, updated, dues: dues.len(), proposed: proposed.len() })
}

/// A payment of a year; held for the treasurer when somebody else states it (J3.3).
fn payment(session: &Session, treasury: StreamId, person: SubjectId, (year, cents): (i64, i64)) -> Option<Intent> {
    let subject = SubjectId::from_bytes(chance(session.ambient()));
    let edits = vec![
        Edit::set("person", Value::bytes(person.as_bytes())),
        Edit::set("year", Value::Int(year)),
        Edit::set("amount_cents", Value::Int(cents)),
    ];
    (cents > 0).then(|| intent(treasury, subject, "dues_recorded", edits))
}

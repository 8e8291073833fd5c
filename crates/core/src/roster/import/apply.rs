//! A plan, carried out as one act.

use std::collections::BTreeSet;

use coopol_domain::access::{Need, Verb};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ActId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit};
use coopol_domain::kinds::Answer;
use serde::Serialize;

use super::diff::Diff;
use super::dues::Payment;
use super::known::Person;
use super::plan::Plan;
use crate::ambient::chance;
use crate::device::{Category, Failure, Session};
use crate::proposals::answering;
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
    /// Payments recorded or corrected.
    pub dues: usize,
    /// Payments and corrections that wait for the treasurer.
    pub proposed: usize,
    /// Of the people added and updated, those who wait for a second person (J3.7).
    pub held: usize,
}

/// Under which a person is kept about whom the file says nothing more.
const CATEGORY: &str = "member";

/// Carries out a plan; `label` is the name of the file, for the history.
pub async fn apply(session: &Session, plan: &Plan, label: &str) -> Result<Imported, Failure> {
    let roster = session.stream(Compartment::Roster).await?;
    if plan.roster != Some(roster) {
        // Another unit is worked in by now: these people aren't its.
        return Err(Failure::NotFound { what: "forecast", given: label.to_owned() });
    }
    // Without a right to propose dues, a file's payments are left out.
    let treasury = session.stream(Compartment::Dues).await.ok();
    let mut intents = Vec::new();
    for fresh in &plan.created {
        let person = SubjectId::from_bytes(chance(session.ambient()));
        let mut edits = Diff::of(&Person::default(), &fresh.person).everything();
        edits.push(Edit::set("category", Value::text(CATEGORY)));
        edits.push(Edit::set("origin", Value::text("import")));
        intents.push(intent(roster, person, "person_recorded", edits));
        let dues = fresh.person.dues.iter().map(|dues| Payment::new(i64::from(dues.year), dues.amount_cents));
        intents.extend(dues.filter_map(|paid| Some(payment(session, treasury?, person, &paid))).flatten());
    }
    for update in &plan.updated {
        let Diff { identity, contacts, membership, .. } = update.diff.clone();
        let kinds = [("person_changed", identity), ("contact_changed", contacts), ("membership_changed", membership)];
        let changed = kinds.into_iter().filter(|(_, edits)| !edits.is_empty());
        intents.extend(changed.map(|(kind, edits)| intent(roster, update.person, kind, edits)));
        let dues = update.dues.iter();
        intents.extend(dues.filter_map(|paid| Some(payment(session, treasury?, update.person, paid))).flatten());
    }
    let (created, updated) = (plan.created.len(), plan.updated.len());
    if intents.is_empty() {
        return Ok(Imported { created, updated, ..Imported::default() });
    }
    let pays = |intent: &Intent| ["dues_recorded", "dues_changed"].contains(&intent.payload.kind.as_str());
    let payments: Vec<bool> = intents.iter().map(pays).collect();
    let subjects: Vec<SubjectId> = intents.iter().map(|intent| intent.subject).collect();
    let label: String = label.chars().take(60).collect();
    // A treasurer's file of dues is an act of the treasury: they write nothing in the roster.
    let only_dues = treasury.filter(|treasury| intents.iter().all(|intent| intent.stream == *treasury));
    let writes = session.held().await.iter().any(|held| held.stream == roster && held.verbs.has(Verb::Write));
    let home = only_dues.filter(|_| !writes).unwrap_or(roster);
    let done = session.act(home, Category::Import, Some(&label), intents).await?;
    let many = done.changes.iter().zip(subjects).filter(|(saved, _)| saved.waits_for == Some(Need::SecondMandate));
    let held = many.map(|(_, subject)| subject).collect::<BTreeSet<_>>().len();
    let waits = done.changes.iter().zip(&payments).filter(|(_, payment)| **payment);
    let (proposed, dues): (Vec<_>, Vec<_>) = waits.partition(|(saved, _)| saved.waits_for.is_some());
    Ok(Imported { act: Some(done.act), created, updated, dues: dues.len(), proposed: proposed.len(), held })
}

/// A payment of a year, or the correction of one; held for the treasurer when somebody else states it (J3.3). What it takes
/// the place of is withdrawn.
fn payment(session: &Session, treasury: StreamId, person: SubjectId, paid: &Payment) -> Vec<Intent> {
    if paid.cents <= 0 {
        return Vec::new();
    }
    let withdrawn = paid.withdraws.map(|change| answering(treasury, Answer::Withdrawn, change));
    let said = if let Some((payment, before)) = paid.corrects {
        let edits = vec![Edit::change("amount_cents", Value::Int(before), Value::Int(paid.cents))];
        intent(treasury, payment, "dues_changed", edits)
    } else {
        let edits = vec![
            Edit::set("person", Value::bytes(person.as_bytes())),
            Edit::set("year", Value::Int(paid.year)),
            Edit::set("amount_cents", Value::Int(paid.cents)),
        ];
        intent(treasury, SubjectId::from_bytes(chance(session.ambient())), "dues_recorded", edits)
    };
    withdrawn.into_iter().chain([said]).collect()
}

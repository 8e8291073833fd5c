//! Those whom a section has left that became a part of this one (J1.5). They stand in its closed roster, which is read here and which nobody
//! writes any more: whoever keeps the roster here takes them over, as one act that is undone as one. Whoever may well be known here already is
//! left to be looked at alone.

use std::collections::BTreeSet;

use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, REMOVED, State};
use coopol_domain::kinds::TAKEN_ALONG;
use coopol_domain::seal::Hash;
use serde::Serialize;

use super::arrivals::{Known, matches};
use super::edit::intent;
use super::passing::{Who, kept};
use crate::cache::id;
use crate::device::{ActDone, Category, Failure, Session};
use crate::mandates;

/// What would be done with each person of a closed roster, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Whose roster it is.
    pub unit: UnitId,
    /// How that was called.
    pub name: String,
    /// Who comes over.
    pub new: Vec<Who>,
    /// Who may well be somebody of the roster here.
    pub doubtful: Vec<Doubtful>,
    /// How many were taken over before.
    pub taken: usize,
    #[serde(skip)]
    intents: Vec<Intent>,
    #[serde(skip)]
    stream: StreamId,
}

/// Somebody who may well be known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Doubtful {
    /// Who, in the closed roster.
    #[serde(flatten)]
    pub who: Who,
    /// Who they may be, here.
    pub known: Vec<Known>,
}

type Row = (Vec<u8>, Option<String>, Option<String>, Option<String>);

/// Who would be taken over from a unit that became a part of the one whose roster is kept here.
///
/// # Errors
/// [`Failure::NotFound`] for a unit that isn't closed, or whose roster isn't read here, and where no roster is kept.
pub async fn plan(session: &Session, unit: UnitId) -> Result<Plan, Failure> {
    let missing = || Failure::NotFound { what: "closed unit", given: unit.to_string() };
    let (stream, _) = kept(session).await?.ok_or_else(missing)?;
    let closed = mandates::units(session).await?.into_iter().find(|row| row.id == unit && row.closed);
    let name = closed.ok_or_else(missing)?.name;
    let held = session.held().await.into_iter();
    let from = held.into_iter().find(|held| held.unit == unit && held.compartment == Compartment::Roster);
    let from = from.ok_or_else(missing)?.stream;
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, first_name, last_name, postcode FROM people WHERE stream = ? AND NOT removed ORDER BY sort_key, id",
    );
    let rows = rows.bind(from.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let mut people = Vec::with_capacity(rows.len());
    for (person, given, family, postcode) in rows {
        let name = [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ");
        people.push(Who { person: id("people", &person, SubjectId::from_bytes)?, name, postcode });
    }
    let wanted: BTreeSet<_> = people.iter().flat_map(|who| [(from, who.person), (stream, here(stream, who))]).collect();
    let loaded = session.cache().subjects(&wanted).await?;
    let none = (Vec::new(), Vec::new(), Vec::new());
    let mut plan = Plan { unit, name, new: none.0, doubtful: none.1, taken: 0, intents: none.2, stream };
    for who in people {
        let Some((state, _)) = loaded.subject(from, who.person) else { continue };
        let own = here(stream, &who);
        let confirmed = loaded.subject(stream, own).map(|(state, _)| state);
        let known = session.folded(stream, own, confirmed).await;
        if known.as_ref().is_some_and(|known| !known.is_removed()) {
            plan.taken += 1;
            continue;
        }
        let alike = matches(session, stream, &state).await?;
        if !alike.is_empty() {
            plan.doubtful.push(Doubtful { who, known: alike });
            continue;
        }
        plan.intents.push(taking(stream, own, &state, known.as_ref()));
        plan.new.push(who);
    }
    Ok(plan)
}

/// Takes over all that are new, as one act in one transaction; nothing when there are none.
///
/// # Errors
/// What the rules refuse.
pub async fn take(session: &Session, plan: Plan) -> Result<Option<ActDone>, Failure> {
    if plan.intents.is_empty() {
        return Ok(None);
    }
    Ok(Some(session.act(plan.stream, Category::Import, Some(&plan.name), plan.intents).await?))
}

/// Who they are here: another subject than there, as the past of the one isn't that of the other, and always the same, so that nobody is
/// taken over twice, be it by two at once.
fn here(stream: StreamId, who: &Who) -> SubjectId {
    let of = [b"taken over".as_slice(), stream.as_bytes(), who.person.as_bytes()].concat();
    let hash = Hash::of(&of);
    let (own, _) = hash.as_bytes().split_first_chunk().expect("a hash is longer than an id");
    SubjectId::from_bytes(*own)
}

fn taking(stream: StreamId, own: SubjectId, state: &State, known: Option<&State>) -> Intent {
    if known.is_some() {
        // It was taken back before.
        return intent(stream, own, "person_restored", vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)]);
    }
    let along =
        state.cells.iter().filter(|(field, cell)| TAKEN_ALONG.contains(&field.name()) && cell.value != Value::Null);
    let edits = along.map(|(field, cell)| Edit::set(field.as_str(), cell.value.clone()));
    intent(stream, own, "person_recorded", edits.collect())
}

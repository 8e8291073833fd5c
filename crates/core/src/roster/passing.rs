//! Who passes to a section that comes out of this one: shown before anything is written, then sent as one act. Each of them is sent as
//! somebody who moves is ([`super::transfer()`]), so that they live in one roster at any time, and the departure shield counts them.

use std::collections::BTreeSet;

use coopol_domain::access::Verb;
use coopol_domain::device::Shelf as _;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Passage;
use coopol_domain::time::DAY;
use serde::Serialize;

use super::edit::unknown;
use super::transfer::leaving;
use crate::cache::id;
use crate::device::{ActDone, Category, Failure, Rule, Session};
use crate::proposals;
use crate::units::splits::{self, Split};

/// Who passes, besides or in spite of the postcodes that were decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Whose people pass, instead of what was decided; none to keep that.
    pub postcodes: Vec<String>,
    /// These pass wherever they live.
    pub with: BTreeSet<SubjectId>,
    /// These stay wherever they live.
    pub without: BTreeSet<SubjectId>,
}

/// Somebody of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Who {
    /// Who.
    pub person: SubjectId,
    /// How they are called.
    pub name: String,
    /// Where they live; nothing when it isn't known.
    pub postcode: Option<String>,
}

/// What would be done with each person of the roster, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// What is agreed.
    pub split: Split,
    /// Who passes.
    pub passing: Vec<Who>,
    /// Who stays.
    pub staying: Vec<Who>,
    /// Who stays because nobody wrote down where they live.
    pub undecided: Vec<Who>,
    /// Whom this device's holder sent, for which somebody else has to agree: nothing more is asked of them.
    pub waiting: Vec<Who>,
    #[serde(skip)]
    stream: StreamId,
}

type Row = (Vec<u8>, Option<String>, Option<String>, Option<String>);

/// Who would pass to a section that comes out of the one whose roster is kept here.
///
/// # Errors
/// [`Failure::NotFound`] for what was never decided of this section, and for somebody who isn't in its roster; [`Failure::Invalid`] for
/// somebody who is both to pass and to stay.
pub async fn plan(session: &Session, newborn: UnitId, choice: &Choice) -> Result<Plan, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let unit = session.held().await.into_iter().find(|held| held.stream == stream).map(|held| held.unit);
    let known = splits::list(session).await?.into_iter();
    let split = known.into_iter().find(|split| split.newborn == newborn && Some(split.unit) == unit);
    let split = split.ok_or(Failure::NotFound { what: "split", given: newborn.to_string() })?;
    if let Some(both) = choice.with.intersection(&choice.without).next() {
        return Err(Failure::Invalid { field: "person", rule: Rule::Choice, value: both.to_string() });
    }
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, first_name, last_name, postcode FROM people WHERE stream = ? AND NOT removed ORDER BY sort_key, id",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let postcodes = if choice.postcodes.is_empty() { split.postcodes.clone() } else { choice.postcodes.clone() };
    let asked = proposals::own(session).await?.into_iter().filter(|asked| asked.kind == "person_left");
    let asked: BTreeSet<SubjectId> = asked.map(|asked| asked.place.1).collect();
    let none = Vec::new;
    let mut plan = Plan { split, passing: none(), staying: none(), undecided: none(), waiting: none(), stream };
    let mut named: BTreeSet<SubjectId> = choice.with.union(&choice.without).copied().collect();
    for (person, given, family, postcode) in rows {
        let person = id("people", &person, SubjectId::from_bytes)?;
        let name = [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let postcode = postcode.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
        named.remove(&person);
        let place = match &postcode {
            _ if asked.contains(&person) => &mut plan.waiting,
            _ if choice.with.contains(&person) => &mut plan.passing,
            _ if choice.without.contains(&person) => &mut plan.staying,
            None if !postcodes.is_empty() => &mut plan.undecided,
            Some(code) if postcodes.contains(code) => &mut plan.passing,
            _ => &mut plan.staying,
        };
        place.push(Who { person, name, postcode });
    }
    match named.into_iter().next() {
        Some(person) => Err(unknown(person)),
        None => Ok(plan),
    }
}

/// For how long whoever keeps a roster is told that nobody passed yet, in milliseconds: half a year. Later, those who passed may be erased; the
/// split still stands among those that are listed.
const TOLD: u64 = 183 * DAY;

/// What was agreed lately of the section whose roster is kept here, as long as nobody was sent by it: whoever keeps it has to look who passes. What was
/// sent and waits for somebody else, or was taken in, is looked at no more.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn to_do(session: &Session) -> Result<Vec<Split>, Failure> {
    let Some((stream, unit)) = kept(session).await? else { return Ok(Vec::new()) };
    let mut agreed = splits::list(session).await?;
    let now = session.now().await?;
    agreed.retain(|split| split.unit == unit && split.word == "agreed" && now.since(split.at) < TOLD);
    if agreed.is_empty() {
        return Ok(agreed);
    }
    let mut reader = session.reader().await?;
    let rows = sqlx::query_scalar::<_, Vec<u8>>("SELECT id FROM people WHERE stream = ? AND removed");
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let gone = rows.iter().map(|row| Ok((stream, id("people", row, SubjectId::from_bytes)?)));
    let gone = gone.collect::<Result<BTreeSet<_>, Failure>>()?;
    let loaded = session.cache().subjects(&gone).await?;
    let mut sent = BTreeSet::new();
    for (stream, person) in gone {
        let confirmed = loaded.subject(stream, person).map(|(state, _)| state);
        let state = session.folded(stream, person, confirmed).await;
        sent.extend(state.as_ref().and_then(Passage::to).map(|to| to.unit));
    }
    for asked in proposals::own(session).await?.into_iter().filter(|asked| asked.kind == "person_left") {
        let to = asked.payload.edit("destination").and_then(|edit| Passage::read(&edit.after));
        sent.extend(to.map(|to| to.unit));
    }
    agreed.retain(|split| !sent.contains(&split.newborn));
    Ok(agreed)
}

/// The roster that whoever uses this device keeps, and whose it is.
pub async fn kept(session: &Session) -> Result<Option<(StreamId, UnitId)>, Failure> {
    let Ok(stream) = session.stream(Compartment::Roster).await else { return Ok(None) };
    let held = session.held().await.into_iter().find(|held| held.stream == stream);
    Ok(held.filter(|held| held.verbs.has(Verb::Write)).map(|held| (stream, held.unit)))
}

/// Sends all who pass, as one act in one transaction; nothing when nobody is left to pass, so that the same again does nothing twice.
///
/// # Errors
/// [`Failure::NotFound`] while the section hasn't agreed, or when it was taken back; what the rules refuse.
pub async fn pass(session: &Session, plan: &Plan) -> Result<Option<ActDone>, Failure> {
    let Split { newborn, name, word, .. } = &plan.split;
    if word != "agreed" {
        return Err(Failure::NotFound { what: "agreed split", given: name.clone() });
    }
    if plan.passing.is_empty() {
        return Ok(None);
    }
    let wanted: BTreeSet<_> = plan.passing.iter().map(|who| (plan.stream, who.person)).collect();
    let loaded = session.cache().subjects(&wanted).await?;
    let mut intents = Vec::with_capacity(wanted.len());
    for (stream, person) in wanted {
        let confirmed = loaded.subject(stream, person).map(|(state, _)| state);
        let state = session.folded(stream, person, confirmed).await.filter(|state| !state.is_removed());
        let state = state.ok_or_else(|| unknown(person))?;
        intents.push(leaving(session, (stream, person), &state, (*newborn, name)).await?);
    }
    Ok(Some(session.act(plan.stream, Category::Split, Some(name), intents).await?))
}

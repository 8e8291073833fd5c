//! Proposals: changes of others that wait for the office held here (J3.3). The treasurer accepts dues that a secretary
//! read from a list; whoever holds a second mandate confirms what nobody may do alone. Accepting states the same change
//! again in one's own name, quoting the first, so that both stand in the history.

use std::collections::BTreeSet;

use coopol_domain::access::{Need, Verb};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ActId, ChangeId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Entry, Payload, Verdict};
use coopol_domain::kinds::Answer;
use coopol_domain::time::Instant;
use serde::Serialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::cache::{CacheError, id};
use crate::device::{ActDone, Category, Failure, Saved, Session};
use crate::history::{FieldChange, fields};

/// A change that waits for somebody here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// Which.
    pub change: ChangeId,
    /// What it was made as a part of.
    pub act: Option<ActId>,
    /// When it was made, by the clock that counts (J4.1).
    pub at: Instant,
    /// Who made it; nobody's while their mandate isn't known here.
    pub author: Option<HolderId>,
    /// How they are called.
    pub author_name: Option<String>,
    /// The kind of the change: `dues_recorded`.
    pub kind: String,
    /// The person, or whoever it is about, as they are called.
    pub name: Option<String>,
    /// What it says.
    pub fields: Vec<FieldChange>,
    /// In whose records.
    #[serde(skip)]
    pub unit: Option<UnitId>,
    #[serde(skip)]
    pub(crate) place: (StreamId, SubjectId),
    #[serde(skip)]
    pub(crate) depends_on: Vec<ChangeId>,
    #[serde(skip)]
    pub(crate) payload: Payload,
}

/// What waits for the holder of this device, oldest first.
pub async fn list(session: &Session) -> Result<Vec<Proposal>, Failure> {
    let own = session.holder().await;
    // Whoever asked doesn't answer.
    let mine = |proposal: &Proposal, need| need == Some(Need::SecondMandate) && proposal.author == Some(own);
    waiting(session, Verb::Write, |proposal, need| !mine(proposal, need)).await
}

/// What the holder of this device asked for and still waits for somebody, oldest first.
pub async fn own(session: &Session) -> Result<Vec<Proposal>, Failure> {
    let own = session.holder().await;
    waiting(session, Verb::Propose, |proposal, _| proposal.author == Some(own)).await
}

/// What the holder of this device asked for by a kind that whoever reads may state, and still waits for somebody.
pub(crate) async fn asked(session: &Session, kind: &str) -> Result<Vec<Payload>, Failure> {
    let own = session.holder().await;
    let mut asked = waiting(session, Verb::Read, |proposal, _| proposal.author == Some(own)).await?;
    asked.retain(|proposal| proposal.kind == kind);
    Ok(asked.into_iter().map(|proposal| proposal.payload).collect())
}

async fn waiting(
    session: &Session,
    verb: Verb,
    wanted: impl Fn(&Proposal, Option<Need>) -> bool,
) -> Result<Vec<Proposal>, Failure> {
    let held = session.held().await;
    let mut reader = session.reader().await?;
    let rows = sqlx::query(
        "SELECT waiting.change, waiting.stream, waiting.subject, waiting.entry, waiting.payload, lines.act,
             mandates.holder, mandates.holder_name
         FROM waiting LEFT JOIN lines ON lines.stream = waiting.stream AND lines.seq = waiting.seq
         LEFT JOIN pushes ON pushes.hash = lines.push LEFT JOIN mandates ON mandates.id = pushes.mandate
         ORDER BY waiting.rowid",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    let (answered, mut proposals) = (answered(&mut reader).await?, Vec::new());
    for row in rows {
        let (mut proposal, need) = read(&row)?;
        let at = held.iter().find(|held| held.stream == proposal.place.0);
        proposal.unit = at.map(|held| held.unit);
        if at.is_some_and(|held| held.verbs.has(verb))
            && wanted(&proposal, need)
            && !answered.contains(&proposal.change)
        {
            proposal.name = name(&mut reader, &proposal).await?;
            proposals.push(proposal);
        }
    }
    Ok(proposals)
}

/// Declines proposals: they wait no longer, and their author reads so.
///
/// # Errors
/// [`Failure::NotFound`] when one of them doesn't wait for anybody here; nothing is written then.
pub async fn decline(session: &Session, changes: &[ChangeId]) -> Result<Vec<Saved>, Failure> {
    answer(session, Answer::Declined, list(session).await?, changes).await
}

/// Withdraws what one asked for oneself, as long as it waits.
///
/// # Errors
/// [`Failure::NotFound`] when one of them isn't one's own, or waits no longer; nothing is written then.
pub async fn withdraw(session: &Session, changes: &[ChangeId]) -> Result<Vec<Saved>, Failure> {
    answer(session, Answer::Withdrawn, own(session).await?, changes).await
}

async fn answer(
    session: &Session,
    answer: Answer,
    waiting: Vec<Proposal>,
    changes: &[ChangeId],
) -> Result<Vec<Saved>, Failure> {
    let mut intents = Vec::with_capacity(changes.len());
    for change in changes {
        let proposal = waiting.iter().find(|proposal| proposal.change == *change);
        let missing = || Failure::NotFound { what: "proposal", given: change.to_string() };
        intents.push(answering(proposal.ok_or_else(missing)?.place.0, answer, *change));
    }
    session.record_all(intents).await
}

/// An answer to what waits in a stream. It means nothing where that was refused.
pub(crate) fn answering(stream: StreamId, answer: Answer, change: ChangeId) -> Intent {
    let subject = SubjectId::from_bytes(*change.as_bytes());
    Intent { stream, subject, payload: answer.to(change), act: None, depends_on: vec![change] }
}

/// Accepts proposals, as one act.
///
/// # Errors
/// [`Failure::NotFound`] when one of them doesn't wait for anybody here, any more or at all; nothing is written then.
pub async fn accept(session: &Session, changes: &[ChangeId]) -> Result<ActDone, Failure> {
    let mut waiting = list(session).await?;
    let mut intents = Vec::with_capacity(changes.len());
    for change in changes {
        let place = waiting.iter().position(|proposal| proposal.change == *change);
        let missing = || Failure::NotFound { what: "proposal", given: change.to_string() };
        let Proposal { place: (stream, subject), payload, .. } = waiting.swap_remove(place.ok_or_else(missing)?);
        let payload = Payload { quotes: Some(*change), ..payload };
        intents.push(Intent { stream, subject, payload, act: None, depends_on: vec![*change] });
    }
    let Some(home) = intents.first().map(|intent| intent.stream) else {
        return Err(Failure::NotFound { what: "proposal", given: String::new() });
    };
    session.act(home, Category::Acceptance, None, intents).await
}

/// What was answered here and whose answer has no entry yet.
async fn answered(reader: &mut SqliteConnection) -> Result<BTreeSet<ChangeId>, Failure> {
    let rows = sqlx::query_scalar::<_, Vec<u8>>(
        "SELECT outbox.payload FROM outbox JOIN waiting
             ON waiting.stream = outbox.stream AND outbox.subject IN (waiting.subject, waiting.change)
         WHERE outbox.progress IN ('saved', 'signed', 'received')",
    );
    let mut answered = BTreeSet::new();
    for payload in rows.fetch_all(reader).await? {
        answered.extend(Payload::decode(&payload).map_err(CacheError::damaged("outbox"))?.quotes);
    }
    Ok(answered)
}

fn read(row: &SqliteRow) -> Result<(Proposal, Option<Need>), Failure> {
    let damaged = CacheError::damaged("waiting");
    let entry = Entry::decode(row.try_get("entry")?).map_err(&damaged)?;
    let payload = Payload::decode(row.try_get("payload")?).map_err(&damaged)?;
    let (act, holder): (Option<&[u8]>, Option<&[u8]>) = (row.try_get("act")?, row.try_get("holder")?);
    let need = match entry.verdict {
        Verdict::Held(need) => Some(need),
        _ => None,
    };
    let proposal = Proposal {
        change: id("waiting", row.try_get("change")?, ChangeId::from_bytes)?,
        act: act.map(|act| id("lines", act, ActId::from_bytes)).transpose()?,
        at: entry.effective_at.instant(),
        author: holder.map(|holder| id("mandates", holder, HolderId::from_bytes)).transpose()?,
        author_name: row.try_get("holder_name")?,
        kind: payload.kind.clone(),
        name: None,
        fields: fields(&payload),
        unit: None,
        place: (
            id("waiting", row.try_get("stream")?, StreamId::from_bytes)?,
            id("waiting", row.try_get("subject")?, SubjectId::from_bytes)?,
        ),
        depends_on: entry.header.depends_on,
        payload,
    };
    Ok((proposal, need))
}

/// Dues are somebody's; a mandate names its holder; anything else is about its subject.
async fn name(reader: &mut SqliteConnection, proposal: &Proposal) -> Result<Option<String>, Failure> {
    let said = |field: &str| proposal.payload.edit(field).map(|edit| &edit.after);
    if let Some(Value::Text(holder)) = said("holder_name") {
        return Ok(Some(holder.clone()));
    }
    let (stream, subject) = proposal.place;
    let person = match said("person") {
        Some(Value::Bytes(person)) => person.clone(),
        _ => subject.as_bytes().to_vec(),
    };
    let named = sqlx::query_scalar(
        "SELECT coalesce(
             (SELECT trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) FROM people WHERE id = coalesce(
                 (SELECT person FROM dues WHERE id = ?1), ?1) LIMIT 1),
             (SELECT holder_name FROM mandates WHERE id = ?1 AND stream = ?2))",
    );
    let named = named.bind(person).bind(stream.as_bytes().to_vec());
    Ok(named.fetch_one(reader).await?)
}

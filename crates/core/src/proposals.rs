//! Proposals: changes of others that wait for the office held here (J3.3). The treasurer accepts dues that a secretary
//! read from a list; whoever holds a second mandate confirms what nobody may do alone. Accepting states the same change
//! again in one's own name, quoting the first, so that both stand in the history. What came after its author's mandate had ended
//! is accepted so as well (J9): [`crate::quarantine`] tells more of it.

mod held;

use std::collections::BTreeSet;

use coopol_domain::access::{Need, Verb, Verbs};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ActId, ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Entry, Payload, Verdict};
use coopol_domain::kinds::{self, Answer};
use coopol_domain::time::Instant;
use serde::Serialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

pub(crate) use self::held::shielded;
use crate::cache::{CacheError, count, id};
use crate::device::{ActDone, Category, Failure, Saved, Session};
use crate::history::{FieldChange, called, fields, name_people};
use crate::mandates::read_suspensions;
use crate::roster::erasure::{self, Ground};
use crate::sealed::{self, MADE};

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
    /// Of what came after its author's mandate had ended: how it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Came>,
    /// Of an erasure: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erasure: Option<Ground>,
    /// In whose records.
    #[serde(skip)]
    pub unit: Option<UnitId>,
    #[serde(skip)]
    pub(crate) verbs: Verbs,
    #[serde(skip)]
    pub(crate) place: (StreamId, SubjectId),
    #[serde(skip)]
    pub(crate) depends_on: Vec<ChangeId>,
    #[serde(skip)]
    pub(crate) payload: Payload,
}

/// How a change came that came too late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Came {
    /// When it was made, as its author's laptop says: nobody can check that.
    pub said: Instant,
    /// When the authority had it.
    pub arrived: Instant,
    /// The office that had ended.
    pub office: Option<String>,
    /// When it had.
    pub ended: Option<Instant>,
    /// Since when it was suspended as this came, if it was that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended: Option<Instant>,
    /// Which laptop it came from,
    #[serde(skip)]
    pub device: Option<DeviceId>,
    /// and how that is called.
    pub laptop: Option<String>,
}

/// What waits for the holder of this device, oldest first.
pub async fn list(session: &Session) -> Result<Vec<Proposal>, Failure> {
    let own = session.holder().await;
    // Whoever asked doesn't answer.
    let mine = |proposal: &Proposal, need| need == Some(Need::SecondMandate) && proposal.author == Some(own);
    let mut all =
        waiting(session, Verb::Read, |proposal, need| !mine(proposal, need) && proposal.is_repeatable()).await?;
    all.retain(Proposal::is_answered_here);
    fitting(session, all).await
}

/// Without the sealed codes that were proposed before others were made, or used: nobody agrees to those any more.
async fn fitting(session: &Session, all: Vec<Proposal>) -> Result<Vec<Proposal>, Failure> {
    let mut fit = Vec::with_capacity(all.len());
    for proposal in all {
        if proposal.kind != MADE || sealed::fits(session, proposal.place, &proposal.payload).await? {
            fit.push(proposal);
        }
    }
    Ok(fit)
}

/// What waits for somebody by one of these kinds, whoever asked for it, oldest first.
pub(crate) async fn of_kinds(session: &Session, kinds: &[&str]) -> Result<Vec<Proposal>, Failure> {
    let wanted = |proposal: &Proposal, need: Option<Need>| need.is_some() && kinds.contains(&proposal.kind.as_str());
    let all = waiting(session, Verb::Read, wanted).await?;
    fitting(session, all).await
}

/// What came too late and can be told, of all that is read here; whoever keeps it decides.
pub(crate) async fn late(session: &Session) -> Result<Vec<Proposal>, Failure> {
    waiting(session, Verb::Read, |proposal, _| proposal.late.is_some() && !proposal.is_frame()).await
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
             mandates.holder, mandates.holder_name, mandates.office, mandates.until, mandates.suspensions,
             pushes.device,
             (SELECT name FROM devices WHERE devices.id = pushes.device LIMIT 1) AS laptop
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
        proposal.verbs = at.map_or(Verbs::NONE, |held| held.verbs);
        if at.is_some_and(|held| held.verbs.has(verb))
            && wanted(&proposal, need)
            && !answered.contains(&proposal.change)
        {
            proposal.name = name(&mut reader, &proposal).await?;
            name_people(&mut reader, &mut proposal.fields).await?;
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
    let mut waiting = list(session).await?;
    let late = late(session).await?;
    waiting.extend(late.into_iter().filter(|late| late.verbs.has(Verb::Write) && !late.is_repeatable()));
    answer(session, Answer::Declined, waiting, changes).await
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

/// Accepts proposals, as one act, in the order in which they came: what goes on with another comes after it.
///
/// # Errors
/// [`Failure::NotFound`] when one of them doesn't wait for anybody here, any more or at all; nothing is written then.
pub async fn accept(session: &Session, changes: &[ChangeId]) -> Result<ActDone, Failure> {
    let mut wanted: BTreeSet<ChangeId> = changes.iter().copied().collect();
    let waiting = list(session).await?;
    let accepted: Vec<Proposal> = waiting.into_iter().filter(|proposal| wanted.remove(&proposal.change)).collect();
    // Whoever agrees to new sealed codes may have no right to open an act there.
    let home = accepted.iter().find(|proposal| proposal.verbs.has(Verb::Propose)).map(|proposal| proposal.place.0);
    let intents: Vec<Intent> = accepted.into_iter().map(repeated).collect();
    let missing = wanted.first().map(ToString::to_string);
    match (home, missing) {
        (Some(home), None) => session.act(home, Category::Acceptance, None, intents).await,
        (None, None) if !intents.is_empty() => {
            let changes = session.record_all(intents).await?;
            let first = changes.first().expect("there is one for each intent").change;
            Ok(ActDone { act: ActId::from_bytes(*first.as_bytes()), changes })
        }
        (_, missing) => Err(Failure::NotFound { what: "proposal", given: missing.unwrap_or_default() }),
    }
}

/// The same again, quoting it.
fn repeated(proposal: Proposal) -> Intent {
    let Proposal { change, place: (stream, subject), payload, .. } = proposal;
    let payload = Payload { quotes: Some(change), ..payload };
    Intent { stream, subject, payload, act: None, depends_on: vec![change] }
}

impl Proposal {
    /// What held parts of an act together, or answered something: it says nothing by itself.
    fn is_frame(&self) -> bool {
        ["act_opened", "act_closed"].contains(&self.kind.as_str()) || Answer::of(&self.kind).is_some()
    }

    /// Whether somebody else can state the same. What only its author's office gave ended with it: that they took something out,
    /// or say who was elected.
    pub(crate) fn is_repeatable(&self) -> bool {
        let written = kinds::current(&self.kind).is_some_and(|kind| kind.verb == Verb::Write);
        self.late.is_none() || (written && !self.is_frame())
    }
}

/// What was answered here and whose answer has no entry yet.
async fn answered(reader: &mut SqliteConnection) -> Result<BTreeSet<ChangeId>, Failure> {
    let rows = sqlx::query_scalar::<_, Vec<u8>>(
        "SELECT outbox.payload FROM outbox JOIN waiting
             ON waiting.stream = outbox.stream AND outbox.subject IN (waiting.subject, waiting.change)
         WHERE outbox.progress = 'saved'",
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
    let (need, late) = match entry.verdict {
        Verdict::Held(need) => (Some(need), None),
        _ => (None, Some(came(row, &entry)?)),
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
        late,
        erasure: erasure::ground(&payload),
        unit: None,
        verbs: Verbs::NONE,
        place: (
            id("waiting", row.try_get("stream")?, StreamId::from_bytes)?,
            id("waiting", row.try_get("subject")?, SubjectId::from_bytes)?,
        ),
        depends_on: entry.header.depends_on,
        payload,
    };
    Ok((proposal, need))
}

fn came(row: &SqliteRow, entry: &Entry) -> Result<Came, Failure> {
    let (ended, device): (Option<i64>, Option<&[u8]>) = (row.try_get("until")?, row.try_get("device")?);
    let (arrived, ended) = (entry.recorded_at, ended.map(|ended| Instant(count(ended))));
    let spans = read_suspensions(row.try_get("suspensions")?)?;
    let was_over = ended.is_some_and(|ended| ended <= arrived);
    let suspended = spans.iter().filter(|span| !was_over && span.covers(arrived)).map(|span| span.since).min();
    Ok(Came {
        said: entry.header.made_at.instant(),
        arrived,
        office: row.try_get("office")?,
        // What ended since it came says nothing of why it waits.
        ended: ended.filter(|_| suspended.is_none()),
        suspended,
        device: device.map(|device| id("pushes", device, DeviceId::from_bytes)).transpose()?,
        laptop: row.try_get("laptop")?,
    })
}

/// Dues are somebody's; a mandate names its holder; an erasure names people; anything else is about its subject.
async fn name(reader: &mut SqliteConnection, proposal: &Proposal) -> Result<Option<String>, Failure> {
    if proposal.kind == erasure::ASKED {
        let names = called(reader, &erasure::people(&proposal.payload)).await?;
        return Ok((!names.is_empty()).then(|| names.into_values().collect::<Vec<_>>().join(", ")));
    }
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

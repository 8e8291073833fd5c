//! Erasing people for good (GDPR art. 17; J7.2): asked for with a ground, agreed to by a second mandate, carried out by the
//! authority seven days later, and withdrawn until then by anybody who may ask. [`super::remove`] takes somebody out of the
//! roster and can be undone; this can't.
//!
//! What is erased is everything that the roster's journal says of somebody, under every id by which they came in. Their payments
//! stay in the accounts, which have to be kept, about nobody.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::device::{Progress, Shelf as _};
use coopol_domain::id::{ChangeId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{Answer, Erasure as Asked, WAIT, removal};
use coopol_domain::time::Instant;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::edit::{intent, known};
use crate::ambient::chance;
use crate::cache::{CacheError, id};
use crate::device::{Failure, Saved, Session};
use crate::history::{called, last_said};
use crate::proposals::{self, answering};

pub(crate) const ASKED: &str = "erasure_asked";
const WITHDRAWN: &str = "erasure_withdrawn";

/// Why somebody is erased: the grounds of GDPR art. 17 §1 that a section meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// They ask for it, or no longer consent (b, c).
    AskedByThePerson,
    /// What the data were kept for is over (a).
    NoLongerNeeded,
    /// They should never have been there (d).
    Unlawful,
}

impl Ground {
    const ALL: [Self; 3] = [Self::AskedByThePerson, Self::NoLongerNeeded, Self::Unlawful];

    /// The word of the journal.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AskedByThePerson => "asked_by_the_person",
            Self::NoLongerNeeded => "no_longer_needed",
            Self::Unlawful => "unlawful",
        }
    }

    fn read(value: &Value) -> Option<Self> {
        let Value::Text(word) = value else { return None };
        Self::ALL.into_iter().find(|ground| ground.as_str() == word)
    }
}

/// Somebody to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Who.
    pub id: SubjectId,
    /// How they are called; nothing once they are erased.
    pub name: Option<String>,
}

/// How far an erasure is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "stage", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Stage {
    /// It waits for a second mandate.
    Asked {
        /// Whether that may be the holder of this device.
        may_agree: bool,
    },
    /// It is going to be carried out.
    Agreed {
        /// Who agreed; nothing while the history isn't here.
        by: Option<String>,
        /// When it is carried out, at the earliest: no more than twenty people a day are.
        due: Instant,
    },
    /// Nothing is left.
    Done,
}

/// People who are to be erased, or were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
    /// Which.
    pub id: SubjectId,
    /// Whom.
    pub people: Vec<Person>,
    /// Why; nothing where a later version of the program gave a ground that isn't known here.
    pub ground: Option<Ground>,
    /// When it was asked for; nothing while the history isn't here,
    pub asked_at: Option<Instant>,
    /// and by whom.
    pub asked_by: Option<String>,
    /// How far it is.
    #[serde(flatten)]
    pub stage: Stage,
    /// What asked, while it waits for somebody, and whose that is.
    #[serde(skip)]
    waits: Option<(ChangeId, Option<HolderId>)>,
}

impl Erasure {
    /// Whether it names somebody.
    #[must_use]
    pub fn names(&self, person: SubjectId) -> bool {
        self.people.iter().any(|it| it.id == person)
    }
}

/// Asks that these people be erased, all or none: one change, under whose id the second mandate finds it.
///
/// # Errors
/// [`Failure::NotFound`] when one of them isn't known here, [`Failure::ToBeErased`] when that was asked for already; what the
/// rules refuse.
pub async fn ask(session: &Session, people: &[SubjectId], ground: Ground) -> Result<(SubjectId, Saved), Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let underway = list(session).await?;
    for person in people {
        known(session, *person).await?;
        if underway.iter().any(|it| it.names(*person)) {
            return Err(Failure::ToBeErased { person: *person });
        }
    }
    let mut edits: Vec<Edit> = everybody(session, stream, people)
        .await?
        .into_iter()
        .map(|subject| Edit::set(&format!("subject/{subject}"), Value::Bool(true)))
        .collect();
    edits.push(Edit::set("ground", Value::text(ground.as_str())));
    let erasure = SubjectId::from_bytes(chance(session.ambient()));
    Ok((erasure, session.record(intent(stream, erasure, ASKED, edits)).await?))
}

/// Agrees to what somebody else asked for.
///
/// # Errors
/// [`Failure::NotFound`] when it doesn't wait for the holder of this device.
pub async fn agree(session: &Session, erasure: SubjectId) -> Result<Saved, Failure> {
    let found = find(session, erasure).await?;
    let (Stage::Asked { may_agree: true }, Some((change, _))) = (&found.stage, found.waits) else {
        return Err(Failure::NotFound { what: "erasure_to_agree_to", given: erasure.to_string() });
    };
    let done = proposals::accept(session, &[change]).await?;
    Ok(*done.changes.first().expect("one was accepted"))
}

/// Withdraws it, whoever asked: as long as it isn't carried out, anybody may who may ask.
///
/// # Errors
/// [`Failure::NotFound`] when there is no such erasure, or nothing to withdraw any more.
pub async fn withdraw(session: &Session, erasure: SubjectId) -> Result<Saved, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let found = find(session, erasure).await?;
    match (found.stage, found.waits) {
        (Stage::Agreed { .. }, _) => session.record(intent(stream, erasure, WITHDRAWN, vec![removal()])).await,
        (Stage::Asked { .. }, Some((change, author))) => {
            let own = author == Some(session.holder().await);
            let answer = if own { Answer::Withdrawn } else { Answer::Declined };
            session.record(answering(stream, answer, change)).await
        }
        (Stage::Done, _) | (Stage::Asked { .. }, None) => Err(unknown(erasure)),
    }
}

/// What is to be erased from the roster that is worked in, or was, the latest last; nothing for whom it isn't theirs to read.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn list(session: &Session) -> Result<Vec<Erasure>, Failure> {
    let stream = match session.stream(Compartment::Roster).await {
        Ok(stream) => stream,
        Err(Failure::NoStream { .. }) => return Ok(Vec::new()),
        Err(failure) => return Err(failure),
    };
    let mut all = waiting(session, stream).await?;
    all.extend(agreed(session, stream).await?);
    name(&mut *session.reader().await?, &mut all).await?;
    all.sort_by_key(|erasure| (erasure.asked_at, erasure.id));
    Ok(all)
}

async fn find(session: &Session, erasure: SubjectId) -> Result<Erasure, Failure> {
    list(session).await?.into_iter().find(|it| it.id == erasure).ok_or_else(|| unknown(erasure))
}

fn unknown(erasure: SubjectId) -> Failure {
    Failure::NotFound { what: "erasure", given: erasure.to_string() }
}

/// The same people under the other ids that they have here: who was sent by another section and found to be known already.
async fn everybody(session: &Session, stream: StreamId, people: &[SubjectId]) -> Result<BTreeSet<SubjectId>, Failure> {
    let mut all: BTreeSet<SubjectId> = people.iter().copied().collect();
    let mut reader = session.reader().await?;
    let removed = sqlx::query_scalar::<_, Vec<u8>>("SELECT id FROM people WHERE stream = ? AND removed");
    let removed = removed.bind(stream.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let mut wanted = BTreeSet::new();
    for subject in removed {
        wanted.insert((stream, id("people", &subject, SubjectId::from_bytes)?));
    }
    let loaded = session.cache().subjects(&wanted).await?;
    for (_, subject) in wanted {
        let confirmed = loaded.subject(stream, subject).map(|(state, _)| state);
        let state = session.folded(stream, subject, confirmed).await;
        if let Some(Value::Bytes(same)) = state.as_ref().map(|state| state.get("same_as"))
            && people.iter().any(|person| person.as_bytes().as_slice() == same)
        {
            all.insert(subject);
        }
    }
    Ok(all)
}

/// What was asked for and waits: at the authority, or still here.
async fn waiting(session: &Session, stream: StreamId) -> Result<Vec<Erasure>, Failure> {
    let own = session.holder().await;
    let held = session.held().await;
    let erases = held.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Erase));
    let mut all = BTreeMap::new();
    for proposal in proposals::of_kinds(session, &[ASKED]).await? {
        if proposal.place.0 == stream {
            let may_agree = erases && proposal.author.is_some_and(|author| author != own);
            let waits = (proposal.change, proposal.author);
            let read = asked(proposal.place.1, &proposal.payload, proposal.at, proposal.author_name, may_agree, waits);
            all.insert(proposal.change, read);
        }
    }
    let device = session.machine().await;
    for pending in device.outbox.iter().filter(|pending| pending.stream() == stream) {
        let sent = matches!(pending.progress, Progress::Saved | Progress::Signed(_) | Progress::Received(_));
        let change = &pending.change;
        if sent && change.payload.kind == ASKED && change.payload.quotes.is_none() {
            let at = change.header.made_at.instant();
            let waits = (change.header.id, Some(own));
            let read = asked(change.header.subject, &change.payload, at, None, false, waits);
            all.entry(change.header.id).or_insert(read);
        }
    }
    Ok(all.into_values().collect())
}

/// Whom a change asks to erase.
pub(crate) fn people(payload: &Payload) -> Vec<SubjectId> {
    let person = |edit: &Edit| edit.field.of().filter(|_| edit.field.name() == "subject")?.parse().ok();
    payload.edits.iter().filter_map(person).collect()
}

/// Why, of a change that asks for an erasure.
pub(crate) fn ground(payload: &Payload) -> Option<Ground> {
    payload.edit("ground").filter(|_| payload.kind == ASKED).and_then(|edit| Ground::read(&edit.after))
}

fn asked(
    id: SubjectId,
    payload: &Payload,
    at: Instant,
    by: Option<String>,
    may_agree: bool,
    waits: (ChangeId, Option<HolderId>),
) -> Erasure {
    let people = people(payload).into_iter().map(|id| Person { id, name: None }).collect();
    let ground = ground(payload);
    Erasure {
        id,
        people,
        ground,
        asked_at: Some(at),
        asked_by: by,
        stage: Stage::Asked { may_agree },
        waits: Some(waits),
    }
}

/// What two mandates agreed on.
async fn agreed(session: &Session, stream: StreamId) -> Result<Vec<Erasure>, Failure> {
    let mut reader = session.reader().await?;
    let rows =
        sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>("SELECT subject, state FROM subjects WHERE stream = ? AND sort = ?");
    let rows = rows.bind(stream.as_bytes().to_vec()).bind(Asked::SORT).fetch_all(&mut *reader).await?;
    drop(reader);
    let gone = session.machine().await.streams.get(&stream).map(|at| at.erased.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for (subject, state) in rows {
        let subject = id("subjects", &subject, SubjectId::from_bytes)?;
        let confirmed = State::decode(&state).map_err(CacheError::damaged("subjects"))?;
        let Some(state) = session.folded(stream, subject, Some(confirmed)).await else { continue };
        let Asked { subjects, withdrawn } = Asked::read(&state);
        let done = subjects.iter().all(|subject| gone.contains(subject));
        if withdrawn && !done {
            continue;
        }
        let said = last_said(&mut *session.reader().await?, (stream, subject), ASKED).await?;
        let stated = state.cells.values().map(|cell| cell.stamp.effective_at.instant()).max().unwrap_or(Instant(0));
        let (by, due) = match &said {
            Some(said) => (said.author.clone(), said.at.plus(WAIT)),
            None => (None, stated.plus(WAIT)),
        };
        let (asked_by, asked_at) = said.map_or((None, None), |said| (said.quoted, said.quoted_at));
        let stage = if done { Stage::Done } else { Stage::Agreed { by, due } };
        let people = subjects.into_iter().map(|id| Person { id, name: None }).collect();
        let ground = Ground::read(state.get("ground"));
        all.push(Erasure { id: subject, people, ground, asked_at, asked_by, stage, waits: None });
    }
    Ok(all)
}

async fn name(reader: &mut SqliteConnection, all: &mut [Erasure]) -> Result<(), Failure> {
    let everybody: Vec<SubjectId> = all.iter().flat_map(|it| it.people.iter().map(|person| person.id)).collect();
    let names = called(reader, &everybody).await?;
    for person in all.iter_mut().flat_map(|it| &mut it.people) {
        person.name = names.get(&person.id).cloned();
    }
    Ok(())
}

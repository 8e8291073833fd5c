//! Mailings, as they are scheduled, put off and called off. The server sends them.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::{Mailing, removal};
use coopol_domain::mailing::{Asked, NotAsked};
use coopol_domain::time::Instant;
use jiff::civil::DateTime;

use super::Question;
use super::scheduled::lying;
use crate::agenda::when::{self, wall_at};
use crate::ambient::chance;
use crate::cache::CacheError;
use crate::device::{Failure, Saved, Session};
use crate::kept::typed;

/// What a mailing is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// To whom: who satisfies it at that time.
    pub question: Question,
    /// When, by the wall clock of the unit.
    pub at: DateTime,
}

/// A mailing that can't be.
#[derive(Debug, thiserror::Error)]
pub enum NotScheduled {
    /// The server sends no mail, as far as is known here.
    #[error("this server sends no mail")]
    NoMail,
    /// The server can't ask that.
    #[error(transparent)]
    NotAsked(#[from] NotAsked),
    /// Its time is over, too far ahead, or none.
    #[error("{at} isn't a time to come within a year")]
    NotToCome {
        /// What was given.
        at: DateTime,
    },
    /// It begins to be sent, or was.
    #[error("it has begun to be sent")]
    Begun,
    /// See there.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<CacheError> for NotScheduled {
    fn from(error: CacheError) -> Self {
        Self::Failure(error.into())
    }
}

/// Whether the server sends mail, as it said last.
///
/// # Errors
/// The cache.
pub async fn sends_mail(session: &Session) -> Result<bool, Failure> {
    let mut reader = session.reader().await?;
    let told = sqlx::query_scalar::<_, bool>("SELECT mails FROM lease").fetch_one(&mut *reader).await?;
    Ok(told)
}

/// Whether a message can be scheduled so. Nothing is stated.
///
/// # Errors
/// [`NotScheduled`].
pub async fn fits(session: &Session, draft: &Draft) -> Result<(), NotScheduled> {
    asked(session, draft).await.map(drop)
}

/// Whether the server sends mail, and can find by itself whom this asks for. Nothing is stated.
///
/// # Errors
/// [`NotScheduled::NoMail`], [`NotScheduled::NotAsked`].
pub async fn asks_server(session: &Session, question: &Question) -> Result<(), NotScheduled> {
    askable(session, question).await.map(drop)
}

async fn askable(session: &Session, question: &Question) -> Result<Value, NotScheduled> {
    if !sends_mail(session).await? {
        return Err(NotScheduled::NoMail);
    }
    let question = question.value()?;
    Asked::read(&question)?;
    Ok(question)
}

/// What it asks of the roster, and when.
async fn asked(session: &Session, draft: &Draft) -> Result<(Value, Instant), NotScheduled> {
    Ok((askable(session, &draft.question).await?, to_come(session, draft.at).await?))
}

/// Schedules a message; whoever works here answers for it.
///
/// # Errors
/// [`NotScheduled`].
pub async fn schedule(session: &Session, draft: &Draft) -> Result<(SubjectId, Saved), NotScheduled> {
    let (question, at) = asked(session, draft).await?;
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let fields = [
        ("subject", typed(&plain(&draft.subject).replace('\n', " "))),
        ("body", typed(&plain(&draft.body))),
        ("question", question),
        ("at", Value::count(at.0)),
        ("answered_by", Value::bytes(session.holder().await.as_bytes())),
    ];
    let edits = fields.into_iter().filter(|(_, value)| *value != Value::Null);
    let edits = edits.map(|(field, value)| Edit::set(field, value)).collect();
    let subject = SubjectId::from_bytes(chance(session.ambient()));
    let stream = session.desks().await?[0];
    Ok((subject, state(session, stream, subject, Payload::new("mailing_scheduled", 1, edits)).await?))
}

/// Gives a mailing another time, or leaves it; whoever works here answers for it from now on.
///
/// # Errors
/// [`NotScheduled`].
pub async fn take_up(session: &Session, mailing: SubjectId, at: Option<DateTime>) -> Result<Saved, NotScheduled> {
    let (stream, known) = open(session, mailing).await?;
    let own = session.holder().await;
    let holder = |of: HolderId| Value::bytes(of.as_bytes());
    let mut edits = vec![Edit::change("answered_by", holder(known.answered_by), holder(own))];
    match at {
        Some(at) => {
            let at = to_come(session, at).await?;
            edits.push(Edit::change("at", Value::count(known.at.0), Value::count(at.0)));
        }
        None if known.at <= session.now().await? => {
            return Err(NotScheduled::NotToCome { at: wall_at(known.at, &session.zone().await?) });
        }
        None => {}
    }
    Ok(state(session, stream, mailing, Payload::new("mailing_changed", 1, edits)).await?)
}

/// Calls a mailing off, for good: it is sent to nobody.
///
/// # Errors
/// [`NotScheduled`].
pub async fn call_off(session: &Session, mailing: SubjectId) -> Result<Saved, NotScheduled> {
    let (stream, _) = open(session, mailing).await?;
    Ok(state(session, stream, mailing, Payload::new("mailing_called_off", 1, vec![removal()])).await?)
}

async fn state(session: &Session, stream: StreamId, subject: SubjectId, payload: Payload) -> Result<Saved, Failure> {
    session.record(Intent { stream, subject, payload, act: None, depends_on: Vec::new() }).await
}

/// One that can still be changed.
async fn open(session: &Session, wanted: SubjectId) -> Result<(StreamId, Mailing), NotScheduled> {
    for (desk, mailing) in lying(session).await? {
        if mailing.id == wanted && !mailing.called_off {
            return if mailing.begun.is_some() { Err(NotScheduled::Begun) } else { Ok((desk.stream, mailing)) };
        }
    }
    Err(Failure::NotFound { what: Mailing::SORT, given: wanted.to_string() }.into())
}

async fn to_come(session: &Session, at: DateTime) -> Result<Instant, NotScheduled> {
    let (instant, now) = (when::instant(at, &session.zone().await?), session.now().await?);
    let fits = now < instant && instant.since(now) <= Mailing::AHEAD;
    if fits { Ok(instant) } else { Err(NotScheduled::NotToCome { at }) }
}

//! Mailings: what is scheduled on the desk, and what came of it. The server sends them; here they are stated, and told as they stand.

use std::collections::BTreeSet;

use coopol_domain::access::Directory;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{Addressed, Claim, Mailing, Outcome, Permission, removal};
use coopol_domain::mailing::{Asked, Desk, NotAsked, Waits};
use coopol_domain::time::Instant;
use jiff::civil::DateTime;
use serde::Serialize;

use super::Question;
use crate::ambient::chance;
use crate::cache::{CacheError, id};
use crate::device::{Failure, Saved, Session};
use crate::export::permissions;
use crate::kept::typed;
use crate::shield;

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

/// A mailing as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scheduled {
    /// Which.
    pub id: SubjectId,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// To whom.
    pub question: Question,
    /// When, by the wall clock of the unit.
    #[serde(serialize_with = "crate::agenda::minute")]
    pub at: DateTime,
    /// Who answers for it; nobody whose mandate is known here, when it is `None`.
    pub answered_by: Option<String>,
    /// Whether that is whoever works here.
    pub own: bool,
    /// Where it stands.
    pub stage: Stage,
    /// How many it goes to, since it began.
    pub addressed: Option<Addressed>,
    /// What came of it, once it was sent.
    pub outcome: Option<Outcome>,
}

/// Where a mailing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Its time is to come, or has just come.
    Scheduled,
    /// Whoever answers for it doesn't hold the office: it goes once whoever does says so.
    WaitsForHolder,
    /// Somebody else has to agree.
    WaitsForSecond,
    /// Its time is over by more than a day: it goes once somebody says anew when.
    WaitsForTime,
    /// It is being sent.
    Sending,
    /// It was sent.
    Sent,
}

impl Stage {
    /// Whether it is still to be sent.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Sending | Self::Sent)
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

/// Those on the desk that weren't called off: what is still to be sent first, the soonest first; then what was, the latest first.
///
/// # Errors
/// [`Failure::NoStream`]: there is no desk.
pub async fn mailings(session: &Session) -> Result<Vec<Scheduled>, Failure> {
    let zone = session.zone().await?;
    let known = Known::of(session).await?;
    let mut all = Vec::new();
    for (desk, mailing) in lying(session).await? {
        if !mailing.called_off {
            all.push((mailing.at, known.told(desk, &mailing, &zone)));
        }
    }
    all.sort_by_key(|(at, told)| {
        let sent = !told.stage.is_open();
        (sent, if sent { u64::MAX - at.0 } else { at.0 }, told.id)
    });
    Ok(all.into_iter().map(|(_, told)| told).collect())
}

/// The one of this id, or the next that is about this.
///
/// # Errors
/// [`Failure::NotFound`]; as [`mailings`].
pub async fn mailing(session: &Session, given: &str) -> Result<Scheduled, Failure> {
    let wanted = crate::text::fold(given.trim());
    let found = |it: &Scheduled| it.id.to_string() == given || crate::text::fold(&it.subject) == wanted;
    let found = mailings(session).await?.into_iter().find(found);
    found.ok_or_else(|| Failure::NotFound { what: Mailing::SORT, given: given.to_owned() })
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
            return Err(NotScheduled::NotToCome { at: wall(known.at, &session.zone().await?) });
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
    let (instant, now) = (crate::agenda::when::instant(at, &session.zone().await?), session.now().await?);
    let fits = now < instant && instant.since(now) <= Mailing::AHEAD;
    if fits { Ok(instant) } else { Err(NotScheduled::NotToCome { at }) }
}

fn wall(at: Instant, zone: &jiff::tz::TimeZone) -> DateTime {
    let ms = i64::try_from(at.0).unwrap_or(i64::MAX);
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::MAX).to_zoned(zone.clone()).datetime()
}

/// A desk that is held here.
#[derive(Clone, Copy)]
struct Held {
    stream: StreamId,
    desk: Desk,
}

/// All mailings on the desks that are held, with what wasn't sent yet.
async fn lying(session: &Session) -> Result<Vec<(Held, Mailing)>, Failure> {
    let streams = session.desks().await?;
    let mut all = Vec::new();
    for held in session.held().await {
        let Compartment::Desk(office) = held.compartment else { continue };
        if !streams.contains(&held.stream) {
            continue;
        }
        let here = Held { stream: held.stream, desk: Desk { office, unit: held.unit } };
        for subject in subjects(session, held.stream).await? {
            let state = session.shown(held.stream, subject).await?;
            all.extend(state.and_then(|state| Mailing::read(subject, &state)).map(|mailing| (here, mailing)));
        }
    }
    Ok(all)
}

async fn subjects(session: &Session, desk: StreamId) -> Result<BTreeSet<SubjectId>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_scalar::<_, Vec<u8>>("SELECT subject FROM subjects WHERE stream = ? AND sort = ?");
    let rows = rows.bind(desk.as_bytes().to_vec()).bind(Mailing::SORT).fetch_all(&mut *reader).await?;
    drop(reader);
    let mut subjects = BTreeSet::new();
    for row in rows {
        subjects.insert(id("subjects", &row, SubjectId::from_bytes)?);
    }
    let device = session.machine().await;
    let underway = device.outbox.iter().filter(|pending| pending.stream() == desk);
    subjects.extend(underway.map(|pending| pending.change.header.subject));
    Ok(subjects)
}

/// What decides where a mailing stands.
struct Known {
    own: HolderId,
    now: Instant,
    directory: Directory,
    claims: Vec<Claim>,
    agreed: Vec<Permission>,
}

impl Known {
    async fn of(session: &Session) -> Result<Self, Failure> {
        let (own, now) = (session.holder().await, session.now().await?);
        let (directory, claims) = match session.unit().await? {
            Some(unit) => shield::announced(session, unit).await?,
            None => (Directory::default(), Vec::new()),
        };
        Ok(Self { own, now, directory, claims, agreed: permissions(session).await? })
    }

    fn told(&self, Held { desk, .. }: Held, mailing: &Mailing, zone: &jiff::tz::TimeZone) -> Scheduled {
        let stage = match (mailing.begun, mailing.sent) {
            (_, Some(_)) => Stage::Sent,
            (Some(_), None) => Stage::Sending,
            (None, None) => match desk.waits(mailing, &self.directory, &self.claims, &self.agreed, self.now) {
                None | Some(Waits::Time) => Stage::Scheduled,
                Some(Waits::Holder) => Stage::WaitsForHolder,
                Some(Waits::SecondMandate) => Stage::WaitsForSecond,
                Some(Waits::NewTime) => Stage::WaitsForTime,
            },
        };
        let mut mandates = self.directory.mandates.values().filter(|it| it.holder == mailing.answered_by);
        Scheduled {
            id: mailing.id,
            subject: mailing.subject.clone(),
            body: mailing.body.clone(),
            question: Question::of_value(&mailing.question),
            at: wall(mailing.at, zone),
            answered_by: mandates.next().map(|mandate| mandate.holder_name.clone()),
            own: mailing.answered_by == self.own,
            stage,
            addressed: mailing.begun,
            outcome: mailing.sent,
        }
    }
}

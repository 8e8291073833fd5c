//! Mailings as they stand: where each is, who answers for it, and what came of it.

use std::collections::BTreeSet;

use coopol_domain::access::Directory;
use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Addressed, Claim, Mailing, Outcome, Permission};
use coopol_domain::mailing::{Desk, Waits};
use coopol_domain::time::Instant;
use jiff::civil::DateTime;
use serde::Serialize;

use super::Question;
use crate::agenda::when::wall_at;
use crate::cache::id;
use crate::device::{Failure, Session};
use crate::export::permissions;
use crate::shield;

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

    /// Whether it isn't sent before somebody acts.
    #[must_use]
    pub const fn waits(self) -> bool {
        self.is_open() && !matches!(self, Self::Scheduled)
    }
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

/// A desk that is held here.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) stream: StreamId,
    desk: Desk,
}

/// All mailings on the desks that are held, with what wasn't sent yet.
pub(super) async fn lying(session: &Session) -> Result<Vec<(Held, Mailing)>, Failure> {
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
            at: wall_at(mailing.at, zone),
            answered_by: mandates.next().map(|mandate| mandate.holder_name.clone()),
            own: mailing.answered_by == self.own,
            stage,
            addressed: mailing.begun,
            outcome: mailing.sent,
        }
    }
}

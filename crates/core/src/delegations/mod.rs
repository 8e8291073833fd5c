//! Delegations: granting and ending them, as an officer does; and in `slice`, what whoever took one up sees and does.

mod payers;
mod slice;

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{DELEGATED_AT_MOST, OPEN_DELEGATIONS, Task};
use coopol_domain::time::{DAY, Instant};
use serde::Serialize;

pub use self::payers::{Entered, Payer, Payments, cancel, correct, enter, payments};
pub use self::slice::{Event, Person, Sheet, enters_dues, is_delegate, mark, show};
use crate::cache::{column, count, id};
use crate::codes::NoCode;
use crate::device::{Failure, Rule, Saved, Session};
use crate::roster::dues;
use crate::shield;
use crate::transport::Transport;

/// How long a code can be used, in milliseconds.
const OPEN_FOR: u64 = 14 * DAY;

/// Where a delegation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Its code wasn't used yet.
    Waiting,
    /// Somebody took it up.
    TakenUp,
    /// Somebody put an end to it.
    Ended,
    /// Its day has come, or that of its code.
    Over,
}

/// What somebody may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum About {
    /// Say who came.
    Attendance {
        /// To which event,
        event: SubjectId,
        /// and how that is called; nothing for one that isn't known here.
        title: Option<String>,
    },
    /// Enter what is paid.
    Dues {
        /// For which year.
        year: u16,
    },
}

/// Somebody who may do one thing without an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Delegation {
    /// Which.
    pub id: SubjectId,
    /// How they are called.
    pub name: String,
    /// What they may do.
    #[serde(flatten)]
    pub about: About,
    /// To just before this instant.
    pub until: Instant,
    /// Until when the code can be used.
    pub code_until: Instant,
    /// How they call the laptop by which they took it up.
    pub device: Option<String>,
    /// Where it stands.
    pub stage: Stage,
}

impl About {
    /// The same, as the journal says it.
    #[must_use]
    pub const fn task(&self) -> Task {
        match *self {
            Self::Attendance { event, .. } => Task::Attendance { event },
            Self::Dues { year } => Task::Dues { year },
        }
    }
}

impl Delegation {
    /// Whether its holder does what it is for, or may take it up.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::TakenUp)
    }
}

/// A delegation that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// Which.
    pub delegation: SubjectId,
    /// What is handed over.
    pub code: Invitation,
    /// To just before which instant.
    pub until: Instant,
    /// Whether somebody else has to agree before the code serves: around a handover nobody grants one alone.
    pub waits: bool,
}

type Row = (Vec<u8>, String, Option<Vec<u8>>, Option<i64>, Option<String>, i64, i64, Option<i64>, Option<String>);

/// The streams in which delegations stand, of those that the mandate shows.
async fn homes(session: &Session) -> Result<Vec<StreamId>, Failure> {
    let (agenda, dues) = (session.stream(Compartment::Agenda).await, session.stream(Compartment::Dues).await);
    match (agenda, dues) {
        (Err(Failure::NoStream { .. }), Ok(one)) | (Ok(one), Err(Failure::NoStream { .. })) => Ok(vec![one]),
        (agenda, dues) => Ok(vec![agenda?, dues?]),
    }
}

/// Those of the unit that is worked in, as far as the mandate shows them: the open ones first, whichever ends soonest first.
///
/// # Errors
/// [`Failure::NoStream`] where the mandate shows neither the agenda nor the accounts.
pub async fn list(session: &Session) -> Result<Vec<Delegation>, Failure> {
    let homes = homes(session).await?;
    let now = session.see().await?;
    let mut all = Vec::new();
    for home in homes {
        let rows = sqlx::query_as::<_, Row>(
            "SELECT delegations.id, delegations.name, delegations.event, delegations.year, events.title, delegations.until,
                 delegations.invited_until, delegations.ended, delegations.device
             FROM delegations
             LEFT JOIN events ON events.id = delegations.event AND events.stream = delegations.stream
             WHERE delegations.stream = ?",
        );
        let rows = rows.bind(home.as_bytes().to_vec()).fetch_all(&mut *session.reader().await?).await?;
        for row in rows {
            all.push(read(row, now)?);
        }
    }
    all.sort_by(|a, b| {
        (!a.is_open(), a.until, &a.name, a.id.as_bytes()).cmp(&(!b.is_open(), b.until, &b.name, b.id.as_bytes()))
    });
    Ok(all)
}

fn read(row: Row, now: Instant) -> Result<Delegation, Failure> {
    let (own, name, event, year, title, until, invited_until, ended, device) = row;
    let (until, code_until) = (Instant(count(until)), Instant(count(invited_until)));
    let end = if device.is_some() { until } else { code_until };
    let stage = match (ended, &device) {
        (Some(_), _) => Stage::Ended,
        (None, _) if column(end.0) <= column(now.0) => Stage::Over,
        (None, Some(_)) => Stage::TakenUp,
        (None, None) => Stage::Waiting,
    };
    let year = year.and_then(|year| year.try_into().ok());
    let about = match (event, year) {
        (_, Some(year)) => About::Dues { year },
        (event, None) => {
            let event = id("delegations", &event.unwrap_or_default(), SubjectId::from_bytes)?;
            About::Attendance { event, title }
        }
    };
    let id = id("delegations", &own, SubjectId::from_bytes)?;
    Ok(Delegation { id, name, about, until, code_until, device, stage })
}

/// Lets somebody do one thing until an instant, and returns the code for it once the server has it.
///
/// # Errors
/// [`NoCode`]: the event isn't known here or was removed, dues aren't noted for that year, there is no name, it would last more than [`DELEGATED_AT_MOST`] or be over, as many as may
/// be are open, or the server didn't take it.
pub async fn grant<T: Transport>(
    session: &Session,
    transport: &T,
    task: Task,
    name: &str,
    until: Instant,
) -> Result<Granted, NoCode> {
    session.sync_once(transport).await?;
    let code = prepare(session, task, name, until).await?;
    let delegation = SubjectId::from(code.device);
    session.sync_once(transport).await?;
    let waits = !session.serves(&code).await?;
    if waits && awaited(session, task.compartment()).await?.is_none() {
        return Err(NoCode::NotTaken);
    }
    Ok(Granted { delegation, code, until, waits })
}

/// Who can agree to a delegation that would be granted now in the agenda or in the accounts, by name: around a handover nobody grants one alone. `None` where the code would serve at
/// once. The authority decides; here it is said beforehand, by the same rule.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn awaited(session: &Session, home: Compartment) -> Result<Option<Vec<String>>, Failure> {
    shield::by_two(session, home).await
}

/// Grants one, *saved here*: its code opens nothing until the server has it.
///
/// # Errors
/// As [`grant`].
pub async fn prepare(session: &Session, task: Task, name: &str, until: Instant) -> Result<Invitation, Failure> {
    let home = session.stream(task.compartment()).await?;
    let now = session.see().await?;
    let mut edits = checked(session, home, (task, name.trim(), until), now).await?;
    let code = session.invitation(home).await?;
    edits.push(Edit::set("invitation", Value::bytes(code.key().verifying_key().as_bytes())));
    let [granted, ..] = task.kinds();
    let (subject, payload) = (code.device.into(), Payload::new(granted, 1, edits));
    session.record(Intent { stream: home, subject, payload, act: None, depends_on: Vec::new() }).await?;
    Ok(code)
}

/// What a grant says, but for its code.
async fn checked(
    session: &Session,
    home: StreamId,
    (task, name, until): (Task, &str, Instant),
    now: Instant,
) -> Result<Vec<Edit>, Failure> {
    match task {
        Task::Attendance { event } => {
            let known = session.shown(home, event).await?;
            if known.is_none_or(|state| state.sort != "event" || state.is_removed()) {
                return Err(Failure::NotFound { what: "event", given: event.to_string() });
            }
        }
        Task::Dues { year } => dues::valid_year(session, year.try_into().unwrap_or(i16::MAX)).await?,
    }
    let invalid = |field, rule, value: &str| Err(Failure::Invalid { field, rule, value: value.to_owned() });
    if name.is_empty() {
        return invalid("name", Rule::Required, name);
    }
    if until <= now || until.since(now) > DELEGATED_AT_MOST {
        let day = crate::device::day(Instant(until.0.saturating_sub(1)), &session.zone().await?);
        return invalid("delegated_until", Rule::Day, &day.to_string());
    }
    let open = list(session).await?.iter().filter(|delegation| delegation.is_open()).count();
    if open >= OPEN_DELEGATIONS {
        return invalid("delegations", Rule::Choice, &open.to_string());
    }
    let unit = session.unit().await?.ok_or(Failure::NoStream { compartment: task.compartment().to_string() })?;
    let (field, what) = task.field();
    Ok(vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set(field, what),
        Edit::set("name", Value::text(name)),
        Edit::set("until", Value::count(until.0)),
        Edit::set("invited_until", Value::count(until.min(now.plus(OPEN_FOR)).0)),
    ])
}

/// Ends one: from then on its holder sees and says nothing any more.
///
/// # Errors
/// [`Failure::NotFound`] for one that isn't known here or is over.
pub async fn end(session: &Session, delegation: SubjectId) -> Result<Saved, Failure> {
    let known = list(session).await?.into_iter().find(|known| known.id == delegation && known.is_open());
    let known = known.ok_or_else(|| Failure::NotFound { what: "delegation", given: delegation.to_string() })?;
    let task = known.about.task();
    let ([.., ended], stream) = (task.kinds(), session.stream(task.compartment()).await?);
    let payload = Payload::new(ended, 1, vec![Edit::set("ended", Value::Bool(true))]);
    session.record(Intent { stream, subject: delegation, payload, act: None, depends_on: Vec::new() }).await
}

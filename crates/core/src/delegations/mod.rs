//! Delegations: granting and ending them, as an officer does; and in `slice`, what whoever took one up sees and does.

mod slice;

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{DELEGATED_AT_MOST, OPEN_DELEGATIONS};
use coopol_domain::time::{DAY, Instant};
use serde::Serialize;

pub use self::slice::{Event, Person, Sheet, is_delegate, mark, show};
use crate::cache::{column, count, id};
use crate::codes::NoCode;
use crate::device::{Failure, Rule, Saved, Session};
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

/// Somebody who may say who came to an event, without an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Delegation {
    /// Which.
    pub id: SubjectId,
    /// How they are called.
    pub name: String,
    /// At which event,
    pub event: SubjectId,
    /// and how that is called; nothing for one that isn't known here.
    pub title: Option<String>,
    /// To just before this instant.
    pub until: Instant,
    /// Until when the code can be used.
    pub code_until: Instant,
    /// How they call the laptop by which they took it up.
    pub device: Option<String>,
    /// Where it stands.
    pub stage: Stage,
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

type Row = (Vec<u8>, String, Vec<u8>, Option<String>, i64, i64, Option<i64>, Option<String>);

/// Those of the unit that is worked in: the open ones first, whichever ends soonest first.
///
/// # Errors
/// [`Failure::NoStream`] where the mandate doesn't show the agenda.
pub async fn list(session: &Session) -> Result<Vec<Delegation>, Failure> {
    let agenda = session.stream(Compartment::Agenda).await?;
    let now = session.see().await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT delegations.id, delegations.name, delegations.event, events.title, delegations.until,
             delegations.invited_until, delegations.ended, delegations.device
         FROM delegations
         LEFT JOIN events ON events.id = delegations.event AND events.stream = delegations.stream
         WHERE delegations.stream = ? ORDER BY delegations.until, delegations.name, delegations.id",
    );
    let rows = rows.bind(agenda.as_bytes().to_vec()).fetch_all(&mut *session.reader().await?).await?;
    let read = |(own, name, event, title, until, invited_until, ended, device): Row| {
        let (until, code_until) = (Instant(count(until)), Instant(count(invited_until)));
        let end = if device.is_some() { until } else { code_until };
        let stage = match (ended, &device) {
            (Some(_), _) => Stage::Ended,
            (None, _) if column(end.0) <= column(now.0) => Stage::Over,
            (None, Some(_)) => Stage::TakenUp,
            (None, None) => Stage::Waiting,
        };
        Ok(Delegation {
            id: id("delegations", &own, SubjectId::from_bytes)?,
            name,
            event: id("delegations", &event, SubjectId::from_bytes)?,
            title,
            until,
            code_until,
            device,
            stage,
        })
    };
    let mut all = rows.into_iter().map(read).collect::<Result<Vec<_>, Failure>>()?;
    all.sort_by_key(|delegation| !delegation.is_open());
    Ok(all)
}

/// Lets somebody say who comes to an event, until an instant, and returns the code for it once the server has it.
///
/// # Errors
/// [`NoCode`]: the event isn't known here or was removed, there is no name, it would last more than [`DELEGATED_AT_MOST`] or be over, as many as may
/// be are open, or the server didn't take it.
pub async fn grant<T: Transport>(
    session: &Session,
    transport: &T,
    event: SubjectId,
    name: &str,
    until: Instant,
) -> Result<Granted, NoCode> {
    session.sync_once(transport).await?;
    let code = prepare(session, event, name, until).await?;
    let delegation = SubjectId::from(code.device);
    session.sync_once(transport).await?;
    let waits = !session.serves(&code).await?;
    if waits && awaited(session).await?.is_none() {
        return Err(NoCode::NotTaken);
    }
    Ok(Granted { delegation, code, until, waits })
}

/// Who can agree to a delegation that would be granted now, by name: around a handover nobody grants one alone. `None` where the code would serve at
/// once. The authority decides; here it is said beforehand, by the same rule.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn awaited(session: &Session) -> Result<Option<Vec<String>>, Failure> {
    shield::by_two(session, Compartment::Agenda).await
}

/// Grants one, *saved here*: its code opens nothing until the server has it.
///
/// # Errors
/// As [`grant`].
pub async fn prepare(session: &Session, event: SubjectId, name: &str, until: Instant) -> Result<Invitation, Failure> {
    let agenda = session.stream(Compartment::Agenda).await?;
    let now = session.see().await?;
    let mut edits = checked(session, agenda, (event, name.trim(), until), now).await?;
    let code = session.invitation(agenda).await?;
    edits.push(Edit::set("invitation", Value::bytes(code.key().verifying_key().as_bytes())));
    let (subject, payload) = (code.device.into(), Payload::new("delegation_granted", 1, edits));
    session.record(Intent { stream: agenda, subject, payload, act: None, depends_on: Vec::new() }).await?;
    Ok(code)
}

/// What a grant says, but for its code.
async fn checked(
    session: &Session,
    agenda: StreamId,
    (event, name, until): (SubjectId, &str, Instant),
    now: Instant,
) -> Result<Vec<Edit>, Failure> {
    let known = session.shown(agenda, event).await?.filter(|state| state.sort == "event" && !state.is_removed());
    if known.is_none() {
        return Err(Failure::NotFound { what: "event", given: event.to_string() });
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
    let unit = session.unit().await?.ok_or(Failure::NoStream { compartment: Compartment::Agenda.to_string() })?;
    Ok(vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("event", Value::bytes(event.as_bytes())),
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
    let open = list(session).await?.into_iter().any(|known| known.id == delegation && known.is_open());
    if !open {
        return Err(Failure::NotFound { what: "delegation", given: delegation.to_string() });
    }
    let stream = session.stream(Compartment::Agenda).await?;
    let payload = Payload::new("delegation_ended", 1, vec![Edit::set("ended", Value::Bool(true))]);
    session.record(Intent { stream, subject: delegation, payload, act: None, depends_on: Vec::new() }).await
}

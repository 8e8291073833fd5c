//! Leave to take people out: around a handover, they leave as a file once somebody else agreed (J3.7).

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::Permission;
use coopol_domain::time::Instant;

use super::stated::Content;
use crate::ambient::chance;
use crate::cache::{CacheError, column, count, id};
use crate::device::{Failure, Session};
use crate::proposals;
use crate::shield::{Gate, gate};

/// Whether something may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// It may: no shield stands, or somebody else agreed.
    Given,
    /// Somebody else has to agree.
    Wanted {
        /// Who can, by name.
        others: Vec<String>,
        /// Whether they were asked, and haven't answered.
        asked: bool,
    },
}

/// Whether whoever works here may take this out now. The agenda holds nobody's data: it may always leave.
pub async fn leave(session: &Session, content: Content) -> Result<Leave, Failure> {
    Ok(shut(session, content).await?.map_or(Leave::Given, |(gate, asked)| Leave::Wanted { others: gate.others, asked }))
}

/// Asks the others for leave, where it takes that and they weren't asked yet; says how it stands then.
pub async fn ask(session: &Session, content: Content) -> Result<Leave, Failure> {
    let Some((gate, asked)) = shut(session, content).await? else { return Ok(Leave::Given) };
    if !asked {
        let subject = SubjectId::from_bytes(chance(session.ambient()));
        let payload = Payload::new(Permission::KIND, 1, vec![Edit::set("content", Value::text(content.word()))]);
        session.record(Intent { stream: gate.stream, subject, payload, act: None, depends_on: Vec::new() }).await?;
    }
    Ok(Leave::Wanted { others: gate.others, asked: true })
}

/// Refuses what may not leave.
pub(crate) async fn agreed(session: &Session, content: Content) -> Result<(), Failure> {
    match leave(session, content).await? {
        Leave::Given => Ok(()),
        Leave::Wanted { others, asked } => Err(Failure::Unagreed { others, asked }),
    }
}

/// The shield that stands before it, where nobody else agreed, and whether they were asked.
async fn shut(session: &Session, content: Content) -> Result<Option<(Gate, bool)>, Failure> {
    if content == Content::Agenda {
        return Ok(None);
    }
    let Some(gate) = gate(session).await? else { return Ok(None) };
    let given = given(session, &gate).await?;
    if given.iter().any(|permission| permission.lets(gate.own, content.word(), gate.now)) {
        return Ok(None);
    }
    let mut asked = proposals::asked(session, Permission::KIND).await?;
    let device = session.machine().await;
    // What isn't sent yet may be of any unit that is worked in here.
    let underway = device.outbox.iter().filter(|pending| pending.stream() == gate.stream && pending.progress.counts());
    let underway = underway.map(|pending| &pending.change.payload).filter(|payload| payload.kind == Permission::KIND);
    asked.extend(underway.cloned());
    drop(device);
    let asked = asked.iter().any(|payload| said(payload).as_deref() == Some(content.word()));
    Ok(Some((gate, asked)))
}

/// Leave that two gave in the last day, in the roster that is read, while it takes that.
pub(crate) async fn permissions(session: &Session) -> Result<Vec<Permission>, Failure> {
    match gate(session).await? {
        Some(gate) => given(session, &gate).await,
        None => Ok(Vec::new()),
    }
}

/// What was agreed on in the last day.
async fn given(session: &Session, gate: &Gate) -> Result<Vec<Permission>, Failure> {
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, Vec<u8>, i64)>(
        "SELECT asking.holder, agreeing.holder, lines.payload, lines.recorded_at
         FROM lines JOIN pushes ON pushes.hash = lines.push JOIN mandates AS agreeing ON agreeing.id = pushes.mandate
         JOIN lines AS first ON first.stream = lines.stream AND first.change = lines.quotes
         JOIN pushes AS asked ON asked.hash = first.push JOIN mandates AS asking ON asking.id = asked.mandate
         WHERE lines.stream = ? AND lines.recorded_at > ? AND lines.kind = ? AND lines.verdict = 'accepted'
             AND lines.payload IS NOT NULL",
    );
    let since = column(gate.now.0.saturating_sub(Permission::LASTS));
    let mut reader = session.cache().reader().await?;
    let rows = rows.bind(gate.stream.as_bytes().to_vec()).bind(since).bind(Permission::KIND);
    let mut given = Vec::new();
    for (asked_by, agreed_by, payload, at) in rows.fetch_all(&mut *reader).await.map_err(CacheError::from)? {
        let payload = Payload::decode(&payload).map_err(CacheError::damaged("lines"))?;
        let Some(content) = said(&payload) else { continue };
        let holder = |bytes: &[u8]| id("mandates", bytes, HolderId::from_bytes);
        let (asked_by, agreed_by, at) = (holder(&asked_by)?, holder(&agreed_by)?, Instant(count(at)));
        given.push(Permission { asked_by, agreed_by, content, at });
    }
    Ok(given)
}

fn said(payload: &Payload) -> Option<String> {
    match payload.edit("content").map(|edit| &edit.after) {
        Some(Value::Text(content)) => Some(content.clone()),
        _ => None,
    }
}

//! The laptops that are enrolled in the units whose `office` is read here: whose they are, since when, and shutting one out.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{DeviceId, HolderId, StreamId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::time::Instant;
use serde::Serialize;

use crate::cache::{column, count, id};
use crate::device::{Failure, Saved, Session};

/// An enrolled laptop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// How its holder calls it.
    pub name: String,
    /// Whose it is.
    pub holder: HolderId,
    /// How they are called; empty when nothing here says it.
    pub holder_name: String,
    /// When it was enrolled; nothing while that part of the history isn't here.
    pub since: Option<Instant>,
    /// Whether it was shut out.
    pub revoked: bool,
    /// Whether it is this one.
    pub this: bool,
}

type Row = (Vec<u8>, String, Vec<u8>, String, Option<i64>, bool);

/// Every laptop that was ever enrolled, the oldest first.
pub async fn list(session: &Session) -> Result<Vec<Device>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT devices.id, max(coalesce(devices.name, '')), max(devices.holder),
             coalesce(max(devices.holder_name), (SELECT max(mandates.holder_name) FROM mandates
                 WHERE mandates.holder = devices.holder), ''),
             (SELECT min(lines.recorded_at) FROM lines WHERE lines.subject = devices.id
                 AND lines.kind IN ('device_enrolled', 'device_introduced')) AS since,
             max(devices.revoked)
         FROM devices WHERE devices.enrolled = 1 GROUP BY devices.id ORDER BY since, devices.id",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    drop(reader);
    let this = session.device().await;
    let device = |(own, name, holder, holder_name, since, revoked): Row| {
        let own = id("devices", &own, DeviceId::from_bytes)?;
        Ok(Device {
            id: own,
            name,
            holder: id("devices", &holder, HolderId::from_bytes)?,
            holder_name,
            since: since.map(|since| Instant(count(since))),
            revoked,
            this: own == this,
        })
    };
    rows.into_iter().map(device).collect()
}

/// An invitation of somebody who has, or had, a laptop: it serves once they, and those who may invite, had the time to see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// The laptop that would come in.
    pub id: DeviceId,
    /// In whose name.
    pub holder: HolderId,
    /// How they are called.
    pub holder_name: String,
    /// Who made it, as they are called; empty when nothing here says it.
    pub author_name: String,
    /// From when it serves,
    pub opens: Instant,
    /// and until when.
    pub until: Instant,
    /// Whether two of the unit's sealed codes asked for it, and nobody who holds an office.
    pub by_codes: bool,
    /// Whether it is in the name of whoever uses this laptop.
    pub own: bool,
    /// Whether they may put an end to it.
    pub contestable: bool,
}

type WaitingRow = (Vec<u8>, Vec<u8>, Vec<u8>, String, i64, i64, bool, Option<String>, bool);

/// Those that nobody has used or contested, the first to serve first.
pub async fn waiting(session: &Session) -> Result<Vec<Waiting>, Failure> {
    let now = column(session.see().await?.0);
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, WaitingRow>(
        "SELECT devices.id, devices.stream, devices.holder, coalesce(devices.holder_name, ''), devices.opens_at,
             devices.invited_until, coalesce(devices.level = 'above', 0),
             (SELECT author.holder_name FROM lines JOIN pushes ON pushes.hash = lines.push
                 JOIN mandates AS author ON author.id = pushes.mandate
                 WHERE lines.subject = devices.id AND lines.kind = 'device_reinvited' LIMIT 1),
             EXISTS (SELECT 1 FROM lines WHERE lines.subject = devices.id AND lines.kind = 'device_called_back'
                 AND lines.verdict = 'accepted')
         FROM devices
         WHERE enrolled = 0 AND revoked = 0 AND opens_at IS NOT NULL AND invited_until > ?
         ORDER BY devices.opens_at, devices.id",
    );
    let rows = rows.bind(now).fetch_all(&mut *reader).await?;
    drop(reader);
    let (me, inviting) = (session.holder().await, session.inviting().await);
    let mut waiting = Vec::new();
    for (device, stream, holder, holder_name, opens, until, made_above, author_name, by_codes) in rows {
        let (stream, holder) =
            (id("devices", &stream, StreamId::from_bytes)?, id("devices", &holder, HolderId::from_bytes)?);
        // What comes from above, only who stands there withdraws.
        let withdraws = inviting.contains(&stream) && (!made_above || session.is_above(stream).await?);
        waiting.push(Waiting {
            id: id("devices", &device, DeviceId::from_bytes)?,
            holder,
            holder_name,
            author_name: author_name.unwrap_or_default(),
            opens: Instant(count(opens)),
            until: Instant(count(until)),
            by_codes,
            own: holder == me,
            contestable: by_codes || holder == me || withdraws,
        });
    }
    Ok(waiting)
}

/// Puts an end to an invitation that waits: whoever it names says that they don't want it, or somebody who may invite
/// withdraws it.
pub async fn contest(session: &Session, device: DeviceId) -> Result<Saved, Failure> {
    let not_found = || Failure::NotFound { what: "invitation", given: device.to_string() };
    let waiting = waiting(session).await?.into_iter().find(|waiting| waiting.id == device).ok_or_else(not_found)?;
    if !waiting.own && !waiting.by_codes {
        return revoke(session, device).await;
    }
    let mut reader = session.reader().await?;
    let stream = sqlx::query_scalar::<_, Vec<u8>>("SELECT stream FROM devices WHERE id = ? LIMIT 1");
    let stream = stream.bind(device.as_bytes().to_vec()).fetch_one(&mut *reader).await?;
    drop(reader);
    let stream = id("devices", &stream, StreamId::from_bytes)?;
    let kind = if waiting.by_codes { "comeback_contested" } else { "invitation_contested" };
    let payload = Payload::new(kind, 1, vec![Edit::set("revoked", Value::Bool(true))]);
    session.record(Intent { stream, subject: device.into(), payload, act: None, depends_on: Vec::new() }).await
}

/// The laptops of others, and others of one's own, that were enrolled after `last`: each is to be announced, so that
/// nobody comes in unseen.
pub async fn enrolled_since(session: &Session, last: Instant) -> Result<Vec<Device>, Failure> {
    let all = list(session).await?.into_iter();
    Ok(all.filter(|device| !device.this && device.since.is_some_and(|since| since > last)).collect())
}

/// Shuts a laptop out, for good.
pub async fn revoke(session: &Session, device: DeviceId) -> Result<Saved, Failure> {
    let mut reader = session.reader().await?;
    let known =
        sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>("SELECT stream, holder FROM devices WHERE id = ? AND revoked = 0");
    let known = known.bind(device.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let mut intents = Vec::new();
    for (stream, holder) in known {
        let intent = revocation(id("devices", &stream, StreamId::from_bytes)?, device);
        session.apart(id("devices", &holder, HolderId::from_bytes)?, &intent.payload.kind).await?;
        intents.push(intent);
    }
    let saved = session.record_all(intents).await?;
    saved.first().copied().ok_or(Failure::NotFound { what: "device", given: device.to_string() })
}

pub(crate) fn revocation(stream: StreamId, device: DeviceId) -> Intent {
    let payload = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    Intent { stream, subject: device.into(), payload, act: None, depends_on: Vec::new() }
}

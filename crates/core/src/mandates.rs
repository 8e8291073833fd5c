//! Mandates as this device knows them: the one it works under, and who holds or held one.

use coopol_domain::id::{HolderId, MandateId, StreamId, UnitId};
use coopol_domain::time::Instant;
use serde::Serialize;

use crate::cache::{count, id};
use crate::device::{Failure, Session};

/// One person holding one office in one unit from a date to a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// Which.
    pub id: MandateId,
    /// The office's word in the journal: `secretary`.
    pub office: String,
    /// Who holds it.
    pub holder: HolderId,
    /// How they are called.
    pub holder_name: String,
    /// In which unit.
    pub unit: UnitId,
    /// How that is called.
    pub unit_name: String,
    /// `national`, `federation`, `section` or `group`.
    pub unit_kind: String,
    /// From when.
    pub since: Instant,
    /// Until when, if that is known.
    pub until: Option<Instant>,
}

/// Somebody who holds a mandate, or held one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Who.
    pub id: HolderId,
    /// How they are called.
    pub name: String,
}

type Row = (Vec<u8>, String, Vec<u8>, String, Vec<u8>, String, String, i64, Option<i64>);

/// The mandate under which the device works in `stream`; `None` until its `office` stream was read.
pub async fn of_stream(session: &Session, stream: StreamId) -> Result<Option<Mandate>, Failure> {
    let mut reader = session.reader().await?;
    let row = sqlx::query_as::<_, Row>(
        "SELECT mandates.id, mandates.office, mandates.holder, mandates.holder_name, units.id, units.name, units.kind,
             mandates.since, mandates.until
         FROM streams JOIN mandates ON mandates.id = streams.mandate JOIN units ON units.id = mandates.unit
         WHERE streams.id = ? LIMIT 1",
    );
    let row = row.bind(stream.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
    row.map(mandate).transpose()
}

/// Everybody who holds or held a mandate here, by name.
pub async fn holders(session: &Session) -> Result<Vec<Holder>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String)>(
        "SELECT holder, max(holder_name) FROM mandates GROUP BY holder ORDER BY max(holder_name)",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    let holder =
        |(holder, name): (Vec<u8>, String)| Ok(Holder { id: id("mandates", &holder, HolderId::from_bytes)?, name });
    rows.into_iter().map(holder).collect()
}

fn mandate(
    (own, office, holder, holder_name, unit, unit_name, unit_kind, since, until): Row,
) -> Result<Mandate, Failure> {
    Ok(Mandate {
        id: id("mandates", &own, MandateId::from_bytes)?,
        office,
        holder: id("mandates", &holder, HolderId::from_bytes)?,
        holder_name,
        unit: id("mandates", &unit, UnitId::from_bytes)?,
        unit_name,
        unit_kind,
        since: Instant(count(since)),
        until: until.map(|until| Instant(count(until))),
    })
}

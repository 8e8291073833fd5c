//! Where the holder of this device may say who was elected.

use coopol_domain::access::{Office, Verb};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::kinds::UnitKind;

use crate::cache::id;
use crate::device::{Failure, Session};

/// A unit in which they may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub unit: UnitId,
    /// How it is called.
    pub name: String,
    /// The offices that are held there.
    pub offices: Vec<Office>,
    /// Whether they speak from a unit above it: their word is enough.
    pub from_above: bool,
    /// Whether they may record a mandate there without an election.
    pub records: bool,
}

/// Those units, their own first.
pub async fn places(session: &Session) -> Result<Vec<Place>, Failure> {
    let held = session.held().await;
    let may = |stream, verb| held.iter().any(|held| held.stream == stream && held.verbs.has(verb));
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, String, String, bool)>(
        "SELECT streams.id, streams.unit, units.name, units.kind, coalesce(mandates.unit <> streams.unit, 0) AS above
         FROM streams
         JOIN units ON units.id = streams.unit AND units.stream = streams.id
         LEFT JOIN mandates ON mandates.id = streams.mandate
         WHERE streams.compartment = 'office'
         GROUP BY streams.id
         ORDER BY above, units.name",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    drop(reader);
    let mut places = Vec::new();
    for (stream, unit, name, kind, from_above) in rows {
        let stream = id("streams", &stream, StreamId::from_bytes)?;
        if may(stream, Verb::Attest) {
            let records = may(stream, Verb::Write);
            let kind = match kind.as_str() {
                "national" => UnitKind::National,
                "federation" => UnitKind::Federation,
                "group" => UnitKind::Group,
                _ => UnitKind::Section,
            };
            let offices = Office::ALL.into_iter().filter(|office| office.is_held_in(kind)).collect();
            places.push(Place { unit: id("streams", &unit, UnitId::from_bytes)?, name, offices, from_above, records });
        }
    }
    Ok(places)
}

//! Where the holder of this device can work: in the units of their mandates, and in those whose records these open.

use coopol_domain::id::UnitId;
use coopol_domain::journal::Compartment;

use crate::cache::id;
use crate::device::{Failure, Session};

/// A unit whose records are read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub unit: UnitId,
    /// How it is called.
    pub name: String,
    /// `national`, `federation`, `section` or `group`.
    pub kind: String,
    /// The office that the holder has in it; `None` in one that became a part of theirs.
    pub office: Option<String>,
    /// Whether it became a part of another: what it left is read, and doesn't change any more.
    pub closed: bool,
}

/// Those units: the holder's own first, by name.
pub async fn places(session: &Session) -> Result<Vec<Place>, Failure> {
    let held = session.held().await;
    let has_records = |unit: UnitId| held.iter().any(|held| held.unit == unit && is_room(held.compartment));
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String, String, bool, Option<String>)>(
        "SELECT units.id, max(units.name), max(units.kind), max(units.merged_into IS NOT NULL),
             (SELECT max(mandates.office) FROM streams JOIN mandates ON mandates.id = streams.mandate
              WHERE streams.unit = units.id AND mandates.unit = units.id) AS office
         FROM units GROUP BY units.id ORDER BY office IS NULL, max(units.name)",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    let place = |(unit, name, kind, closed, office): (Vec<u8>, String, String, bool, Option<String>)| {
        Ok(Place { unit: id("units", &unit, UnitId::from_bytes)?, name, kind, office, closed })
    };
    let places = rows.into_iter().map(place).collect::<Result<Vec<_>, Failure>>()?;
    Ok(places.into_iter().filter(|place| has_records(place.unit)).collect())
}

/// Whether a compartment has a room of its own.
const fn is_room(compartment: Compartment) -> bool {
    matches!(compartment, Compartment::Roster | Compartment::Agenda | Compartment::Archive)
}

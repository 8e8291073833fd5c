//! Where the holder of this device may say who was elected.

use coopol_domain::access::{Office, Verb};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;

use crate::cache::id;
use crate::device::{Failure, Session};
use crate::text::fold;

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
    /// Whether they may keep the minutes in its archives.
    pub keeps_minutes: bool,
}

/// The one of `places` that somebody who doesn't see their names calls so: by its whole name, or by words that only one has.
pub fn place_called<'a>(places: &'a [Place], name: &str) -> Option<&'a Place> {
    let folded = fold(name);
    if folded.is_empty() {
        return None;
    }
    let has_all = |place: &&Place| {
        let known = fold(&place.name);
        folded.split_whitespace().all(|word| known.split_whitespace().any(|other| other == word))
    };
    let mut alike = places.iter().filter(has_all);
    let whole = places.iter().find(|place| fold(&place.name) == folded);
    whole.or_else(|| alike.next().filter(|_| alike.next().is_none()))
}

/// Those units, their own first.
pub async fn places(session: &Session) -> Result<Vec<Place>, Failure> {
    let held = session.held().await;
    let may = |stream, verb| held.iter().any(|held| held.stream == stream && held.verbs.has(verb));
    let written = held.iter().filter(|held| held.compartment == Compartment::Archive && held.verbs.has(Verb::Write));
    let archives: Vec<UnitId> = written.map(|held| held.unit).collect();
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
            let unit = id("streams", &unit, UnitId::from_bytes)?;
            let keeps_minutes = !from_above && archives.contains(&unit);
            places.push(Place { unit, name, offices, from_above, records, keeps_minutes });
        }
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_found_by_its_name_or_by_words_that_it_alone_has() {
        let place = |own: u8, name: &str| Place {
            unit: UnitId::from_bytes([own; 16]),
            name: name.to_owned(),
            offices: Vec::new(),
            from_above: true,
            records: true,
            keeps_minutes: false,
        };
        let places =
            [place(1, "Section du Chesnay"), place(2, "Section du Chesnay nord"), place(3, "Section d'Élancourt")];
        let found = |name| place_called(&places, name).map(|place| place.name.as_str());
        assert_eq!(
            found("section du  chesnay "),
            Some("Section du Chesnay"),
            "its whole name, which is part of another"
        );
        assert_eq!(found("Nord"), Some("Section du Chesnay nord"));
        assert_eq!(found("SECTION D'ELANCOURT"), Some("Section d'Élancourt"));
        assert_eq!(found("Chesnay"), None, "two have it");
        assert_eq!(found("Section de Poissy"), None);
        assert_eq!(place_called(&[], "Poissy"), None);
    }
}

//! Where the holder of this device may say who was elected.

use std::collections::BTreeMap;

use coopol_domain::access::{Office, Verb};
use coopol_domain::id::{HolderId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;

use crate::cache::id;
use crate::device::{Failure, Session};
use crate::mandates::Mandate;
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
    /// Whether they work in it and may write in its archives, where minutes are kept.
    pub keeps_minutes: bool,
}

/// The one of `places` that somebody who doesn't see their names calls so: by its whole name, or by words that only one has. None where
/// several may be meant.
pub fn place_called<'a>(places: &'a [Place], name: &str) -> Option<&'a Place> {
    let folded = fold(name);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let wanted = words(&folded);
    let only = |meant: &dyn Fn(&str) -> bool| {
        let mut all = places.iter().filter(|place| meant(&fold(&place.name)));
        let first = all.next();
        (first, all.next().is_some())
    };
    match only(&|known| known == folded) {
        (Some(whole), false) => Some(whole),
        (None, _) if !wanted.is_empty() => {
            let (alike, more) = only(&|known| wanted.iter().all(|word| words(known).contains(word)));
            alike.filter(|_| !more)
        }
        _ => None,
    }
}

/// Who is called so among those who hold or held a mandate in `unit`, and how; nobody where two may be meant. A namesake of another unit
/// is somebody else.
pub fn newcomer(mandates: &[Mandate], unit: UnitId, name: &str) -> Option<(HolderId, String)> {
    let folded = fold(name);
    let there = mandates.iter().filter(|mandate| mandate.unit == unit && fold(&mandate.holder_name) == folded);
    let found: BTreeMap<HolderId, &str> = there.map(|mandate| (mandate.holder, mandate.holder_name.as_str())).collect();
    match found.into_iter().collect::<Vec<_>>()[..] {
        [(holder, name)] => Some((holder, name.to_owned())),
        _ => None,
    }
}

/// Those units, their own first.
pub async fn places(session: &Session) -> Result<Vec<Place>, Failure> {
    let held = session.held().await;
    let may = |stream, verb| held.iter().any(|held| held.stream == stream && held.verbs.has(verb));
    let written = held.iter().filter(|held| held.compartment == Compartment::Archive && held.verbs.has(Verb::Write));
    // A file goes to the unit that is worked in.
    let worked_in = session.unit().await?;
    let archives: Vec<UnitId> = written.map(|held| held.unit).filter(|unit| Some(*unit) == worked_in).collect();
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
    use coopol_domain::id::MandateId;
    use coopol_domain::time::Instant;

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
        assert_eq!(place_called(&places, " "), None);
        let alike = [place(1, "Groupe Climat"), place(2, "Groupe climat")];
        assert_eq!(place_called(&alike, "Groupe Climat"), None, "two are called so");
    }

    #[test]
    fn a_newcomer_is_who_was_in_that_unit_and_no_namesake_from_elsewhere() {
        let mandate = |unit: u8, holder: u8, name: &str| Mandate {
            id: MandateId::from_bytes([holder; 16]),
            office: "deputy".to_owned(),
            theme: None,
            holder: HolderId::from_bytes([holder; 16]),
            holder_name: name.to_owned(),
            unit: UnitId::from_bytes([unit; 16]),
            unit_name: String::new(),
            unit_kind: "section".to_owned(),
            since: Instant(0),
            until: None,
            card: None,
            suspensions: Vec::new(),
            caretaker: None,
        };
        let known = [mandate(1, 1, "Marie Martin"), mandate(2, 2, "Léo Müller"), mandate(2, 2, "Léo Müller")];
        let (poissy, versailles) = (UnitId::from_bytes([1; 16]), UnitId::from_bytes([2; 16]));
        assert_eq!(newcomer(&known, versailles, "Marie Martin"), None, "she is of another unit");
        let leo = Some((HolderId::from_bytes([2; 16]), "Léo Müller".to_owned()));
        assert_eq!(newcomer(&known, versailles, "LEO MULLER"), leo, "two mandates, one person");
        let two = [mandate(1, 1, "Marie Martin"), mandate(1, 3, "Marie Martin")];
        assert_eq!(newcomer(&two, poissy, "Marie Martin"), None, "nobody knows which");
    }
}

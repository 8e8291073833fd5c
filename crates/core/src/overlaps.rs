//! Two values of one field, written by people who hadn't seen each other's: one click settles it (J4.3).

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Edit, Payload, REMOVED, State};
use coopol_domain::kinds::{self, Attendance, Undo};
use coopol_domain::time::Hlc;
use sqlx::SqliteConnection;

use crate::cache::{CacheError, id};
use crate::device::{Failure, Saved, Session};
use crate::history::{called, shown};
use crate::roster::{OverlapSide, OverlapView};

/// Which value shall stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The one in force.
    Standing,
    /// Another, by its place among the rivals.
    Rival(usize),
}

/// Settles an overlap of a person, an event or whatever else has one: a change made in view of all the values.
pub async fn settle(session: &Session, subject: SubjectId, field: &str, keep: Keep) -> Result<Saved, Failure> {
    let (stream, state) = known(session, subject).await?;
    let missing = || Failure::NotFound { what: "overlap", given: field.to_owned() };
    let overlap = state.overlaps().find(|overlap| overlap.field.as_str() == field).ok_or_else(missing)?;
    let after = match keep {
        Keep::Standing => overlap.kept.value.clone(),
        Keep::Rival(place) => overlap.rivals.get(place).ok_or_else(missing)?.value.clone(),
    };
    let kind = kind_for(&state.sort, overlap.field.name(), &after).ok_or_else(missing)?;
    let edits = vec![Edit { field: overlap.field.clone(), before: overlap.kept.value.clone(), after }];
    let payload = Payload::new(kind, 1, edits);
    session.record(Intent { stream, subject, payload, act: None, depends_on: Vec::new() }).await
}

/// An overlap that somebody has to settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// About what.
    pub subject: SubjectId,
    /// In whose records, where that is known.
    pub unit: Option<UnitId>,
    /// `person`, `dues`, `event`, `document`.
    pub sort: String,
    /// How it is called; dues by whose they are.
    pub name: Option<String>,
    /// The values.
    pub overlap: OverlapView,
}

/// Every overlap there is to settle, whatever it is about, removed or not.
pub async fn list(session: &Session) -> Result<Vec<Open>, Failure> {
    let held = session.held().await;
    let mut reader = session.reader().await?;
    let subjects = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, String, Option<String>)>(
        "SELECT overlaps.subject, max(overlaps.stream), coalesce(subjects.sort, ''), coalesce(
             (SELECT trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) FROM people WHERE id = coalesce(
                 (SELECT person FROM dues WHERE id = overlaps.subject), overlaps.subject) LIMIT 1),
             (SELECT title FROM events WHERE id = overlaps.subject LIMIT 1),
             (SELECT title FROM documents WHERE id = overlaps.subject LIMIT 1))
         FROM overlaps
         LEFT JOIN subjects USING (stream, subject) GROUP BY overlaps.subject ORDER BY 4",
    );
    let mut open = Vec::new();
    for (subject, stream, sort, name) in subjects.fetch_all(&mut *reader).await? {
        let subject = id("overlaps", &subject, SubjectId::from_bytes)?;
        let stream = id("overlaps", &stream, StreamId::from_bytes)?;
        let unit = held.iter().find(|held| held.stream == stream).map(|held| held.unit);
        let one = |overlap| Open { subject, unit, sort: sort.clone(), name: name.clone(), overlap };
        open.extend(of(&mut reader, subject).await?.into_iter().map(one));
    }
    Ok(open)
}

/// A subject that is known here, removed or not.
async fn known(session: &Session, subject: SubjectId) -> Result<(StreamId, State), Failure> {
    for held in session.held().await {
        if let Some(state) = session.shown(held.stream, subject).await? {
            return Ok((held.stream, state));
        }
    }
    Err(Failure::NotFound { what: "subject", given: subject.to_string() })
}

/// The kind of change that writes a field of a sort.
fn kind_for(sort: &str, field: &str, after: &Value) -> Option<&'static str> {
    let of_sort = || kinds::all().filter(|kind| kind.sort.name == sort);
    if field != REMOVED {
        return of_sort().find(|kind| !kind.creates && kind.fields.contains(&field)).map(|kind| kind.name);
    }
    let by = |undo: Undo| if let Undo::By(name) = undo { Some(name) } else { None };
    let removal = of_sort().find(|kind| kind.creates).and_then(|kind| by(kind.undo))?;
    if *after == Value::Bool(true) { Some(removal) } else { kinds::current(removal).and_then(|kind| by(kind.undo)) }
}

/// The overlaps of one subject, with who wrote what.
pub(crate) async fn of(reader: &mut SqliteConnection, subject: SubjectId) -> Result<Vec<OverlapView>, Failure> {
    let subject = subject.as_bytes().as_slice();
    let rows = sqlx::query!("SELECT field, sides FROM overlaps WHERE subject = ? ORDER BY field", subject);
    let mut overlaps = Vec::new();
    for row in rows.fetch_all(&mut *reader).await? {
        let Value::Array(written) = Value::decode(&row.sides).map_err(CacheError::damaged("overlaps"))? else {
            continue;
        };
        let mut sides = Vec::with_capacity(written.len());
        for side in written {
            sides.extend(read(reader, &side).await?);
        }
        overlaps.push(OverlapView { field: row.field, whose: None, sides });
    }
    let people: Vec<SubjectId> = overlaps.iter().filter_map(|overlap| Attendance::person(&overlap.field)).collect();
    let names = if people.is_empty() { BTreeMap::new() } else { called(reader, &people).await? };
    for overlap in &mut overlaps {
        overlap.whose = Attendance::person(&overlap.field).and_then(|person| names.get(&person).cloned());
    }
    Ok(overlaps)
}

async fn read(reader: &mut SqliteConnection, side: &Value) -> Result<Option<OverlapSide>, Failure> {
    let Value::Array(parts) = side else { return Ok(None) };
    let [value, Value::Int(at), Value::Bytes(device)] = parts.as_slice() else { return Ok(None) };
    let device = device.as_slice();
    let author = sqlx::query_scalar!(
        "SELECT mandates.holder_name FROM devices JOIN mandates ON mandates.holder = devices.holder
         WHERE devices.id = ? ORDER BY mandates.since DESC LIMIT 1",
        device
    );
    let author = author.fetch_optional(reader).await?;
    Ok(Some(OverlapSide { value: shown(value), at: Hlc(crate::cache::count(*at)).instant(), author }))
}

//! Which subjects are units, mandates and devices, which claims are open, and who touched what under the departure shield. An
//! id stays with the stream that said it first.

use std::collections::BTreeMap;

use coopol_domain::id::{HolderId, StreamId};
use coopol_domain::time::DAY;
use coopol_store::row::{ClaimRow, DeviceRow, MandateRow, TouchRow, UnitRow};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, last, number, numbers};
use crate::statement::run;

/// The rows of the first stream that speaks of each id, the last of these rows for each.
fn of_the_first<T, K: Ord + Copy>(rows: &[T], id: impl Fn(&T) -> K, stream: impl Fn(&T) -> StreamId) -> Vec<&T> {
    let mut kept: BTreeMap<K, &T> = BTreeMap::new();
    for row in rows {
        kept.entry(id(row))
            .and_modify(|known| {
                if stream(known) == stream(row) {
                    *known = row;
                }
            })
            .or_insert(row);
    }
    kept.into_values().collect()
}

pub async fn units(on: &mut PgConnection, units: &[UnitRow]) -> Done {
    let rows = of_the_first(units, |row| row.unit, |row| row.stream);
    if rows.is_empty() {
        return Ok(());
    }
    let (ids, streams) = (each(&rows, |row| row.unit.as_bytes()), each(&rows, |row| row.stream.as_bytes()));
    let parents: Vec<Option<&[u8]>> =
        rows.iter().map(|row| row.parent.as_ref().map(|parent| parent.as_bytes().as_slice())).collect();
    run!(
        on,
        "INSERT INTO units (id, stream, parent) SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[])
         ON CONFLICT (id) DO UPDATE SET parent = excluded.parent WHERE units.stream = excluded.stream",
        &ids as _,
        &streams as _,
        &parents as _
    )
}

pub async fn mandates(on: &mut PgConnection, mandates: &[MandateRow]) -> Done {
    let rows = of_the_first(mandates, |row| row.mandate, |row| row.stream);
    if rows.is_empty() {
        return Ok(());
    }
    let (ids, streams) = (each(&rows, |row| row.mandate.as_bytes()), each(&rows, |row| row.stream.as_bytes()));
    let (units, holders) = (each(&rows, |row| row.unit.as_bytes()), each(&rows, |row| row.holder.as_bytes()));
    run!(
        on,
        "INSERT INTO mandates (id, stream, unit, holder)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[])
         ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, holder = excluded.holder
             WHERE mandates.stream = excluded.stream",
        &ids as _,
        &streams as _,
        &units as _,
        &holders as _
    )
}

pub async fn devices(on: &mut PgConnection, devices: &[DeviceRow]) -> Done {
    if devices.is_empty() {
        return Ok(());
    }
    let (ids, streams) = (each(devices, |row| row.device.as_bytes()), each(devices, |row| row.stream.as_bytes()));
    run!(
        on,
        "INSERT INTO devices (id, stream) SELECT * FROM unnest($1::bytea[], $2::bytea[]) ON CONFLICT (id) DO NOTHING",
        &ids as _,
        &streams as _
    )
}

/// A claim may be made and decided in one transaction: what it is last counts.
pub async fn claims(on: &mut PgConnection, claims: &[ClaimRow]) -> Done {
    let (open, decided): (Vec<&ClaimRow>, Vec<&ClaimRow>) =
        last(claims, |row| (row.stream, row.subject)).into_iter().partition(|row| row.open);
    if !open.is_empty() {
        let (streams, subjects) = (each(&open, |row| row.stream.as_bytes()), each(&open, |row| row.subject.as_bytes()));
        run!(
            on,
            "INSERT INTO open_claims (stream, subject) SELECT * FROM unnest($1::bytea[], $2::bytea[])
             ON CONFLICT (stream, subject) DO NOTHING",
            &streams as _,
            &subjects as _
        )?;
    }
    if !decided.is_empty() {
        let streams = each(&decided, |row| row.stream.as_bytes());
        let subjects = each(&decided, |row| row.subject.as_bytes());
        run!(
            on,
            "DELETE FROM open_claims AS c USING unnest($1::bytea[], $2::bytea[]) AS decided (stream, subject)
             WHERE c.stream = decided.stream AND c.subject = decided.subject",
            &streams as _,
            &subjects as _
        )?;
    }
    Ok(())
}

/// What its author touched a day before is forgotten.
pub async fn touched(on: &mut PgConnection, touched: &[TouchRow]) -> Done {
    let rows = last(touched, |row| (row.stream, row.holder, row.subject));
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, holders) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.holder.as_bytes()));
    let (subjects, at) = (each(&rows, |row| row.subject.as_bytes()), numbers(&rows, |row| row.touch.at.0));
    let held: Vec<bool> = rows.iter().map(|row| !row.touch.counted).collect();
    run!(
        on,
        "INSERT INTO touched (stream, holder, subject, at, held)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bigint[], $5::bool[])
         ON CONFLICT (stream, holder, subject) DO UPDATE SET at = excluded.at, held = excluded.held",
        &streams as _,
        &holders as _,
        &subjects as _,
        &at,
        &held
    )?;
    forgotten(on, touched).await
}

async fn forgotten(on: &mut PgConnection, touched: &[TouchRow]) -> Done {
    let mut before: BTreeMap<(StreamId, HolderId), i64> = BTreeMap::new();
    for row in touched {
        let at = number(row.touch.at.0.saturating_sub(DAY));
        before.entry((row.stream, row.holder)).and_modify(|known| *known = at.max(*known)).or_insert(at);
    }
    let (of, before): (Vec<_>, Vec<_>) = before.into_iter().unzip();
    let (streams, holders) = (each(&of, |(stream, _)| stream.as_bytes()), each(&of, |(_, holder)| holder.as_bytes()));
    run!(
        on,
        "DELETE FROM touched AS t USING unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS old (stream, holder, at)
         WHERE t.stream = old.stream AND t.holder = old.holder AND t.at <= old.at",
        &streams as _,
        &holders as _,
        &before
    )
}

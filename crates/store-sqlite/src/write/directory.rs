//! Which subjects are units, mandates and devices, and which claims are open. An id stays with the stream that said it first.

use coopol_store::row::{ClaimRow, DeviceRow, MandateRow, UnitRow};
use sqlx::{SqliteConnection, query};

use super::Done;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn units(on: &mut SqliteConnection, units: &[UnitRow]) -> Done {
    if units.is_empty() {
        return Ok(());
    }
    let new = rows(units.iter().map(|row| {
        let parent = row.parent.as_ref().map(|parent| Hex(parent.as_bytes()));
        (Hex(row.unit.as_bytes()), Hex(row.stream.as_bytes()), parent)
    }));
    let statement = query!(
        "INSERT INTO units (id, stream, parent)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO UPDATE SET parent = excluded.parent WHERE units.stream = excluded.stream",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn mandates(on: &mut SqliteConnection, mandates: &[MandateRow]) -> Done {
    if mandates.is_empty() {
        return Ok(());
    }
    let new = rows(mandates.iter().map(|row| {
        (Hex(row.mandate.as_bytes()), Hex(row.stream.as_bytes()), Hex(row.unit.as_bytes()), Hex(row.holder.as_bytes()))
    }));
    let statement = query!(
        "INSERT INTO mandates (id, stream, unit, holder)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), unhex(value ->> 3)
         FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, holder = excluded.holder
             WHERE mandates.stream = excluded.stream",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn devices(on: &mut SqliteConnection, devices: &[DeviceRow]) -> Done {
    if devices.is_empty() {
        return Ok(());
    }
    let new = rows(devices.iter().map(|row| (Hex(row.device.as_bytes()), Hex(row.stream.as_bytes()))));
    let statement = query!(
        "INSERT INTO devices (id, stream) SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO NOTHING",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

/// In their order: a claim may be made and decided in one transaction.
pub async fn claims(on: &mut SqliteConnection, claims: &[ClaimRow]) -> Done {
    for row in claims {
        let statement = if row.open {
            "INSERT INTO open_claims (stream, subject) VALUES (?1, ?2) ON CONFLICT (stream, subject) DO NOTHING"
        } else {
            "DELETE FROM open_claims WHERE stream = ?1 AND subject = ?2"
        };
        let statement = query(statement).bind(row.stream.as_bytes().as_slice()).bind(row.subject.as_bytes().as_slice());
        statement.execute(&mut *on).await.orderly()?;
    }
    Ok(())
}

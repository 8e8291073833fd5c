//! Which subjects are units, mandates and devices, and which claims are open. An id stays with the stream that said it first.

use coopol_store::row::{ClaimRow, DeviceRow, MandateRow, UnitRow};
use rusqlite::Connection;

use super::Done;
use crate::statement::run;

pub fn units(on: &Connection, units: &[UnitRow]) -> Done {
    for row in units {
        let (id, stream) = (row.unit.as_bytes().as_slice(), row.stream.as_bytes().as_slice());
        let parent = row.parent.as_ref().map(|parent| parent.as_bytes().as_slice());
        run!(
            on,
            "INSERT INTO units (id, stream, parent) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET parent = excluded.parent WHERE units.stream = excluded.stream",
            id,
            stream,
            parent
        )?;
    }
    Ok(())
}

pub fn mandates(on: &Connection, mandates: &[MandateRow]) -> Done {
    for row in mandates {
        let (id, stream) = (row.mandate.as_bytes().as_slice(), row.stream.as_bytes().as_slice());
        let (unit, holder) = (row.unit.as_bytes().as_slice(), row.holder.as_bytes().as_slice());
        run!(
            on,
            "INSERT INTO mandates (id, stream, unit, holder) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, holder = excluded.holder
                 WHERE mandates.stream = excluded.stream",
            id,
            stream,
            unit,
            holder
        )?;
    }
    Ok(())
}

pub fn devices(on: &Connection, devices: &[DeviceRow]) -> Done {
    for row in devices {
        let (id, stream) = (row.device.as_bytes().as_slice(), row.stream.as_bytes().as_slice());
        run!(on, "INSERT INTO devices (id, stream) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING", id, stream)?;
    }
    Ok(())
}

/// In their order: a claim may be made and decided in one transaction.
pub fn claims(on: &Connection, claims: &[ClaimRow]) -> Done {
    for row in claims {
        let (stream, subject) = (row.stream.as_bytes().as_slice(), row.subject.as_bytes().as_slice());
        if row.open {
            run!(
                on,
                "INSERT INTO open_claims (stream, subject) VALUES (?1, ?2) ON CONFLICT (stream, subject) DO NOTHING",
                stream,
                subject
            )?;
        } else {
            run!(on, "DELETE FROM open_claims WHERE stream = ?1 AND subject = ?2", stream, subject)?;
        }
    }
    Ok(())
}

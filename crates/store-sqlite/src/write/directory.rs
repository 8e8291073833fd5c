//! Which subjects are units, mandates and devices, which claims are open, and who touched what under the departure shield. An
//! id stays with the stream that said it first.

use coopol_domain::time::DAY;
use coopol_store::row::{ClaimRow, DeviceRow, MandateRow, TouchRow, UnitRow};
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
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

/// What its author touched a day before is forgotten first.
pub fn touched(on: &Connection, touched: &[TouchRow]) -> Done {
    for rows in touched
        .chunk_by(|one, next| (one.stream, one.holder, one.touch.at) == (next.stream, next.holder, next.touch.at))
    {
        let TouchRow { stream, holder, touch, .. } = &rows[0];
        let (stream, holder) = (stream.as_bytes().as_slice(), holder.as_bytes().as_slice());
        let before = number(touch.at.0.saturating_sub(DAY));
        run!(on, "DELETE FROM touched WHERE stream = ?1 AND holder = ?2 AND at <= ?3", stream, holder, before)?;
        for row in rows {
            let (subject, at, held) = (row.subject.as_bytes().as_slice(), number(row.touch.at.0), !row.touch.counted);
            run!(
                on,
                "INSERT INTO touched (stream, holder, subject, at, held) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (stream, holder, subject) DO UPDATE SET at = excluded.at, held = excluded.held",
                stream,
                holder,
                subject,
                at,
                held
            )?;
        }
    }
    Ok(())
}

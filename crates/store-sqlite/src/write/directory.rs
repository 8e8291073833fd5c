//! Which subjects are units, mandates and devices, and which claims are open. An id stays with the stream that said it first.

use coopol_store::row::{ClaimRow, DeviceRow, MandateRow, UnitRow};

use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

pub fn units(script: &mut Script, units: &[UnitRow]) {
    if units.is_empty() {
        return;
    }
    let new = rows(units.iter().map(|row| {
        let parent = row.parent.as_ref().map(|parent| Hex(parent.as_bytes()));
        (Hex(row.unit.as_bytes()), Hex(row.stream.as_bytes()), parent)
    }));
    step!(
        script,
        "INSERT INTO units (id, stream, parent)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?) WHERE true
         ON CONFLICT (id) DO UPDATE SET parent = excluded.parent WHERE units.stream = excluded.stream",
        new
    );
}

pub fn mandates(script: &mut Script, mandates: &[MandateRow]) {
    if mandates.is_empty() {
        return;
    }
    let new = rows(mandates.iter().map(|row| {
        (Hex(row.mandate.as_bytes()), Hex(row.stream.as_bytes()), Hex(row.unit.as_bytes()), Hex(row.holder.as_bytes()))
    }));
    step!(
        script,
        "INSERT INTO mandates (id, stream, unit, holder)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), unhex(value ->> 3)
         FROM json_each(?) WHERE true
         ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, holder = excluded.holder
             WHERE mandates.stream = excluded.stream",
        new
    );
}

pub fn devices(script: &mut Script, devices: &[DeviceRow]) {
    if devices.is_empty() {
        return;
    }
    let new = rows(devices.iter().map(|row| (Hex(row.device.as_bytes()), Hex(row.stream.as_bytes()))));
    step!(
        script,
        "INSERT INTO devices (id, stream) SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?) WHERE true
         ON CONFLICT (id) DO NOTHING",
        new
    );
}

/// In their order: a claim may be made and decided in one transaction.
pub fn claims(script: &mut Script, claims: &[ClaimRow]) {
    for row in claims {
        let (stream, subject) = (row.stream.as_bytes().as_slice(), row.subject.as_bytes().as_slice());
        if row.open {
            step!(
                script,
                "INSERT INTO open_claims (stream, subject) VALUES (?, ?) ON CONFLICT (stream, subject) DO NOTHING",
                stream,
                subject
            );
        } else {
            step!(script, "DELETE FROM open_claims WHERE stream = ? AND subject = ?", stream, subject);
        }
    }
}

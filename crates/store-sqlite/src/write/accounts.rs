//! Tokens, nonces and settings.

use coopol_domain::time::Instant;
use coopol_store::row::{Family, NonceRow, SettingRow, TokenKind, TokenRow};

use crate::columns::number;
use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

pub fn tokens(script: &mut Script, tokens: &[TokenRow]) {
    if tokens.is_empty() {
        return;
    }
    let new = rows(tokens.iter().map(|row| {
        let kind = match row.kind {
            TokenKind::Access => "access",
            TokenKind::Refresh => "refresh",
        };
        (Hex(row.hash.as_bytes()), kind, Hex(row.device.as_bytes()), Hex(row.family.0), row.expires, row.used_at)
    }));
    step!(
        script,
        "INSERT INTO tokens (hash, kind, device, family, expires, used_at)
         SELECT unhex(value ->> 0), value ->> 1, unhex(value ->> 2), unhex(value ->> 3), value ->> 4, value ->> 5
         FROM json_each(?) WHERE true
         ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at",
        new
    );
}

pub fn ended(script: &mut Script, families: &[Family]) {
    if families.is_empty() {
        return;
    }
    let ended = rows(families.iter().map(|family| Hex(family.0)));
    step!(script, "DELETE FROM tokens WHERE family IN (SELECT unhex(value) FROM json_each(?))", ended);
}

pub fn nonces(script: &mut Script, nonces: &[NonceRow]) {
    if nonces.is_empty() {
        return;
    }
    let new = rows(nonces.iter().map(|row| (Hex(row.hash.as_bytes()), row.expires)));
    step!(script, "INSERT INTO nonces (hash, expires) SELECT unhex(value ->> 0), value ->> 1 FROM json_each(?)", new);
}

pub fn expired(script: &mut Script, now: Option<Instant>) {
    let Some(now) = now else { return };
    let now = number(now.0);
    step!(script, "DELETE FROM tokens WHERE expires <= ?", now);
    step!(script, "DELETE FROM nonces WHERE expires <= ?", now);
}

pub fn settings(script: &mut Script, settings: &[SettingRow]) {
    if settings.is_empty() {
        return;
    }
    let new = rows(settings.iter().map(|row| (&row.name, Hex(&row.sealed))));
    step!(
        script,
        "INSERT INTO settings (name, sealed) SELECT value ->> 0, unhex(value ->> 1) FROM json_each(?) WHERE true
         ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
        new
    );
}

//! Tokens, nonces and settings.

use coopol_domain::time::Instant;
use coopol_store::row::{Family, NonceRow, SettingRow, TokenKind, TokenRow};
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
use crate::statement::run;

pub fn tokens(on: &Connection, tokens: &[TokenRow]) -> Done {
    for row in tokens {
        let kind = match row.kind {
            TokenKind::Access => "access",
            TokenKind::Refresh => "refresh",
        };
        let (hash, device) = (row.hash.as_bytes().as_slice(), row.device.as_bytes().as_slice());
        let (family, expires) = (row.family.0.as_slice(), number(row.expires.0));
        let used_at = row.used_at.map(|at| number(at.0));
        run!(
            on,
            "INSERT INTO tokens (hash, kind, device, family, expires, used_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at",
            hash,
            kind,
            device,
            family,
            expires,
            used_at
        )?;
    }
    Ok(())
}

pub fn ended(on: &Connection, families: &[Family]) -> Done {
    for family in families {
        let family = family.0.as_slice();
        run!(on, "DELETE FROM tokens WHERE family = ?1", family)?;
    }
    Ok(())
}

pub fn nonces(on: &Connection, nonces: &[NonceRow]) -> Done {
    for row in nonces {
        let (hash, expires) = (row.hash.as_bytes().as_slice(), number(row.expires.0));
        run!(on, "INSERT INTO nonces (hash, expires) VALUES (?1, ?2)", hash, expires)?;
    }
    Ok(())
}

pub fn expired(on: &Connection, now: Option<Instant>) -> Done {
    let Some(now) = now else { return Ok(()) };
    let now = number(now.0);
    run!(on, "DELETE FROM tokens WHERE expires <= ?1", now)?;
    run!(on, "DELETE FROM nonces WHERE expires <= ?1", now)
}

pub fn settings(on: &Connection, settings: &[SettingRow]) -> Done {
    for row in settings {
        let (name, sealed) = (row.name.as_str(), row.sealed.as_slice());
        run!(
            on,
            "INSERT INTO settings (name, sealed) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
            name,
            sealed
        )?;
    }
    Ok(())
}

//! Tokens, nonces and settings.

use coopol_domain::time::Instant;
use coopol_store::row::{Family, NonceRow, SettingRow, TokenKind, TokenRow};
use sqlx::{SqliteConnection, query};

use super::Done;
use crate::columns::number;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn tokens(on: &mut SqliteConnection, tokens: &[TokenRow]) -> Done {
    if tokens.is_empty() {
        return Ok(());
    }
    let new = rows(tokens.iter().map(|row| {
        let kind = match row.kind {
            TokenKind::Access => "access",
            TokenKind::Refresh => "refresh",
        };
        (Hex(row.hash.as_bytes()), kind, Hex(row.device.as_bytes()), Hex(row.family.0), row.expires, row.used_at)
    }));
    let statement = query!(
        "INSERT INTO tokens (hash, kind, device, family, expires, used_at)
         SELECT unhex(value ->> 0), value ->> 1, unhex(value ->> 2), unhex(value ->> 3), value ->> 4, value ->> 5
         FROM json_each(?1) WHERE true
         ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn ended(on: &mut SqliteConnection, families: &[Family]) -> Done {
    if families.is_empty() {
        return Ok(());
    }
    let ended = rows(families.iter().map(|family| Hex(family.0)));
    let statement = query!("DELETE FROM tokens WHERE family IN (SELECT unhex(value) FROM json_each(?1))", ended);
    statement.execute(on).await.orderly().map(drop)
}

pub async fn nonces(on: &mut SqliteConnection, nonces: &[NonceRow]) -> Done {
    if nonces.is_empty() {
        return Ok(());
    }
    let new = rows(nonces.iter().map(|row| (Hex(row.hash.as_bytes()), row.expires)));
    let statement =
        query!("INSERT INTO nonces (hash, expires) SELECT unhex(value ->> 0), value ->> 1 FROM json_each(?1)", new);
    statement.execute(on).await.orderly().map(drop)
}

pub async fn expired(on: &mut SqliteConnection, now: Option<Instant>) -> Done {
    let Some(now) = now else { return Ok(()) };
    let now = number(now.0);
    query!("DELETE FROM tokens WHERE expires <= ?1", now).execute(&mut *on).await.orderly()?;
    query!("DELETE FROM nonces WHERE expires <= ?1", now).execute(on).await.orderly().map(drop)
}

pub async fn settings(on: &mut SqliteConnection, settings: &[SettingRow]) -> Done {
    if settings.is_empty() {
        return Ok(());
    }
    let new = rows(settings.iter().map(|row| (&row.name, Hex(&row.sealed))));
    let statement = query!(
        "INSERT INTO settings (name, sealed) SELECT value ->> 0, unhex(value ->> 1) FROM json_each(?1) WHERE true
         ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

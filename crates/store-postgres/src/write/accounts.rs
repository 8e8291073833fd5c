//! Tokens, nonces and settings.

use coopol_domain::time::Instant;
use coopol_store::row::{Family, NonceRow, SettingRow, TokenKind, TokenRow};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, last, number, numbers};
use crate::statement::run;

pub async fn tokens(on: &mut PgConnection, tokens: &[TokenRow]) -> Done {
    let rows = last(tokens, |row| row.hash);
    if rows.is_empty() {
        return Ok(());
    }
    let kinds: Vec<&str> = rows.iter().map(|row| kind(row.kind)).collect();
    let (hashes, devices) = (each(&rows, |row| row.hash.as_bytes()), each(&rows, |row| row.device.as_bytes()));
    let (families, expires) = (each(&rows, |row| &row.family.0), numbers(&rows, |row| row.expires.0));
    let used: Vec<Option<i64>> = rows.iter().map(|row| row.used_at.map(|at| number(at.0))).collect();
    run!(
        on,
        "INSERT INTO tokens (hash, kind, device, family, expires, used_at)
         SELECT * FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::bytea[], $5::bigint[], $6::bigint[])
         ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at",
        &hashes as _,
        &kinds as _,
        &devices as _,
        &families as _,
        &expires,
        &used as _
    )
}

fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Access => "access",
        TokenKind::Refresh => "refresh",
    }
}

pub async fn ended(on: &mut PgConnection, families: &[Family]) -> Done {
    if families.is_empty() {
        return Ok(());
    }
    let families = each(families, |family| &family.0);
    run!(on, "DELETE FROM tokens WHERE family = ANY($1::bytea[])", &families as _)
}

pub async fn nonces(on: &mut PgConnection, nonces: &[NonceRow]) -> Done {
    if nonces.is_empty() {
        return Ok(());
    }
    let (hashes, expires) = (each(nonces, |row| row.hash.as_bytes()), numbers(nonces, |row| row.expires.0));
    run!(
        on,
        "INSERT INTO nonces (hash, expires) SELECT * FROM unnest($1::bytea[], $2::bigint[])",
        &hashes as _,
        &expires
    )
}

pub async fn expired(on: &mut PgConnection, now: Option<Instant>) -> Done {
    let Some(now) = now else { return Ok(()) };
    let now = number(now.0);
    run!(on, "DELETE FROM tokens WHERE expires <= $1", now)?;
    run!(on, "DELETE FROM nonces WHERE expires <= $1", now)
}

pub async fn settings(on: &mut PgConnection, settings: &[SettingRow]) -> Done {
    let rows = last(settings, |row| row.name.as_str());
    if rows.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let sealed: Vec<&[u8]> = rows.iter().map(|row| row.sealed.as_slice()).collect();
    run!(
        on,
        "INSERT INTO settings (name, sealed) SELECT * FROM unnest($1::text[], $2::bytea[])
         ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
        &names as _,
        &sealed as _
    )
}

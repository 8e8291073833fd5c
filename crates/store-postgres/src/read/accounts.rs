//! Tokens, nonces and settings.

use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::{Family, NonceRow, SettingRow, TokenKind, TokenRow};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_as, query_scalar};

use super::{Row, Rows};
use crate::columns::{id, instant};
use crate::failure::Orderly as _;

pub async fn token(on: &mut PgConnection, hash: Hash) -> Row<TokenRow> {
    let of = hash.as_bytes().as_slice();
    let found = query!("SELECT kind, device, family, expires, used_at FROM tokens WHERE hash = $1", of);
    let Some(row) = found.fetch_optional(on).await.orderly()? else { return Ok(None) };
    let kind = match row.kind.as_str() {
        "access" => TokenKind::Access,
        "refresh" => TokenKind::Refresh,
        _ => return Err(StoreError::Corrupt { what: "a token's kind" }),
    };
    Ok(Some(TokenRow {
        hash,
        kind,
        device: id(&row.device)?,
        family: family(&row.family)?,
        expires: instant(row.expires)?,
        used_at: row.used_at.map(instant).transpose()?,
    }))
}

pub async fn families(on: &mut PgConnection, device: DeviceId) -> Rows<Family> {
    let of = device.as_bytes().as_slice();
    let found = query_scalar!("SELECT DISTINCT family FROM tokens WHERE device = $1", of);
    found.fetch_all(on).await.orderly()?.iter().map(|bytes| family(bytes)).collect()
}

pub async fn nonce(on: &mut PgConnection, hash: Hash) -> Row<NonceRow> {
    let of = hash.as_bytes().as_slice();
    let found = query_scalar!("SELECT expires FROM nonces WHERE hash = $1", of);
    let expires = found.fetch_optional(on).await.orderly()?.map(instant).transpose()?;
    Ok(expires.map(|expires| NonceRow { hash, expires }))
}

pub async fn setting(on: &mut PgConnection, name: &str) -> Row<SettingRow> {
    let found = query_scalar!("SELECT sealed FROM settings WHERE name = $1", name);
    let sealed = found.fetch_optional(on).await.orderly()?;
    Ok(sealed.map(|sealed| SettingRow { name: name.to_owned(), sealed }))
}

pub async fn settings(on: &mut PgConnection) -> Rows<SettingRow> {
    query_as!(SettingRow, "SELECT name, sealed FROM settings").fetch_all(on).await.orderly()
}

fn family(bytes: &[u8]) -> Result<Family, StoreError> {
    bytes.try_into().map(Family).map_err(|_| StoreError::Corrupt { what: "a sign-in's id" })
}

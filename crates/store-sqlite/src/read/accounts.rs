//! Tokens, nonces and settings.

use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::{Family, NonceRow, SettingRow, TokenKind, TokenRow};
use rusqlite::{Connection, Row as Found};

use super::{Row, Rows};
use crate::columns::{id, instant};
use crate::statement::{bytes, cell, rows};

pub fn token(on: &Connection, hash: Hash) -> Row<TokenRow> {
    let of = hash.as_bytes().as_slice();
    let read = |row: &Found<'_>| {
        let kind = match cell::<String>(row, 0)?.as_str() {
            "access" => TokenKind::Access,
            "refresh" => TokenKind::Refresh,
            _ => return Err(StoreError::Corrupt { what: "a token's kind" }),
        };
        Ok(TokenRow {
            hash,
            kind,
            device: id(bytes(row, 1)?)?,
            family: family(bytes(row, 2)?)?,
            expires: instant(cell(row, 3)?)?,
            used_at: cell::<Option<i64>>(row, 4)?.map(instant).transpose()?,
        })
    };
    let found = rows!(on, read, "SELECT kind, device, family, expires, used_at FROM tokens WHERE hash = ?1", of);
    Ok(found?.pop())
}

pub fn families(on: &Connection, device: DeviceId) -> Rows<Family> {
    let of = device.as_bytes().as_slice();
    rows!(on, |row| family(bytes(row, 0)?), "SELECT DISTINCT family FROM tokens WHERE device = ?1", of)
}

pub fn nonce(on: &Connection, hash: Hash) -> Row<NonceRow> {
    let of = hash.as_bytes().as_slice();
    let read = |row: &Found<'_>| Ok(NonceRow { hash, expires: instant(cell(row, 0)?)? });
    Ok(rows!(on, read, "SELECT expires FROM nonces WHERE hash = ?1", of)?.pop())
}

pub fn setting(on: &Connection, name: &str) -> Row<SettingRow> {
    let read = |row: &Found<'_>| Ok(SettingRow { name: name.to_owned(), sealed: cell(row, 0)? });
    Ok(rows!(on, read, "SELECT sealed FROM settings WHERE name = ?1", name)?.pop())
}

pub fn settings(on: &Connection) -> Rows<SettingRow> {
    let read = |row: &Found<'_>| Ok(SettingRow { name: cell(row, 0)?, sealed: cell(row, 1)? });
    rows!(on, read, "SELECT name, sealed FROM settings")
}

fn family(bytes: &[u8]) -> Result<Family, StoreError> {
    bytes.try_into().map(Family).map_err(|_| StoreError::Corrupt { what: "a sign-in's id" })
}

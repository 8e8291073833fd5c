//! Pushes and the chains they form.

use std::ops::Range;

use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::ChainRow;
use sqlx::{SqliteConnection, query_as, query_scalar};

use super::{Row, Rows};
use crate::columns::{count, hash, id, number};
use crate::failure::Orderly;

struct Columns {
    stream: Vec<u8>,
    device: Vec<u8>,
    number: i64,
    hash: Vec<u8>,
}

impl TryFrom<Columns> for ChainRow {
    type Error = StoreError;

    fn try_from(columns: Columns) -> Result<Self, StoreError> {
        let Columns { stream, device, number, hash: last } = columns;
        Ok(Self { stream: id(&stream)?, device: id(&device)?, number: count(number)?, hash: hash(&last)? })
    }
}

pub async fn chains_of(on: &mut SqliteConnection, device: DeviceId) -> Rows<ChainRow> {
    let of = device.as_bytes().as_slice();
    let found = query_as!(
        Columns,
        r#"SELECT p.stream, p.device, p.number, p.hash
           FROM (SELECT device, stream, max(number) AS number FROM pushes WHERE device = ?1 GROUP BY stream) AS last
           CROSS JOIN pushes AS p ON p.device = last.device AND p.stream = last.stream AND p.number = last.number"#,
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(ChainRow::try_from).collect()
}

pub async fn push(on: &mut SqliteConnection, stream: StreamId, device: DeviceId, wanted: u64) -> Row<Hash> {
    let (of, by, wanted) = (stream.as_bytes().as_slice(), device.as_bytes().as_slice(), number(wanted));
    let found =
        query_scalar!("SELECT hash FROM pushes WHERE device = ?1 AND stream = ?2 AND number = ?3", by, of, wanted);
    found.fetch_optional(on).await.orderly()?.map(|bytes| hash(&bytes)).transpose()
}

pub async fn of_entries(on: &mut SqliteConnection, stream: StreamId, seqs: Range<u64>) -> Rows<Vec<u8>> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(seqs.start), number(seqs.end));
    let found = query_scalar!(
        r#"SELECT p.bytes
           FROM (
               SELECT push, min(seq) AS first FROM entries
               WHERE stream = ?1 AND seq >= ?2 AND seq < ?3
               GROUP BY push
           ) AS named
           CROSS JOIN pushes AS p ON p.hash = named.push
           ORDER BY named.first"#,
        of,
        from,
        to
    );
    found.fetch_all(on).await.orderly()
}

//! Pushes and the chains they form.

use std::ops::Range;

use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::ChainRow;
use sqlx::postgres::PgConnection;
use sqlx::{query_as, query_scalar};

use super::{Row, Rows};
use crate::columns::{count, each, hash, id, number};
use crate::failure::Orderly as _;

struct ChainColumns {
    stream: Vec<u8>,
    device: Vec<u8>,
    number: i64,
    hash: Vec<u8>,
}

impl ChainColumns {
    fn row(self) -> Result<ChainRow, StoreError> {
        let (stream, device) = (id(&self.stream)?, id(&self.device)?);
        Ok(ChainRow { stream, device, number: count(self.number)?, hash: hash(&self.hash)? })
    }
}

pub async fn chains(on: &mut PgConnection, of: &[(StreamId, DeviceId)]) -> Rows<ChainRow> {
    let (streams, devices) = (each(of, |(stream, _)| stream.as_bytes()), each(of, |(_, device)| device.as_bytes()));
    let found = query_as!(
        ChainColumns,
        r#"SELECT last.stream AS "stream!", last.device AS "device!", last.number AS "number!", last.hash AS "hash!"
           FROM unnest($1::bytea[], $2::bytea[]) AS wanted (stream, device)
           CROSS JOIN LATERAL (
               SELECT p.stream, p.device, p.number, p.hash FROM pushes AS p
               WHERE p.device = wanted.device AND p.stream = wanted.stream
               ORDER BY p.number DESC LIMIT 1
           ) AS last"#,
        &streams as _,
        &devices as _
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(ChainColumns::row).collect()
}

pub async fn chains_of(on: &mut PgConnection, device: DeviceId) -> Rows<ChainRow> {
    let of = device.as_bytes().as_slice();
    let found = query_as!(
        ChainColumns,
        "SELECT DISTINCT ON (stream) stream, device, number, hash FROM pushes
         WHERE device = $1
         ORDER BY stream, number DESC",
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(ChainColumns::row).collect()
}

pub async fn push(on: &mut PgConnection, stream: StreamId, device: DeviceId, wanted: u64) -> Row<Hash> {
    let (of, by, wanted) = (stream.as_bytes().as_slice(), device.as_bytes().as_slice(), number(wanted));
    let found =
        query_scalar!("SELECT hash FROM pushes WHERE device = $1 AND stream = $2 AND number = $3", by, of, wanted);
    found.fetch_optional(on).await.orderly()?.map(|bytes| hash(&bytes)).transpose()
}

pub async fn of_entries(on: &mut PgConnection, stream: StreamId, seqs: Range<u64>) -> Rows<Vec<u8>> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(seqs.start), number(seqs.end));
    let found = query_scalar!(
        "SELECT p.bytes
         FROM (
             SELECT device, number, min(seq) AS first FROM entries
             WHERE stream = $1 AND seq >= $2 AND seq < $3
             GROUP BY device, number
         ) AS named
         JOIN pushes AS p ON p.device = named.device AND p.stream = $1 AND p.number = named.number
         ORDER BY named.first",
        of,
        from,
        to
    );
    found.fetch_all(on).await.orderly()
}

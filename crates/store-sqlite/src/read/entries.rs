//! Entries, by number and by change.

use std::ops::Range;

use coopol_domain::id::StreamId;
use coopol_store::StoreError;
use coopol_store::row::LineRow;
use sqlx::{SqliteConnection, query_as, query_scalar};

use super::Rows;
use crate::columns::{count, id, number};
use crate::failure::Orderly;

struct Columns {
    stream: Vec<u8>,
    seq: i64,
    subject: Vec<u8>,
    bytes: Vec<u8>,
    payload: Option<Vec<u8>>,
    key: Option<Vec<u8>>,
}

impl TryFrom<Columns> for LineRow {
    type Error = StoreError;

    fn try_from(columns: Columns) -> Result<Self, StoreError> {
        let Columns { stream, seq, subject, bytes, payload, key } = columns;
        Ok(Self { stream: id(&stream)?, seq: count(seq)?, subject: id(&subject)?, bytes, payload, key })
    }
}

/// The lengths of values are read without the values.
pub async fn sizes(on: &mut SqliteConnection, stream: StreamId, after: u64, most: u64) -> Rows<u64> {
    let (of, after, most) = (stream.as_bytes().as_slice(), number(after), number(most));
    let found = query_scalar!(
        r#"SELECT length(e.bytes) + coalesce(length(p.sealed), 0) AS "size!: i64"
           FROM entries AS e
           LEFT JOIN payloads AS p ON p.stream = e.stream AND p.seq = e.seq
           WHERE e.stream = ?1 AND e.seq > ?2
           ORDER BY e.seq
           LIMIT ?3"#,
        of,
        after,
        most
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(count).collect()
}

pub async fn lines(on: &mut SqliteConnection, stream: StreamId, seqs: Range<u64>) -> Rows<LineRow> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(seqs.start), number(seqs.end));
    let found = query_as!(
        Columns,
        r#"SELECT e.stream, e.seq, e.subject, e.bytes, p.sealed AS "payload?", s.key AS "key?"
           FROM entries AS e
           LEFT JOIN payloads AS p ON p.stream = e.stream AND p.seq = e.seq
           LEFT JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
           WHERE e.stream = ?1 AND e.seq >= ?2 AND e.seq < ?3
           ORDER BY e.seq"#,
        of,
        from,
        to
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(LineRow::try_from).collect()
}

pub async fn waiting(on: &mut SqliteConnection, stream: StreamId) -> Rows<LineRow> {
    let of = stream.as_bytes().as_slice();
    let found = query_as!(
        Columns,
        r#"SELECT e.stream, e.seq, e.subject, e.bytes, p.sealed AS "payload?", s.key AS "key?"
           FROM waiting
           CROSS JOIN entries AS e ON e.stream = waiting.stream AND e.seq = waiting.seq
           LEFT JOIN payloads AS p ON p.stream = e.stream AND p.seq = e.seq
           LEFT JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
           WHERE waiting.stream = ?1
           ORDER BY waiting.seq"#,
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(LineRow::try_from).collect()
}

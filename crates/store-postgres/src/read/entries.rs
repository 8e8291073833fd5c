//! Entries, by number and by change.

use std::ops::Range;

use coopol_domain::id::{ChangeId, StreamId};
use coopol_store::StoreError;
use coopol_store::row::{DecidedRow, LineRow};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_as, query_scalar};

use super::Rows;
use crate::columns::{count, each, id, number};
use crate::failure::Orderly as _;

struct LineColumns {
    stream: Vec<u8>,
    seq: i64,
    subject: Vec<u8>,
    bytes: Vec<u8>,
    sealed: Option<Vec<u8>>,
    key: Option<Vec<u8>>,
}

impl LineColumns {
    fn row(self) -> Result<LineRow, StoreError> {
        Ok(LineRow {
            stream: id(&self.stream)?,
            seq: count(self.seq)?,
            subject: id(&self.subject)?,
            bytes: self.bytes,
            payload: self.sealed,
            key: self.key,
        })
    }
}

/// The lengths of values are read without the values.
pub async fn sizes(on: &mut PgConnection, stream: StreamId, after: u64, most: u64) -> Rows<u64> {
    let (of, after, most) = (stream.as_bytes().as_slice(), number(after), number(most));
    let found = query_scalar!(
        r#"SELECT (octet_length(bytes) + coalesce(octet_length(sealed), 0))::bigint AS "size!"
           FROM entries
           WHERE stream = $1 AND seq > $2
           ORDER BY seq
           LIMIT $3"#,
        of,
        after,
        most
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(count).collect()
}

pub async fn lines(on: &mut PgConnection, stream: StreamId, seqs: Range<u64>) -> Rows<LineRow> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(seqs.start), number(seqs.end));
    let found = query_as!(
        LineColumns,
        r#"SELECT e.stream AS "stream!", e.seq AS "seq!", e.subject AS "subject!", e.bytes AS "bytes!",
               e.sealed AS "sealed?", s.key AS "key?"
           FROM entries AS e
           LEFT JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
           WHERE e.stream = $1 AND e.seq >= $2 AND e.seq < $3
           ORDER BY e.seq"#,
        of,
        from,
        to
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(LineColumns::row).collect()
}

pub async fn waiting(on: &mut PgConnection, stream: StreamId) -> Rows<LineRow> {
    let of = stream.as_bytes().as_slice();
    let found = query_as!(
        LineColumns,
        r#"SELECT e.stream AS "stream!", e.seq AS "seq!", e.subject AS "subject!", e.bytes AS "bytes!",
               e.sealed AS "sealed?", s.key AS "key?"
           FROM waiting
           JOIN entries AS e ON e.stream = waiting.stream AND e.seq = waiting.seq
           LEFT JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
           WHERE waiting.stream = $1
           ORDER BY waiting.seq"#,
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(LineColumns::row).collect()
}

/// What a change that waits says is read with it; of the others only the entry is wanted.
pub async fn decided(on: &mut PgConnection, changes: &[ChangeId]) -> Rows<DecidedRow> {
    let changes = each(changes, ChangeId::as_bytes);
    let found = query!(
        r#"SELECT e.change AS "change!", e.stream AS "stream!", e.seq AS "seq!", e.subject AS "subject!",
               e.bytes AS "bytes!", push.holder AS "holder?",
               waiting.seq IS NOT NULL AS "waiting!",
               CASE WHEN waiting.seq IS NOT NULL THEN e.sealed END AS "sealed?", s.key AS "key?"
           FROM entries AS e
           JOIN pushes AS push ON push.device = e.device AND push.stream = e.stream AND push.number = e.number
           LEFT JOIN waiting ON waiting.stream = e.stream AND waiting.seq = e.seq
           LEFT JOIN subjects AS s ON s.stream = waiting.stream AND s.id = e.subject
           WHERE e.change = ANY($1::bytea[])"#,
        &changes as _
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let (change, holder) = (id(&row.change)?, row.holder.as_deref().map(id).transpose()?);
        let (stream, seq, subject) = (row.stream, row.seq, row.subject);
        let line = LineColumns { stream, seq, subject, bytes: row.bytes, sealed: row.sealed, key: row.key };
        Ok(DecidedRow { change, line: line.row()?, holder, waiting: row.waiting })
    });
    rows.collect()
}

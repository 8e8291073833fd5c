//! The outbox and the pushes that left it.

use coopol_domain::device::{Parcel, Pending};
use coopol_domain::id::{ChangeId, StreamId, SubjectId};
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use crate::cache::CacheError;
use crate::cache::codec::{column, id, progress_columns};
use crate::cache::insert::{BATCH, Row, Values, insert};

/// Pending changes gathered to be written together, and those that leave.
#[derive(Default)]
pub(super) struct Outbox {
    kept: Vec<PendingRow>,
    settled: Vec<ChangeId>,
}

struct PendingRow {
    id: [u8; 16],
    stream: [u8; 16],
    subject: [u8; 16],
    act: Option<[u8; 16]>,
    kind: String,
    made_at: i64,
    header: Vec<u8>,
    payload: Vec<u8>,
    key: Option<[u8; 32]>,
    progress: &'static str,
    detail: Option<String>,
}

impl Outbox {
    pub(super) fn keep(&mut self, pending: &Pending) {
        let header = &pending.change.header;
        let (progress, detail) = progress_columns(pending);
        self.kept.push(PendingRow {
            id: *header.id.as_bytes(),
            stream: *header.stream.as_bytes(),
            subject: *header.subject.as_bytes(),
            act: header.act.map(|act| *act.as_bytes()),
            kind: pending.change.payload.kind.clone(),
            made_at: column(header.made_at.instant().0),
            header: header.encode(),
            payload: pending.change.payload.encode(),
            key: pending.key.as_ref().map(|key| *key.as_bytes()),
            progress,
            detail,
        });
    }

    /// Takes a change out, which is never kept again.
    pub(super) fn settle(&mut self, change: ChangeId) {
        self.settled.push(change);
    }

    /// New ones are put at the end; of one that is there already only the progress and `base` change, and its place
    /// stays. Which subjects those that left were about.
    pub(super) async fn write(
        self,
        connection: &mut SqliteConnection,
    ) -> Result<Vec<(StreamId, SubjectId)>, CacheError> {
        insert(connection, &self.kept).await?;
        let mut about = Vec::with_capacity(self.settled.len());
        for batch in self.settled.chunks(BATCH) {
            let mut query = QueryBuilder::<Sqlite>::new("DELETE FROM outbox WHERE id IN (");
            let mut list = query.separated(", ");
            for id in batch {
                list.push_bind(id.as_bytes().as_slice());
            }
            query.push(") RETURNING stream, subject");
            for row in query.build().fetch_all(&mut *connection).await? {
                let stream = id("outbox", row.try_get("stream")?, StreamId::from_bytes)?;
                about.push((stream, id("outbox", row.try_get("subject")?, SubjectId::from_bytes)?));
            }
        }
        Ok(about)
    }
}

impl Row for PendingRow {
    const INSERT: &'static str =
        "INSERT INTO outbox (id, stream, subject, act, kind, made_at, header, payload, key, progress, detail) ";
    const CONFLICT: &'static str = " ON CONFLICT (id) DO UPDATE SET \
        header = excluded.header, progress = excluded.progress, detail = excluded.detail";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.id.as_slice())
            .push_bind(self.stream.as_slice())
            .push_bind(self.subject.as_slice())
            .push_bind(self.act.as_ref().map(<[u8; 16]>::as_slice))
            .push_bind(self.kind.as_str())
            .push_bind(self.made_at)
            .push_bind(self.header.as_slice())
            .push_bind(self.payload.as_slice())
            .push_bind(self.key.as_ref().map(<[u8; 32]>::as_slice))
            .push_bind(self.progress)
            .push_bind(self.detail.as_deref());
    }
}

pub(super) async fn parcel(connection: &mut SqliteConnection, parcel: &Parcel) -> Result<(), CacheError> {
    let (stream, number) = (parcel.stream.as_bytes().as_slice(), column(parcel.number));
    sqlx::query!("INSERT INTO parcels (stream, number, bytes) VALUES (?, ?, ?)", stream, number, parcel.bytes)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn parcel_done(
    connection: &mut SqliteConnection,
    stream: StreamId,
    number: u64,
) -> Result<(), CacheError> {
    let (stream, number) = (stream.as_bytes().as_slice(), column(number));
    sqlx::query!("DELETE FROM parcels WHERE stream = ? AND number = ?", stream, number).execute(connection).await?;
    Ok(())
}

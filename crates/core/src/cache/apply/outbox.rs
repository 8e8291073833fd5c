//! The outbox and the pushes that left it.

use coopol_domain::device::{Parcel, Pending};
use coopol_domain::id::{ChangeId, StreamId, SubjectId};
use sqlx::SqliteConnection;

use crate::cache::CacheError;
use crate::cache::codec::{column, id, progress_columns};
use crate::cache::insert::{Row, Values, insert};

/// Pending changes gathered to be written together.
#[derive(Default)]
pub(super) struct Outbox(Vec<PendingRow>);

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
        self.0.push(PendingRow {
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

    /// New ones are put at the end; of one that is there already only the progress and `base` change, and its place
    /// stays.
    pub(super) async fn write(&mut self, connection: &mut SqliteConnection) -> Result<(), CacheError> {
        insert(connection, &std::mem::take(&mut self.0)).await
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

/// Takes a change out; which subject it was about, if it was there.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    change: ChangeId,
) -> Result<Option<(StreamId, SubjectId)>, CacheError> {
    let change = change.as_bytes().as_slice();
    let gone = sqlx::query!("DELETE FROM outbox WHERE id = ? RETURNING stream, subject", change);
    let gone = gone.fetch_optional(connection).await?;
    let about = |stream: &[u8], subject: &[u8]| {
        Ok((id("outbox", stream, StreamId::from_bytes)?, id("outbox", subject, SubjectId::from_bytes)?))
    };
    gone.map(|row| about(&row.stream, &row.subject)).transpose()
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

//! The outbox and the pushes that left it.

use coopol_domain::device::{Parcel, Pending, Progress};
use coopol_domain::id::{ChangeId, StreamId, SubjectId};

use sqlx::{QueryBuilder, Sqlite};

use crate::cache::CacheError;
use crate::cache::codec::{column, progress_columns};
use crate::cache::insert::{Row, Script, Values};

/// Pending changes gathered to be written together, and those that leave.
#[derive(Default)]
pub(super) struct Outbox {
    kept: Vec<PendingRow>,
    settled: Vec<[u8; 16]>,
    /// What those that left were about.
    about: Vec<(StreamId, SubjectId)>,
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
        let (progress, detail) = progress_columns(&pending.progress);
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
    pub(super) fn settle(&mut self, pending: &Pending) {
        self.settled.push(*pending.id().as_bytes());
        self.about.push((pending.stream(), pending.change.header.subject));
    }

    /// New ones are put at the end; of one that is there already only the progress and `base` change, and its place
    /// stays.
    pub(super) async fn keep_all(&mut self, script: &mut Script<'_>) -> Result<(), CacheError> {
        script.insert(&std::mem::take(&mut self.kept)).await
    }

    /// Notes how far these got, of which some may be new.
    pub(super) async fn note(
        &mut self,
        script: &mut Script<'_>,
        changes: &[ChangeId],
        progress: &Progress,
    ) -> Result<(), CacheError> {
        self.keep_all(script).await?;
        let (word, detail) = progress_columns(progress);
        let ids: Vec<[u8; 16]> = changes.iter().map(|change| *change.as_bytes()).collect();
        let update = |query: &mut QueryBuilder<Sqlite>| {
            query.push("UPDATE outbox SET progress = ").push_bind(word).push(", detail = ").push_bind(detail.clone());
            query.push(" WHERE id IN (");
        };
        script.about(&ids, update, ")").await
    }

    /// Writes what was gathered. Which subjects those that left were about.
    pub(super) async fn write(mut self, script: &mut Script<'_>) -> Result<Vec<(StreamId, SubjectId)>, CacheError> {
        self.keep_all(script).await?;
        let settled = |query: &mut QueryBuilder<Sqlite>| {
            query.push("DELETE FROM outbox WHERE id IN (");
        };
        script.about(&self.settled, settled, ")").await?;
        Ok(self.about)
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

pub(super) async fn parcel(script: &mut Script<'_>, parcel: &Parcel) -> Result<(), CacheError> {
    let query = script.say("INSERT INTO parcels (stream, number, bytes) VALUES (").await?;
    let mut values = query.separated(", ");
    values.push_bind(parcel.stream.as_bytes().as_slice()).push_bind(column(parcel.number));
    values.push_bind(parcel.bytes.as_slice());
    query.push(")");
    Ok(())
}

pub(super) async fn parcel_done(script: &mut Script<'_>, stream: StreamId, number: u64) -> Result<(), CacheError> {
    let query = script.say("DELETE FROM parcels WHERE stream = ").await?;
    query.push_bind(stream.as_bytes().as_slice()).push(" AND number = ").push_bind(column(number));
    Ok(())
}

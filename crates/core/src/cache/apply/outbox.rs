//! The outbox and the pushes that left it.

use std::collections::BTreeSet;

use coopol_domain::device::{Device, Parcel, Pending};
use coopol_domain::id::{StreamId, SubjectId};

use rusqlite::{Connection, params};

use crate::cache::CacheError;
use crate::cache::codec::{column, progress_columns};
use crate::cache::statement::{Row, Values, insert, run};

/// Pending changes gathered to be written together, and those that leave.
#[derive(Default)]
pub(super) struct Outbox {
    kept: Vec<PendingRow>,
    settled: Vec<[u8; 16]>,
    /// What those that left were about.
    about: Vec<(StreamId, SubjectId)>,
    /// The streams of pushes that got through.
    done: BTreeSet<StreamId>,
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
    pub(super) fn keep_all(&mut self, on: &Connection) -> Result<(), CacheError> {
        insert(on, &std::mem::take(&mut self.kept))
    }

    /// Writes a signed push; what it holds is in the outbox, or comes into it now.
    pub(super) fn send(&mut self, on: &Connection, parcel: &Parcel) -> Result<(), CacheError> {
        self.keep_all(on)?;
        let (stream, last) = (parcel.stream.as_bytes().as_slice(), parcel.last.as_bytes().as_slice());
        run(
            on,
            "INSERT INTO sent (stream, number, bytes, last) SELECT ?, ?, ?, place FROM outbox WHERE id = ?",
            params![stream, column(parcel.number), parcel.signed.encode(), last],
        )
    }

    /// Notes that a push is out of this device's hands.
    pub(super) fn done(&mut self, on: &Connection, stream: StreamId, number: u64) -> Result<(), CacheError> {
        self.done.insert(stream);
        let values = params![stream.as_bytes().as_slice(), column(number)];
        run(on, "UPDATE sent SET done = 1 WHERE stream = ? AND number = ?", values)
    }

    /// Writes what was gathered, and forgets the pushes of which nothing is in the outbox of `device` any more. Which subjects
    /// those that left were about.
    pub(super) fn write(mut self, on: &Connection, device: &Device) -> Result<Vec<(StreamId, SubjectId)>, CacheError> {
        self.keep_all(on)?;
        for id in &self.settled {
            run(on, "DELETE FROM outbox WHERE id = ?", [id.as_slice()])?;
        }
        self.done.extend(self.about.iter().map(|(stream, _)| *stream));
        for stream in self.done {
            let first = device.outbox.first_sent(stream).map_or(i64::MAX, column);
            let values = params![stream.as_bytes().as_slice(), first];
            run(on, "DELETE FROM sent WHERE done AND stream = ? AND number < ?", values)?;
        }
        Ok(self.about)
    }
}

/// Notes that a push has to go again.
pub(super) fn again(on: &Connection, stream: StreamId, number: u64) -> Result<(), CacheError> {
    let values = params![stream.as_bytes().as_slice(), column(number)];
    run(on, "UPDATE sent SET done = 0 WHERE stream = ? AND number = ?", values)
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

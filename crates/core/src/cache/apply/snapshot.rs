//! A snapshot: everything of a stream at once.

use std::collections::BTreeSet;

use coopol_domain::device::Device;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::snapshot::Snapshot;
use coopol_domain::journal::{Entry, State};
use rusqlite::Connection;

use super::journal;
use super::touched::SubjectRow;
use crate::cache::CacheError;
use crate::cache::rows::{self, Before, Rows};
use crate::cache::statement::{insert, run};

pub(super) fn write(on: &Connection, snapshot: &Snapshot, device: &Device) -> Result<(), CacheError> {
    let stream = snapshot.stream;
    rows::delete_stream(on, stream)?;
    run(on, "DELETE FROM subjects WHERE stream = ?", [stream.as_bytes().as_slice()])?;
    run(on, "DELETE FROM waiting WHERE stream = ?", [stream.as_bytes().as_slice()])?;

    let mut pending = of_the_outbox(device, snapshot);
    let (mut rows, mut subjects) = (Rows::default(), Vec::with_capacity(snapshot.subjects.len()));
    for subject in &snapshot.subjects {
        let state = subject.state().map_err(CacheError::damaged("snapshot"))?;
        subjects.push(SubjectRow::new(stream, subject.id, &state.sort, subject.key.clone(), subject.state.clone()));
        let waits = pending.remove(&subject.id);
        let shown = if waits { device.shown(stream, subject.id, Some(state)) } else { with_content(state) };
        if let Some(state) = shown {
            rows.show(stream, subject.id, Before::Nothing, &state);
        }
    }
    for subject in pending {
        if let Some(state) = device.shown(stream, subject, None) {
            rows.show(stream, subject, Before::Nothing, &state);
        }
    }
    insert(on, &subjects)?;
    rows.write(on, stream)?;
    for waiting in &snapshot.waiting {
        let entry = Entry::decode(&waiting.entry).map_err(CacheError::damaged("snapshot"))?;
        journal::wait(on, &entry, &waiting.payload)?;
    }
    Ok(())
}

/// The subjects of the stream that the outbox speaks of.
fn of_the_outbox(device: &Device, snapshot: &Snapshot) -> BTreeSet<SubjectId> {
    let own = device.outbox.iter().filter(|pending| pending.stream() == snapshot.stream);
    own.map(|pending| pending.change.header.subject).collect()
}

/// A subject whose first change is still held has no content yet, and isn't shown.
fn with_content(state: State) -> Option<State> {
    (!state.cells.is_empty()).then_some(state)
}

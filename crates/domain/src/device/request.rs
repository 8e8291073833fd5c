//! What the device sends: its cursors, and its outbox in signed pushes.

use std::collections::BTreeMap;

use super::{Device, Parcel, Pending, Progress, Write};
use crate::authority::Chain;
use crate::id::StreamId;
use crate::journal::{MAX_BYTES, MAX_CHANGES, Push};
use crate::wire::{Cursor, Opaque, Root, Sent, SyncRequest};

/// The most bytes of pushes in one request: little enough for a server to remember the entries that it made of them until
/// they are asked for, while it has the next request before it.
const REQUEST_BYTES: usize = 1 << 19;

impl Device {
    /// Signs what waits in the outbox and composes the next request. The writes must be durable before it is sent: a
    /// push that may have left is never signed again otherwise (J3.1).
    pub fn request(&mut self) -> (SyncRequest, Vec<Write>) {
        let writes = self.sign_all();
        let request = SyncRequest {
            cursors: self.cursors(),
            pushes: fitting(self.parcels.iter()).map(|parcel| Opaque(parcel.bytes.clone())).collect(),
            access: self.access.clone(),
            authority: Some(self.authority),
        };
        (request, writes)
    }

    /// Where it stands in each stream.
    pub(super) fn cursors(&self) -> Vec<Cursor> {
        let cursors = self.streams.iter().map(|(&stream, position)| {
            let seen = position.seen();
            let (root, erased) = (Root::of(seen.root), position.erased.len() as u64);
            Cursor { stream, seq: seen.size, root, erased, witnessed: position.mark(), waits: self.waits(stream) }
        });
        cursors.collect()
    }

    /// Signs what waits in the outbox. The writes must be durable before any of it is sent (J3.1).
    pub fn sign_all(&mut self) -> Vec<Write> {
        let batches = self.batches().into_iter();
        batches.flat_map(|(stream, batch)| self.sign(stream, &batch)).collect()
    }

    /// Whether an entry to come tells what became of a change of this device's in `stream`: of one that is on its way or there,
    /// its own; of one that is held or came late, the one that repeats it.
    fn waits(&self, stream: StreamId) -> bool {
        let told_later = |progress: &Progress| !matches!(progress, Progress::Saved | Progress::Refused(_));
        self.outbox.iter().any(|pending| pending.stream() == stream && told_later(&pending.progress))
    }

    /// Unsigned changes by stream, `office` first: what others depend on goes before them (J2.7).
    pub(super) fn batches(&self) -> Vec<(StreamId, Vec<u64>)> {
        let mut streams: BTreeMap<StreamId, Vec<u64>> = BTreeMap::new();
        for (place, pending) in self.outbox.places() {
            if pending.progress == Progress::Saved && self.streams.contains_key(&pending.stream()) {
                streams.entry(pending.stream()).or_default().push(place);
            }
        }
        let mut batches: Vec<_> = streams.into_iter().flat_map(|(stream, places)| self.cut(stream, &places)).collect();
        batches.sort_by_key(|(stream, places)| (self.streams[stream].compartment, places[0]));
        batches
    }

    /// Cuts a stream's changes into pushes within the limits (J3.1).
    fn cut(&self, stream: StreamId, places: &[u64]) -> Vec<(StreamId, Vec<u64>)> {
        let (mut batches, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
        for &place in places {
            let weight = self.outbox.at(place).map_or(0, weigh);
            if batch.len() == MAX_CHANGES || (bytes + weight > MAX_BYTES && !batch.is_empty()) {
                batches.push((stream, std::mem::take(&mut batch)));
                bytes = 0;
            }
            batch.push(place);
            bytes += weight;
        }
        batches.push((stream, batch));
        batches
    }

    pub(super) fn sign(&mut self, stream: StreamId, batch: &[u64]) -> Vec<Write> {
        let Some(position) = self.streams.get_mut(&stream) else { return Vec::new() };
        let changes: Vec<Sent> = batch.iter().filter_map(|&place| self.outbox.at(place).map(Pending::sent)).collect();
        let number = position.chain.number + 1;
        let push = Push {
            device: self.id,
            stream,
            number,
            previous: position.chain.hash,
            mandate: position.mandate,
            seen: position.seen(),
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        position.chain = Chain { number, hash: push.hash() };
        let Some(parcel) = Parcel::new(push.sign(&self.key), changes) else { return Vec::new() };
        let mut writes = vec![Write::Stream(stream, Box::new(position.clone())), Write::Parcel(parcel.clone())];
        self.parcels.push(parcel);
        writes.extend(self.outbox.note_all(batch, &Progress::Signed(number)));
        writes
    }
}

/// As many of these as go into one request, one at least.
pub(super) fn fitting<'a>(parcels: impl Iterator<Item = &'a Parcel>) -> impl Iterator<Item = &'a Parcel> {
    let mut left = REQUEST_BYTES;
    parcels
        .enumerate()
        .take_while(move |(place, parcel)| {
            let fits = *place == 0 || parcel.bytes.len() <= left;
            left = left.saturating_sub(parcel.bytes.len());
            fits
        })
        .map(|(_, parcel)| parcel)
}

fn weigh(pending: &Pending) -> usize {
    pending.change.header.encode().len() + pending.change.payload.encode().len()
}

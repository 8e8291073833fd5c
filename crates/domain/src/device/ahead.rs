//! The next request, before the answer to the last one is taken in: while the device checks and keeps what came, the
//! authority judges what goes on.

use std::collections::{BTreeMap, BTreeSet};

use super::request::fitting;
use super::verify::open;
use super::{Device, Parcel};
use crate::id::StreamId;
use crate::seal::checkpoint::Checkpoint;
use crate::wire::{Cursor, Opaque, PushAnswer, PushOutcome, Root, StreamAnswer, SyncRequest, SyncResponse};

impl Device {
    /// What the device will ask once it has taken `response` in, if it asks again and nothing of the answer stands in the
    /// way: no access that changed, no erasure, no move, no snapshot, no push that wasn't taken. It only sends what was
    /// signed and made durable before (J3.1), and believes nothing: its answer is good for a device that
    /// [stands there](Self::stands) by then.
    pub fn ahead(&self, response: &SyncResponse) -> Option<SyncRequest> {
        let SyncResponse { moves, pushes, access, erasures, streams, witnessed, .. } = response;
        let plain = moves.is_empty() && access.is_none() && erasures.is_empty() && witnessed.is_empty();
        let taken = pushes.iter().all(|answer| answer.outcome == PushOutcome::Received);
        let left = || self.parcels.iter().filter(|parcel| !answered(parcel, pushes));
        let goes_on = streams.iter().any(|answer| answer.more) || (!pushes.is_empty() && left().next().is_some());
        if !(plain && taken && goes_on) || streams.iter().any(|answer| answer.snapshot.is_some()) {
            return None;
        }
        let mut cursors: BTreeMap<StreamId, Cursor> =
            self.cursors().into_iter().map(|cursor| (cursor.stream, cursor)).collect();
        for answer in streams {
            let checkpoint = open(answer.stream, &answer.checkpoint, &self.pinned).ok()?;
            let cursor = cursors.get_mut(&answer.stream)?;
            (cursor.seq, cursor.root) = (checkpoint.size(), Root::of(checkpoint.root()));
        }
        Some(SyncRequest {
            cursors: cursors.into_values().collect(),
            pushes: fitting(left()).map(|parcel| Opaque(parcel.bytes.clone())).collect(),
            access: self.access.clone(),
            authority: Some(self.authority),
        })
    }

    /// The streams of which the authority says, under its seal, that they are shorter than what the device has (J8).
    pub fn shrunk(&self, response: &SyncResponse) -> BTreeSet<StreamId> {
        let shorter = |answer: &&StreamAnswer| {
            let Some(at) = self.streams.get(&answer.stream) else { return false };
            let claimed = Checkpoint::claimed(&answer.checkpoint, &self.pinned);
            claimed.is_some_and(|claimed| claimed.size() < at.seq())
                && open(answer.stream, &answer.checkpoint, &self.pinned).is_ok()
        };
        response.streams.iter().filter(shorter).map(|answer| answer.stream).collect()
    }

    /// Whether the device stands where `request` says, so that its answer follows. That it waited for a verdict then and no
    /// longer does makes no difference: entries come where a snapshot could have.
    pub fn stands(&self, request: &SyncRequest) -> bool {
        let of = |cursors: &[Cursor]| -> Vec<Cursor> {
            cursors.iter().map(|cursor| Cursor { waits: false, ..*cursor }).collect()
        };
        self.access == request.access
            && Some(self.authority) == request.authority
            && of(&self.cursors()) == of(&request.cursors)
    }
}

fn answered(parcel: &Parcel, pushes: &[PushAnswer]) -> bool {
    pushes.iter().any(|answer| (answer.stream, answer.number) == (Some(parcel.stream), parcel.number))
}

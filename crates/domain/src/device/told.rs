//! An answer that nobody asked for: a hint brings along what it is about (J11).

use super::{Device, Progress};
use crate::journal::Compartment;
use crate::seal::checkpoint::Checkpoint;
use crate::wire::{SyncResponse, Told};

impl Device {
    /// Whether `told` is what the device would be answered of that stream if it asked now, and nothing but its news. Where
    /// it isn't, the device asks: what came too late, from a key that it doesn't believe yet, or from somebody whom it doesn't know
    /// yet, is no contradiction.
    ///
    /// An `office` is always asked for: what it says changes what else may be read. So is everything while something waits to be
    /// sent, which goes along, or was taken and isn't read yet: that is looked for where it would stand.
    pub fn follows(&self, told: &Told) -> bool {
        let SyncResponse { now: _, moves, pushes, access, erasures, streams, witnessed, mails: _ } = &told.answer;
        let [answer] = &streams[..] else { return false };
        let Some(at) = self.streams.get(&answer.stream) else { return false };
        let plain =
            moves.is_empty() && pushes.is_empty() && access.is_none() && erasures.is_empty() && witnessed.is_empty();
        plain
            && answer.snapshot.is_none()
            && !self.read_only
            && at.compartment != Compartment::Office
            && (at.seq(), at.erased.len() as u64) == (told.from, told.erased)
            && self.has_sent_all()
            && !self.strangers.contains(&answer.stream)
            && Checkpoint::claimed(&answer.checkpoint, &self.pinned).is_some()
    }

    fn has_sent_all(&self) -> bool {
        self.parcels.is_empty()
            && self.received.is_empty()
            && self.outbox.iter().all(|pending| pending.progress != Progress::Saved)
    }
}

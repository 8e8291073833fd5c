//! Where a device stands in a stream.

use std::collections::BTreeMap;

use super::witness::Heard;
use crate::access::Verbs;
use crate::authority::{Chain, origin};
use crate::id::{MandateId, StreamId, SubjectId, UnitId};
use crate::journal::{Compartment, Seen};
use crate::kinds::UnitKind;
use crate::seal::Hash;
use crate::seal::checkpoint::{Checkpoint, NotBelieved};
use crate::seal::key::Verifier;
use crate::seal::moved::{Moved, opened};
use crate::seal::tree::Frontier;
use crate::time::Instant;
use crate::wire::Pushed;

/// A stream that a device holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stream {
    /// Whose.
    pub unit: UnitId,
    /// Which part of the unit's records.
    pub compartment: Compartment,
    /// What may be done.
    pub verbs: Verbs,
    /// The mandate to sign under.
    pub mandate: MandateId,
    /// The tree over what was folded; its size is the cursor. It is always one that a signed checkpoint was verified at.
    pub frontier: Frontier,
    /// That checkpoint, as the authority signed it; empty before the first.
    pub checkpoint: String,
    /// How the authority moved from key to key, one after the other (J5.4).
    pub moves: Vec<Moved>,
    /// What the levels above cosigned last, as far as it was heard of (J5.2).
    pub witnessed: BTreeMap<UnitKind, Heard>,
    /// When the last entry was recorded.
    pub recorded_at: Instant,
    /// The device's own last push.
    pub chain: Chain,
    /// The subjects that were erased, in order (J7.2).
    pub erased: Vec<SubjectId>,
    /// Whether the entries before the first snapshot are still to be fetched and checked (J5.3).
    pub unchecked: bool,
    /// Whether some entries are of kinds that this version doesn't know: what is shown lacks them (J2.5).
    pub behind: bool,
}

impl Stream {
    /// A stream in which nothing was seen yet.
    pub fn new(unit: UnitId, compartment: Compartment, verbs: Verbs, mandate: MandateId) -> Self {
        Self {
            unit,
            compartment,
            verbs,
            mandate,
            frontier: Frontier::default(),
            checkpoint: String::new(),
            moves: Vec::new(),
            witnessed: BTreeMap::new(),
            recorded_at: Instant(0),
            chain: Chain::start(),
            erased: Vec::new(),
            behind: false,
            unchecked: false,
        }
    }

    /// Says where the device's own pushes go on, in a stream that it was just given: after the last that the authority has, or that is still
    /// on its way there from before the stream was taken away.
    pub(super) fn go_on_after(&mut self, pushed: Option<Pushed>, underway: Option<Chain>) {
        if let Some(pushed) = pushed.filter(|_| self.chain.number == 0)
            && let Ok(hash) = <[u8; 32]>::try_from(pushed.hash.0)
        {
            self.chain = Chain { number: pushed.number, hash: Hash::from(hash) };
        }
        if let Some(underway) = underway.filter(|underway| underway.number > self.chain.number) {
            self.chain = underway;
        }
    }

    /// The last entry that was folded.
    pub fn seq(&self) -> u64 {
        self.frontier.size()
    }

    /// How far the stream is known to be one: what was folded, or the last move when that is further on.
    pub fn proven(&self) -> Seen {
        let moved = self.moves.last().filter(|moved| moved.size() > self.seq());
        moved.map_or_else(|| self.seen(), |moved| Seen { size: moved.size(), root: moved.root() })
    }

    /// The key under which the authority wrote entry `seq`, if it has left it since.
    pub fn left_after(&self, seq: u64) -> Option<&Verifier> {
        self.moves.iter().find(|moved| seq <= moved.size()).map(Moved::from)
    }

    /// Opens the checkpoint of this position: under the key that signs today, or one that was left further on.
    ///
    /// # Errors
    /// [`NotBelieved`] by the key that signs today, when none of them signed it.
    pub fn opened(&self, stream: StreamId, pinned: &Verifier) -> Result<Checkpoint, NotBelieved> {
        opened(&self.checkpoint, &origin(stream), pinned, &self.moves)
    }

    /// The mark of the last cosignature that was heard of.
    pub fn mark(&self) -> u64 {
        self.witnessed.values().map(|witnessed| witnessed.mark).max().unwrap_or_default()
    }

    /// What the device's next push says to have seen.
    pub fn seen(&self) -> Seen {
        Seen { size: self.frontier.size(), root: self.frontier.root() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Opaque;

    /// J3.1: two different pushes never have one number, also where a stream was taken away and given back meanwhile.
    #[test]
    fn what_is_given_back_goes_on_after_what_is_on_its_way() {
        let chain = |number: u8| Chain { number: number.into(), hash: Hash::from([number; 32]) };
        let pushed = |number: u8| Pushed { number: number.into(), hash: Opaque(vec![number; 32]) };
        let id = [1; 16];
        let goes_on = |told: Option<u8>, underway: Option<u8>| {
            let (unit, mandate) = (UnitId::from_bytes(id), MandateId::from_bytes(id));
            let mut stream = Stream::new(unit, Compartment::Roster, Verbs::NONE, mandate);
            stream.go_on_after(told.map(pushed), underway.map(chain));
            stream.chain
        };
        assert_eq!(goes_on(None, None), Chain::start());
        assert_eq!(goes_on(Some(3), None), chain(3));
        assert_eq!(goes_on(Some(3), Some(5)), chain(5));
        assert_eq!(goes_on(Some(5), Some(5)), chain(5));
        assert_eq!(goes_on(None, Some(2)), chain(2));
    }
}

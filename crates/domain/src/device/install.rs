//! Taking a snapshot in (J5.3, J6).

use super::verify::open;
use super::{Absorbed, Alarm, Device, Write};
use crate::id::StreamId;
use crate::journal::State;
use crate::journal::snapshot::Snapshot;
use crate::seal::Hash;
use crate::seal::checkpoint::StateRoot;
use crate::seal::proof::verify_consistency;
use crate::wire::{Opaque, StreamAnswer};

impl Device {
    /// Takes a snapshot in: checked against the checkpoint at its entry, against the device's own last checkpoint, and
    /// against every state in it, before anything of it is kept (J5.3).
    ///
    /// # Errors
    /// [`Alarm`].
    pub fn install(&mut self, answer: &StreamAnswer, packed: &[u8]) -> Result<Absorbed, Alarm> {
        let (stream, mut done) = (answer.stream, Absorbed { again: true, ..Absorbed::default() });
        if !self.streams.contains_key(&stream) {
            return Ok(done);
        }
        let checkpoint = open(stream, &answer.checkpoint, &self.pinned)?;
        let snapshot =
            Snapshot::unpack(packed).map_err(|error| Alarm::Unreadable { stream, why: error.to_string() })?;
        let (seq, root) = (snapshot.seq(), snapshot.frontier.root());
        if snapshot.stream != stream || (checkpoint.size(), checkpoint.root()) != (seq, root) {
            return Err(Alarm::Rewritten { stream, size: seq });
        }
        if checkpoint.state() != Some(StateRoot { seq, root: snapshot.state_root() }) {
            return Err(Alarm::States { stream, seq });
        }
        self.continues(answer, seq, root)?;
        let states = snapshot.subjects.iter().map(|subject| Ok((subject.id, subject.state()?)));
        let states: Vec<(_, State)> = states.collect::<Result<_, _>>().map_err(Alarm::unreadable(stream))?;
        for (subject, state) in states {
            self.clock = self.clock.seen(state.last_effective_at());
            self.keys.learn(subject, &state);
            done.changed.push((stream, subject));
        }
        let at = self.advance(stream, snapshot.frontier.clone(), &answer.checkpoint);
        at.unchecked = true;
        done.writes.push(Write::Stream(stream, Box::new(at.clone())));
        done.writes.push(Write::Snapshot(Box::new(snapshot)));
        done.writes.push(Write::Clock(self.clock));
        Ok(done)
    }

    fn continues(&self, answer: &StreamAnswer, seq: u64, root: Hash) -> Result<(), Alarm> {
        let stream: StreamId = answer.stream;
        let seen = self.streams[&stream].proven();
        if seq < seen.size {
            return Err(Alarm::Shrunk { stream, seen: seen.size, size: seq });
        }
        let proof = hashes(stream, &answer.consistency)?;
        verify_consistency(seen.size, seen.root, seq, root, &proof)
            .map_err(|_| Alarm::Rewritten { stream, size: seen.size })
    }
}

/// The hashes of a proof.
pub(super) fn hashes(stream: StreamId, proof: &[Opaque]) -> Result<Vec<Hash>, Alarm> {
    let proof = proof.iter().map(|hash| <[u8; 32]>::try_from(hash.0.as_slice()).map(Hash::from));
    let unreadable = |_| Alarm::Unreadable { stream, why: "a proof is made of hashes".to_owned() };
    proof.collect::<Result<_, _>>().map_err(unreadable)
}

//! Checkpoints and when to make a snapshot.

use ed25519_dalek::VerifyingKey;

use super::Head;
use crate::id::{DeviceId, StreamId};
use crate::seal::Hash;
use crate::seal::checkpoint::{Checkpoint, StateRoot};
use crate::seal::key::Signer;
use crate::seal::tree::Frontier;

/// The fewest entries between two snapshots.
pub const SNAPSHOT_EVERY: u64 = 256;

/// The origin of a stream's checkpoints: its id, never a host, so that a stream may move (J5.1).
pub fn origin(stream: StreamId) -> String {
    format!("coopol/{stream}")
}

/// The device as which the authority with this key authors changes: a key is always the same device, and nobody has to
/// say which.
pub fn device_of(key: &VerifyingKey) -> DeviceId {
    let mut id = [0; 16];
    id.copy_from_slice(&Hash::of(&[b"coopol authority\n", key.as_bytes().as_slice()].concat()).as_bytes()[..16]);
    DeviceId::from_bytes(id)
}

/// The signed note over a stream at the size of `frontier`.
pub fn checkpoint(stream: StreamId, frontier: &Frontier, state: Option<StateRoot>, signer: &Signer) -> String {
    Checkpoint::new(&origin(stream), frontier.size(), frontier.root(), state)
        .expect("an id makes an origin on one line")
        .sign(signer)
}

/// Whether a stream has grown enough since its last snapshot for a new one: by a quarter of its subjects, so that
/// snapshots cost a constant share of each change (J6).
pub fn snapshot_due(head: &Head, last: u64, subjects: u64) -> bool {
    head.frontier.size().saturating_sub(last) >= SNAPSHOT_EVERY.max(subjects / 4)
}

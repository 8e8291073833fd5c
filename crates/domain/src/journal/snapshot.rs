//! Snapshots: the state of a stream at one entry, made once and sent as it is (J6).

use super::{State, SubjectKey, state_root};
use crate::codec::{Malformed, Value};
use crate::id::{StreamId, SubjectId};
use crate::seal::Hash;
use crate::seal::tree::Frontier;

/// The most a snapshot may unpack to: 256 MiB, some thirty times the largest section that was measured.
pub const MAX_UNPACKED: usize = 256 << 20;
/// zstd's level: on the reference section level 1 gives 1.7 MB of 7.9 in 30 ms.
const LEVEL: i32 = 1;

/// One subject in a snapshot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// Which.
    pub id: SubjectId,
    /// The secret behind its commitments.
    pub key: SubjectKey,
    /// Its canonical state, as [`State::encode`] gives it.
    pub state: Vec<u8>,
}

/// The state of a stream at one entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// Which stream.
    pub stream: StreamId,
    /// The tree up to the entry: its size is the entry's seq.
    pub frontier: Frontier,
    /// Every subject, in the order of their ids.
    pub subjects: Vec<Subject>,
    /// Held and quarantined changes that nobody has settled, oldest first. Their commitments and leaves are checked
    /// with the whole history.
    pub waiting: Vec<Waiting>,
}

/// A change that waits for somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// Its entry, in canonical bytes.
    pub entry: Vec<u8>,
    /// Its canonical payload.
    pub payload: Vec<u8>,
}

/// A snapshot that can't be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSnapshot {
    /// Not zstd, or larger than [`MAX_UNPACKED`].
    #[error("the snapshot can't be unpacked within {MAX_UNPACKED} bytes")]
    Packed,
    /// Unpacked, but not a snapshot.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

/// The definition of a snapshot's bytes.
const SNAPSHOT: i64 = 1;

impl Snapshot {
    /// The entry it stands at.
    pub fn seq(&self) -> u64 {
        self.frontier.size()
    }

    /// The root of all states, which the checkpoint names (J5.1).
    pub fn state_root(&self) -> Hash {
        state_root(self.subjects.iter().map(|subject| subject.key.state_leaf(subject.id, &subject.state)))
    }

    /// The bytes that are stored and sent: zstd over an array of version, stream, size, frontier, subjects as
    /// `[id, key, state]`, waiting changes as `[entry, payload]`.
    pub fn pack(&self) -> Vec<u8> {
        let subjects = self.subjects.iter().map(|subject| {
            Value::Array(vec![
                Value::bytes(subject.id.as_bytes()),
                Value::bytes(subject.key.as_bytes()),
                Value::bytes(&subject.state),
            ])
        });
        let waiting = self
            .waiting
            .iter()
            .map(|waiting| Value::Array(vec![Value::bytes(&waiting.entry), Value::bytes(&waiting.payload)]));
        let bytes = Value::Array(vec![
            Value::Int(SNAPSHOT),
            Value::bytes(self.stream.as_bytes()),
            Value::count(self.seq()),
            Value::Array(self.frontier.parts().1.iter().map(Value::bytes).collect()),
            Value::Array(subjects.collect()),
            Value::Array(waiting.collect()),
        ])
        .encode();
        zstd::bulk::compress(&bytes, LEVEL).expect("compressing to memory can't fail")
    }

    /// Reads what [`Snapshot::pack`] wrote. Nothing in it is to be believed before [`Snapshot::state_root`] and the
    /// frontier's root were compared with a signed checkpoint (J5.3).
    ///
    /// # Errors
    /// [`BadSnapshot`].
    pub fn unpack(bytes: &[u8]) -> Result<Self, BadSnapshot> {
        let bytes = zstd::bulk::decompress(bytes, MAX_UNPACKED).map_err(|_| BadSnapshot::Packed)?;
        let [version, stream, size, frontier, subjects, waiting] = Value::decode(&bytes)?.parts("snapshot")?;
        if version != Value::Int(SNAPSHOT) {
            return Err(Malformed::Shape { place: "snapshot version", wanted: "1" }.into());
        }
        let parts = frontier
            .items("frontier")?
            .iter()
            .map(|part| part.array_of("frontier").map(Hash::from))
            .collect::<Result<_, _>>()?;
        let frontier = Frontier::from_parts(size.number("size")?, parts)
            .map_err(|_| Malformed::Shape { place: "frontier", wanted: "one hash for each complete subtree" })?;
        let subjects =
            subjects.items("subjects")?.into_iter().map(Subject::from_value).collect::<Result<Vec<_>, _>>()?;
        if !subjects.is_sorted_by(|a, b| a.id < b.id) {
            return Err(Malformed::NotCanonical.into());
        }
        let waiting = waiting.items("waiting")?.into_iter().map(Waiting::from_value).collect::<Result<_, _>>()?;
        Ok(Self { stream: StreamId::from_bytes(stream.array_of("stream")?), frontier, subjects, waiting })
    }
}

impl Waiting {
    fn from_value(value: Value) -> Result<Self, Malformed> {
        let [entry, payload] = value.parts("waiting")?;
        Ok(Self { entry: entry.into_bytes("entry")?, payload: payload.into_bytes("payload")? })
    }
}

impl Subject {
    /// Its state, decoded.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn state(&self) -> Result<State, Malformed> {
        State::decode(&self.state)
    }

    fn from_value(value: Value) -> Result<Self, Malformed> {
        let [id, key, state] = value.parts("subject")?;
        Ok(Self {
            id: SubjectId::from_bytes(id.array_of("subject id")?),
            key: SubjectKey::from_bytes(key.array_of("subject key")?),
            state: state.into_bytes("state")?,
        })
    }
}

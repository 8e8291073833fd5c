//! Snapshots: the state of a stream at one entry, made once and sent as it is (J6).

use super::{State, SubjectKey, state_root};
use crate::codec::{Malformed, Reader, Writer};
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
        let bytes = Writer::bytes_of(|out| {
            let subtrees = self.frontier.parts().1;
            out.array(6).int(SNAPSHOT).bytes(self.stream.as_bytes()).count(self.seq()).array(subtrees.len());
            for subtree in subtrees {
                out.bytes(subtree);
            }
            out.array(self.subjects.len());
            for Subject { id, key, state } in &self.subjects {
                out.array(3).bytes(id.as_bytes()).bytes(key.as_bytes()).bytes(state);
            }
            out.array(self.waiting.len());
            for Waiting { entry, payload } in &self.waiting {
                out.array(2).bytes(entry).bytes(payload);
            }
        });
        zstd::bulk::compress(&bytes, LEVEL).expect("compressing to memory can't fail")
    }

    /// Reads what [`Snapshot::pack`] wrote. Nothing in it is to be believed before [`Snapshot::state_root`] and the
    /// frontier's root were compared with a signed checkpoint (J5.3).
    ///
    /// # Errors
    /// [`BadSnapshot`].
    pub fn unpack(bytes: &[u8]) -> Result<Self, BadSnapshot> {
        let bytes = zstd::bulk::decompress(bytes, MAX_UNPACKED).map_err(|_| BadSnapshot::Packed)?;
        Ok(Reader::whole(&bytes, Self::read)?)
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(6, "snapshot")?;
        input.version_1("snapshot version")?;
        let (stream, size) = (StreamId::from_bytes(input.array_of("stream")?), input.number("size")?);
        let subtrees = input.items("frontier", |hashes| hashes.array_of("frontier").map(Hash::from))?;
        let frontier = Frontier::from_parts(size, subtrees)
            .map_err(|_| Malformed::Shape { place: "frontier", wanted: "one hash for each complete subtree" })?;
        let subjects = input.items("subjects", Subject::read)?;
        if !subjects.is_sorted_by(|a, b| a.id < b.id) {
            return Err(Malformed::NotCanonical);
        }
        Ok(Self { stream, frontier, subjects, waiting: input.items("waiting", Waiting::read)? })
    }
}

impl Waiting {
    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(2, "waiting")?;
        Ok(Self { entry: input.bytes("entry")?.to_vec(), payload: input.bytes("payload")?.to_vec() })
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

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(3, "subject")?;
        Ok(Self {
            id: SubjectId::from_bytes(input.array_of("subject id")?),
            key: SubjectKey::from_bytes(input.array_of("subject key")?),
            state: input.bytes("state")?.to_vec(),
        })
    }
}

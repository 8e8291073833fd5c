//! The one exchange of a synchronisation.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::access::Verb;
use crate::id::{DeviceId, MandateId, StreamId, SubjectId, UnitId};
use crate::seal::Hash;
use crate::time::Instant;

/// Bytes that JSON carries in base64.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Opaque(pub Vec<u8>);

/// What a device asks.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SyncRequest {
    /// Where it stands in each stream it knows.
    pub cursors: Vec<Cursor>,
    /// [`super::Submission`]s, in the order in which they must be taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pushes: Vec<Opaque>,
    /// The mark of the access list it has, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<String>,
    /// The authority's device, by the key that this device believes: one that has moved on from it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<DeviceId>,
}

/// Where a device stands in a stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cursor {
    /// Which stream.
    pub stream: StreamId,
    /// The last entry it folded; 0 when it has nothing.
    pub seq: u64,
    /// The first 16 hexadecimal digits of the root there, so that a stream that was rewritten is noticed even when
    /// it is no longer.
    pub root: Root,
    /// How many of the stream's erasures it has carried out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub erased: u64,
    /// The mark of the last cosignature that it was told of (J5.2).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub witnessed: u64,
    /// Whether the device waits for the verdicts on changes of its own: it must see their entries, and no snapshot may
    /// jump over them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub waits: bool,
}

/// The first 8 bytes of a root: enough to notice, never to believe.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Root([u8; 8]);

/// What the authority answers. Streams come in the order in which they must be read: `office` first, for the keys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SyncResponse {
    /// The authority's clock, in milliseconds since 1970.
    pub now: Instant,
    /// How the authority moved on from the key that the device believes: one for each of its streams, to be followed
    /// before anything else is believed (J5.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<StreamMoves>,
    /// One for each push, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pushes: Vec<PushAnswer>,
    /// The access list, when it isn't the one the device has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// To be carried out before anything else (J7.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erasures: Vec<Erased>,
    /// The streams in which there is something new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<StreamAnswer>,
    /// What witnesses cosigned since: of each stream the last of each level, proven against where the device's cursor
    /// stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnessed: Vec<super::Witnessed>,
    /// Whether the authority sends mail.
    #[serde(default, skip_serializing_if = "is_false")]
    pub mails: bool,
}

/// The moves of one stream, from the key that the device believes to the one that signs today.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StreamMoves {
    /// Which stream.
    pub stream: StreamId,
    /// One after the other.
    pub moves: Vec<Move>,
}

/// One move of a stream.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Move {
    /// The statement that both keys signed.
    pub note: String,
    /// That it continues what the device has, or the move before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consistency: Vec<Opaque>,
}

/// What became of one push.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PushAnswer {
    /// Where it went; `None` when it couldn't even be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// Its number; 0 when it couldn't even be read.
    pub number: u64,
    /// What was decided.
    pub outcome: PushOutcome,
}

/// What became of a push as a whole; what became of its changes stands in their entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PushOutcome {
    /// Durable: every change has its entry (J3.5).
    Received,
    /// Not taken, and nothing of it was written.
    Rejected(Rejection),
}

/// Why a push as a whole was not taken. Each names its recovery.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Rejection {
    /// Stop: the bytes aren't a push, or not within the limits.
    #[error("not a push: {why}")]
    Malformed {
        /// What is wrong with it.
        why: String,
    },
    /// Stop: no device of this id may sign here.
    #[error("the device isn't enrolled, or was revoked")]
    UnknownDevice,
    /// Stop: somebody else signed it, or it was altered.
    #[error("the signature isn't the device's")]
    BadSignature,
    /// Stop: no such stream, for this device. It says no more, so that ids can't be tried out.
    #[error("no such stream")]
    NotFound,
    /// Send again from `expected`: pushes of a device come in order.
    #[error("push {expected} was expected")]
    OutOfOrder {
        /// The number of the next push.
        expected: u64,
    },
    /// Ask the user: two machines sign with this key, or the device went back to an old copy of itself.
    #[error("another push has this number")]
    Forked,
    /// Retry after the other streams: a change it depends on isn't there yet.
    #[error("a change it depends on hasn't arrived")]
    DependencyMissing,
    /// Retry after the server's upgrade (J2.5).
    #[error("`{kind}` version {version} isn't known here yet")]
    UpgradeNeeded {
        /// The kind of change.
        kind: String,
        /// Its version.
        version: u16,
    },
    /// Stop, and announce it: the device saw entries that this authority doesn't have (J8).
    #[error("the push builds on entry {base}, the stream ends at {size}")]
    Ahead {
        /// What the device had folded.
        base: u64,
        /// What the authority has.
        size: u64,
    },
    /// Stop, and announce it: at this size the device saw another stream than the authority has.
    #[error("at {size} entries the stream isn't the one that the device saw")]
    OtherPast {
        /// The size that both have reached.
        size: u64,
    },
    /// Retry later: the authority couldn't finish.
    #[error("try again")]
    Busy,
}

/// The streams that a device may hold, and until when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Access {
    /// Names this list; it changes when the list does.
    pub mark: String,
    /// When the cache locks unless it has spoken with the authority again, in milliseconds since 1970.
    pub lease_until: Instant,
    /// Those that may be read.
    pub streams: Vec<StreamAccess>,
}

/// One stream of an access list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StreamAccess {
    /// Its id.
    pub stream: StreamId,
    /// Whose it is.
    pub unit: UnitId,
    /// Which part of the unit's records.
    pub compartment: String,
    /// What may be done.
    pub verbs: Vec<Verb>,
    /// The mandate to sign under.
    pub mandate: MandateId,
    /// The device's own last push there, for one that lost the stream and gets it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pushed: Option<Pushed>,
    /// How the authority moved from key to key in it so far, for a device that doesn't hold it yet (J5.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<String>,
}

/// A device's last push in a stream.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pushed {
    /// Its number.
    pub number: u64,
    /// Its hash, 32 bytes.
    pub hash: Opaque,
}

/// A subject that was erased.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Erased {
    /// In which stream.
    pub stream: StreamId,
    /// Its number among the stream's erasures, from 1.
    pub number: u64,
    /// Which subject.
    pub subject: SubjectId,
}

/// An erasure that an authority says to have carried out in a stream: what it hands over of the subject has no content (J10).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CarriedOut {
    /// Which subject.
    pub subject: SubjectId,
    /// When.
    pub at: Instant,
}

/// What is new in a stream.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StreamAnswer {
    /// Which stream.
    pub stream: StreamId,
    /// The signed checkpoint: at the last entry of the page, or at the stream's end when there is a snapshot to fetch.
    pub checkpoint: String,
    /// A [`super::Page`], compressed by zstd, that follows the cursor. Empty when there is a snapshot to fetch.
    #[serde(default, skip_serializing_if = "Opaque::is_empty")]
    pub page: Opaque,
    /// The entry of the snapshot to fetch first: the device is new, or too far behind for entries to be the shorter way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<u64>,
    /// That the checkpoint continues the device's own, when it has one and jumps to a snapshot (J5.2); the last move that it
    /// knows of, when that is further on (J5.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consistency: Vec<Opaque>,
    /// Whether more follows the page.
    #[serde(default, skip_serializing_if = "is_false")]
    pub more: bool,
}

impl Root {
    /// The beginning of `root`.
    pub fn of(root: Hash) -> Self {
        let mut start = [0; 8];
        start.copy_from_slice(&root.as_bytes()[..8]);
        Self(start)
    }

    /// The beginning with exactly these bytes.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// The 8 bytes.
    pub const fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

impl From<Root> for String {
    fn from(root: Root) -> Self {
        format!("{:016x}", u64::from_be_bytes(root.0))
    }
}

impl TryFrom<String> for Root {
    type Error = std::num::ParseIntError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        u64::from_str_radix(&text, 16).map(|start| Self(start.to_be_bytes()))
    }
}

impl Opaque {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Opaque {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Opaque {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        STANDARD.decode(text.as_bytes()).map(Self).map_err(serde::de::Error::custom)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it might skip by reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it might skip by reference")]
fn is_false(bool: &bool) -> bool {
    !bool
}

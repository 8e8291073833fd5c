//! What the domain's messages look like in the description: shapes only, nothing is read or written with them. A test
//! holds them against the real ones.

use serde::Deserialize;
use utoipa::ToSchema;

/// What a device asks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SyncRequest {
    /// Where it stands in each stream it knows.
    pub cursors: Vec<Cursor>,
    /// Signed submissions in canonical CBOR, in base64, in the order in which they must be taken.
    #[serde(default)]
    pub pushes: Vec<String>,
    /// The mark of the access list it has, if it has one.
    #[serde(default)]
    pub access: Option<String>,
    /// The authority's device, by the key that this device believes.
    #[serde(default)]
    pub authority: Option<String>,
}

/// Where a device stands in a stream.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// Which stream.
    pub stream: String,
    /// The last entry it folded; 0 when it has nothing.
    pub seq: u64,
    /// The first 16 hexadecimal digits of the root there.
    pub root: String,
    /// How many of the stream's erasures it has carried out.
    #[serde(default)]
    pub erased: u64,
    /// The mark of the last cosignature that it was told of.
    #[serde(default)]
    pub witnessed: u64,
    /// Whether the device waits for the verdicts on changes of its own, so that no snapshot may jump over them.
    #[serde(default)]
    pub waits: bool,
}

/// What the authority answers. Streams come in the order in which they must be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SyncResponse {
    /// The authority's clock, in milliseconds since 1970.
    pub now: u64,
    /// How the authority moved on from the key that the device believes: one for each of its streams, to be followed
    /// before anything else is believed.
    #[serde(default)]
    pub moves: Vec<StreamMoves>,
    /// One for each push, in the same order.
    #[serde(default)]
    pub pushes: Vec<PushAnswer>,
    /// The access list, when it isn't the one the device has.
    #[serde(default)]
    pub access: Option<Access>,
    /// To be carried out before anything else.
    #[serde(default)]
    pub erasures: Vec<Erased>,
    /// The streams in which there is something new.
    #[serde(default)]
    pub streams: Vec<StreamAnswer>,
    /// What witnesses cosigned since: of each stream the last of each level.
    #[serde(default)]
    pub witnessed: Vec<Witnessed>,
    /// Whether the authority sends mail: without, no mailing is scheduled.
    #[serde(default)]
    pub mails: bool,
}

/// A cosignature, as a device of the stream hears of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Witnessed {
    /// Of which stream.
    pub stream: String,
    /// Its mark, which grows with each of the stream.
    pub mark: u64,
    /// Of which kind of unit the witness is: `federation` or `national`.
    pub level: String,
    /// Whose device signed.
    pub device: String,
    /// The checkpoint under both signatures.
    pub note: String,
    /// That the checkpoint and what the device's cursor names are one history: hashes in base64.
    #[serde(default)]
    pub consistency: Vec<String>,
}

/// What a witness is shown: the streams below it that grew since it cosigned them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Witnessing {
    /// The authority's clock, in milliseconds since 1970.
    pub now: u64,
    /// 500 of them at most; the others come with the next.
    pub streams: Vec<Shown>,
}

/// A stream, as it is shown to a witness.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Which stream.
    pub stream: String,
    /// Where this witness cosigned last; 0 when it never did.
    pub from: u64,
    /// The signed checkpoint at the stream's end.
    pub checkpoint: String,
    /// That it continues the one at `from`: hashes in base64.
    #[serde(default)]
    pub consistency: Vec<String>,
}

/// Entries that the authority signed for once, and may have lost. Without any it only asks how far the authority has come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenBack {
    /// Of which stream.
    pub stream: String,
    /// The entry that they follow.
    pub after: u64,
    /// The checkpoint up to which the device has the stream, as the authority signed it.
    pub checkpoint: String,
    /// A page of history: canonical CBOR, compressed by zstd, in base64.
    #[serde(default)]
    pub page: String,
    /// The leaves of the entries after the page up to the checkpoint, 32 bytes each, in base64.
    #[serde(default)]
    pub rest: String,
}

/// How far the authority has come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    /// The last entry of the stream that it has.
    pub size: u64,
}

/// What a witness gives back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cosigned {
    /// One for each stream, 500 at most.
    pub notes: Vec<CosignedNote>,
}

/// A checkpoint under the signatures of authority and witness.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CosignedNote {
    /// Of which stream.
    pub stream: String,
    /// The note.
    pub note: String,
}

/// The moves of one stream, from the key that the device believes to the one that signs today.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreamMoves {
    /// Which stream.
    pub stream: String,
    /// One after the other.
    pub moves: Vec<Move>,
}

/// One move of a stream.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The note that both keys signed.
    pub note: String,
    /// That it continues what the device has, or the move before: hashes in base64.
    #[serde(default)]
    pub consistency: Vec<String>,
}

/// What became of one push.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PushAnswer {
    /// Where it went; absent when it couldn't even be read.
    #[serde(default)]
    pub stream: Option<String>,
    /// Its number; 0 when it couldn't even be read.
    pub number: u64,
    /// What was decided.
    pub outcome: PushOutcome,
}

/// What became of a push as a whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PushOutcome {
    /// Durable.
    Received,
    /// Not taken, and nothing of it was written.
    Rejected(Rejection),
}

/// Why a push as a whole was not taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rejection {
    /// The bytes aren't a push, or not within the limits.
    Malformed {
        /// What is wrong with it.
        why: String,
    },
    /// No device of this id may sign here.
    UnknownDevice,
    /// Somebody else signed it, or it was altered.
    BadSignature,
    /// No such stream, for this device.
    NotFound,
    /// Send again from `expected`.
    OutOfOrder {
        /// The number of the next push.
        expected: u64,
    },
    /// Another push has this number.
    Forked,
    /// A change it depends on isn't there yet.
    DependencyMissing,
    /// Retry after the server's upgrade.
    UpgradeNeeded {
        /// The kind of change.
        kind: String,
        /// Its version.
        version: u16,
    },
    /// The device saw entries that this authority doesn't have.
    Ahead {
        /// What the device had folded.
        base: u64,
        /// What the authority has.
        size: u64,
    },
    /// At this size the device saw another stream.
    OtherPast {
        /// The size that both have reached.
        size: u64,
    },
    /// Retry later.
    Busy,
}

/// The streams that a device may hold, and until when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// Names this list.
    pub mark: String,
    /// When the cache locks, in milliseconds since 1970.
    pub lease_until: u64,
    /// Those that may be read.
    pub streams: Vec<StreamAccess>,
}

/// One stream of an access list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreamAccess {
    /// Its id.
    pub stream: String,
    /// Whose it is.
    pub unit: String,
    /// Which part of the unit's records.
    pub compartment: String,
    /// What may be done: read, propose, write, invite.
    pub verbs: Vec<String>,
    /// The mandate to sign under.
    pub mandate: String,
    /// The device's own last push there.
    #[serde(default)]
    pub pushed: Option<Pushed>,
    /// How the authority moved from key to key in it, for a device that doesn't hold it yet: signed notes.
    #[serde(default)]
    pub moves: Vec<String>,
}

/// A device's last push in a stream.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pushed {
    /// Its number.
    pub number: u64,
    /// Its hash: 32 bytes, in base64.
    pub hash: String,
}

/// A subject that was erased.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// In which stream.
    pub stream: String,
    /// Its number among the stream's erasures, from 1.
    pub number: u64,
    /// Which subject.
    pub subject: String,
}

/// What is new in a stream.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreamAnswer {
    /// Which stream.
    pub stream: String,
    /// The signed checkpoint (C2SP tlog-checkpoint), at the last entry of the page or at the snapshot.
    pub checkpoint: String,
    /// A page in canonical CBOR, packed by zstd, in base64.
    #[serde(default)]
    pub page: String,
    /// The entry of the snapshot to fetch first.
    #[serde(default)]
    pub snapshot: Option<u64>,
    /// That the checkpoint continues the device's own: hashes in base64.
    #[serde(default)]
    pub consistency: Vec<String>,
    /// Whether more follows.
    #[serde(default)]
    pub more: bool,
}

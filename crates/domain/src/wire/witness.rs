//! What witnesses are shown, what they give back, and how devices hear of it (J5.2).

use serde::{Deserialize, Serialize};

use super::Opaque;
use crate::id::{DeviceId, StreamId};
use crate::time::Instant;

/// What a witness is shown: the streams below it that grew since it cosigned them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Witnessing {
    /// The authority's clock, in milliseconds since 1970.
    pub now: Instant,
    /// No more than are taken back at once; the others come with the next.
    pub streams: Vec<Shown>,
}

/// A stream, as it is shown to a witness.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// Which stream.
    pub stream: StreamId,
    /// Where this witness cosigned last, as the authority knows; 0 when it never did.
    pub from: u64,
    /// The signed checkpoint at the stream's end.
    pub checkpoint: String,
    /// That it continues the one at `from`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consistency: Vec<Opaque>,
}

/// What a witness gives back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cosigned {
    /// One for each stream.
    pub notes: Vec<CosignedNote>,
}

/// A checkpoint under the signatures of authority and witness.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CosignedNote {
    /// Of which stream.
    pub stream: StreamId,
    /// The note.
    pub note: String,
}

/// A cosignature, as a device of the stream hears of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Witnessed {
    /// Of which stream.
    pub stream: StreamId,
    /// Its mark, which grows with each of the stream.
    pub mark: u64,
    /// Of which kind of unit the witness is: `federation` or `national`.
    pub level: String,
    /// Whose device signed.
    pub device: DeviceId,
    /// The checkpoint under both signatures.
    pub note: String,
    /// That the checkpoint and what the device's cursor names are one history, whichever of them is longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consistency: Vec<Opaque>,
}

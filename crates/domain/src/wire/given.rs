//! What a device gives back to an authority that lost it (J8).

use serde::{Deserialize, Serialize};

use super::Opaque;
use crate::id::StreamId;
use crate::seal::Hash;

/// Entries that the authority signed for once, and may have lost. Without any it only asks how far the authority has come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GivenBack {
    /// Of which stream.
    pub stream: StreamId,
    /// The entry that they follow.
    pub after: u64,
    /// The checkpoint up to which the device has the stream, as the authority signed it: it proves what is given.
    pub checkpoint: String,
    /// A [`super::Page`], compressed by zstd.
    #[serde(default, skip_serializing_if = "Opaque::is_empty")]
    pub page: Opaque,
    /// The leaves of the entries after the page, 32 bytes each, up to the checkpoint: with them the page is proven at once, and the
    /// others come after it.
    #[serde(default, skip_serializing_if = "Opaque::is_empty")]
    pub rest: Opaque,
}

/// How far the authority has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TakenBack {
    /// The last entry of the stream that it has.
    pub size: u64,
}

impl GivenBack {
    /// The leaves after the page; `None` for bytes that aren't leaves.
    pub fn leaves(&self) -> Option<Vec<Hash>> {
        let (leaves, left) = self.rest.0.as_chunks::<32>();
        left.is_empty().then(|| leaves.iter().map(|leaf| Hash::from(*leaf)).collect())
    }
}

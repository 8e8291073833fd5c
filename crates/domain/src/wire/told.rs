//! What a hint brings along.

use serde::{Deserialize, Serialize};

use super::SyncResponse;

/// What whoever stands at an entry of one stream would be answered now (J11): it spares the question, and is believed no
/// sooner than an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// The entry that it follows.
    pub from: u64,
    /// How many of the stream's subjects were erased.
    #[serde(default)]
    pub erased: u64,
    /// The answer, about that stream alone.
    pub answer: SyncResponse,
}

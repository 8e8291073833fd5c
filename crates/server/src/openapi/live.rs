//! What a live connection says, as [`super::wire`].

use serde::Deserialize;
use utoipa::ToSchema;

use super::wire::SyncResponse;

/// A stream that grew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grown {
    /// Which.
    pub stream: String,
    /// Its last entry.
    pub seq: u64,
    /// How many of its subjects were erased.
    #[serde(default)]
    pub erased: u64,
    /// What it grew by; without it a device asks.
    #[serde(default)]
    pub told: Option<Told>,
}

/// What whoever stands at an entry of a stream would be answered now, about that stream alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The entry that it follows.
    pub from: u64,
    /// How many of the stream's subjects were erased.
    #[serde(default)]
    pub erased: u64,
    /// The answer.
    pub answer: SyncResponse,
}

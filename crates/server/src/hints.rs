//! Hints to whoever listens: "stream S at entry N" (J11). A lost one costs nothing.

use std::collections::BTreeMap;

use coopol_domain::id::StreamId;
use serde::Serialize;
use tokio::sync::broadcast;

/// A stream that grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Hint {
    /// Which.
    #[schema(value_type = String)]
    pub stream: StreamId,
    /// Its last entry.
    pub seq: u64,
}

/// How many hints wait for a slow listener before it is told that it missed some.
const WAITING: usize = 256;

/// The source of hints.
#[derive(Debug)]
pub struct Hints(broadcast::Sender<Hint>);

impl Hints {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }

    /// Tells everybody.
    pub fn tell(&self, grown: &BTreeMap<StreamId, u64>) {
        for (&stream, &seq) in grown {
            // Nobody listening is no error.
            drop(self.0.send(Hint { stream, seq }));
        }
    }

    /// Starts to listen.
    pub fn listen(&self) -> broadcast::Receiver<Hint> {
        self.0.subscribe()
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self::new()
    }
}

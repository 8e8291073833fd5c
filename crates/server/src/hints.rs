//! Hints to whoever listens: "stream S at entry N" (J11). A lost one costs nothing.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use coopol_domain::id::StreamId;
use coopol_store::company::Position;
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
pub struct Hints {
    listeners: broadcast::Sender<Hint>,
    /// How far each stream's listeners were told: what is written here is heard again from the database.
    told: Mutex<HashMap<StreamId, (u64, u64)>>,
}

impl Hints {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self { listeners: broadcast::Sender::new(WAITING), told: Mutex::default() }
    }

    /// Tells everybody, but for what they were told already.
    pub fn tell(&self, grown: &BTreeMap<StreamId, u64>) {
        for (&stream, &size) in grown {
            if self.is_news(Position { stream, size, erased: 0 }) {
                self.say(stream, size);
            }
        }
    }

    /// Tells everybody of a stream that has something new whatever its size is.
    pub fn say(&self, stream: StreamId, size: u64) {
        // Nobody listening is no error.
        drop(self.listeners.send(Hint { stream, seq: size }));
    }

    /// Whether nobody was told that a stream stands there; from now on they are, by whoever asked.
    pub fn is_news(&self, at: Position) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (size, erased) = told.entry(at.stream).or_default();
        let news = at.size > *size || at.erased > *erased;
        (*size, *erased) = (at.size.max(*size), at.erased.max(*erased));
        news
    }

    /// Starts to listen.
    pub fn listen(&self) -> broadcast::Receiver<Hint> {
        self.listeners.subscribe()
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was written here comes back from the database, before or after it was told.
    #[test]
    fn what_is_heard_twice_is_told_once() {
        let (hints, stream) = (Hints::new(), StreamId::from_bytes([1; 16]));
        let mut listener = hints.listen();
        let at = |size, erased| Position { stream, size, erased };
        hints.tell(&[(stream, 3)].into());
        assert!(!hints.is_news(at(3, 0)) && !hints.is_news(at(2, 0)));
        assert!(hints.is_news(at(4, 0)), "from elsewhere");
        hints.tell(&[(stream, 4)].into());
        assert!(hints.is_news(at(4, 1)), "an erasure moves no size");
        assert!(!hints.is_news(at(4, 1)));
        assert_eq!(listener.try_recv().unwrap().seq, 3);
        assert!(listener.try_recv().is_err(), "whoever asked tells of the others");
    }
}

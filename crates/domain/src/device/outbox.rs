//! The outbox: what was done here and isn't settled yet.

use crate::access::Need;
use crate::id::{ChangeId, StreamId};
use crate::journal::{Change, SubjectKey};

/// A change made on this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pending {
    /// The change.
    pub change: Change,
    /// The subject's key, when this is the first change about it.
    pub key: Option<SubjectKey>,
    /// How far it got.
    pub progress: Progress,
}

/// How far a change got. The words are those of the screens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Progress {
    /// *Saved here*: durable on this device.
    Saved,
    /// In a signed push, of this number, that may have been sent.
    Signed(u64),
    /// *Received*: durable at the authority; its entry is still to be read.
    Received(u64),
    /// Refused, for this reason: it stays until somebody has seen it.
    Refused(String),
    /// Waits for somebody.
    Held(Need),
    /// Came after the mandate's end; the successor decides (J9).
    Quarantined,
}

/// A signed push that wasn't acknowledged yet. Its bytes never change (J3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parcel {
    /// Where it goes.
    pub stream: StreamId,
    /// Its number.
    pub number: u64,
    /// A [`crate::wire::Submission`], encoded.
    pub bytes: Vec<u8>,
}

impl Progress {
    /// Whether the change is folded into what is shown (J4.5). What is refused, held or quarantined isn't.
    pub fn counts(&self) -> bool {
        matches!(self, Self::Saved | Self::Signed(_) | Self::Received(_))
    }
}

impl Pending {
    /// Its id.
    pub fn id(&self) -> ChangeId {
        self.change.header.id
    }

    /// Its stream.
    pub fn stream(&self) -> StreamId {
        self.change.header.stream
    }
}

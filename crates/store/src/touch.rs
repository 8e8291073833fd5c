//! What the departure shield has to remember.

use coopol_domain::authority::Touch;
use coopol_domain::id::{HolderId, StreamId, SubjectId};

/// What an author touched while the departure shield stood over a unit. Nothing is kept of it once a day is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TouchRow {
    /// In which stream.
    pub stream: StreamId,
    /// Who.
    pub holder: HolderId,
    /// What; the act itself when all of it waits.
    pub subject: SubjectId,
    /// When, and whether it waits.
    pub touch: Touch,
}

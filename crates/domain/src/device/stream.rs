//! Where a device stands in a stream.

use crate::access::Verbs;
use crate::authority::Chain;
use crate::id::{MandateId, SubjectId, UnitId};
use crate::journal::{Compartment, Seen};
use crate::seal::tree::Frontier;
use crate::time::Instant;

/// A stream that a device holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stream {
    /// Whose.
    pub unit: UnitId,
    /// Which part of the unit's records.
    pub compartment: Compartment,
    /// What may be done.
    pub verbs: Verbs,
    /// The mandate to sign under.
    pub mandate: MandateId,
    /// The tree over what was folded; its size is the cursor. It is always one that a signed checkpoint was verified at.
    pub frontier: Frontier,
    /// That checkpoint, as the authority signed it; empty before the first.
    pub checkpoint: String,
    /// When the last entry was recorded.
    pub recorded_at: Instant,
    /// The device's own last push.
    pub chain: Chain,
    /// The subjects that were erased, in order (J7.2).
    pub erased: Vec<SubjectId>,
    /// Whether the entries before the first snapshot are still to be fetched and checked (J5.3).
    pub unchecked: bool,
    /// Whether some entries are of kinds that this version doesn't know: what is shown lacks them (J2.5).
    pub behind: bool,
}

impl Stream {
    /// A stream in which nothing was seen yet.
    pub fn new(unit: UnitId, compartment: Compartment, verbs: Verbs, mandate: MandateId) -> Self {
        Self {
            unit,
            compartment,
            verbs,
            mandate,
            frontier: Frontier::default(),
            checkpoint: String::new(),
            recorded_at: Instant(0),
            chain: Chain::start(),
            erased: Vec::new(),
            behind: false,
            unchecked: false,
        }
    }

    /// The last entry that was folded.
    pub fn seq(&self) -> u64 {
        self.frontier.size()
    }

    /// What the device's next push says to have seen.
    pub fn seen(&self) -> Seen {
        Seen { size: self.frontier.size(), root: self.frontier.root() }
    }
}

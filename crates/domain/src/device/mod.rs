//! The device's side of sync (J10): pure. It is told what was typed, what the authority answered and what time it is; it
//! says what to write and what to send. The shell makes each list of [`Write`]s durable in one transaction before it
//! does anything else.
//!
//! What is small is held here: the position in each stream, the outbox, the keys of the other devices. What is large,
//! the subjects, stays in the cache and is handed in through a [`Shelf`].

mod absorb;
mod ahead;
mod alarm;
mod answered;
mod audit;
mod claimed;
mod delegated;
mod install;
mod moving;
mod outbox;
mod record;
mod request;
mod stream;
mod taken;
mod told;
mod verify;
mod witness;
mod write;

pub use absorb::{Absorbed, Reply};
pub use alarm::Alarm;
pub use audit::Audit;
pub use outbox::{Outbox, Parcel, Pending, Progress};
pub use record::{Background, Chance, Intent};
pub use stream::Stream;
pub use verify::{Keys, Knows};
pub use witness::{Heard, Vouched, witness_name};
pub use write::Write;

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::SigningKey;

use crate::access::{Verb, Verbs};
use crate::id::{DeviceId, HolderId, StreamId, SubjectId};
use crate::journal::{Change, Stamp, State, SubjectKey};
use crate::seal::key::Verifier;
use crate::time::Hlc;

/// What the cache knows of subjects; the shell loads beforehand what [`Reply::subjects`] asks for.
pub trait Shelf {
    /// The confirmed state of a subject and its key.
    fn subject(&self, stream: StreamId, subject: SubjectId) -> Option<(State, SubjectKey)>;
    /// The erasures that were asked for in a stream, whether they were carried out or not; only of streams that
    /// [`Reply::erased_in`] names.
    fn erasures(&self, stream: StreamId) -> Vec<State>;
}

/// A device of one holder at one authority.
#[derive(Debug)]
pub struct Device {
    /// Its id, given at enrolment.
    pub id: DeviceId,
    /// Whose it is.
    pub holder: HolderId,
    /// What it signs with.
    pub key: SigningKey,
    /// The authority's own device id.
    pub authority: DeviceId,
    /// The authority's key: the one that the invitation pinned (J5.5), or the last that it moved to (J5.4).
    pub pinned: Verifier,
    /// Never below anything it has seen (J4.1).
    pub clock: Hlc,
    /// The streams it holds.
    pub streams: BTreeMap<StreamId, Stream>,
    /// Changes without an entry yet, and those that somebody has to look at, in the order in which they were made.
    pub outbox: Outbox,
    /// Pushes that were signed and not yet acknowledged, in the order in which they were signed.
    pub parcels: Vec<Parcel>,
    /// Pushes that were acknowledged and whose entries are still to be read, in the same order.
    pub received: Vec<Parcel>,
    /// The keys of the devices that sign in its streams.
    pub keys: Keys,
    /// What it cosigned, as a witness, in streams of units below (J5.2).
    pub vouched: BTreeMap<StreamId, Vouched>,
    /// The mark of the access list it has.
    pub access: Option<String>,
    /// Streams whose last page named a device that isn't known yet; not kept over a restart.
    pub strangers: BTreeSet<StreamId>,
    /// Set by an [`Alarm`]: it goes on read-only.
    pub read_only: bool,
    /// The kinds that this version of the program folds (J2.5).
    pub knows: Knows,
}

impl Device {
    /// What may be done in a stream.
    pub fn verbs(&self, stream: StreamId) -> Verbs {
        self.streams.get(&stream).map_or(Verbs::NONE, |stream| stream.verbs)
    }

    /// Whether the device may show this stream.
    pub fn reads(&self, stream: StreamId) -> bool {
        self.verbs(stream).has(Verb::Read)
    }

    /// The keys that may sign in its streams, its own among them: a delegate's laptop reads nowhere what it is.
    fn all_keys(&self) -> Keys {
        let mut keys = self.keys.clone();
        keys.pin(self.id, self.key.verifying_key());
        keys
    }

    /// A subject as its holder sees it: the confirmed state with the outbox folded over it (J4.5). `None` when nothing
    /// is known of it.
    pub fn shown(&self, stream: StreamId, subject: SubjectId, confirmed: Option<State>) -> Option<State> {
        let mut state = confirmed.filter(|state| !state.cells.is_empty());
        for (change, stamp) in self.underway(stream, subject) {
            let sort = crate::kinds::find(&change.payload.kind, change.payload.version)?.sort.name;
            let before = state.unwrap_or_else(|| State::new(sort));
            state = Some(before.apply(&change.payload, change.header.base, stamp));
        }
        state
    }

    /// What was done here about a subject and has no entry yet, with the stamps it has until then.
    pub fn underway(&self, stream: StreamId, subject: SubjectId) -> impl Iterator<Item = (&Change, Stamp)> {
        let underway = self.outbox.about(stream, subject).filter(|(_, pending)| pending.progress.counts());
        underway.map(|(place, Pending { change, .. })| {
            let stamp = Stamp { effective_at: change.header.made_at, seq: provisional(place), by: self.id };
            (change, stamp)
        })
    }
}

/// The place that a pending change has until it gets its own: after every confirmed entry, in the order of the outbox.
fn provisional(place: u64) -> u64 {
    (1 << 62) + place
}

//! The session: a thin shell around `coopol_domain::device`. The machine says what to write and what to send; the session
//! makes it durable in one transaction, sends it, and tells the screens.
//!
//! One lock holds the machine. It is held while a step is made durable, never while the network is waited for.

mod act;
mod audit;
mod background;
mod failure;
mod give_back;
mod invite;
mod late;
mod lease;
mod leave;
mod listen;
mod notice;
mod open;
mod record;
mod recovery;
mod streams;
mod sync;
mod today;
mod told;
mod verify;
mod wipe;
mod witness;

pub use act::{ActDone, Category};
pub use failure::{Failure, Rule};
pub use invite::Invited;
pub use lease::Standing;
pub use listen::Heard;
pub use notice::Notice;
pub use open::OpenError;
pub use record::Saved;
pub use streams::Held;
pub use sync::{SyncError, Synced};
pub use today::{day, midnight};
pub use verify::{Seal, Verified};
pub use wipe::WipeError;

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};

use coopol_domain::device::Device;
use coopol_domain::id::{StreamId, UnitId};
use tokio::sync::{Mutex, OnceCell, broadcast};

use crate::ambient::Ambient;
use crate::cache::{Cache, Memo};
use crate::handover::SeasonKept;
use crate::profile::Profile;
use crate::roster::Tallies;
use crate::shield::Announced;
use crate::transport::{Http, Within};

/// An open profile.
pub struct Session {
    profile: Profile,
    cache: Cache,
    machine: Mutex<Device>,
    /// Held by the one synchronisation that goes on.
    syncing: Mutex<()>,
    /// Whether a live connection stands: whatever is recorded leaves at once.
    hears: AtomicBool,
    /// What a hint brought along.
    brought: Box<told::Brought>,
    server: String,
    /// The unit that was asked for.
    within: RwLock<Option<UnitId>>,
    /// What is read again and again.
    memos: Box<Memos>,
    /// The authority, while the section stands alone.
    own: Option<Arc<dyn Within>>,
    /// The way to the server, once it was asked for.
    http: OnceCell<Http>,
    ambient: Arc<dyn Ambient>,
    notices: broadcast::Sender<Notice>,
    /// What the list of people counted last.
    pub(crate) tallies: Tallies,
    /// How far the units below were with their elections.
    pub(crate) season: SeasonKept,
}

/// What is read again and again, each for as long as nothing is written that it follows from.
#[derive(Debug, Default)]
struct Memos {
    /// The streams of the holder's own units.
    own_streams: Memo<(), Arc<BTreeSet<StreamId>>>,
    /// Whether streams are of units that became a part of another.
    closed: Memo<StreamId, bool>,
    /// What may announce a handover, by unit.
    announced: Memo<UnitId, Arc<Announced>>,
    /// How long the cache may be read.
    lease: Memo<(), lease::Lease>,
}

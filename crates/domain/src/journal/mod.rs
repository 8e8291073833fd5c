//! The journal: an ordered, sealed list of changes per stream, which carries sync, undo, history and proof alike.
//! The rules are in `docs/journal.md`; comments and tests cite them by number (J4.2).
//!
//! Laid out in the order a change lives: [`Change`] (made on a device), [`Push`] (signed), [`Entry`] (ordered and
//! judged), [`State`] (folded), [`undo`] and [`without`] (taken back), [`snapshot`] (carried to a new device).

mod change;
mod commitment;
mod entry;
mod field;
mod push;
pub mod snapshot;
mod state;
mod stream;
pub mod undo;
pub mod without;

pub use change::{Change, Edit, Header, Payload};
pub use commitment::{SubjectKey, state_root};
pub use entry::{Authority, Entry, Verdict};
pub use field::{BadField, Field};
pub use push::{BadSignature, MAX_BYTES, MAX_CHANGES, Push, Seen, SignedPush};
pub use state::{Cell, Overlap, REMOVED, Rival, Stamp, State};
pub use stream::{BadCompartment, Compartment};

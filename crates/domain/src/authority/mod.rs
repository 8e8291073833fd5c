//! The authority: whoever orders a stream (the server; the laptop itself while a section is alone). Pure (J10): it is
//! told what is stored and what time it is, and says what to store.
//!
//! A push goes through three hands. [`crate::wire::Submission::needs`] says what must be loaded for it. [`admit()`] checks what takes
//! no lock: form, size, signature. [`judge()`] decides, under the stream's lock, and returns a [`Ruling`] that the shell
//! makes durable as a whole before it answers (J3.5).

mod account;
mod admit;
mod claim;
mod delegation;
mod docket;
mod erase;
mod give_back;
mod joint;
mod judge;
mod payers;
mod provisional;
mod retell;
mod seal;
mod shield;
mod slice;
mod standing;
mod tie;
mod transfer;

pub use account::{Account, Officers, Unaccounted};
pub use admit::{Admitted, Needs, admit};
pub(crate) use docket::OWN_KINDS;
pub use docket::{Author, Chain, Decided, Docket, Head, Known};
pub use erase::{Erasing, erase};
pub use give_back::{NotTakenBack, Remains, take_back, wants_back};
pub use judge::{Judged, Recorded, Ruling, judge};
pub use payers::{Accounts, enters, shows_payers};
pub use retell::{NotRetold, Retelling};
pub use seal::{SNAPSHOT_EVERY, checkpoint, device_of, origin, snapshot_due};
pub use shield::{AHEAD, Bulk, Touch, Watch, alone_at_most, shielded, shielded_in, shielded_with_dues};
pub use slice::{Source, carries, shows};
pub use standing::{LATE, last_of_late};
pub use tie::{Errand, Party, tie};
pub use transfer::{Roster, Towards, Word, carry, concerns};

//! Reminders: what is due is told once, whatever the machine did meanwhile.
//!
//! ```text
//! rules   what the person wants to be reminded of, and when nothing may ring
//! plan    pure: the events and what was told already -> what is due, and when to look again
//! look    the plan over the cache; what it hands out is noted in the same transaction, before it is shown
//! ```
//!
//! A notice that is handed out and never shown, because the program died in between, is lost rather than told twice: it
//! stands on the first page too.

mod look;
mod plan;
mod rules;

pub use look::{Looked, Planned, look, planned};
pub use plan::{Due, Event, Key, Memory, News, Notice, Seen, What, due, times};
pub use rules::{Lead, Quiet, Rules};

//! The agenda: events as wall time in a zone (J13), as the screens list, show and change them.
//!
//! ```text
//! list        rows of a window, upcoming or past, of a month or a week
//! sheet       everything about one event
//! edit        planned, changed, moved, cancelled, removed and back
//! attendance  who came and who asked to be excused, person by person
//! feeds       addresses at which the server tells the agenda to calendar programs
//! ics         the calendar files of other programs, in and out
//! ```

pub mod attendance;
pub mod feeds;
pub mod ics;

mod edit;
mod list;
mod sheet;

pub(crate) use coopol_ics::when;
pub use coopol_ics::{NotATime, When};
pub use edit::{Change, Draft, cancel, plan, reinstate, remove, restore, set};
pub(crate) use list::events;
pub use list::{Page, Query, Row, Span, list, month};
pub use sheet::{Sheet, Titled, sheet};

/// A wall time as JSON has it: `2026-11-22T18:30`.
pub(crate) fn minute<S: serde::Serializer>(time: &jiff::civil::DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&when::text(*time))
}

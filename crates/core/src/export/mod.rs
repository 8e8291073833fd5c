//! Everything in open formats: the data leave as they came, without asking anybody.
//!
//! ```text
//! people      the roster as it is written: whole people in the order of a query
//! table       rows and columns -> CSV as a French spreadsheet opens it, or XLSX
//! cards       people -> vCard 3.0
//! leave       somebody else's agreement, while the departure shield stands
//! stated      the change that an export is, before its first byte
//! roster      a query of the roster alone, for the screen
//! attendance  who came to what, as a table
//! memory      promises and what is good to know, as tables
//! season      where the renewals of a season stand
//! history     what was done, one line of JSON each, and as a table
//! everything  a folder with all of it and a manifest of hashes
//! ```
//!
//! Files are made in memory and written where the person said, nowhere else.

mod attendance;
mod cards;
mod delegations;
mod desk;
mod dues;
mod everything;
mod history;
mod leave;
mod memory;
mod people;
mod roster;
mod season;
mod stated;
mod table;

pub use everything::{ExportError, Exported, Written, everything};
pub use leave::{Leave, ask, leave};
pub(crate) use leave::{agreed, permissions};
pub use roster::{Format, roster};
pub use season::{season, step};
pub(crate) use stated::state;
pub use stated::{Content, Prepared};

//! The roster: people as the screens list, find, show and change them.
//!
//! ```text
//! query     what is asked of the list: words, filters, an order, a window
//! list      its rows, with totals
//! search    the first finds while somebody types
//! sheet     everything about one person
//! edit      one field, a new person, away and back
//! value     what a person typed -> what the journal holds
//! transfer  to another unit; `arrivals`: those whom others send
//! erasure   for good: by two mandates, after seven days
//! dues      payments by hand
//! passing   many at once, to a section that comes out of this one
//! import    a file of people: what would happen, then as one act
//! ```

pub mod arrivals;
pub mod dues;
pub mod erasure;
pub mod import;
pub mod passing;
pub mod taking_over;

mod edit;
mod field;
mod list;
mod query;
mod search;
mod sheet;
mod tallies;
mod transfer;
mod value;

pub use crate::overlaps::{Keep, settle};
pub use edit::{NewPerson, add, remove, restore, set, verify};
pub use field::Field;
pub use list::{Counts, DuesState, Page, Row, list};
pub use query::{Column, Filter, Query, Sort, Window};
pub use search::{Found, search};
pub use sheet::{Contact, OverlapSide, OverlapView, Sheet, sheet};
pub(crate) use tallies::Tallies;
pub use transfer::{destinations, transfer};
pub(crate) use value::{email, phone};

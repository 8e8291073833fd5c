//! A file of people: first what would happen, then that as one act. The same file twice changes nothing.
//!
//! ```text
//! known   the people of the roster, found by number, e-mail, phone and name
//! within  rows of one person in the file, made one
//! dues    what was paid, proposed or corrected, by person and year
//! plan    each row of the file: new, known, known with something new, or for a person to decide
//! diff    what a row would change of a known person
//! apply   the plan as changes, in one act
//! ```

mod apply;
mod diff;
mod dues;
mod known;
mod plan;
mod within;

pub use apply::{Imported, apply};
pub use diff::Change;
pub use plan::{Choice, Choices, Duplicate, Fresh, Plan, Update, Why, plan};

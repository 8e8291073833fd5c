//! The history: what was done, by whom and when, and how to take it back.

mod authors;
mod entry;
mod list;
pub mod rollback;
mod said;
mod standing;
mod undo;
mod whose;
mod words;

pub use authors::{Author, authors};
pub use entry::{Course, Entry, FieldChange, Trust};
pub use list::{Page, Query, list};
pub(crate) use said::last_said;
pub use undo::{Undone, undo};
pub(crate) use whose::{called, name as name_people};
use whose::{name_all, named};
pub(crate) use words::{fields, shown};

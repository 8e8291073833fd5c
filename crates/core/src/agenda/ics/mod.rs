//! Calendar files (RFC 5545): what Outlook, Thunderbird and Google write is read, what they read is written.
//!
//! ```text
//! export  the agenda -> a file, as `coopol-ics` writes it
//! cut     a file -> its components, by line, within the caps
//! read    components -> events, recurrences told one by one, and problems by line
//! import  events -> what would change, then as one act; the same file twice changes nothing
//! ```

mod cut;
mod export;
mod import;
mod property;
mod read;
mod reading;

pub use export::{export, prepare};
pub use import::{Imported, Plan, Update, apply, plan};
pub use read::read;
pub use reading::{Code, Found, Problem, Reading, Unreadable};

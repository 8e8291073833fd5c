//! The archives: documents that the section keeps, with the text by which they are found.
//!
//! ```text
//! add       a file becomes a document; described anew, withdrawn and back
//! list      rows of a window, by year and kind, with the sentence that was found
//! sheet     everything about one document
//! text      a file -> the words in it
//! found     words in a text -> the sentence around them
//! seal      bytes <-> what lies on the disk, part by part
//! shelf     the sealed files, each under a key of its own in the cache
//! exchange  files to the server and back, resumable by offset (J12)
//! view      a copy in the clear for the system's viewer, gone with the program
//! ```

mod add;
mod error;
mod exchange;
mod found;
mod list;
mod seal;
mod sheet;
mod shelf;
mod text;
mod view;

pub use add::{Change, NewDocument, add, describe, read, restore, withdraw};
pub use error::ArchiveError;
pub use exchange::{Exchanged, exchange, fetch, send_again};
pub use found::Fragment;
pub(crate) use list::documents;
pub use list::{Page, Query, Row, Year, list};
pub use sheet::{Sheet, sheet};
pub(crate) use shelf::{content, plain_name};
pub use text::words_of;
pub use view::Viewing;

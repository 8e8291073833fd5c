//! What is printed: documents as PDF. Pure: values in, bytes out.
//!
//! ```text
//! recovery    the recovery sheet
//! sealed      one of three sealed codes
//! dossier     what whoever takes office reads first; each later document (attendance, minutes) is a module beside it
//! words       what stands on them, from crates/paper/locales
//! letters     what people typed, as the fonts can set it
//! press       from a template and its words to a PDF: Typst, with its own fonts, no file and no network
//! templates/  page.typ: what all documents look like; then one for each
//! ```
//!
//! It stands apart because Typst takes minutes to build: only the two programs that print depend on it.

pub mod dossier;
mod letters;
mod press;
pub mod recovery;
pub mod sealed;
mod words;

pub use press::Unprintable;
pub use words::Language;

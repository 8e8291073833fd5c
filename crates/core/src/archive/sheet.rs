//! Everything about one document, in one call.

use coopol_domain::access::Verb;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use serde::Serialize;

use super::Row;
use super::add::unknown;
use super::list::one;
use crate::device::{Failure, Session};
use crate::history::{self, Entry};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// What the list shows of it.
    #[serde(flatten)]
    pub row: Row,
    /// The latest changes, at most five.
    pub history: Vec<Entry>,
    /// Whether it was taken out of the archives.
    pub removed: bool,
    /// Whether the mandate lets it be changed.
    pub writable: bool,
}

/// How many entries of the history the sheet shows.
const HISTORY: u32 = 5;

/// The sheet of a document.
pub async fn sheet(session: &Session, document: SubjectId) -> Result<Sheet, Failure> {
    let stream = session.stream(Compartment::Archive).await?;
    let (row, removed) = one(session, stream, document).await?.ok_or_else(|| unknown(document))?;
    let about = history::Query { subject: Some(document), ..history::Query::default() };
    let history = history::list(session, &about, 0, HISTORY).await?.rows;
    let held = session.held().await;
    let writable = held.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write));
    Ok(Sheet { row, history, removed, writable })
}

//! A query of the roster as a file, for the screen.

use super::everything::ExportError;
use super::leave::agreed;
use super::people::{people, table};
use super::stated::{Content, Prepared};
use crate::device::Session;
use crate::roster::Query;

/// What the file shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For Excel and LibreOffice: days as days, postcodes with their zeros.
    Xlsx,
    /// For everything else.
    Csv,
}

/// The people of a query, in its order, as a file.
///
/// # Errors
/// [`Failure::Unagreed`](crate::device::Failure::Unagreed) while the departure shield stands and nobody else agreed.
pub async fn roster(session: &Session, query: &Query, format: Format) -> Result<Prepared, ExportError> {
    agreed(session, Content::People).await?;
    let people = people(session, query).await?;
    let table = table(&people);
    let (word, bytes) = match format {
        Format::Csv => ("csv", table.csv()),
        Format::Xlsx => ("xlsx", table.xlsx(session.ambient().now())?),
    };
    Ok(Prepared::new(Content::People, word, people.len(), bytes))
}

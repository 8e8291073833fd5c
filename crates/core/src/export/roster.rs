//! A query of the roster as a file, for the screen.

use super::everything::ExportError;
use super::people::{people, table};
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

/// The people of a query, in its order; the bytes of the file.
pub async fn roster(session: &Session, query: &Query, format: Format) -> Result<Vec<u8>, ExportError> {
    let table = table(&people(session, query).await?);
    Ok(match format {
        Format::Csv => table.csv(),
        Format::Xlsx => table.xlsx(session.ambient().now())?,
    })
}

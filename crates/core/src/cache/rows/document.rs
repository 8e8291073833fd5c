//! Documents, and the text by which they are found.

use coopol_domain::journal::State;

use super::Place;
use super::fields::{as_bytes, as_number, as_text, bytes, part, text};
use crate::cache::statement::{Row, Values};
use crate::text::fold;

#[derive(PartialEq)]
pub(super) struct Document {
    pub(super) place: i64,
    at: Place,
    title: String,
    category: Option<String>,
    dated_on: Option<String>,
    event: Option<Vec<u8>>,
    file: Option<String>,
    kind: Option<String>,
    size: Option<i64>,
    blob: Option<Vec<u8>>,
    text: Option<String>,
    removed: bool,
}

pub(super) fn read(at: Place, state: &State) -> Option<Document> {
    let file = state.get("file");
    Some(Document {
        place: 0,
        at,
        title: text(state, "title")?,
        category: text(state, "category"),
        dated_on: text(state, "dated_on"),
        event: bytes(state, "event"),
        file: as_text(part(file, "name")),
        kind: as_text(part(file, "type")),
        size: as_number(part(file, "size")),
        blob: as_bytes(part(file, "blob")),
        text: text(state, "text"),
        removed: state.is_removed(),
    })
}

impl Document {
    pub(super) fn search(&self) -> Search<'_> {
        Search { place: self.place, title: &self.title, text: self.text.as_deref().unwrap_or_default() }
    }
}

impl Row for Document {
    const INSERT: &'static str = "INSERT INTO documents (place, id, stream, title, category, dated_on, event, file, type, \
        size, blob, text, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.place)
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.title.as_str())
            .push_bind(self.category.as_deref())
            .push_bind(self.dated_on.as_deref())
            .push_bind(self.event.as_deref())
            .push_bind(self.file.as_deref())
            .push_bind(self.kind.as_deref())
            .push_bind(self.size)
            .push_bind(self.blob.as_deref())
            .push_bind(self.text.as_deref())
            .push_bind(self.removed);
    }
}

/// The row of the search.
pub(super) struct Search<'a> {
    place: i64,
    title: &'a str,
    text: &'a str,
}

impl Row for Search<'_> {
    const INSERT: &'static str = "INSERT INTO documents_search (rowid, title, text) ";

    fn bind(&self, values: &mut Values<'_>) {
        values.push_bind(self.place).push_bind(fold(self.title)).push_bind(fold(self.text));
    }
}

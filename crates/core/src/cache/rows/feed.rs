//! Calendar feeds.

use coopol_domain::id::SubjectId;
use coopol_domain::journal::State;
use coopol_domain::kinds::Feed;

use super::Place;
use crate::cache::column;
use crate::cache::statement::{Row, Values};

/// A row of `feeds`.
#[derive(PartialEq)]
pub(super) struct FeedRow {
    at: Place,
    name: String,
    opened_by: [u8; 16],
    opened: i64,
    answered_by: [u8; 16],
    answered: i64,
    closed: bool,
}

/// What the table says of a feed.
pub(super) fn read(at: Place, subject: SubjectId, state: &State) -> Option<FeedRow> {
    let Feed { name, opened_by, opened, answered_by, answered, .. } = Feed::read_closed_too(subject, state)?;
    Some(FeedRow {
        at,
        name,
        opened_by: *opened_by.as_bytes(),
        opened: column(opened.0),
        answered_by: *answered_by.as_bytes(),
        answered: column(answered.0),
        closed: state.is_removed(),
    })
}

impl Row for FeedRow {
    const INSERT: &'static str =
        "INSERT OR REPLACE INTO feeds (id, stream, name, opened_by, opened, answered_by, answered, closed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.name.as_str())
            .push_bind(self.opened_by.as_slice())
            .push_bind(self.opened)
            .push_bind(self.answered_by.as_slice())
            .push_bind(self.answered)
            .push_bind(self.closed);
    }
}

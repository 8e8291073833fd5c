//! What a command answers: sentences for people, and one JSON document for programs.

use std::io::Write;

use serde_json::Value as Json;

use super::Failed;

/// The same, told both ways. A command has no other way to say what came of it, so none is without JSON.
#[derive(Debug)]
pub struct Answer {
    document: Json,
    sentences: String,
    wrong: Option<Failed>,
}

impl Answer {
    /// An answer. Times in a document are milliseconds since 1970 in UTC, as everywhere; what isn't there is null.
    pub(super) fn new(document: Json, sentences: impl Into<String>) -> Self {
        Self { document, sentences: sentences.into(), wrong: None }
    }

    /// A list, one line to each.
    pub(super) fn list<T>(all: &[T], row: impl Fn(&T) -> Json, line: impl Fn(&T) -> String) -> Self {
        let lines: Vec<String> = all.iter().map(line).collect();
        Self::new(all.iter().map(row).collect(), lines.join("\n"))
    }

    /// The same, where it is bad news: the command fails once it is told.
    pub(super) fn and_fails(self, wrong: Option<Failed>) -> Self {
        Self { wrong, ..self }
    }

    /// Tells it; an empty list has no line.
    pub(super) fn tell(self, json: bool, out: &mut impl Write) -> Result<(), Failed> {
        if json {
            writeln!(out, "{:#}", self.document)?;
        } else if !self.sentences.is_empty() {
            writeln!(out, "{}", self.sentences)?;
        }
        self.wrong.map_or(Ok(()), Err)
    }
}

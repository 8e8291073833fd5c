//! What a part of the dossier looks like: the template knows these shapes and nothing of a section.

use serde::Serialize;

/// A title, and what stands below it.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub title: String,
    /// A sentence before the rest.
    pub note: Option<String>,
    pub body: Body,
}

#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Body {
    /// That there is nothing, said.
    Nothing {
        says: String,
    },
    /// Lines, each on its own.
    List {
        lines: Vec<String>,
    },
    /// A word and its value, line by line.
    Facts {
        facts: Vec<[String; 2]>,
    },
    Table(Table),
}

#[derive(Debug, Serialize)]
pub(super) struct Table {
    /// How wide each column is beside the others; 0 for as wide as what it holds.
    pub widths: Vec<u8>,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// What is read first, and below it in small what goes with it.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub text: String,
    pub note: String,
}

impl Part {
    pub fn new(title: String, body: Body) -> Self {
        Self { title, note: None, body }
    }

    pub fn noted(self, note: String) -> Self {
        Self { note: Some(note), ..self }
    }
}

impl Body {
    /// Lines, or that there are none.
    pub fn lines(lines: Vec<String>, nothing: String) -> Self {
        if lines.is_empty() { Self::Nothing { says: nothing } } else { Self::List { lines } }
    }

    /// Rows, or that there are none.
    pub fn rows(table: Table, nothing: String) -> Self {
        if table.rows.is_empty() { Self::Nothing { says: nothing } } else { Self::Table(table) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, note: String::new() }
    }
}

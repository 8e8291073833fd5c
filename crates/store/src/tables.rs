//! Every table that a server's database has, whichever database it is: what is carried when a server goes over from one to
//! another (J5.4). A test of each backend holds this list to its schema, so that no table is ever left behind.

use crate::StoreError;

/// The table that isn't carried: it tells of this database alone.
pub const RELOCATION: &str = "relocation";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Ids, hashes, whatever is sealed.
    Bytes,
    /// Counts and instants.
    Number,
    /// Names and notes.
    Text,
    /// Yes or no.
    Flag,
}

/// What stands in one place of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// See [`Sort::Bytes`].
    Bytes(Vec<u8>),
    /// See [`Sort::Number`].
    Number(i64),
    /// See [`Sort::Text`].
    Text(String),
    /// See [`Sort::Flag`].
    Flag(bool),
}

/// A row: a cell for each column of its table, in the order of [`Table::columns`].
pub type Cells = Vec<Cell>;

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in the schema.
    pub name: &'static str,
    /// Its columns. The first of them, [`Table::key`] in number, tell each row from every other, and are never null.
    pub columns: &'static [(&'static str, Sort)],
    /// How many columns that takes. Rows are ordered by them.
    pub key: usize,
}

/// How much is read at once: it ends with the row by which either is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Rows, at least 1.
    pub rows: u32,
    /// Bytes and texts, in bytes.
    pub bytes: u64,
}

/// What lies between this database and another, while a server goes over from one to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relocation {
    /// A server is on its way here, and isn't all here yet.
    Coming {
        /// Where it comes from.
        from: String,
    },
    /// The server that was here is served elsewhere.
    Gone {
        /// Where.
        to: String,
        /// The public key that it signs with there.
        key: [u8; 32],
    },
}

impl Relocation {
    /// From what a database holds of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], for what nobody writes there.
    pub fn read(way: &str, place: String, key: Option<&[u8]>) -> Result<Self, StoreError> {
        let corrupt = StoreError::Corrupt { what: "what lies between this database and another" };
        match (way, key.map(<[u8; 32]>::try_from)) {
            ("coming", None) => Ok(Self::Coming { from: place }),
            ("gone", Some(Ok(key))) => Ok(Self::Gone { to: place, key }),
            _ => Err(corrupt),
        }
    }

    /// What a database holds of it: `way`, `place`, `key`.
    pub fn columns(&self) -> (&'static str, &str, Option<&[u8]>) {
        match self {
            Self::Coming { from } => ("coming", from, None),
            Self::Gone { to, key } => ("gone", to, Some(key)),
        }
    }
}

impl Table {
    /// Which row it is, of all of its table.
    pub fn key_of<'row>(&self, row: &'row [Cell]) -> &'row [Cell] {
        &row[..self.key]
    }

    /// The names of the columns, between commas.
    pub fn names(&self) -> String {
        listed(self.columns)
    }

    /// The names of those that make the key, between commas.
    pub fn key_names(&self) -> String {
        listed(&self.columns[..self.key])
    }
}

fn listed(columns: &[(&str, Sort)]) -> String {
    columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

impl Cell {
    /// How many bytes it takes of a [`Page`].
    pub fn weight(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Text(text) => text.len() as u64,
            Self::Null | Self::Number(_) | Self::Flag(_) => 0,
        }
    }
}

const fn table(name: &'static str, key: usize, columns: &'static [(&'static str, Sort)]) -> Table {
    Table { name, columns, key }
}

use Sort::{Bytes, Flag, Number, Text};

/// All of them: whatever a row refers to is in a table before its own.
pub static TABLES: [Table; 23] = [
    table(
        "streams",
        1,
        &[
            ("id", Bytes),
            ("unit", Bytes),
            ("compartment", Text),
            ("size", Number),
            ("frontier", Bytes),
            ("recorded_at", Number),
            ("key", Bytes),
            ("subjects", Number),
            ("erased", Number),
        ],
    ),
    table(
        "pushes",
        3,
        &[
            ("device", Bytes),
            ("stream", Bytes),
            ("number", Number),
            ("hash", Bytes),
            ("holder", Bytes),
            ("bytes", Bytes),
        ],
    ),
    table(
        "entries",
        2,
        &[
            ("stream", Bytes),
            ("seq", Number),
            ("change", Bytes),
            ("subject", Bytes),
            ("device", Bytes),
            ("number", Number),
            ("leaf", Bytes),
            ("bytes", Bytes),
            ("sealed", Bytes),
        ],
    ),
    table("waiting", 2, &[("stream", Bytes), ("seq", Number)]),
    table("tiles", 2, &[("stream", Bytes), ("number", Number), ("hash", Bytes)]),
    table("subjects", 2, &[("stream", Bytes), ("id", Bytes), ("key", Bytes), ("state", Bytes), ("seq", Number)]),
    table("looks", 2, &[("stream", Bytes), ("look", Bytes), ("subject", Bytes)]),
    table("units", 1, &[("id", Bytes), ("stream", Bytes), ("parent", Bytes)]),
    table("mandates", 1, &[("id", Bytes), ("stream", Bytes), ("unit", Bytes), ("holder", Bytes)]),
    table("devices", 1, &[("id", Bytes), ("stream", Bytes)]),
    table(
        "snapshots",
        1,
        &[("stream", Bytes), ("seq", Number), ("frontier", Bytes), ("state_root", Bytes), ("sealed", Bytes)],
    ),
    table("confirmed", 2, &[("stream", Bytes), ("subject", Bytes), ("confirmed_at", Number)]),
    table("erasures", 2, &[("stream", Bytes), ("number", Number), ("subject", Bytes), ("at", Number)]),
    table(
        "tokens",
        1,
        &[
            ("hash", Bytes),
            ("kind", Text),
            ("device", Bytes),
            ("family", Bytes),
            ("expires", Number),
            ("used_at", Number),
        ],
    ),
    table("nonces", 1, &[("hash", Bytes), ("expires", Number)]),
    table("settings", 1, &[("name", Text), ("sealed", Bytes)]),
    table(
        "blobs",
        2,
        &[
            ("stream", Bytes),
            ("name", Bytes),
            ("size", Number),
            ("received", Number),
            ("begun_at", Number),
            ("key", Bytes),
            ("seal", Number),
        ],
    ),
    table("blob_uses", 3, &[("stream", Bytes), ("name", Bytes), ("subject", Bytes)]),
    table("open_claims", 2, &[("stream", Bytes), ("subject", Bytes)]),
    table("moves", 2, &[("stream", Bytes), ("number", Number), ("note", Text)]),
    table(
        "cosignatures",
        2,
        &[("stream", Bytes), ("device", Bytes), ("level", Text), ("number", Number), ("size", Number), ("note", Text)],
    ),
    table("touched", 3, &[("stream", Bytes), ("holder", Bytes), ("subject", Bytes), ("at", Number), ("held", Flag)]),
    table(
        "mail_queue",
        3,
        &[
            ("stream", Bytes),
            ("mailing", Bytes),
            ("person", Bytes),
            ("standing", Text),
            ("tries", Number),
            ("at", Number),
        ],
    ),
];

//! What lies on the desk of the office: saved lists, and texts of messages.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::Id;
use super::roster::RosterQuery;

#[derive(Debug, Clone, Serialize, Type)]
pub struct SavedList {
    pub id: Id,
    pub name: String,
    /// Null where a later version saved it, with something that this one doesn't know.
    pub query: Option<RosterQuery>,
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MessagePurpose {
    /// To write from, again and again.
    Template,
    /// One message that hasn't gone.
    Draft,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct KeptMessage {
    pub id: Id,
    pub purpose: MessagePurpose,
    pub subject: String,
    pub body: String,
    /// To whom a draft goes; null where nobody said, or a later version did.
    pub query: Option<RosterQuery>,
}

/// A text as it is written.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct MessageDraft {
    pub purpose: MessagePurpose,
    pub subject: String,
    pub body: String,
    pub query: Option<RosterQuery>,
}

/// To whom a message would go.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// How many people it is for.
    pub people: u32,
    /// How many addresses each message has that it takes.
    pub batches: Vec<u32>,
    /// Whether the text is in them: too long a one has to be pasted.
    pub with_text: bool,
    /// Those without an e-mail address.
    pub unreached: Vec<Unreached>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Unreached {
    pub id: Id,
    pub name: String,
    /// As people write it; empty when none is known.
    pub phone: String,
}

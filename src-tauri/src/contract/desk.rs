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

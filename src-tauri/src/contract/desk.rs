//! What lies on the desk of the office: saved lists, and texts of messages.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Id, WallTime};
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
    /// Whether the server can send it at a later time.
    pub by_server: ByServer,
}

/// Whether the server can send a message to these people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ByServer {
    Possible,
    /// It sends no mail.
    NoMail,
    /// It can't find them by itself.
    NotAsked,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Unreached {
    pub id: Id,
    pub name: String,
    /// As people write it; empty when none is known.
    pub phone: String,
}

/// Messages that the server sends at their time.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MailingsPage {
    /// What is still to be sent, the soonest first; then what was, the latest first.
    pub rows: Vec<MailingRow>,
    /// Whether whoever uses this laptop may schedule, change and call off.
    pub writable: bool,
}

/// Where one stands. What waits isn't sent before somebody has acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailingStage {
    Scheduled,
    /// Whoever answers for it doesn't hold the office any more.
    WaitsForHolder,
    /// Around a handover, somebody else has to agree.
    WaitsForSecond,
    /// Its time is over by more than a day.
    WaitsForTime,
    Sending,
    Sent,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MailingRow {
    pub id: Id,
    pub subject: String,
    pub body: String,
    /// To whom: who is found by it at that time; null where a later version scheduled it.
    pub query: Option<RosterQuery>,
    pub at: WallTime,
    /// Who answers for it; nothing while they aren't known here.
    pub answered_by: Option<String>,
    /// Whether that is whoever uses this laptop.
    pub own: bool,
    pub stage: MailingStage,
    pub counts: MailingCounts,
}

/// How many; all are 0 until it has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MailingCounts {
    /// Those whom it goes to.
    pub addressed: u32,
    pub without_address: u32,
    /// Taken by the next mail server.
    pub sent: u32,
    /// Refused by it, or not taken within a day.
    pub refused: u32,
    /// Handed over when the server was cut off: it is sent to nobody twice.
    pub unknown: u32,
    /// Not there any more when it was their turn.
    pub gone: u32,
}

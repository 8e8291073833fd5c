//! How a command fails.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

/// Every failure that a screen treats differently. Nobody matches on text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Needs the server, which can't be reached. Nothing was lost.
    Offline,
    /// Whoever answers at the server's address doesn't prove to be the server. Nothing was sent.
    ServerUnproven,
    /// The same command works if repeated in a moment.
    Busy,
    /// The subject is gone: removed, erased, or out of this mandate's reach.
    NotFound,
    /// It isn't any more what was shown when somebody decided.
    Changed,
    /// It waits no longer: somebody else answered, or it was erased.
    Answered,
    /// It stands so already: somebody else did the same.
    Unchanged,
    /// The mandate doesn't give this.
    Forbidden,
    /// A value breaks a rule: `details.field` and `details.rule`.
    Invalid,
    WrongPassphrase,
    KeyringUnavailable,
    InvitationUnknown,
    InvitationUsed,
    TooManyDevices,
    /// A sealed code, or the server's address, that can't be read, or not two different ones.
    CodesUnread,
    /// Sealed codes that the server doesn't take: spent, or made anew since.
    CodesRefused,
    /// Sealed codes bring nobody back but those who hold an office, while anybody does.
    OfficeHeld,
    /// The code serves later, from `details.opens` on, where this computer is.
    InvitationWaits,
    /// The chosen file isn't of a kind that is read here: `details.name`.
    FileUnreadable,
    /// `details.name`, `details.limit` in megabytes.
    FileTooLarge,
    /// No request of somebody who was elected, or one that can't be read: `details.name`.
    RequestUnread,
    /// It was written by a later version: `details.name`.
    RequestNewer,
    /// The file that was chosen for minutes is empty, or can't be read: `details.name`.
    MinutesUnread,
    /// The minutes that were chosen, or came with a request, were put away for another file.
    MinutesGone,
    /// A claim was decided already.
    Decided,
    /// The time in which a claim can be contested is over.
    TooLate,
    /// What was done can't be taken back.
    NotUndoable,
    /// Around a handover: somebody else has to agree first, `details.others`; whether they were asked, `details.asked`, 0 or 1.
    Unagreed,
    /// The server sends no mail.
    NoMail,
    /// It has begun to be sent.
    Begun,
    DiskFull,
    /// A fault of the program; logged.
    Bug,
}

/// What crosses the bridge when a command fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Failure {
    pub code: ErrorCode,
    /// For logs, in English, lower case; never shown.
    pub message: String,
    pub details: BTreeMap<String, Detail>,
}

/// A value that the sentence for the reader needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(untagged)]
pub enum Detail {
    Text(String),
    Count(u32),
}

impl Failure {
    /// A failure without details.
    #[expect(clippy::needless_pass_by_value, reason = "an error is given away, a literal as it is")]
    pub fn new(code: ErrorCode, message: impl ToString) -> Self {
        Self { code, message: message.to_string(), details: BTreeMap::new() }
    }

    /// A fault of the program: logged here, since the reader is told nothing of it.
    pub fn bug(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "a command failed");
        Self::new(ErrorCode::Bug, error)
    }

    /// The same, with a text that the sentence for the reader needs.
    #[must_use]
    pub fn with(mut self, name: &str, detail: impl Into<Detail>) -> Self {
        self.details.insert(name.to_owned(), detail.into());
        self
    }
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Detail {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Detail {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

//! What lies on the desk of the office, and goes to whoever follows in it.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::desk::{self, Purpose, Scheduled};
use crate::device::{Failure, Session};

/// What lies there, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Desk {
    /// Saved lists of the roster.
    pub lists: Vec<String>,
    /// Messages to write from again and again, by what they are about.
    pub templates: Vec<String>,
    /// Messages that haven't gone, by what they are about.
    pub drafts: Vec<String>,
    /// Messages that the server is to send: the soonest first.
    pub mailings: Vec<Coming>,
}

/// A message that the server is to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Coming {
    /// What it is about.
    pub subject: String,
    /// When, by the wall clock of the unit.
    #[serde(serialize_with = "crate::agenda::minute")]
    pub at: DateTime,
    /// Whether it isn't sent before somebody acts.
    pub waits: bool,
}

impl Coming {
    fn of(mailing: Scheduled) -> Option<Self> {
        let Scheduled { subject, at, stage, .. } = mailing;
        stage.is_open().then(|| Self { subject, at, waits: stage.waits() })
    }
}

impl Desk {
    /// Of every office that is held here.
    pub(super) async fn of(session: &Session) -> Result<Self, Failure> {
        let lists = match desk::lists(session).await {
            // Of an office that has no desk, nothing lies on it.
            Err(Failure::NoStream { .. }) => return Ok(Self::default()),
            lists => lists?.into_iter().map(|list| list.name).collect(),
        };
        let (templates, drafts): (Vec<_>, Vec<_>) =
            desk::messages(session).await?.into_iter().partition(|message| message.purpose == Purpose::Template);
        let about = |messages: Vec<desk::Message>| messages.into_iter().map(|message| message.subject).collect();
        let mailings = desk::mailings(session).await?.into_iter().filter_map(Coming::of).collect();
        Ok(Self { lists, templates: about(templates), drafts: about(drafts), mailings })
    }

    /// Whether nothing lies there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { lists, templates, drafts, mailings } = self;
        lists.is_empty() && templates.is_empty() && drafts.is_empty() && mailings.is_empty()
    }
}

//! What lies on the desk of the office, and goes to whoever follows in it.

use serde::Serialize;

use crate::desk::{self, Purpose};
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
        Ok(Self { lists, templates: about(templates), drafts: about(drafts) })
    }

    /// Whether nothing lies there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty() && self.templates.is_empty() && self.drafts.is_empty()
    }
}

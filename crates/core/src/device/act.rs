//! Acts: what a person did as one, opened and closed around its changes (J3.4), and undone as one.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{ActId, StreamId, SubjectId};
use coopol_domain::journal::{Edit, Payload};

use super::{Failure, Saved, Session};
use crate::ambient::chance;

/// What an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// A file of people was taken in.
    Import,
    /// Duplicates were made one.
    Merge,
    /// Something was taken back.
    Undo,
    /// People passed from a section to one that comes out of it, or were taken in there.
    Split,
    /// Proposals were accepted.
    Acceptance,
}

/// An act that is *saved here*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActDone {
    /// By which it can be taken back.
    pub act: ActId,
    /// Its changes, in the order in which they were asked for.
    pub changes: Vec<Saved>,
}

impl Category {
    fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Merge => "merge",
            Self::Undo => "undo",
            Self::Split => "split",
            Self::Acceptance => "acceptance",
        }
    }
}

impl Session {
    /// Does several things as one, in one transaction. The act itself stands in the stream `home`.
    pub async fn act(
        &self,
        home: StreamId,
        category: Category,
        label: Option<&str>,
        intents: Vec<Intent>,
    ) -> Result<ActDone, Failure> {
        let act = ActId::from_bytes(chance(self.ambient()));
        let changes = intents.len();
        let mut all = Vec::with_capacity(changes + 2);
        all.push(opened(home, act, category, label));
        all.extend(intents.into_iter().map(|intent| Intent { act: Some(act), ..intent }));
        all.push(closed(home, act, changes as u64));
        let mut saved = self.record_all(all).await?;
        saved.pop();
        saved.remove(0);
        Ok(ActDone { act, changes: saved })
    }
}

fn opened(home: StreamId, act: ActId, category: Category, label: Option<&str>) -> Intent {
    let mut edits = vec![Edit::set("category", Value::text(category.word()))];
    edits.extend(label.map(|label| Edit::set("label", Value::text(label))));
    about(home, act, Payload::new("act_opened", 1, edits))
}

fn closed(home: StreamId, act: ActId, changes: u64) -> Intent {
    let edits = vec![Edit::set("changes", Value::count(changes)), Edit::set("closed", Value::Bool(true))];
    about(home, act, Payload::new("act_closed", 1, edits))
}

/// The subject of an act is its own id.
fn about(stream: StreamId, act: ActId, payload: Payload) -> Intent {
    let subject = SubjectId::from_bytes(*act.as_bytes());
    Intent { stream, subject, payload, act: Some(act), depends_on: Vec::new() }
}

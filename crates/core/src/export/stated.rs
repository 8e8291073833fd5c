//! An export is a change, *saved here* before its first byte: who, of what, how many, as what.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload};

use super::leave::agreed;
use crate::ambient::chance;
use crate::device::{Failure, Session};

/// What leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// People of the roster.
    People,
    /// Events.
    Agenda,
    /// Everything that the mandate gives.
    Everything,
}

impl Content {
    /// Its word in the journal.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Agenda => "agenda",
            Self::Everything => "everything",
        }
    }
}

/// What leaves, until it is stated: its bytes are given to nobody before.
#[derive(Debug)]
pub struct Prepared {
    content: Content,
    format: &'static str,
    count: usize,
    bytes: Vec<u8>,
}

impl Prepared {
    pub(crate) const fn new(content: Content, format: &'static str, count: usize, bytes: Vec<u8>) -> Self {
        Self { content, format, count, bytes }
    }

    /// How many people or events.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// States the export, and gives what is to be written.
    pub async fn release(self, session: &Session) -> Result<Vec<u8>, Failure> {
        state(session, self.content, self.format, self.count).await?;
        Ok(self.bytes)
    }
}

/// States an export beside what it takes out. Nothing leaves without it, nor, under the departure shield, without leave.
pub(crate) async fn state(session: &Session, content: Content, format: &str, count: usize) -> Result<(), Failure> {
    agreed(session, content).await?;
    let beside: &[Compartment] = match content {
        Content::People => &[Compartment::Roster],
        Content::Agenda => &[Compartment::Agenda],
        Content::Everything => {
            &[Compartment::Roster, Compartment::Dues, Compartment::Agenda, Compartment::Archive, Compartment::Office]
        }
    };
    let edits = vec![
        Edit::set("content", Value::text(content.word())),
        Edit::set("format", Value::text(format)),
        Edit::set("count", Value::count(count as u64)),
    ];
    let subject = SubjectId::from_bytes(chance(session.ambient()));
    // A server that knows files alone has to be updated first; what leaves as a file, it takes as before.
    let version = if format == "mail" { 2 } else { 1 };
    let payload = Payload::new("export_made", version, edits);
    let mut out_of_reach = None;
    for &compartment in beside {
        match session.stream(compartment).await {
            Ok(stream) => {
                let intent = Intent { stream, subject, payload, act: None, depends_on: Vec::new() };
                session.record(intent).await?;
                return Ok(());
            }
            Err(failure) => out_of_reach = Some(failure),
        }
    }
    Err(out_of_reach.expect("an export is of something"))
}

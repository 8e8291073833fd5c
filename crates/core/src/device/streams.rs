//! Which streams the session works in.

use coopol_domain::access::{Verb, Verbs};
use coopol_domain::id::{DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State};

use super::{Failure, Session};
use crate::transport::Hint;
use coopol_domain::device::Shelf as _;

/// A stream that the device holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub stream: StreamId,
    /// Which part of the unit's records.
    pub compartment: Compartment,
    /// What may be done.
    pub verbs: Verbs,
}

impl Session {
    /// Whose session it is.
    pub async fn holder(&self) -> HolderId {
        self.machine.lock().await.holder
    }

    /// Which device it is.
    pub async fn device(&self) -> DeviceId {
        self.machine.lock().await.id
    }

    /// The streams that the device holds and may show.
    pub async fn held(&self) -> Vec<Held> {
        let device = self.machine.lock().await;
        let held = device.streams.iter().filter(|(stream, _)| device.reads(**stream));
        held.map(|(&stream, at)| Held { stream, compartment: at.compartment, verbs: at.verbs }).collect()
    }

    /// Whether a hint tells something that a synchronisation hasn't brought yet: what the device itself wrote comes back
    /// as a hint, too.
    pub async fn is_news(&self, hint: Hint) -> bool {
        match hint {
            Hint::Missed => true,
            Hint::Grown { stream, seq } => {
                let device = self.machine.lock().await;
                device.streams.get(&stream).is_none_or(|at| at.frontier.size() < seq)
            }
        }
    }

    /// The stream of a compartment in which most may be done: that of the unit whose officer the holder is.
    pub async fn stream(&self, compartment: Compartment) -> Result<StreamId, Failure> {
        let held = self.held().await.into_iter().filter(|held| held.compartment == compartment);
        let best = held.max_by_key(|held| [Verb::Write, Verb::Propose].map(|verb| held.verbs.has(verb)));
        let none = || Failure::NoStream { compartment: compartment.to_string() };
        best.map(|held| held.stream).ok_or_else(none)
    }

    /// A subject as its holder sees it: confirmed, and the outbox folded over it.
    pub async fn shown(&self, stream: StreamId, subject: SubjectId) -> Result<Option<State>, Failure> {
        drop(self.reader().await?);
        let device = self.machine.lock().await;
        let confirmed = self.cache.subjects(&[(stream, subject)].into()).await?.subject(stream, subject);
        Ok(device.shown(stream, subject, confirmed.map(|(state, _)| state)))
    }

    /// A confirmed state with the outbox folded over it.
    pub(crate) async fn folded(&self, stream: StreamId, subject: SubjectId, confirmed: Option<State>) -> Option<State> {
        self.machine.lock().await.shown(stream, subject, confirmed)
    }
}

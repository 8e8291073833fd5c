//! Which streams the session works in.

use coopol_domain::access::{Verb, Verbs};
use coopol_domain::device::{Knows, Shelf as _};
use coopol_domain::id::{DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Change, Compartment, Stamp, State};
use coopol_domain::time::Instant;

use super::{Failure, Session};
use crate::transport::Hint;

/// A stream that the device holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub stream: StreamId,
    /// Whose.
    pub unit: UnitId,
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

    /// The kinds that this version of the program folds.
    pub(crate) async fn knows(&self) -> Knows {
        self.machine.lock().await.knows
    }

    /// The streams that the device holds and may show.
    pub async fn held(&self) -> Vec<Held> {
        let device = self.machine.lock().await;
        let held = device.streams.iter().filter(|(stream, _)| device.reads(**stream));
        held.map(|(&stream, at)| Held { stream, unit: at.unit, compartment: at.compartment, verbs: at.verbs }).collect()
    }

    /// Whether a hint tells something that a synchronisation hasn't brought yet: what the device itself wrote comes back
    /// as a hint, too, and often before the answer. So a synchronisation that goes on is waited for, as another would.
    pub async fn is_news(&self, hint: Hint) -> bool {
        match hint {
            Hint::Missed => true,
            Hint::Grown { stream, seq } => {
                drop(self.syncing.lock().await);
                let device = self.machine.lock().await;
                device.streams.get(&stream).is_none_or(|at| at.frontier.size() < seq)
            }
        }
    }

    /// Works in the records of this unit from now on, and in no others: one that became a part of the holder's own, for instance.
    /// Once it is said, it stays.
    pub fn look_into(&self, unit: UnitId) {
        self.within.get_or_init(|| unit);
    }

    /// The stream of a compartment in which most may be done: that of the unit whose officer the holder is. One's own unit
    /// comes before those that became a part of it, of which there is only the past.
    pub async fn stream(&self, compartment: Compartment) -> Result<StreamId, Failure> {
        let within = self.within.get();
        let mut reader = self.cache.reader().await?;
        let own = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT streams.id FROM streams JOIN mandates ON mandates.id = streams.mandate AND mandates.unit = streams.unit",
        );
        let own = own.fetch_all(&mut *reader).await?;
        drop(reader);
        let held = self
            .held()
            .await
            .into_iter()
            .filter(|held| held.compartment == compartment && within.is_none_or(|unit| *unit == held.unit));
        let best = held.max_by_key(|held| {
            let [write, propose] = [Verb::Write, Verb::Propose].map(|verb| held.verbs.has(verb));
            (write, propose, own.iter().any(|own| own == held.stream.as_bytes()))
        });
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

    /// Whether every entry of every stream is here: after a first synchronisation by snapshot the older ones follow (J5.3).
    pub async fn has_whole_history(&self) -> bool {
        self.machine.lock().await.streams.values().all(|at| !at.unchecked)
    }

    /// What was done here about a subject and has no entry yet.
    pub(crate) async fn underway(&self, stream: StreamId, subject: SubjectId) -> Vec<(Change, Stamp)> {
        let device = self.machine.lock().await;
        device.underway(stream, subject).map(|(change, stamp)| (change.clone(), stamp)).collect()
    }

    /// The subjects about which something that was made at such a time has no entry yet, acts and offices apart.
    pub(crate) async fn underway_when(&self, made_at: impl Fn(Instant) -> bool) -> Vec<(StreamId, SubjectId)> {
        let device = self.machine.lock().await;
        let changes = device.outbox.iter().filter(|pending| pending.progress.counts()).map(|pending| &pending.change);
        let wanted = changes.filter(|change| {
            let at = device.streams.get(&change.header.stream);
            made_at(change.header.made_at.instant())
                && !change.payload.kind.starts_with("act_")
                && at.is_some_and(|at| at.compartment != Compartment::Office)
        });
        wanted.map(|change| (change.header.stream, change.header.subject)).collect()
    }
}

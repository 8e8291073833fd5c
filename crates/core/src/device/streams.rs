//! Which streams the session works in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use coopol_domain::access::{Verb, Verbs};
use coopol_domain::device::{Device, Knows, Shelf as _, Stream};
use coopol_domain::id::{DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Change, Compartment, Stamp, State};
use coopol_domain::time::Instant;
use tokio::sync::MutexGuard;

use super::{Failure, Session};
use crate::cache::{CacheError, id};
use crate::shield::Announced;
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

    /// The machine, for what is read of it together with the cache.
    pub(crate) async fn machine(&self) -> MutexGuard<'_, Device> {
        self.machine.lock().await
    }

    /// The streams that the device holds and may show.
    pub async fn held(&self) -> Vec<Held> {
        let device = self.machine.lock().await;
        let held = device.streams.iter().filter(|(stream, _)| device.reads(**stream));
        held.map(|(&stream, at)| Held { stream, unit: at.unit, compartment: at.compartment, verbs: at.verbs }).collect()
    }

    /// Whether a hint tells something that a synchronisation hasn't brought yet: what the device itself wrote comes back
    /// as a hint, too, and often before the answer. So a synchronisation that goes on is waited for, as another would.
    pub async fn is_news(&self, hint: &Hint) -> bool {
        match hint {
            Hint::Missed => true,
            Hint::Grown { stream, seq, erased, .. } => {
                drop(self.syncing.lock().await);
                let device = self.machine.lock().await;
                let stands = |at: &Stream| at.seq() < *seq || (at.erased.len() as u64) < *erased;
                device.streams.get(stream).is_none_or(stands)
            }
        }
    }

    /// Works in the records of this unit from now on, and in those of the holder's own while none of them is held here.
    pub fn look_into(&self, unit: UnitId) {
        *self.within.write().unwrap_or_else(PoisonError::into_inner) = Some(unit);
    }

    /// The same, and it is remembered for [`Self::look_where_last`].
    pub async fn settle_in(&self, unit: UnitId) -> Result<(), Failure> {
        if !self.held().await.iter().any(|held| held.unit == unit) {
            return Err(Failure::NotFound { what: "unit", given: unit.to_string() });
        }
        let mut writer = self.cache.writer().await;
        let noted = sqlx::query("UPDATE device SET works_in = ?").bind(unit.as_bytes().to_vec());
        let mut transaction = writer.begin().await?;
        noted.execute(&mut *transaction).await?;
        transaction.commit().await?;
        self.look_into(unit);
        Ok(())
    }

    /// Works where [`Self::settle_in`] said last; else where it would now, and goes on there whatever mandate comes.
    pub async fn look_where_last(&self) -> Result<(), Failure> {
        let mut reader = self.cache.reader().await?;
        let last =
            sqlx::query_scalar::<_, Option<Vec<u8>>>("SELECT works_in FROM device").fetch_one(&mut *reader).await?;
        drop(reader);
        let last = last.map(|last| id("device", &last, UnitId::from_bytes)).transpose()?;
        let now = match last {
            None => self.unit().await?,
            last => last,
        };
        if let Some(unit) = now {
            self.look_into(unit);
        }
        Ok(())
    }

    /// The unit whose records are worked in: the one that was asked for, else the one of the holder's own in which most may be
    /// done. `None` while no mandate is known here.
    pub async fn unit(&self) -> Result<Option<UnitId>, Failure> {
        let held = self.held().await;
        let asked = *self.within.read().unwrap_or_else(PoisonError::into_inner);
        match asked.filter(|unit| held.iter().any(|held| held.unit == *unit)) {
            Some(unit) => Ok(Some(unit)),
            None => Ok(most_may_be_done(self.own(held).await?)),
        }
    }

    /// The stream of a compartment in the unit that is worked in.
    pub async fn stream(&self, compartment: Compartment) -> Result<StreamId, Failure> {
        let unit = self.unit().await?;
        let held = self.held().await;
        let wanted = held.iter().find(|held| Some(held.unit) == unit && held.compartment == compartment);
        let none = || Failure::NoStream { compartment: compartment.to_string() };
        wanted.map(|held| held.stream).ok_or_else(none)
    }

    /// The desks of the offices that are held in the unit that is worked in, in the order of offices; at least one.
    pub(crate) async fn desks(&self) -> Result<Vec<StreamId>, Failure> {
        let unit = self.unit().await?;
        let mut desks: Vec<(Compartment, StreamId)> = Vec::new();
        for held in self.held().await {
            if Some(held.unit) == unit && matches!(held.compartment, Compartment::Desk(_)) {
                desks.push((held.compartment, held.stream));
            }
        }
        desks.sort_unstable();
        if desks.is_empty() {
            return Err(Failure::NoStream { compartment: "desk".to_owned() });
        }
        Ok(desks.into_iter().map(|(_, stream)| stream).collect())
    }

    /// The streams of a compartment in every unit where the holder has a mandate: not those of the units below.
    pub(crate) async fn own_streams(&self, compartment: Compartment) -> Result<Vec<StreamId>, Failure> {
        let own = self.own(self.held().await).await?.into_iter();
        Ok(own.filter(|held| held.compartment == compartment).map(|held| held.stream).collect())
    }

    /// The streams of the holder's other units, in which they don't work now. What is done in units below, and what was done in
    /// one that became a part of theirs, is told with their own.
    pub(crate) async fn elsewhere(&self) -> Result<Vec<StreamId>, Failure> {
        let unit = self.unit().await?;
        let own = self.own(self.held().await).await?.into_iter();
        Ok(own.filter(|held| Some(held.unit) != unit).map(|held| held.stream).collect())
    }

    /// Those that a mandate in their very unit gives.
    async fn own(&self, held: Vec<Held>) -> Result<Vec<Held>, Failure> {
        let own = self.memos.own_streams.get(self.cache.offices(), (), async {
            let own = sqlx::query_scalar::<_, Vec<u8>>(
                "SELECT streams.id FROM streams JOIN mandates ON mandates.id = streams.mandate AND mandates.unit = streams.unit",
            );
            let own = own.fetch_all(&mut *self.cache.reader().await?).await?;
            let own: BTreeSet<_> =
                own.iter().map(|own| id("streams", own, StreamId::from_bytes)).collect::<Result<_, _>>()?;
            Ok::<_, CacheError>(Arc::new(own))
        });
        let own = own.await?;
        Ok(held.into_iter().filter(|held| own.contains(&held.stream)).collect())
    }

    /// What may announce a handover in a unit, as `read` reads it.
    pub(crate) async fn announced(
        &self,
        unit: UnitId,
        read: impl Future<Output = Result<Arc<Announced>, CacheError>>,
    ) -> Result<Arc<Announced>, CacheError> {
        self.memos.announced.get(self.cache.offices(), unit, read).await
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

/// The unit with the most streams to write in, then to propose in; the same one every time.
fn most_may_be_done(own: Vec<Held>) -> Option<UnitId> {
    let mut units = BTreeMap::<UnitId, (usize, usize)>::new();
    for held in own {
        let (write, propose) = units.entry(held.unit).or_default();
        *write += usize::from(held.verbs.has(Verb::Write));
        *propose += usize::from(held.verbs.has(Verb::Propose));
    }
    units.into_iter().max_by_key(|(unit, may)| (*may, Reverse(*unit))).map(|(unit, _)| unit)
}

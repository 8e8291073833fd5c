//! Erasures (J7.2): which are due, carrying them out, and the ledger that a restore replays.

use std::collections::BTreeMap;

use coopol_domain::authority::{Erasing, erase};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::kinds::Erasure;
use coopol_domain::time::Instant;
use coopol_domain::wire::{CarriedOut, Erased};

use crate::read::{Opened, open_subject};
use crate::row::ErasureRow;
use crate::{Backend, Read, Store, StoreError, Write, Writes};

impl<B: Backend> Store<B> {
    /// The erasures that were confirmed, have waited and fit under the day's cap: what to erase now, stream by stream.
    pub async fn erasures_due(&self, now: Instant) -> Result<BTreeMap<StreamId, Vec<SubjectId>>, StoreError> {
        // Somebody may have withdrawn it in what is still to be given back (J8).
        if self.restoring(now).await?.is_some() {
            return Ok(BTreeMap::new());
        }
        let mut rows = self.backend.read().await?;
        let mut confirmed: BTreeMap<StreamId, Vec<Erasing>> = BTreeMap::new();
        for (row, subject) in rows.confirmed().await? {
            let Opened::Living(_, state) = open_subject(&self.vault, &subject)? else { continue };
            let erasing = Erasing { erasure: Erasure::read(&state), confirmed_at: row.confirmed_at };
            confirmed.entry(row.stream).or_default().push(erasing);
        }
        let mut due = BTreeMap::new();
        for (stream, confirmed) in confirmed {
            let done = rows.erasures(stream, 0).await?;
            let erased: Vec<SubjectId> = done.iter().map(|row| row.subject).collect();
            let instants: Vec<Instant> = done.iter().map(|row| row.at).collect();
            let subjects = erase(&confirmed, &erased, &instants, now);
            if !subjects.is_empty() {
                due.insert(stream, subjects);
            }
        }
        Ok(due)
    }

    /// Erases subjects: their keys, states, payloads and looked-up values, the keys of blobs that nobody else names, and the stream's
    /// snapshots. Entries and tree
    /// stay as they are. One that was erased before is passed over; one that isn't known is marked all the same, so
    /// that a ledger can be replayed over an older backup, stream by stream and in the order of its numbers.
    ///
    /// Returns the new rows of the ledger, which also goes to a file outside the database.
    pub async fn erase(
        &self,
        stream: StreamId,
        subjects: &[SubjectId],
        now: Instant,
    ) -> Result<Vec<ErasureRow>, StoreError> {
        let mut tx = self.backend.write().await?;
        let Some(of) = tx.lock(&[stream]).await?.pop() else { return Ok(Vec::new()) };
        let done = tx.rows().erasures(stream, 0).await?;
        let mut erasures: Vec<ErasureRow> = Vec::new();
        for &subject in subjects {
            if done.iter().chain(&erasures).all(|row| row.subject != subject) {
                let number = of.erased + 1 + erasures.len() as u64;
                erasures.push(ErasureRow { stream, number, subject, at: now });
            }
        }
        if !erasures.is_empty() {
            tx.commit(Writes { erasures: erasures.clone(), ..Writes::default() }).await?;
            self.recent.forget_tail(stream);
            self.facts.forget(stream);
        }
        Ok(erasures)
    }

    /// All erasures of a stream with their instants, in order, for whoever hands it over to another authority (J10).
    pub async fn carried_out(&self, stream: StreamId) -> Result<Vec<CarriedOut>, StoreError> {
        let rows = self.backend.glance().await?.erasures(stream, 0).await?;
        Ok(rows.into_iter().map(|row| CarriedOut { subject: row.subject, at: row.at }).collect())
    }

    /// The erasures of a stream after number `after`, in order, for a device to carry out.
    pub async fn erasures(&self, stream: StreamId, after: u64) -> Result<Vec<Erased>, StoreError> {
        let rows = self.backend.glance().await?.erasures(stream, after).await?;
        Ok(rows.into_iter().map(|row| Erased { stream, number: row.number, subject: row.subject }).collect())
    }
}

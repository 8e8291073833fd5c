//! Taking over streams from another authority (J5.4, J10): all of them in one transaction, or none.

use std::collections::BTreeSet;

use coopol_domain::authority::{Author, Ruling};
use coopol_domain::id::{DeviceId, HolderId, StreamId};
use coopol_domain::time::Instant;
use coopol_domain::wire::CarriedOut;

use super::draft::{Draft, StreamDraft, SubjectDraft};
use crate::row::{ErasureRow, MoveRow, NewStream};
use crate::{Backend, Read as _, Store, StoreError, Write as _};

/// A stream that another authority hands over, every line of it checked.
#[derive(Clone, Debug)]
pub struct HandedOver {
    /// Whose it is.
    pub stream: NewStream,
    /// What to write for it, in order.
    pub rulings: Vec<Ruling>,
    /// The statement of both keys, at its end.
    pub moved: String,
    /// What was erased in it, in the order of the numbers by which devices know it (J7.2): its rulings say nothing of that.
    pub erased: Vec<CarriedOut>,
}

impl<B: Backend> Store<B> {
    /// Takes over these streams, with whoever authored in them. Nothing is judged again.
    ///
    /// # Errors
    /// [`StoreError::StreamTaken`] when one of them is here already, [`StoreError::DeviceTaken`] when a device is that of
    /// another unit, [`StoreError::HolderTaken`] when one of its people has a mandate here.
    pub async fn adopt(&self, authors: Vec<Author>, streams: Vec<HandedOver>, now: Instant) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let ids: Vec<StreamId> = streams.iter().map(|handed| handed.stream.id).collect();
        // Nobody writes beside: none of these may appear meanwhile.
        if let Some(row) = tx.write.rows().streams(&ids).await?.into_iter().next() {
            return Err(StoreError::StreamTaken { stream: row.head.stream });
        }
        let units: BTreeSet<_> = streams.iter().map(|handed| handed.stream.unit).collect();
        let units: Vec<_> = units.into_iter().collect();
        if let Some(row) = tx.write.rows().units_above(&units).await?.into_iter().next() {
            return Err(StoreError::StreamTaken { stream: row.stream });
        }
        let devices: Vec<DeviceId> = authors.iter().map(Author::device).collect();
        if let Some(row) = tx.write.rows().devices(&devices).await?.into_iter().next() {
            return Err(StoreError::DeviceTaken { device: row.id.into() });
        }
        let holders: BTreeSet<HolderId> = authors.iter().filter_map(Author::holder).collect();
        for holder in holders {
            if !tx.write.rows().mandates(&[holder], &[]).await?.is_empty() {
                return Err(StoreError::HolderTaken { holder });
            }
        }
        tx.draft.authors.extend(authors.into_iter().map(|author| (author.device(), Some(author))));
        for HandedOver { stream, rulings, moved, erased } in streams {
            let row = self.empty(&stream, now);
            let seal = self.vault.unwrap_stream(stream.id, &row.key)?;
            tx.draft.writes.founded.push(row.clone());
            tx.draft.streams.insert(stream.id, Some(StreamDraft { row, seal, read_at: 0, grew: false }));
            tx.draft.writes.moves.push(MoveRow { stream: stream.id, number: 1, note: moved });
            for ruling in rulings {
                tx.draft.retold(ruling, &self.vault);
            }
            tx.draft.erased_before(stream.id, &erased);
        }
        tx.commit().await
    }
}

impl Draft {
    /// Erasures that another authority carried out. Whatever a ruling may still have brought of their subjects is taken away
    /// in the same transaction.
    fn erased_before(&mut self, stream: StreamId, erased: &[CarriedOut]) {
        let rows =
            (1..).zip(erased).map(|(number, &CarriedOut { subject, at })| ErasureRow { stream, number, subject, at });
        self.writes.erasures.extend(rows);
        for &CarriedOut { subject, .. } in erased {
            self.subjects.insert((stream, subject), Some(SubjectDraft::Erased));
        }
        let count = erased.len() as u64;
        let row = &mut self.stream(stream).row;
        (row.erased, row.subjects) = (count, row.subjects + count);
    }
}

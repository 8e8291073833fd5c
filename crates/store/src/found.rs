//! Founding: the streams of a new unit, before the authority states in its `office` that it was founded.

use coopol_domain::authority::Head;
use coopol_domain::id::StreamId;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::Instant;

use crate::row::StreamRow;
use crate::{Backend, NewStream, Store, StoreError, Write, Writes};

impl<B: Backend> Store<B> {
    /// Makes room for these streams. Those that are there already, for the same unit and compartment, stay as they
    /// are: founding that was interrupted is done again.
    ///
    /// # Errors
    /// [`StoreError::StreamTaken`] when one is there for another unit or compartment; [`StoreError::Restoring`].
    pub async fn found(&self, streams: &[NewStream], now: Instant) -> Result<(), StoreError> {
        if self.restoring(now).await?.is_some() {
            return Err(StoreError::Restoring);
        }
        let mut tx = self.backend.write().await?;
        let ids: Vec<StreamId> = streams.iter().map(|stream| stream.id).collect();
        let there = tx.lock(&ids).await?;
        let mut founded = Vec::new();
        for stream in streams {
            match there.iter().map(|row| &row.head).find(|head| head.stream == stream.id) {
                Some(head) if (head.unit, head.compartment) == (stream.unit, stream.compartment) => {}
                Some(_) => return Err(StoreError::StreamTaken { stream: stream.id }),
                None => founded.push(self.empty(stream, now)),
            }
        }
        tx.commit(Writes { founded, ..Writes::default() }).await
    }

    pub(crate) fn empty(&self, stream: &NewStream, now: Instant) -> StreamRow {
        let NewStream { id, unit, compartment } = *stream;
        let head = Head { stream: id, unit, compartment, frontier: Frontier::default(), recorded_at: now };
        StreamRow { head, key: self.vault.new_stream(id), subjects: 0, erased: 0, snapshot: None }
    }
}

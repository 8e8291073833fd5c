//! Writing: streams are locked home first and then database by database, which is one order for all who lock some.

use coopol_domain::id::StreamId;
use coopol_store::row::StreamRow;
use coopol_store::{StoreError, Write, Writes};

use super::Spread;
use super::parted::{parted, streams};
use super::places::HOME;
use super::read::SpreadRead;
use crate::read::PostgresRead;
use crate::write::{Done, everything};

/// A transaction that writes in one database or in several. Dropped, it is rolled back in each.
#[derive(Debug)]
pub struct SpreadWrite {
    rows: SpreadRead,
    spread: Spread,
}

impl SpreadWrite {
    pub(super) fn new(rows: SpreadRead, spread: Spread) -> Self {
        Self { rows, spread }
    }

    /// Lets others write beside in every database, unless something was asked already.
    fn beside_others(&mut self) {
        if !self.rows.each[HOME].has_begun() {
            self.rows.each.iter_mut().for_each(PostgresRead::beside_others);
        }
    }

    async fn written(mut self, writes: Writes) -> Done {
        let mut placed = self.rows.placed(streams(&writes)).await?;
        let founded: Vec<(StreamId, usize)> =
            writes.founded.iter().map(|row| (row.head.stream, self.spread.places.of_new(&row.head))).collect();
        placed.extend(founded.iter().copied());
        let parts = parted(writes, self.rows.each.len(), &placed)?;
        let mut written: Vec<usize> = (HOME..parts.len()).filter(|place| parts[*place] != Writes::default()).collect();
        if written.len() > 1 {
            self.spread.commit_in_all(self.rows, &parts).await?;
        } else {
            let only = written.pop().unwrap_or(HOME);
            everything(self.rows.at(only).await?.on().await?, &parts[only]).await?;
            // The others only held locks, and go on holding them until this is done.
            self.rows.each.swap_remove(only).commit().await?;
        }
        self.spread.places.note(founded);
        Ok(())
    }
}

impl Write for SpreadWrite {
    type Read = SpreadRead;

    fn rows(&mut self) -> &mut SpreadRead {
        &mut self.rows
    }

    async fn lock(&mut self, streams: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        self.beside_others();
        let mut locked = Vec::new();
        for (place, some) in self.rows.dealt(streams, |id| *id).await? {
            let found = self.rows.at(place).await?.lock(&some).await;
            let found = found.inspect_err(|error| self.spread.may_be_held(error))?;
            self.rows.seen(&found, place);
            locked.extend(found);
        }
        Ok(locked)
    }

    async fn commit(mut self, writes: Writes) -> Done {
        self.beside_others();
        // Whoever writes holds the lock at home that keeps away those who have to be alone.
        self.rows.each[HOME].on().await?;
        let spread = self.spread.clone();
        self.written(writes).await.inspect_err(|error| spread.may_be_held(error))
    }
}

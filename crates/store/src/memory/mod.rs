//! A backend without a disk: for tests, and for simulations, where one seed must give one trace. Nothing in it waits
//! for anything but another writer.

mod apply;
mod read;
mod tables;

use std::sync::{Arc, Mutex, PoisonError};

use async_lock::MutexGuardArc;
use coopol_domain::id::StreamId;

use crate::row::StreamRow;
use crate::{Backend, Read, StoreError, Write, Writes};
use tables::Tables;

/// A database in memory. Cloning it gives another handle to the same one; [`Memory::backup`] gives another database.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    tables: Arc<Mutex<Arc<Tables>>>,
    turn: Arc<async_lock::Mutex<()>>,
}

/// The tables as they were at one moment.
#[derive(Debug)]
pub struct MemoryRead {
    tables: Arc<Tables>,
}

/// The one writer of its moment.
#[derive(Debug)]
pub struct MemoryWrite {
    rows: MemoryRead,
    memory: Memory,
    turn: MutexGuardArc<()>,
}

impl Memory {
    /// An empty database.
    pub fn new() -> Self {
        Self::default()
    }

    /// A database of its own, with what this one holds now: opened under the same master key, it is a restored backup.
    #[must_use]
    pub fn backup(&self) -> Self {
        Self { tables: Arc::new(Mutex::new(self.now())), turn: Arc::default() }
    }

    fn now(&self) -> Arc<Tables> {
        // A writer that panicked did so before or after it replaced the tables, never in between.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Backend for Memory {
    type Read = MemoryRead;
    type Write = MemoryWrite;

    async fn read(&self) -> Result<MemoryRead, StoreError> {
        Ok(MemoryRead { tables: self.now() })
    }

    async fn write(&self) -> Result<MemoryWrite, StoreError> {
        let turn = self.turn.lock_arc().await;
        Ok(MemoryWrite { rows: MemoryRead { tables: self.now() }, memory: self.clone(), turn })
    }
}

impl Write for MemoryWrite {
    type Read = MemoryRead;

    fn rows(&mut self) -> &mut MemoryRead {
        &mut self.rows
    }

    async fn lock(&mut self, streams: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        self.rows.streams(streams).await
    }

    async fn commit(self, writes: Writes) -> Result<(), StoreError> {
        let Self { rows, memory, turn } = self;
        // Let go first: tables that nobody reads are changed in place.
        drop(rows);
        let mut tables = memory.tables.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut tables).apply(writes);
        drop(turn);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;

    fn bed(test: impl AsyncFnOnce(Memory)) {
        pollster::block_on(test(Memory::new()));
    }

    crate::contract!(bed);

    /// What is written after a backup was taken isn't in it.
    #[test]
    fn a_backup_stands_apart() {
        pollster::block_on(async {
            let memory = Memory::new();
            let scene = crate::contract::scene::Scene::new(memory.clone()).await;
            let backup = memory.backup();
            scene.store.set_setting("epoch", b"2").await.unwrap();
            let open = async |memory: Memory| {
                let chance = crate::SeededChance::new(2);
                crate::Store::open(memory, &crate::contract::scene::master(), chance).await.unwrap()
            };
            assert_eq!(open(backup).await.setting("epoch").await.unwrap(), None);
            assert_eq!(open(memory).await.setting("epoch").await.unwrap(), Some(b"2".to_vec()));
        });
    }
}

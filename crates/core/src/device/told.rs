//! What a hint brought along, until the synchronisation that it asks for takes it in instead of asking (J11).

use std::sync::{Mutex, MutexGuard, PoisonError};

use coopol_domain::time::Instant;
use coopol_domain::wire::{SyncResponse, Told};

use super::Session;
use crate::cache::{CacheError, Contact};

/// For how long the server needn't be asked, in milliseconds: whether other streams may be read by now, and until when, is told to
/// nobody who doesn't ask.
const SPARED: u64 = 5 * 60_000;

/// What came with the last hint, and whether that is all that there is to know.
#[derive(Debug, Default)]
pub(super) struct Brought(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    told: Option<(Told, Contact)>,
    /// Whether something happened since the last question that only another tells.
    asks: bool,
    /// When the server last answered a question.
    asked: Option<Instant>,
}

impl Session {
    /// Keeps what came with a hint for the next synchronisation. Where nothing came, or something waits already, that asks.
    pub fn bring(&self, told: Option<Told>) {
        let mut memory = self.brought.lock();
        memory.asks |= told.is_none() || memory.told.is_some();
        memory.told = told.filter(|_| !memory.asks).map(|told| {
            let contact = self.contact(&told.answer);
            (told, contact)
        });
    }

    /// Notes that a question is about to leave: its answer tells all that happened until now.
    pub(super) fn note_asking(&self) {
        let mut memory = self.brought.lock();
        (memory.told, memory.asks) = (None, false);
    }

    /// Notes that the server answered it.
    pub(super) fn note_asked(&self) {
        self.brought.lock().asked = Some(self.ambient.now());
    }

    /// What a hint brought, where it spares the question; used up either way.
    pub(super) async fn told(&self) -> Result<Option<(SyncResponse, Contact)>, CacheError> {
        let brought = {
            let mut memory = self.brought.lock();
            let (told, asked, now) = (memory.told.take(), memory.asked, self.ambient.now());
            let lately = asked.is_some_and(|asked| asked <= now && now < asked.plus(SPARED));
            told.filter(|_| lately && !memory.asks)
        };
        let Some((told, contact)) = brought else { return Ok(None) };
        if !self.machine.lock().await.follows(&told) {
            return Ok(None);
        }
        let contact = self.delayed(contact).await?;
        Ok(Some((told.answer, contact)))
    }
}

impl Brought {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

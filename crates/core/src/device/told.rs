//! What a hint brought along, until the synchronisation that it asks for takes it in instead of asking (J11).

use std::sync::{Mutex, MutexGuard, PoisonError};

use coopol_domain::time::Instant;
use coopol_domain::wire::{SyncResponse, Told};

use super::Session;
use crate::cache::Contact;

/// For how long the server needn't be asked, in milliseconds: whether other streams may be read by now, and until when, is told to
/// nobody who doesn't ask.
const SPARED: u64 = 5 * 60_000;

/// What came with the last hint, and when the server last answered a question.
#[derive(Debug, Default)]
pub(super) struct Brought(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    told: Option<(Told, Contact)>,
    asked: Option<Instant>,
}

impl Session {
    /// Keeps what came with a hint for the next synchronisation, in place of what came before.
    pub fn bring(&self, told: Option<Told>) {
        let told = told.map(|told| {
            let contact = self.contact(&told.answer);
            (told, contact)
        });
        self.brought.lock().told = told;
    }

    /// Notes that the server answered a question.
    pub(super) fn note_asked(&self) {
        self.brought.lock().asked = Some(self.ambient.now());
    }

    /// What a hint brought, if it is what the server would answer now; used up either way.
    pub(super) async fn told(&self) -> Option<(SyncResponse, Contact)> {
        let (told, contact) = {
            let mut memory = self.brought.lock();
            let (told, asked, now) = (memory.told.take()?, memory.asked?, self.ambient.now());
            Some(told).filter(|_| asked <= now && now < asked.plus(SPARED))?
        };
        self.machine.lock().await.follows(&told).then_some((told.answer, contact))
    }
}

impl Brought {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

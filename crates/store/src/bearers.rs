//! Access tokens that were in force a moment ago, so that not every request has to ask. Exact where they end here: a
//! sign-in that is being ended is never remembered again. What another process ends is noticed within [`MOMENT`].

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::row::{Family, TokenRow};

/// For how long a token is believed without asking, in milliseconds: well within the 5 seconds in which a right must end.
pub(crate) const MOMENT: u64 = 2_000;
/// Above so many they are forgotten, or no more are remembered.
const MOST: usize = 100_000;

/// Cloning it gives another handle to the same memory.
#[derive(Clone, Default)]
pub(crate) struct Bearers(Arc<Mutex<Memory>>);

#[derive(Default)]
struct Memory {
    known: HashMap<Hash, Known>,
    /// Noted before the end is written: what was read before it can't be remembered after.
    ended: HashSet<Family>,
}

#[derive(Clone, Copy)]
struct Known {
    device: DeviceId,
    family: Family,
    /// When it was read, and from when it is to be read again.
    read: Instant,
    until: Instant,
}

impl Bearers {
    pub fn device(&self, access: Hash, now: Instant) -> Option<DeviceId> {
        let known = *self.lock().known.get(&access)?;
        (known.read <= now && now < known.until).then_some(known.device)
    }

    /// Notes a token that was in force when it was read, after `now`.
    pub fn note(&self, token: &TokenRow, now: Instant) {
        let mut memory = self.lock();
        if memory.ended.contains(&token.family) || memory.ended.len() >= MOST {
            return;
        }
        if memory.known.len() >= MOST {
            memory.known.clear();
        }
        let until = now.plus(MOMENT).min(token.expires);
        memory.known.insert(token.hash, Known { device: token.device, family: token.family, read: now, until });
    }

    /// Notes sign-ins that are about to be ended.
    pub fn end(&self, families: &[Family]) {
        let mut memory = self.lock();
        memory.ended.extend(families);
        memory.known.retain(|_, known| !families.contains(&known.family));
    }

    /// Forgets what is old.
    pub fn sweep(&self, now: Instant) {
        self.lock().known.retain(|_, known| now < known.until);
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::TokenKind;

    const NOW: Instant = Instant(1_800_000_000_000);

    fn token(family: u8, expires: Instant) -> TokenRow {
        let device = DeviceId::from_bytes([1; 16]);
        let (hash, family) = (Hash::of(&[family]), Family([family; 16]));
        TokenRow { hash, kind: TokenKind::Access, device, family, expires, used_at: None }
    }

    /// Between the question and the note the sign-in may have been ended.
    #[test]
    fn what_was_read_before_the_end_is_not_noted_after_it() {
        let (bearers, mine, other) = (Bearers::default(), token(1, NOW.plus(60_000)), token(2, NOW.plus(60_000)));
        bearers.end(&[mine.family]);
        bearers.note(&mine, NOW);
        bearers.note(&other, NOW);
        assert_eq!(bearers.device(mine.hash, NOW), None);
        assert_eq!(bearers.device(other.hash, NOW), Some(other.device));
    }

    #[test]
    fn nothing_is_believed_for_longer_than_a_moment_or_beyond_its_end() {
        let (bearers, long, short) = (Bearers::default(), token(1, NOW.plus(60_000)), token(2, NOW.plus(5)));
        bearers.note(&long, NOW);
        bearers.note(&short, NOW);
        let known = |token: &TokenRow, at| bearers.device(token.hash, at).is_some();
        assert!(known(&long, NOW.plus(MOMENT - 1)) && !known(&long, NOW.plus(MOMENT)));
        assert!(known(&short, NOW.plus(4)) && !known(&short, NOW.plus(5)));
        assert!(!known(&long, Instant(NOW.0 - 1)), "the clock was set back");
        bearers.sweep(NOW.plus(5));
        assert!(known(&long, NOW) && !known(&short, NOW));
    }
}

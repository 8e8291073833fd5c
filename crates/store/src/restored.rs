//! A store that was put back from a backup (J8): until a time nothing new is written in it, so that devices can give back what it
//! lost.

use std::sync::atomic::{AtomicBool, Ordering};

use coopol_domain::time::Instant;

use crate::{Backend, Store, StoreError};

const RESTORED: &str = "restored";
const VERSION: u8 = 1;

/// What is known of the last restore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// When it was: names it, as another restore has another.
    pub at: Instant,
    /// Until when nothing is written but what is given back.
    pub until: Instant,
    /// How many entries there were.
    pub entries: u64,
}

/// Whether it may still be that nothing is written: asked of memory before each group of pushes, and of the database only while it
/// may. A restore begins before anybody opens the store, and ends once.
#[derive(Debug)]
pub(crate) struct Waits(AtomicBool);

impl Default for Waits {
    fn default() -> Self {
        Self(AtomicBool::new(true))
    }
}

impl<B: Backend> Store<B> {
    /// The last restore, if there was one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn restored(&self) -> Result<Option<Restored>, StoreError> {
        let kept = self.setting(RESTORED).await?;
        let corrupt = StoreError::Corrupt { what: "what is known of the last restore" };
        kept.map(|kept| Restored::decode(&kept).ok_or(corrupt)).transpose()
    }

    /// The restore after which devices are still giving back at `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn restoring(&self, now: Instant) -> Result<Option<Restored>, StoreError> {
        if !self.waits.0.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let restoring = self.restored().await?.filter(|restored| now < restored.until);
        if restoring.is_none() {
            self.waits.0.store(false, Ordering::Relaxed);
        }
        Ok(restoring)
    }

    /// Notes that the store was put back at `at`, and that devices give back until `until`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_restored(&self, at: Instant, until: Instant) -> Result<Restored, StoreError> {
        let restored = Restored { at, until, entries: self.entries().await? };
        self.set_setting(RESTORED, &restored.encode()).await?;
        self.waits.0.store(true, Ordering::Relaxed);
        Ok(restored)
    }

    /// Ends it at `now`: who works with this store at the time reads it before the next group of pushes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_restoring(&self, now: Instant) -> Result<(), StoreError> {
        let Some(restored) = self.restored().await? else { return Ok(()) };
        let ended = Restored { until: restored.until.min(now), ..restored };
        self.set_setting(RESTORED, &ended.encode()).await
    }

    /// How many entries there are, in all streams.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn entries(&self) -> Result<u64, StoreError> {
        let heads = self.heads(&self.every_stream().await?).await?;
        Ok(heads.values().map(|of| of.head.frontier.size()).sum())
    }
}

impl Restored {
    fn encode(&self) -> Vec<u8> {
        let numbers = [self.at.0, self.until.0, self.entries].map(u64::to_be_bytes);
        [[VERSION].as_slice(), numbers.as_flattened()].concat()
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (version, rest) = bytes.split_first()?;
        let (numbers, over) = rest.as_chunks::<8>();
        let ([at, until, entries], VERSION, []) = (numbers, *version, over) else { return None };
        let [at, until, entries] = [at, until, entries].map(|number| u64::from_be_bytes(*number));
        Some(Self { at: Instant(at), until: Instant(until), entries })
    }
}

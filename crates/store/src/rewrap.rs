//! A new master key (J7.1): all that the old one wraps is wrapped by the new one, in steps that are bounded.
//!
//! What is wrapped opens under one key alone, so that each row says by itself whether its turn has been. The setting that
//! says which master key a store knows goes first: from then on neither key opens the store, until all is under the new one and that has
//! taken the old one's place. Cut off anywhere, the same again goes on.

use std::sync::Arc;

use coopol_domain::id::StreamId;

use crate::backend::{Backend, Read, Write};
use crate::row::{BlobRow, BlobSeal, Secret, SettingRow, SubjectRow};
use crate::sealing::{Place, Vault};
use crate::store::MASTER_KEY;
use crate::{Chance, MasterKey, StoreError, Writes};

/// How many rows are written at once.
const MOST: usize = 500;

/// What is done of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The old key opens the store no more.
    Fenced,
    /// Every setting is under the new one.
    Settings,
    /// All of a stream is.
    Stream(StreamId),
}

/// Goes over from one master key to the next, with nobody beside; `watch` is told each step. Answers how many keys and settings were wrapped anew.
///
/// # Errors
/// [`StoreError::OtherMasterKey`] for a store that knows neither, and what opens under neither.
pub async fn rewrap<B: Backend>(
    backend: &B,
    old: &MasterKey,
    new: &MasterKey,
    chance: impl Chance,
    watch: &mut (dyn FnMut(Step) + Send),
) -> Result<u64, StoreError> {
    let chance: Arc<dyn Chance> = Arc::new(chance);
    let passage = Passage { old: Vault::new(old, Arc::clone(&chance)), new: Vault::new(new, chance) };
    let mut done = passage.fence(backend).await?;
    watch(Step::Fenced);
    let (settings, streams) = {
        let mut rows = backend.read().await?;
        (rows.settings().await?, rows.every_stream().await?)
    };
    let settings = each(settings, |row| passage.setting(row))?;
    done += write(backend, settings, |settings| Writes { settings, ..Writes::default() }).await?;
    watch(Step::Settings);
    for stream in streams {
        done += passage.stream(backend, stream).await?;
        watch(Step::Stream(stream));
    }
    Ok(done)
}

/// Both keys, while all goes over from one to the other.
struct Passage {
    old: Vault,
    new: Vault,
}

impl Passage {
    /// Whoever opens the store from here on with the old key is told that it is another's.
    async fn fence<B: Backend>(&self, backend: &B) -> Result<u64, StoreError> {
        let mut tx = backend.write().await?;
        let known = tx.rows().setting(MASTER_KEY).await?.ok_or(StoreError::OtherMasterKey)?;
        let Some(row) = self.setting(known).map_err(|_| StoreError::OtherMasterKey)? else { return Ok(0) };
        tx.commit(Writes { settings: vec![row], ..Writes::default() }).await?;
        Ok(1)
    }

    /// What one stream holds. Its payloads, states and files are sealed by keys that stay as they are.
    async fn stream<B: Backend>(&self, backend: &B, stream: StreamId) -> Result<u64, StoreError> {
        let (row, blobs, subjects) = {
            let mut rows = backend.read().await?;
            (rows.streams(&[stream]).await?, rows.blobs_of(stream).await?, rows.living(stream).await?)
        };
        let keys = each(row, |row| Ok(self.anew(Place::StreamKey(stream), &row.key)?.map(|key| (stream, key))))?;
        let blobs = each(blobs, |row| self.blob(&row))?;
        let subjects = each(subjects, |row| self.subject(row))?;
        let mut done = write(backend, keys, |rekeyed| Writes { rekeyed, ..Writes::default() }).await?;
        done += write(backend, blobs, |blobs| Writes { blobs, ..Writes::default() }).await?;
        done += write(backend, subjects, |subjects| Writes { subjects, ..Writes::default() }).await?;
        Ok(done)
    }

    fn setting(&self, row: SettingRow) -> Result<Option<SettingRow>, StoreError> {
        let sealed = self.anew(Place::Setting(&row.name), &row.sealed)?;
        Ok(sealed.map(|sealed| SettingRow { sealed, ..row }))
    }

    fn blob(&self, row: &BlobRow) -> Result<Option<BlobRow>, StoreError> {
        let place = Place::BlobKey(row.stream, row.name);
        let seal = match &row.seal {
            BlobSeal::Before | BlobSeal::Gone => None,
            BlobSeal::Between(key) => self.anew(place, key)?.map(BlobSeal::Between),
            BlobSeal::Own(key) => self.anew(place, key)?.map(BlobSeal::Own),
        };
        Ok(seal.map(|seal| BlobRow { seal, ..*row }))
    }

    fn subject(&self, row: SubjectRow) -> Result<Option<SubjectRow>, StoreError> {
        let Some(secret) = row.secret else { return Ok(None) };
        let key = self.anew(Place::SubjectKey(row.stream, row.id), &secret.key)?;
        Ok(key.map(|key| SubjectRow { secret: Some(Secret { key, ..secret }), ..row }))
    }

    /// Under the new key; nothing for what is already.
    fn anew(&self, place: Place<'_>, wrapped: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        if self.new.opens(place, wrapped) { Ok(None) } else { self.old.pass(place, wrapped, &self.new).map(Some) }
    }
}

fn each<T, R>(rows: Vec<T>, anew: impl Fn(T) -> Result<Option<R>, StoreError>) -> Result<Vec<R>, StoreError> {
    rows.into_iter().filter_map(|row| anew(row).transpose()).collect()
}

async fn write<B: Backend, R: Clone>(
    backend: &B,
    rows: Vec<R>,
    writes: fn(Vec<R>) -> Writes,
) -> Result<u64, StoreError> {
    for some in rows.chunks(MOST) {
        backend.write().await?.commit(writes(some.to_vec())).await?;
    }
    Ok(rows.len() as u64)
}

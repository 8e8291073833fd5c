//! What a section that joins hands over, page by page: kept aside, sealed, until it is taken in, or dropped once its code is over.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_domain::wire::Page;
use coopol_store::{Backend, StoreError};

use super::{NotAdopted, Prepared};
use crate::app::App;
use crate::blobs::{BlobError, Sealing};

/// The most that a page may unpack to.
const PAGE: u64 = 32 << 20;
/// Which codes are open.
const OPEN: &str = "adoptions";

/// A section that may still come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// As what its code is known.
    pub id: StreamId,
    /// What was prepared.
    pub prepared: Prepared,
    /// What it handed over so far, as it lies.
    pub bytes: u64,
}

impl<B: Backend> App<B> {
    /// Stages a page of a stream, packed, that follows entry `after`; the last entry that is staged.
    ///
    /// # Errors
    /// [`NotAdopted`].
    pub async fn stage(&self, id: StreamId, stream: StreamId, after: u64, packed: &[u8]) -> Result<u64, NotAdopted> {
        if self.adoption(id).await?.adopted.is_some() {
            return Err(NotAdopted::NoAdoption);
        }
        // One at a time for a code: two would each find room for themselves.
        let _alone = self.upload(id, Hash::of(OPEN.as_bytes())).await?;
        let of = self.staging(id, stream);
        let at = self.staged(&of).await?;
        if at != after {
            return Ok(at);
        }
        let page = unpack(stream, packed)?;
        let end = after + page.lines.len() as u64;
        let bytes = [end.to_be_bytes().as_slice(), packed].concat();
        let most = self.limits.staged;
        if self.blobs.weight(id).await? + bytes.len() as u64 > most {
            return Err(NotAdopted::TooMuch { most });
        }
        self.blobs.keep(&of, after, self.random(), &bytes).await?;
        Ok(end)
    }

    /// How far a stream is staged.
    ///
    /// # Errors
    /// [`NotAdopted`].
    pub async fn staged_up_to(&self, id: StreamId, stream: StreamId) -> Result<u64, NotAdopted> {
        Ok(self.staged(&self.staging(id, stream)).await?)
    }

    pub(super) fn staging(&self, id: StreamId, stream: StreamId) -> Sealing {
        Sealing::new(id, Hash::of(stream.as_bytes()), &self.derive("adoption", id.as_bytes()))
    }

    async fn staged(&self, of: &Sealing) -> Result<u64, BlobError> {
        let Some(last) = self.blobs.parts(of, u64::MAX).await?.pop() else { return Ok(0) };
        let bytes = self.blobs.open(of, &last).await?;
        Ok(bytes.first_chunk().map_or(0, |end| u64::from_be_bytes(*end)))
    }

    pub(super) async fn pages(&self, id: StreamId, stream: StreamId) -> Result<Vec<Page>, NotAdopted> {
        let of = self.staging(id, stream);
        let mut pages = Vec::new();
        for part in self.blobs.parts(&of, u64::MAX).await? {
            let bytes = self.blobs.open(&of, &part).await?;
            pages.push(unpack(stream, bytes.get(8..).unwrap_or_default())?);
        }
        Ok(pages)
    }

    /// Notes that a code is open until then.
    pub(super) async fn note_open(&self, id: StreamId, until: Instant) -> Result<(), StoreError> {
        let _alone = self.own_turn().await?;
        let mut open = self.open_codes().await?;
        open.push((id, until));
        self.keep_open(&open).await
    }

    /// The adoptions that no section has come by yet, as far as their codes count.
    ///
    /// # Errors
    /// [`NotAdopted`].
    pub async fn awaited_adoptions(&self) -> Result<Vec<Awaited>, NotAdopted> {
        let mut awaited = Vec::new();
        for (id, _) in self.open_codes().await? {
            match self.adoption(id).await {
                Ok(prepared) if prepared.adopted.is_none() => {
                    awaited.push(Awaited { id, prepared, bytes: self.blobs.weight(id).await? });
                }
                Ok(_) | Err(NotAdopted::NoAdoption) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(awaited)
    }

    /// Takes a code back that no section has used, and drops what was staged under it.
    ///
    /// # Errors
    /// [`NotAdopted::NoAdoption`] when there is no such code, or it served already.
    pub async fn forget_adoption(&self, id: StreamId) -> Result<(), NotAdopted> {
        let prepared = self.adoption(id).await?;
        if prepared.adopted.is_some() {
            return Err(NotAdopted::NoAdoption);
        }
        // It stays noted as one that is over: a page that another process keeps at this very moment is swept with it.
        let now = self.clock.now();
        self.keep(id, &Prepared { until: now, ..prepared }).await?;
        let alone = self.own_turn().await?;
        let mut open = self.open_codes().await?;
        for code in open.iter_mut().filter(|(code, _)| *code == id) {
            code.1 = now;
        }
        self.keep_open(&open).await?;
        drop(alone);
        Ok(self.blobs.delete_all(id).await?)
    }

    /// Drops what was staged under codes that are over by now, whether or not a section was taken in by them.
    ///
    /// # Errors
    /// [`NotAdopted`]; what is left comes with the next time.
    pub async fn drop_staged(&self, now: Instant) -> Result<(), NotAdopted> {
        let _alone = self.own_turn().await?;
        let (over, open): (Vec<_>, Vec<_>) = self.open_codes().await?.into_iter().partition(|(_, until)| *until <= now);
        if over.is_empty() {
            return Ok(());
        }
        for (id, _) in over {
            self.blobs.delete_all(id).await?;
        }
        Ok(self.keep_open(&open).await?)
    }

    async fn open_codes(&self) -> Result<Vec<(StreamId, Instant)>, StoreError> {
        let Some(kept) = self.store.setting(OPEN).await? else { return Ok(Vec::new()) };
        serde_json::from_slice(&kept).map_err(|_| StoreError::Corrupt { what: "the open adoptions" })
    }

    async fn keep_open(&self, open: &[(StreamId, Instant)]) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(open).expect("ids and numbers make JSON");
        self.store.set_setting(OPEN, &bytes).await
    }
}

fn unpack(stream: StreamId, packed: &[u8]) -> Result<Page, NotAdopted> {
    use std::io::Read as _;
    let unreadable = || NotAdopted::Unreadable { stream };
    let decoder = zstd::Decoder::new(packed).map_err(|_| unreadable())?;
    let mut bytes = Vec::new();
    decoder.take(PAGE).read_to_end(&mut bytes).map_err(|_| unreadable())?;
    let page = Page::decode(&bytes).map_err(|_| unreadable())?;
    if page.lines.is_empty() { Err(unreadable()) } else { Ok(page) }
}

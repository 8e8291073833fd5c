//! Roots, frontiers and proofs, from leaves and tiles.

use std::ops::Range;

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::seal::proof::consistency;
use coopol_domain::seal::tree::{Frontier, Reads, range_root};

use crate::{Backend, Read, Store, StoreError};

impl<B: Backend> Store<B> {
    /// The hashes that prove that a stream of `to` entries continues that of `from` (RFC 6962 §2.1.2); `None` when it
    /// hasn't so many, or `from` is the greater.
    pub async fn consistency(&self, stream: StreamId, from: u64, to: u64) -> Result<Option<Vec<Hash>>, StoreError> {
        let mut rows = self.backend.read().await?;
        let size = rows.streams(&[stream]).await?.first().map_or(0, |row| row.head.frontier.size());
        let Some(plan) = consistency(from, to).ok().filter(|_| to <= size) else { return Ok(None) };
        let mut proof = Vec::new();
        for range in plan {
            proof.push(hash_of(&mut rows, stream, range).await?);
        }
        Ok(Some(proof))
    }

    /// The root of a stream when it had `size` entries; `None` when it hasn't so many, or doesn't exist.
    pub async fn root_at(&self, stream: StreamId, size: u64) -> Result<Option<Hash>, StoreError> {
        if let Some(root) = self.recent.root(stream, size) {
            return Ok(Some(root));
        }
        let root = self.root_read(stream, size).await?;
        if let Some(root) = root {
            self.recent.note_root(stream, size, root);
        }
        Ok(root)
    }

    async fn root_read(&self, stream: StreamId, size: u64) -> Result<Option<Hash>, StoreError> {
        let mut rows = self.backend.read().await?;
        match rows.streams(&[stream]).await?.first().map(|row| &row.head.frontier) {
            Some(frontier) if frontier.size() == size => Ok(Some(frontier.root())),
            Some(frontier) if frontier.size() > size => root_at(&mut rows, stream, size).await.map(Some),
            _ => Ok(None),
        }
    }
}

/// The root at a size that the stream has reached.
pub(crate) async fn root_at(rows: &mut impl Read, stream: StreamId, size: u64) -> Result<Hash, StoreError> {
    hash_of(rows, stream, 0..size).await
}

/// The right edge at a size that the stream has reached.
pub(super) async fn frontier_at(rows: &mut impl Read, stream: StreamId, size: u64) -> Result<Frontier, StoreError> {
    let (tiles, leaves) = parts(rows, stream, &(0..size)).await?;
    let frontier = Frontier::from_tiles(&tiles, &leaves);
    if frontier.size() == size { Ok(frontier) } else { Err(INCOMPLETE) }
}

const INCOMPLETE: StoreError = StoreError::Corrupt { what: "a tree" };

async fn hash_of(rows: &mut impl Read, stream: StreamId, range: Range<u64>) -> Result<Hash, StoreError> {
    let (tiles, leaves) = parts(rows, stream, &range).await?;
    range_root(&range, &tiles, &leaves).map_err(|_| INCOMPLETE)
}

async fn parts(
    rows: &mut impl Read,
    stream: StreamId,
    range: &Range<u64>,
) -> Result<(Vec<Hash>, Vec<Hash>), StoreError> {
    let reads = Reads::of(range).map_err(|_| INCOMPLETE)?;
    let tiles = if reads.tiles.is_empty() { Vec::new() } else { rows.tiles(stream, reads.tiles).await? };
    let leaves = if reads.leaves.is_empty() { Vec::new() } else { rows.leaves(stream, reads.leaves).await? };
    Ok((tiles, leaves))
}

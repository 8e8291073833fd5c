//! What devices of the levels above cosigned (J5.2): one for each of them and each stream, the last.

use std::collections::BTreeMap;

use coopol_domain::authority::Head;
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_domain::wire::{Cursor, Opaque, Witnessed};

use crate::row::CosignatureRow;
use crate::{Backend, Read, Store, StoreError, Write, Writes};

/// A cosignature that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature {
    /// Of which stream.
    pub stream: StreamId,
    /// Of which kind of unit the witness is.
    pub level: UnitKind,
    /// How many entries the stream had.
    pub size: u64,
    /// The checkpoint under both signatures.
    pub note: String,
}

impl<B: Backend> Store<B> {
    /// Keeps what `device` cosigned by `now`, where it is further than what it cosigned before. Each gets a number above those before
    /// it in its stream, and above those that a restored backup lost (J8): whoever heard of these hears of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn cosign(&self, device: DeviceId, given: Vec<Cosignature>, now: Instant) -> Result<(), StoreError> {
        let streams: Vec<StreamId> = given.iter().map(|cosignature| cosignature.stream).collect();
        let mut tx = self.backend.write().await?;
        let known = by_stream(tx.rows().cosignatures(&streams).await?);
        let mut cosignatures = BTreeMap::new();
        for Cosignature { stream, level, size, note } in given {
            let of: &[CosignatureRow] = known.get(&stream).map_or(&[], Vec::as_slice);
            let number = now.0.max(1 + of.iter().map(|row| row.number).max().unwrap_or_default());
            if of.iter().all(|row| row.device != device || row.size < size) {
                let level = level.as_str().to_owned();
                cosignatures.insert(stream, CosignatureRow { stream, device, level, number, size, note });
            }
        }
        tx.commit(Writes { cosignatures: cosignatures.into_values().collect(), ..Writes::default() }).await
    }

    /// What a device is told that stands at these cursors: of each stream the last cosignature of each level that it hasn't
    /// heard of, with the proof that it is of the device's own past, or the other way round.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn witnessed(&self, cursors: &[Cursor]) -> Result<Vec<Witnessed>, StoreError> {
        // Whoever has nothing has nothing to hold against it.
        let begun: BTreeMap<StreamId, Cursor> =
            cursors.iter().filter(|cursor| cursor.seq > 0).map(|cursor| (cursor.stream, *cursor)).collect();
        if begun.is_empty() {
            return Ok(Vec::new());
        }
        let streams: Vec<StreamId> = begun.keys().copied().collect();
        let mut last = BTreeMap::new();
        let known = self.backend.glance().await?.cosignatures(&streams).await?;
        for row in known {
            if row.number > begun[&row.stream].witnessed {
                last.insert((row.stream, row.level.clone()), row);
            }
        }
        let mut told = Vec::with_capacity(last.len());
        for row in last.into_values() {
            let here = begun[&row.stream].seq;
            let proof = self.consistency(row.stream, here.min(row.size), here.max(row.size)).await?;
            told.push(Witnessed {
                stream: row.stream,
                mark: row.number,
                level: row.level,
                device: row.device,
                note: row.note,
                consistency: opaque(proof.unwrap_or_default()),
            });
        }
        Ok(told)
    }

    /// The first `most` of these streams that grew since `device` cosigned them: where they stand, and where it did.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn to_witness(
        &self,
        streams: &[StreamId],
        device: DeviceId,
        most: usize,
    ) -> Result<Vec<(Head, u64)>, StoreError> {
        let mut rows = self.backend.read().await?;
        let known = rows.cosignatures(streams).await?.into_iter().filter(|row| row.device == device);
        let known: BTreeMap<StreamId, u64> = known.map(|row| (row.stream, row.size)).collect();
        let heads = rows.streams(streams).await?.into_iter().map(|row| row.head);
        let from = |head: &Head| known.get(&head.stream).copied().unwrap_or_default();
        let grown = heads.map(|head| (from(&head), head)).filter(|(from, head)| *from < head.frontier.size());
        Ok(grown.take(most).map(|(from, head)| (head, from)).collect())
    }
}

/// A proof as it is sent.
fn opaque(proof: Vec<Hash>) -> Vec<Opaque> {
    proof.into_iter().map(|hash| Opaque(hash.as_bytes().to_vec())).collect()
}

fn by_stream(rows: Vec<CosignatureRow>) -> BTreeMap<StreamId, Vec<CosignatureRow>> {
    let mut streams: BTreeMap<StreamId, Vec<CosignatureRow>> = BTreeMap::new();
    for row in rows {
        streams.entry(row.stream).or_default().push(row);
    }
    streams
}

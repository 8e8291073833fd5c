//! Witnesses (J5.2): what devices of the levels above are shown of the streams below them, and what they cosign.

use coopol_domain::access::Grants;
use coopol_domain::authority::{Head, origin};
use coopol_domain::device::witness_name;
use coopol_domain::id::StreamId;
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::cosignature::Cosigner;
use coopol_domain::seal::moved::opened;
use coopol_domain::seal::note::Note;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Cosigned, CosignedNote, Opaque, Shown, Witnessing};
use coopol_store::{Backend, Cosignature, StoreError};

use crate::app::App;
use crate::http::Failure;
use crate::rights::Standing;

/// How many streams a witness is shown, and gives back, at once.
pub const MOST: usize = 500;
/// Those of the authority and of the witness.
const SIGNATURES: usize = 2;

impl<B: Backend> App<B> {
    /// The streams that a device cosigns and that grew since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn witnessing(&self, standing: &Standing) -> Result<Witnessing, StoreError> {
        let streams: Vec<StreamId> = standing.grants.witnessed().map(|(stream, _)| stream).collect();
        let mut shown = Vec::new();
        for (Head { stream, frontier, .. }, from) in self.store.to_witness(&streams, standing.device.id, MOST).await? {
            let proof = self.store.consistency(stream, from, frontier.size()).await?.unwrap_or_default();
            shown.push(Shown {
                stream,
                from,
                checkpoint: self.authority.checkpoint(stream, frontier.size(), frontier.root(), None),
                consistency: proof.into_iter().map(|hash| Opaque(hash.as_bytes().to_vec())).collect(),
            });
        }
        Ok(Witnessing { now: self.clock.now(), streams: shown })
    }

    /// Keeps what a device cosigned, for the devices of those streams to hear of. They know its key before: it is
    /// introduced where it is new.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a stream that it isn't a witness of, [`Failure::Malformed`] for what isn't its cosignature of
    /// that stream; nothing is kept then.
    pub async fn cosign(&self, standing: &Standing, given: Cosigned) -> Result<(), Failure> {
        let mut checked = Vec::with_capacity(given.notes.len());
        for note in given.notes {
            let level = standing.witness_of(note.stream).ok_or(Failure::NotFound)?;
            checked.push(self.cosigned(standing, level, note).await?);
        }
        for cosignature in &checked {
            self.introduce_witness(standing, cosignature.stream).await?;
        }
        Ok(self.store.cosign(standing.device.id, checked, self.clock.now()).await?)
    }

    async fn cosigned(
        &self,
        standing: &Standing,
        level: UnitKind,
        CosignedNote { stream, note }: CosignedNote,
    ) -> Result<Cosignature, Failure> {
        let wrong = Failure::Malformed("what isn't a cosignature");
        let moves = self.store.moved(stream).await?;
        let Ok(checkpoint) = opened(&note, &origin(stream), self.authority.pinned(), &moves) else { return Err(wrong) };
        let cosigner = Cosigner::new(&witness_name(standing.device.id), standing.device.key);
        let signed = Note::parse(&note).ok().filter(|note| note.signatures().len() == SIGNATURES);
        let at = cosigner.ok().zip(signed).and_then(|(cosigner, note)| cosigner.cosigned(&note).ok());
        let latest = self.clock.now().plus(DAY);
        if at.is_none_or(|at| Instant(at.saturating_mul(1000)) > latest) {
            return Err(wrong);
        }
        if self.store.root_at(stream, checkpoint.size()).await? != Some(checkpoint.root()) {
            return Err(wrong);
        }
        Ok(Cosignature { stream, level, size: checkpoint.size(), note })
    }
}

impl Standing {
    /// Of which kind of unit the holder is a witness of `stream`; `None` when they aren't.
    fn witness_of(&self, stream: StreamId) -> Option<UnitKind> {
        let grants: &Grants = &self.grants;
        let (_, mandate) = grants.witnessed().find(|(witnessed, _)| *witnessed == stream)?;
        let unit = self.directory.mandates.get(&mandate)?.unit;
        Some(self.directory.units.get(&unit)?.kind)
    }
}

//! What a section that joins has erased while it was alone (J7.2, J10): nothing of it comes in, and it goes into the ledger here.

use std::collections::BTreeSet;

use coopol_domain::id::SubjectId;
use coopol_domain::time::Instant;
use coopol_domain::wire::CarriedOut;
use coopol_store::StoreError;

use super::Offered;
use crate::ledger::{Ledger, Record};

impl Offered {
    pub(super) fn erased_subjects(&self) -> BTreeSet<SubjectId> {
        self.erased.iter().map(|done| done.subject).collect()
    }

    /// When each was erased, but never after `now`: a clock that was ahead there holds up no erasure here.
    pub(super) fn erased_by(&self, now: Instant) -> Vec<CarriedOut> {
        self.erased.iter().map(|done| CarriedOut { at: done.at.min(now), ..*done }).collect()
    }

    /// Notes the erasures, so that any restore carries them out again. A line too many, after an interruption, does no harm.
    pub(super) fn note_erased(&self, ledger: &Ledger, now: Instant) -> Result<(), StoreError> {
        for day in self.erased_by(now).chunk_by(|one, next| one.at == next.at) {
            let subjects = day.iter().map(|done| done.subject).collect();
            let record = Record::Erased { stream: self.stream, subjects, at: day[0].at };
            ledger.add(&record).map_err(|error| StoreError::Io(Box::new(error)))?;
        }
        Ok(())
    }
}

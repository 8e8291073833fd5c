//! What the departure shield looks at: the open claims of a unit, and what an author touched in the last day. Asked for
//! about what a shield may stand over; the second only where one may stand now.

use std::collections::BTreeSet;

use coopol_domain::authority::{Author, Bulk, Needs, Watch};
use coopol_domain::id::{HolderId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Claim;

use super::Tx;
use super::draft::{Draft, StreamDraft, SubjectDraft};
use crate::row::{SubjectRow, TouchRow};
use crate::{Backend, StoreError};

impl<B: Backend> Tx<B> {
    /// What is to be asked for the shield.
    pub(super) fn watched(&self, needs: &[&Needs]) -> (Vec<StreamId>, Vec<(StreamId, HolderId)>) {
        let draft = &self.draft;
        let (mut claims, mut touched) = (BTreeSet::new(), BTreeSet::new());
        for needs in needs {
            let Some((stream, office)) = draft.guarded(needs.stream) else { continue };
            if !draft.claims.contains_key(&office) {
                claims.insert(office);
                continue;
            }
            let holder = draft.authors.get(&needs.device).and_then(Option::as_ref).and_then(Author::holder);
            let Some(holder) = holder.filter(|_| draft.may_be_shielded(stream, office)) else { continue };
            if !draft.touched.contains_key(&(needs.stream, holder)) {
                touched.insert((needs.stream, holder));
            }
        }
        (claims.into_iter().collect(), touched.into_iter().collect())
    }

    pub(super) fn learn_watch(
        &mut self,
        offices: &[StreamId],
        authors: &[(StreamId, HolderId)],
        claims: &[SubjectRow],
        touched: &[TouchRow],
    ) -> Result<(), StoreError> {
        for office in offices {
            self.draft.claims.entry(*office).or_default();
        }
        for row in claims {
            let Some(state) = self.store.facts.open(&self.store.vault, row)? else { continue };
            let claim = Claim::read(row.id, &state).ok_or(StoreError::Corrupt { what: "a claim" })?;
            self.draft.claims.entry(row.stream).or_default().insert(row.id, claim);
        }
        // Those that this transaction made or decided aren't in the answer yet.
        let draft = &mut self.draft;
        for row in draft.writes.claims.iter().filter(|row| offices.contains(&row.stream)) {
            let claims = draft.claims.entry(row.stream).or_default();
            claims.remove(&row.subject);
            if let (true, Some(Some(SubjectDraft::Living(living)))) =
                (row.open, draft.subjects.get(&(row.stream, row.subject)))
            {
                claims.extend(Claim::read(row.subject, &living.state).map(|claim| (row.subject, claim)));
            }
        }
        for of in authors {
            self.draft.touched.entry(*of).or_default();
        }
        for row in touched {
            self.draft.touched.entry((row.stream, row.holder)).or_default().insert(row.subject, row.touch);
        }
        Ok(())
    }
}

impl Draft {
    /// What a shield may stand over, known by now, with the `office` stream of its unit.
    fn guarded(&self, stream: StreamId) -> Option<(&StreamDraft, StreamId)> {
        let stream = self.streams.get(&stream)?.as_ref()?;
        let unit = self.directory.units.get(&stream.row.head.unit)?;
        let office = unit.streams.get(&Compartment::Office).copied();
        office.filter(|_| Bulk::watches(stream.row.head.compartment)).map(|office| (stream, office))
    }

    /// Whether a shield may stand: a claim is open, or a mandate has a bound that wasn't reached by the last entry.
    fn may_be_shielded(&self, stream: &StreamDraft, office: StreamId) -> bool {
        let (unit, last): (UnitId, _) = (stream.row.head.unit, stream.row.head.recorded_at);
        let claimed = self.claims.get(&office).is_some_and(|claims| !claims.is_empty());
        let mut mandates = self.directory.mandates.values().filter(|mandate| mandate.unit == unit);
        claimed || mandates.any(|mandate| mandate.bounds().any(|bound| bound > last))
    }

    /// What the shield looks at, of what was read.
    pub fn watch(&self, stream: StreamId, holder: Option<HolderId>) -> Watch {
        let Some((of, office)) = self.guarded(stream) else { return Watch::default() };
        let touched = holder.and_then(|holder| self.touched.get(&(stream, holder)));
        Watch {
            claims: self.claims.get(&office).map(|claims| claims.values().cloned().collect()).unwrap_or_default(),
            touched: touched.cloned().unwrap_or_default(),
            subjects: of.row.subjects.saturating_sub(of.row.erased),
        }
    }
}

//! Claims to an office that are open, with all that decides them.

use std::collections::BTreeMap;

use coopol_domain::id::{MandateId, StreamId, SubjectId};
use coopol_domain::journal::SubjectKey;
use coopol_domain::kinds::{Claim, Mandate};

use crate::read::{Opened, open_subject};
use crate::{Backend, Read, Store, StoreError};

/// The claims to a unit's offices, decided ones too, with its mandates.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// By when they were made.
    pub claims: Vec<Claim>,
    /// By id.
    pub mandates: BTreeMap<MandateId, Mandate>,
    /// The keys of both.
    pub keys: BTreeMap<SubjectId, SubjectKey>,
}

impl<B: Backend> Store<B> {
    /// The `office` streams in which a claim is open.
    pub async fn claimed(&self) -> Result<Vec<StreamId>, StoreError> {
        self.backend.read().await?.claimed().await
    }

    /// The claims and mandates of an `office` stream.
    pub async fn claims_in(&self, office: StreamId) -> Result<Claims, StoreError> {
        let mut found = Claims::default();
        for row in self.backend.read().await?.living(office).await? {
            let Opened::Living(seal, state) = open_subject(&self.vault, &row)? else { continue };
            let claim = Claim::read(row.id, &state);
            let mandate = Mandate::read(row.id.into(), &state);
            if claim.is_some() || mandate.is_some() {
                found.keys.insert(row.id, seal.key.clone());
            }
            found.claims.extend(claim);
            found.mandates.extend(mandate.map(|mandate| (mandate.id, mandate)));
        }
        found.claims.sort_by_key(|claim| claim.made_seq);
        Ok(found)
    }
}

//! A data folder whose key is lost, for custodians who move its records to another (J5.4).

use coopol_domain::authority::{Head, origin};
use coopol_domain::enrolment::Custodian;
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Unit;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_store::{Store, StoreError, SystemChance};

use super::{Failed, NotMovable};
use crate::authority::{Authority, Named, named_in, subjects_of};
use crate::data::{Database, Keyless, NotOpened, open_keyless};
use crate::keys::{self, AUTHORITY};
use crate::settings::Settings;

/// A data folder whose key is lost, and what it is to become.
pub(super) struct Lost {
    pub(super) keyless: Keyless,
    pub(super) from: Verifier,
    pub(super) next: Authority,
}

/// What has to be said of a unit's streams, and by whom it can be.
pub(super) struct Standing {
    unit: UnitId,
    pub(super) named: Named,
    pub(super) heads: Vec<Head>,
}

impl Lost {
    pub(super) async fn open(settings: &Settings) -> Result<Self, Failed> {
        let path = settings.data.join(AUTHORITY);
        if path.exists() {
            return Err(NotMovable::NotLost { path }.into());
        }
        let keyless = open_keyless(settings).await?;
        match Self::followed(settings, &keyless.store) {
            Ok((from, next)) => Ok(Self { keyless, from, next }),
            Err(failed) => {
                keyless.close().await;
                Err(failed)
            }
        }
    }

    /// Whose key is lost, and which follows.
    fn followed(settings: &Settings, store: &Store<Database>) -> Result<(Verifier, Authority), Failed> {
        let (_, key) = store.authority().ok_or(NotMovable::Nobodys)?;
        let from = Authority::pinned_as(key).map_err(NotMovable::from)?;
        Ok((from, Authority::new(keys::next(&settings.data, &SystemChance)?)))
    }

    /// Does something with it, and closes the database, whatever came of it.
    pub(super) async fn during<T>(self, work: impl AsyncFnOnce(&Self) -> Result<T, Failed>) -> Result<T, Failed> {
        let done = work(&self).await;
        self.keyless.close().await;
        done
    }

    pub(super) async fn units(&self) -> Result<Vec<Standing>, Failed> {
        let mut units = Vec::new();
        for unit in self.keyless.store.units().await? {
            units.push(self.standing(&unit).await.map_err(NotOpened::from)?);
        }
        Ok(units)
    }

    async fn standing(&self, unit: &Unit) -> Result<Standing, StoreError> {
        let streams: Vec<StreamId> = unit.streams.values().copied().collect();
        // Nobody ever comes by a snapshot from before the move.
        for &stream in &streams {
            self.keyless.store.make_snapshot(stream).await?;
        }
        let office = unit.streams.get(&Compartment::Office).ok_or(StoreError::Corrupt { what: "a unit" })?;
        let named = named_in(&subjects_of(&self.keyless.store, *office).await?, unit)?;
        let heads = self.keyless.store.heads(&streams).await?.into_values().map(|at| at.head).collect();
        Ok(Standing { unit: unit.id, named, heads })
    }

    /// Whether a statement is about this very end, and signed by everybody who has to.
    pub(super) fn checked(&self, head: &Head, named: &Named, note: &str) -> Result<(), NotMovable> {
        let moved = Moved::open_either(note, &origin(head.stream))?;
        let end = (moved.size(), moved.root()) == (head.frontier.size(), head.frontier.root());
        let known = |by: &[Verifier; 2]| by.iter().all(|one| named.values().any(|key| key == one.public_key()));
        let why = if !end {
            "the statement is about another end than the one that it has here"
        } else if (moved.from(), moved.to()) != (&self.from, self.next.pinned()) {
            "the statement is about other keys than those of this folder"
        } else if !moved.custodians().is_some_and(known) {
            "a custodian signed the statement whom its unit doesn't name"
        } else {
            return Ok(());
        };
        Err(NotMovable::Unmoved { stream: head.stream, why: why.to_owned() })
    }
}

impl Standing {
    pub(super) fn custodian(&self, name: &str) -> Result<Verifier, NotMovable> {
        let missing = || NotMovable::NoCustodian { unit: self.unit, name: name.to_owned() };
        Ok(Custodian::verifier(*self.named.get(name).ok_or_else(missing)?)?)
    }
}

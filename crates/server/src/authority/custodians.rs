//! Who may move the records to another server when the authority's key is lost (J5.4): named while it is there, in the facts
//! of every unit, as no unit reads those of all others.

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Field, Payload, State};
use coopol_domain::kinds::{Unit, custodians};
use coopol_store::{Backend, StoreError};
use ed25519_dalek::VerifyingKey;

use super::{Fact, NotTaken};
use crate::app::App;

/// What the server keeps for units that are still to come.
const NAMED: &str = "custodians";

/// Custodians by name.
pub type Named = BTreeMap<String, VerifyingKey>;

impl<B: Backend> App<B> {
    /// Names these three in every unit, now and to come; in how many they weren't named yet. The same again, after an
    /// interruption, does what is left to do.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn name_custodians(&self, named: &Named) -> Result<usize, NotTaken> {
        let keys: BTreeMap<&str, &[u8]> =
            named.iter().map(|(name, key)| (name.as_str(), key.as_bytes().as_slice())).collect();
        let bytes = serde_json::to_vec(&keys).expect("texts and bytes make JSON");
        self.store.set_setting(NAMED, &bytes).await?;
        let mut told = 0;
        for unit in self.store.units().await? {
            told += usize::from(self.name_in(&unit, named).await?);
        }
        Ok(told)
    }

    /// Names in a unit that comes whom the others name, if they name anybody.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub(super) async fn name_in_newcomer(&self, unit: &Unit) -> Result<(), NotTaken> {
        let Some(kept) = self.store.setting(NAMED).await? else { return Ok(()) };
        let corrupt = || StoreError::Corrupt { what: "the custodians" };
        let kept: BTreeMap<String, Vec<u8>> = serde_json::from_slice(&kept).map_err(|_| corrupt())?;
        let key = |bytes: Vec<u8>| VerifyingKey::try_from(bytes.as_slice()).map_err(|_| corrupt());
        let named: Named =
            kept.into_iter().map(|(name, bytes)| Ok((name, key(bytes)?))).collect::<Result<_, StoreError>>()?;
        self.name_in(unit, &named).await.map(drop)
    }

    async fn name_in(&self, unit: &Unit, named: &Named) -> Result<bool, NotTaken> {
        let office = *unit.streams.get(&Compartment::Office).ok_or(NotTaken::NoStream)?;
        let subjects = self.subjects(office).await?;
        let own = subjects.into_iter().find(|(subject, ..)| *subject == unit.id.into());
        let (subject, key, state) = own.ok_or(NotTaken::NoStream)?;
        if custodians(&state) == *named {
            return Ok(false);
        }
        let payload = Payload::new("custodians_named", 1, edits(&state, named));
        self.state(office, vec![Fact { subject, key: Some(key), payload, depends_on: Vec::new() }]).await?;
        Ok(true)
    }

    /// The custodians that the facts of a unit name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn custodians_of(&self, unit: &Unit) -> Result<Named, StoreError> {
        let Some(&office) = unit.streams.get(&Compartment::Office) else { return Ok(Named::new()) };
        named_in(&self.subjects(office).await?, unit)
    }
}

/// The custodians that these subjects of a unit's `office` name.
pub(crate) fn named_in(subjects: &[super::Subject], unit: &Unit) -> Result<Named, StoreError> {
    let own = subjects.iter().find(|(subject, ..)| *subject == unit.id.into());
    own.map(|(_, _, state)| custodians(state)).ok_or(StoreError::Corrupt { what: "a unit" })
}

/// What makes `state` name these and nobody else.
fn edits(state: &State, named: &Named) -> Vec<Edit> {
    let edit = |name: &str, after: Value| {
        let field = Field::element("custodian", name).expect("whoever names them has seen to it");
        Edit { before: state.get(field.as_str()).clone(), field, after }
    };
    let gone = state.elements("custodian").filter(|(name, _)| !named.contains_key(*name));
    let gone = gone.map(|(name, _)| edit(name, Value::Null));
    let come = named.iter().map(|(name, key)| edit(name, Value::bytes(key.as_bytes())));
    gone.chain(come).filter(|edit| edit.before != edit.after).collect()
}

//! Desks of offices, for units that were founded without: before there were any, by a program that didn't know an office yet, or alone.

use coopol_domain::id::StreamId;
use coopol_domain::journal::{Compartment, Payload};
use coopol_domain::kinds::Unit;
use coopol_store::{Backend, NewStream};

use super::found::{desks, named};
use super::{Fact, NotTaken};
use crate::app::App;

impl<B: Backend> App<B> {
    /// Opens the desks that any unit lacks; in how many units. The same again, after an interruption, does what is left to do.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn open_desks(&self) -> Result<usize, NotTaken> {
        let mut opened = 0;
        for unit in self.store.units().await? {
            opened += usize::from(self.open_desks_of(&unit).await?);
        }
        Ok(opened)
    }

    /// Opens the desks that a unit lacks; whether it lacked any. What became a part of another unit is closed, and gets none.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub(super) async fn open_desks_of(&self, unit: &Unit) -> Result<bool, NotTaken> {
        let lacking = |unit: &Unit| desks(unit.kind).any(|desk| !unit.streams.contains_key(&desk));
        if unit.merged_into.is_some() || !lacking(unit) {
            return Ok(false);
        }
        let _alone = self.own_turn().await?;
        // Another replica may have opened them since.
        let Some(unit) = self.store.unit(unit.id).await? else { return Err(NotTaken::NoStream) };
        let office = unit.streams.get(&Compartment::Office).copied().ok_or(NotTaken::NoStream)?;
        let missing = desks(unit.kind).filter(|desk| !unit.streams.contains_key(desk));
        let new = |compartment| NewStream { id: StreamId::from_bytes(self.random()), unit: unit.id, compartment };
        let streams: Vec<NewStream> = missing.map(new).collect();
        if streams.is_empty() {
            return Ok(false);
        }
        let key = Some(self.key_of(office, unit.id).await?.ok_or(NotTaken::NoStream)?);
        self.store.found(&streams, self.clock.now()).await?;
        let payload = Payload::new("desks_opened", 1, streams.iter().map(named).collect());
        self.state_alone(office, vec![Fact { subject: unit.id.into(), key, payload, depends_on: Vec::new() }]).await?;
        self.rights.note_changed(&self.store, &[unit.id].into()).await;
        Ok(true)
    }
}

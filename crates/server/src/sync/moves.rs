//! What leads a device from the key that it believes to the one that signs today (J5.4).

use std::collections::BTreeMap;

use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::wire::{Cursor, StreamMoves};
use coopol_store::{Backend, StoreError};

use crate::app::App;
use crate::rights::Standing;

impl<B: Backend> App<B> {
    /// The moves of every stream that the device holds, those that it may read no more included: it lets them go on this
    /// very answer, and follows as a whole.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(super) async fn moves(
        &self,
        standing: &Standing,
        believed: Option<DeviceId>,
        cursors: &BTreeMap<StreamId, Cursor>,
    ) -> Result<Vec<StreamMoves>, StoreError> {
        let Some(believed) = believed.filter(|believed| *believed != self.authority.id()) else {
            return Ok(Vec::new());
        };
        let mut told = Vec::new();
        for cursor in cursors.values() {
            if standing.reads(cursor.stream) || self.store.was_held(*cursor).await? {
                told.push(self.store.led(*cursor, believed).await?);
            }
        }
        Ok(told)
    }
}

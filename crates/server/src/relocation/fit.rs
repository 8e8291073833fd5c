//! Whether a server can be moved as it stands.

use coopol_store::{Store, StoreError};

use super::NotMoved;
use crate::clock::{Clock as _, SystemClock};
use crate::database::Database;
use crate::settings::Place;

/// Only what this program knows would be carried.
pub fn known(place: &Place, database: &Database) -> Result<(), NotMoved> {
    if database.is_ahead() { Err(NotMoved::Newer { place: place.clone() }) } else { Ok(()) }
}

/// No laptop would follow to less than it saw (J8).
pub async fn settled(store: &Store<Database>) -> Result<(), StoreError> {
    let restoring = store.restoring(SystemClock.now()).await?;
    restoring.map_or(Ok(()), |_| Err(StoreError::Restoring))
}

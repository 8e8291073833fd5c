//! The unit whose records all rooms show, for who has several.

use coopol_core::mandates;
use coopol_domain::id::{StreamId, UnitId};
use tauri::AppHandle;

use super::Shell;
use super::open::told;
use crate::contract::failure::{ErrorCode, Failure};

impl Shell {
    /// Works in another unit, now and at the next start.
    pub async fn work_in(&self, app: &AppHandle, unit: UnitId) -> Result<(), Failure> {
        let session = self.session().await?;
        if !mandates::places(&session).await?.iter().any(|place| place.unit == unit) {
            return Err(Failure::new(ErrorCode::NotFound, "there are no rooms of that unit here"));
        }
        session.settle_in(unit).await?;
        told(app)
    }

    /// Works in the unit of a stream until somebody chooses, unless the rooms show it already.
    pub async fn work_where(&self, app: &AppHandle, stream: StreamId) -> Result<(), Failure> {
        let session = self.session().await?;
        let unit = session.held().await.into_iter().find(|held| held.stream == stream).map(|held| held.unit);
        match unit {
            Some(unit) if session.unit().await? != Some(unit) => {
                session.look_into(unit);
                told(app)
            }
            _ => Ok(()),
        }
    }
}

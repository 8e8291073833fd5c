//! The unit whose records all rooms show, for who has several.

use coopol_domain::id::{StreamId, UnitId};
use tauri::AppHandle;

use super::Shell;
use super::open::told;
use crate::contract::failure::Failure;

impl Shell {
    /// Works in another unit, now and at the next start.
    pub async fn work_in(&self, app: &AppHandle, unit: UnitId) -> Result<(), Failure> {
        self.session().await?.settle_in(unit).await?;
        told(app)
    }

    /// Works in the unit of a stream, unless the rooms show it already.
    pub async fn work_where(&self, app: &AppHandle, stream: StreamId) -> Result<(), Failure> {
        let session = self.session().await?;
        let unit = session.held().await.into_iter().find(|held| held.stream == stream).map(|held| held.unit);
        match unit {
            Some(unit) if session.unit().await? != Some(unit) => self.work_in(app, unit).await,
            _ => Ok(()),
        }
    }
}

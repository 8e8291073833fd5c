//! What stands in a unit's `office` stream, for commands that look something up there.

use std::fs::File;
use std::sync::Arc;

use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{State, SubjectKey};
use coopol_domain::kinds::{Mandate, Unit};
use coopol_store::{Backend as _, Read as _};
use tokio::task::JoinHandle;

use super::Failed;
use crate::app::App;
use crate::data::{Database, NotOpened, Opened, open, open_alone};
use crate::settings::Settings;

/// The server's insides without its door: what a command works with.
pub struct Desk {
    /// As requests have it.
    pub app: Arc<App<Database>>,
    /// The database itself.
    pub database: Database,
    writer: JoinHandle<()>,
    _held: File,
}

/// A unit's facts.
pub struct Office {
    /// The stream.
    pub stream: StreamId,
    /// The unit.
    pub unit: Unit,
    /// Every subject of the stream.
    pub subjects: Vec<(SubjectId, SubjectKey, State)>,
}

impl Desk {
    /// Opens the data folder.
    pub async fn open(settings: &Settings) -> Result<Self, NotOpened> {
        Ok(Self::over(open(settings).await?))
    }

    /// The same, with nobody beside.
    pub async fn open_alone(settings: &Settings) -> Result<Self, NotOpened> {
        Ok(Self::over(open_alone(settings).await?))
    }

    fn over(Opened { app, engine, database, held }: Opened) -> Self {
        let writer = tokio::spawn(engine.inbox.write(engine.desk));
        Self { app, database, writer, _held: held }
    }

    /// Does something with it, and closes the database, whatever came of it: whoever closes it last empties its log, so that
    /// all that the command did stands in one file.
    pub async fn during<T>(self, work: impl AsyncFnOnce(&Self) -> Result<T, Failed>) -> Result<T, Failed> {
        let done = work(&self).await;
        // Whatever was submitted was answered before.
        self.writer.abort();
        drop(self.writer.await);
        drop(self.app);
        self.database.close().await;
        done
    }

    /// The facts of a unit.
    pub async fn office(&self, unit: UnitId) -> Result<Office, Failed> {
        let missing = || Failed::NoUnit { unit };
        let rows = self.database.read().await.map_err(NotOpened::from)?.units_above(&[unit]).await;
        let row = rows.map_err(NotOpened::from)?.into_iter().find(|row| row.id == unit.into());
        let stream = row.ok_or_else(missing)?.stream;
        let subjects = self.app.subjects(stream).await.map_err(NotOpened::from)?;
        let own = subjects.iter().find(|(id, ..)| *id == unit.into());
        let unit = own.and_then(|(_, _, state)| Unit::read(unit, state)).ok_or_else(missing)?;
        Ok(Office { stream, unit, subjects })
    }
}

impl Office {
    /// The mandates recorded there.
    pub fn mandates(&self) -> impl Iterator<Item = Mandate> {
        let mandates = self.subjects.iter().filter(|(_, _, state)| state.sort == "mandate");
        mandates.filter_map(|(id, _, state)| Mandate::read((*id).into(), state))
    }
}

//! `admin restore`: into an empty folder with the keys; then everything that the ledger says, before anybody is served.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use coopol_domain::time::Instant;

use super::Failed;
use super::office::Desk;
use super::seal::SealWith;
use crate::clock::{Clock as _, SystemClock};
use crate::data::{BLOBS, NotOpened, open_keyless};
use crate::database::Database;
use crate::durable;
use crate::keys::AUTHORITY;
use crate::settings::Settings;

/// What to put back, and how to open it.
#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// The backup.
    pub file: PathBuf,
    /// How it was sealed.
    #[command(flatten)]
    pub seal: SealWith,
    /// For how many hours the server then takes only what laptops give back of what came after the backup. 0: it serves at once,
    /// and what laptops have beyond the backup makes them go on read-only.
    #[arg(long, value_name = "HOURS", default_value_t = WAIT)]
    pub wait: u32,
}

/// Most laptops are opened within a day.
const WAIT: u32 = 24;
/// In milliseconds.
const HOUR: u64 = 3_600_000;

impl Restore {
    /// Puts the backup back.
    ///
    /// # Errors
    /// [`Failed`], also when there is a database already.
    pub async fn run(self, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
        Database::is_missing(settings).await?;
        let copy = self.unpack(settings)?;
        Database::put_back(settings, &copy).await?;
        // Opening replays the ledger.
        let long_ago = Instant(u64::MAX >> 1);
        // Sign-ins that ended since the backup would be back: all of them end.
        let now = SystemClock.now();
        let waits = self.wait > 0 && settings.data.join(AUTHORITY).exists();
        // Without its key the server couldn't tell what it signed for.
        let until = if waits { now.plus(u64::from(self.wait) * HOUR) } else { now };
        if settings.data.join(AUTHORITY).exists() {
            let desk = Desk::open(settings).await?;
            desk.during(async |desk| {
                desk.app.store.sweep(long_ago).await.map_err(NotOpened::from)?;
                Ok(desk.app.store.note_restored(now, until).await.map_err(NotOpened::from)?)
            })
            .await?;
        } else {
            let keyless = open_keyless(settings).await?;
            let swept = keyless.store.sweep(long_ago).await;
            let noted = keyless.store.note_restored(now, until).await;
            keyless.close().await;
            swept?;
            noted.map_err(NotOpened::from)?;
            writeln!(out, "{AUTHORITY} isn't there: if it is lost, two custodians can move the records to a new key")?;
        }
        writeln!(out, "restored; every device has to sign in again")?;
        if waits {
            let until = super::restored::time(until);
            writeln!(out, "next: start the server, and have every officer open Coopol once, with a connection")?;
            writeln!(out, "until {until} it only takes what their laptops give back of what came after the backup")?;
            writeln!(
                out,
                "`admin restored` tells how much came back; `admin restored --end` lets everybody in before"
            )?;
        }
        Ok(())
    }

    /// Puts the files back, and says where the copy of the database is.
    fn unpack(&self, settings: &Settings) -> Result<PathBuf, Failed> {
        let failed = |source| Failed::Io { path: self.file.clone(), source };
        let (coming, name) = (settings.data.join("restore.db"), settings.copy_name());
        let mut found = false;
        let mut archive = tar::Archive::new(self.seal.open(File::open(&self.file).map_err(failed)?)?);
        for entry in archive.entries().map_err(failed)? {
            let mut entry = entry.map_err(failed)?;
            if entry.path().map_err(failed)? == Path::new(name) {
                entry.unpack(&coming).map_err(failed)?;
                found = true;
            } else {
                // It leaves out what would be written outside the folder.
                entry.unpack_in(&settings.data).map_err(failed)?;
            }
        }
        // The seal of the last part is proven by reading it.
        std::io::copy(&mut archive.into_inner(), &mut std::io::sink()).map_err(failed)?;
        if !found {
            return Err(Failed::OtherSort { name });
        }
        let placed = |source| Failed::Io { path: coming.clone(), source };
        File::open(&coming).and_then(|file| file.sync_all()).map_err(placed)?;
        // The database will say that they are here.
        let blobs = settings.data.join(BLOBS);
        if blobs.exists() {
            durable::sync_below(&blobs).map_err(|source| Failed::Io { path: blobs.clone(), source })?;
        }
        Ok(coming)
    }
}

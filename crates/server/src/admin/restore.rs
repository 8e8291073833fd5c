//! `admin restore`: into an empty folder with the keys; then everything that the ledger says, before anybody is served.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use coopol_domain::time::Instant;
use futures_util::StreamExt as _;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt as _};
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use super::seal::SealWith;
use crate::blobs;
use crate::clock::{Clock as _, SystemClock};
use crate::data::{BLOBS, NotOpened, open_keyless};
use crate::database::Database;
use crate::durable;
use crate::keys::AUTHORITY;
use crate::settings::{Files, Settings};

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
    pub(super) async fn run(self, settings: &Settings) -> Result<Answer, Failed> {
        Database::is_missing(settings).await?;
        let copy = Box::pin(self.unpack(settings)).await?;
        Database::put_back(settings, &copy).await?;
        // Opening replays the ledger.
        let long_ago = Instant(u64::MAX >> 1);
        // Sign-ins that ended since the backup would be back: all of them end.
        let now = SystemClock.now();
        let keyed = settings.data.join(AUTHORITY).exists();
        // Without its key the server couldn't tell what it signed for.
        let waits = self.wait > 0 && keyed;
        let until = if waits { now.plus(u64::from(self.wait) * HOUR) } else { now };
        if keyed {
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
        }
        Ok(self.answer(keyed, waits.then_some(until)))
    }

    fn answer(&self, keyed: bool, until: Option<Instant>) -> Answer {
        let mut lines = Vec::new();
        if !keyed {
            lines.push(format!(
                "{AUTHORITY} isn't there: if it is lost, two custodians can move the records to a new key"
            ));
        }
        lines.push("restored; every device has to sign in again".to_owned());
        if let Some(until) = until.map(super::restored::time) {
            lines.extend([
                "next: start the server, and have every officer open Coopol once, with a connection".to_owned(),
                format!("until {until} it only takes what their laptops give back of what came after the backup"),
                "`admin restored` tells how much came back; `admin restored --end` lets everybody in before".to_owned(),
            ]);
        }
        let document = json!({ "file": self.file, "authorityKey": keyed, "until": until });
        Answer::new(document, lines.join("\n"))
    }

    /// Puts the files back, and says where the copy of the database is.
    async fn unpack(&self, settings: &Settings) -> Result<PathBuf, Failed> {
        let bucket = empty_bucket(settings).await?;
        let failed = |source| Failed::Io { path: self.file.clone(), source };
        let (coming, name) = (settings.data.join("restore.db"), settings.copy_name());
        let mut found = false;
        let mut archive = tar::Archive::new(self.seal.open(File::open(&self.file).map_err(failed)?)?);
        for entry in archive.entries().map_err(failed)? {
            let mut entry = entry.map_err(failed)?;
            let path = entry.path().map_err(failed)?.into_owned();
            if path == Path::new(name) {
                entry.unpack(&coming).map_err(failed)?;
                found = true;
            } else if let (Some(bucket), Ok(part)) = (&bucket, path.strip_prefix(BLOBS)) {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes).map_err(failed)?;
                let place = part.to_str().and_then(|part| ObjectPath::parse(part).ok());
                if let Some(place) = place.filter(|_| entry.header().entry_type().is_file()) {
                    bucket.put(&place, bytes.into()).await?;
                }
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

/// The bucket that files are put back into, where they are in one. What is there already would be of another server, or of this one after the
/// backup: neither is written over.
async fn empty_bucket(settings: &Settings) -> Result<Option<Arc<dyn ObjectStore>>, Failed> {
    if settings.files == Files::Folder {
        return Ok(None);
    }
    let bucket = blobs::open(settings).await.map_err(NotOpened::from)?;
    let found = bucket.list(None).next().await.transpose()?;
    match found {
        None => Ok(Some(bucket)),
        Some(_) => Err(Failed::FilesThere { files: settings.files.clone() }),
    }
}

//! `admin backup`: a consistent copy of the database, then the files; sealed as they are written. What is in them is
//! sealed once more by keys that aren't (J7.1).

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;
use futures_util::TryStreamExt as _;
use object_store::ObjectStoreExt as _;
use serde_json::json;
use tar::Header;

use super::answer::Answer;
use super::seal::SealWith;
use super::{Failed, office::Desk};
use crate::blobs;
use crate::data::{BLOBS, NotOpened};
use crate::durable;
use crate::http::metrics::BACKED_UP;
use crate::settings::Settings;

/// Where to write it, and how to seal it.
#[derive(Debug, Clone, Args)]
pub struct Backup {
    /// The file to write; it must not exist yet.
    pub file: PathBuf,
    /// How it is sealed.
    #[command(flatten)]
    pub seal: SealWith,
}

impl Backup {
    /// Writes the backup.
    pub(super) async fn run(self, settings: &Settings) -> Result<Answer, Failed> {
        // Opening replays the ledger: what was erased is in no backup either.
        let desk = Desk::open(settings).await?;
        let copy = settings.data.join("backup.db");
        let stood = self.file.exists();
        desk.during(async |desk| {
            if copy.exists() {
                // Left by a backup that was interrupted.
                std::fs::remove_file(&copy).map_err(|source| Failed::Io { path: copy.clone(), source })?;
            }
            Ok(desk.database.copy_to(&copy).await?)
        })
        .await?;
        let written = Box::pin(self.write(settings, &copy)).await;
        if written.is_err() && !stood {
            // Half of a backup is none, and the same command is to go through next time. What failed is told; this may fail as well.
            drop(std::fs::remove_file(&self.file));
        }
        std::fs::remove_file(&copy).map_err(|source| Failed::Io { path: copy, source })?;
        let bytes = written?;
        // Whoever watches the server is told when it was (`http/metrics.rs`).
        let told = settings.data.join(BACKED_UP);
        std::fs::write(&told, "").map_err(|source| Failed::Io { path: told, source })?;
        Ok(Answer::new(json!({ "file": self.file, "bytes": bytes }), format!("{bytes} bytes")))
    }

    async fn write(&self, settings: &Settings, copy: &Path) -> Result<u64, Failed> {
        let objects = blobs::open(settings).await.map_err(NotOpened::from)?;
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| Failed::Io { path, source }
        };
        let file = File::options().write(true).create_new(true).open(&self.file).map_err(failed(&self.file))?;
        let mut archive = tar::Builder::new(self.seal.seal(file)?);
        archive.append_path_with_name(copy, settings.copy_name()).map_err(failed(copy))?;
        // A file that a document names is never changed once it is whole: copying them after the database misses none.
        let mut listed = objects.list(None);
        while let Some(part) = listed.try_next().await? {
            let bytes = match objects.get(&part.location).await {
                Ok(found) => found.bytes().await?,
                // It was erased meanwhile.
                Err(object_store::Error::NotFound { .. }) => continue,
                Err(error) => return Err(error.into()),
            };
            let mut header = Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o600);
            let name = format!("{BLOBS}/{}", part.location);
            archive.append_data(&mut header, name, bytes.as_ref()).map_err(failed(&self.file))?;
        }
        let file = archive.into_inner().and_then(age::stream::StreamWriter::finish).map_err(failed(&self.file))?;
        let synced = file.sync_all().and_then(|()| durable::sync_name(&self.file));
        synced.and_then(|()| Ok(file.metadata()?.len())).map_err(failed(&self.file))
    }
}

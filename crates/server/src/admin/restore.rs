//! `admin restore`: into an empty folder with the keys; then everything that the ledger says, before anybody is served.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use coopol_domain::time::Instant;

use super::Failed;
use super::office::Desk;
use super::seal::SealWith;
use crate::data::DATABASE;
use crate::settings::Settings;

/// What to put back, and how to open it.
#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// The backup.
    pub file: PathBuf,
    /// How it was sealed.
    #[command(flatten)]
    pub seal: SealWith,
}

impl Restore {
    /// Puts the backup back.
    ///
    /// # Errors
    /// [`Failed`], also when there is a database already.
    pub async fn run(self, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
        let path = settings.data.join(DATABASE);
        if path.exists() {
            return Err(Failed::NotEmpty { path });
        }
        let failed = |source| Failed::Io { path: self.file.clone(), source };
        let file = File::open(&self.file).map_err(failed)?;
        // tar refuses what would be written outside the folder.
        tar::Archive::new(self.seal.open(file)?).unpack(&settings.data).map_err(failed)?;
        // Opening replays the ledger.
        let desk = Desk::open(settings).await?;
        // Sign-ins that ended since the backup would be back: all of them end.
        desk.app.store.sweep(Instant(u64::MAX >> 1)).await?;
        writeln!(out, "restored; every device has to sign in again")?;
        Ok(())
    }
}

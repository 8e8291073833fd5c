//! Copies for the system's viewer: never in the webview, gone with the profile.

use std::path::PathBuf;

use coopol_core::archive::{self, ArchiveError, Viewing};
use coopol_core::device::Session;
use coopol_domain::id::SubjectId;
use tauri::{AppHandle, Manager as _};

use super::Shell;
use super::failure::of_archive;
use super::gate::Opened;
use crate::contract::failure::Failure;

impl Shell {
    /// A copy of a document's file, fetched from the server where it isn't here.
    pub async fn copy_to_view(&self, app: &AppHandle, document: SubjectId) -> Result<PathBuf, Failure> {
        let opened = self.opened().await?;
        copy(app, &opened, document).await.map_err(|error| of_archive(error, ""))
    }

    /// A copy, for the system's viewer, of what nobody has kept yet.
    pub async fn show_in_viewer(&self, app: &AppHandle, name: &str, content: &[u8]) -> Result<PathBuf, Failure> {
        let opened = self.opened().await?;
        let shown = async || viewing(app, &opened).await?.show(name, content);
        shown().await.map_err(|error| of_archive(error, name))
    }
}

/// The folder of the copies, which is begun with the first.
pub async fn viewing<'a>(app: &AppHandle, opened: &'a Opened) -> Result<&'a Viewing, ArchiveError> {
    let base = base(app);
    let begin = async || Viewing::begin(&base, &opened.session);
    opened.viewing.get_or_try_init(begin).await
}

/// Removes what a program that died left there.
pub fn tidy(app: &AppHandle, session: &Session) {
    // A folder that is begun is empty, and one that is dropped is gone.
    if let Err(error) = Viewing::begin(&base(app), session) {
        tracing::warn!(%error, "copies that were opened may still be here");
    }
}

/// Where the copies lie: in memory where the system has such a folder.
fn base(app: &AppHandle) -> PathBuf {
    let folder = app.path().runtime_dir().or_else(|_| app.path().app_cache_dir());
    folder.unwrap_or_else(|_| std::env::temp_dir())
}

async fn copy(app: &AppHandle, opened: &Opened, document: SubjectId) -> Result<PathBuf, ArchiveError> {
    let viewing = viewing(app, opened).await?;
    match viewing.copy(&opened.session, document).await {
        Err(ArchiveError::NotHere) => {
            archive::fetch(&opened.session, &opened.session.http().await?, document).await?;
            Ok(viewing.copy(&opened.session, document).await?)
        }
        copied => Ok(copied?),
    }
}

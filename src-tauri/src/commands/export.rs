//! Export of a roster.

use std::fs;

use coopol_core::export::{self, Content, ExportError, Format};
use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::roster::{ExportFormat, RosterQuery};
use crate::shell::dialog;
use crate::view::person;

/// Writes the people of the query where the person says. Answers the file's name; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn export_roster(
    shell: TheShell<'_>,
    app: AppHandle,
    query: RosterQuery,
    format: ExportFormat,
) -> Answer<Option<String>> {
    let session = shell.session().await?;
    let (format, ending) = self::format(format);
    let prepared = export::roster(&session, &person::query(&query), format).await.map_err(failure)?;
    let name = format!("fichier-{}.{ending}", session.today().await?);
    keep(&app, &name, async || Ok(prepared.release(&session).await?)).await
}

/// Asks for the agreement that the export of a roster takes around a handover; once, however often it is called.
#[tauri::command]
#[specta::specta]
pub async fn ask_to_export(shell: TheShell<'_>) -> Answer<()> {
    let session = shell.session().await?;
    export::ask(&session, Content::People).await?;
    Ok(())
}

/// A format, and how a file of it ends.
pub(super) const fn format(wanted: ExportFormat) -> (Format, &'static str) {
    match wanted {
        ExportFormat::Xlsx => (Format::Xlsx, "xlsx"),
        ExportFormat::Csv => (Format::Csv, "csv"),
    }
}

/// Asks where, and writes there what `release` then gives. Answers the file's name; nothing when the dialog was closed.
pub(super) async fn keep(
    app: &AppHandle,
    name: &str,
    release: impl AsyncFnOnce() -> Answer<Vec<u8>>,
) -> Answer<Option<String>> {
    let Some(path) = dialog::save(app, name).await else { return Ok(None) };
    fs::write(&path, release().await?).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => Failure::new(ErrorCode::DiskFull, error),
        _ => Failure::bug(&error),
    })?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

pub(super) fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::Failure(error) => error.into(),
        error => Failure::bug(&error),
    }
}

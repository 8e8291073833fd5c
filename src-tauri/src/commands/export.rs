//! Export of a roster.

use std::fs;

use coopol_core::export::{self, ExportError, Format};
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
    let (format, ending) = match format {
        ExportFormat::Xlsx => (Format::Xlsx, "xlsx"),
        ExportFormat::Csv => (Format::Csv, "csv"),
    };
    let prepared = export::roster(&session, &person::query(&query), format).await.map_err(failure)?;
    let Some(path) = dialog::save(&app, &format!("fichier-{}.{ending}", session.today().await?)).await else {
        return Ok(None);
    };
    let bytes = prepared.release(&session).await?;
    fs::write(&path, bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => Failure::new(ErrorCode::DiskFull, error),
        _ => Failure::bug(&error),
    })?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::Failure(error) => error.into(),
        error => Failure::bug(&error),
    }
}

//! Sealed codes.

use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::codes::{CameBack, Comeback, SealedCodes};
use crate::contract::failure::Failure;
use crate::shell;

/// Where the unit's codes stand.
#[tauri::command]
#[specta::specta]
pub async fn sealed_codes(shell: TheShell<'_>) -> Answer<SealedCodes> {
    shell.sealed_codes().await
}

/// Makes three codes and opens their three sheets in the system's viewer; whether they serve at once.
#[tauri::command]
#[specta::specta]
pub async fn make_sealed_codes(shell: TheShell<'_>, app: AppHandle) -> Answer<bool> {
    let (sheets, serve) = shell.make_sealed_codes(&app).await?;
    for sheet in sheets {
        tauri_plugin_opener::open_path(sheet, None::<&str>).map_err(|error| Failure::bug(&error))?;
    }
    Ok(serve)
}

/// Lets somebody come back by two codes, before there is a profile.
#[tauri::command]
#[specta::specta]
pub async fn come_back(asked: Comeback) -> Answer<CameBack> {
    shell::come_back(asked).await
}

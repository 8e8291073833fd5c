//! Before the rooms: first run, and the states with one action each.

use coopol_core::vault::Passphrase;
use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::failure::Failure;
use crate::contract::session::{Enrolment, Start};
use crate::shell;

/// How to paint, and what may be shown.
#[tauri::command]
#[specta::specta]
pub async fn start(shell: TheShell<'_>, app: AppHandle) -> Answer<Start> {
    shell.try_open(&app).await?;
    Ok(Start { display: shell.settings.chosen().display(), session: shell.standing().await? })
}

#[tauri::command]
#[specta::specta]
pub async fn unlock(shell: TheShell<'_>, app: AppHandle, passphrase: String) -> Answer<()> {
    shell.unlock(&app, Passphrase::new(passphrase)).await
}

/// Tries again what failed at the start.
#[tauri::command]
#[specta::specta]
pub async fn reopen(shell: TheShell<'_>, app: AppHandle) -> Answer<()> {
    shell.reopen(&app).await
}

/// Speaks with the server to renew the lease.
#[tauri::command]
#[specta::specta]
pub async fn renew(shell: TheShell<'_>, app: AppHandle) -> Answer<()> {
    shell.renew(&app).await
}

/// Destroys the key, then the files of this profile.
#[tauri::command]
#[specta::specta]
pub async fn forget(shell: TheShell<'_>, app: AppHandle) -> Answer<()> {
    shell.forget(&app).await
}

#[tauri::command]
#[specta::specta]
pub async fn check_invitation(text: String) -> Answer<()> {
    shell::check_invitation(&text)
}

/// Makes the profile.
#[tauri::command]
#[specta::specta]
pub async fn enrol(shell: TheShell<'_>, app: AppHandle, enrolment: Enrolment) -> Answer<()> {
    shell.enrol(&app, enrolment).await
}

/// Makes a recovery sheet, with a fresh code, and opens it in the system's viewer.
#[tauri::command]
#[specta::specta]
pub async fn open_recovery_sheet(shell: TheShell<'_>, app: AppHandle) -> Answer<()> {
    let sheet = shell.recovery_sheet(&app).await?;
    tauri_plugin_opener::open_path(sheet, None::<&str>).map_err(|error| Failure::bug(&error))
}

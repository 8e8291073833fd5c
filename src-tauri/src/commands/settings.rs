//! Réglages.

use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::settings::{SettingsChange, SettingsSheet};

#[tauri::command]
#[specta::specta]
pub async fn settings(shell: TheShell<'_>, app: AppHandle) -> Answer<SettingsSheet> {
    shell.settings_sheet(&app).await
}

#[tauri::command]
#[specta::specta]
pub async fn change_settings(shell: TheShell<'_>, app: AppHandle, change: SettingsChange) -> Answer<()> {
    shell.change_settings(&app, change)
}

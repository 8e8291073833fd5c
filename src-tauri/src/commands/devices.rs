//! The laptops of the unit, in Réglages.

use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::devices::{DevicesSheet, Handover};

#[tauri::command]
#[specta::specta]
pub async fn devices(shell: TheShell<'_>) -> Answer<DevicesSheet> {
    shell.devices_sheet().await
}

/// Makes an invitation for one laptop of somebody, and answers once the server has it.
#[tauri::command]
#[specta::specta]
pub async fn invite_device(shell: TheShell<'_>, holder: Id) -> Answer<Handover> {
    shell.invite_device(&holder).await
}

/// Puts an end to an invitation that waits.
#[tauri::command]
#[specta::specta]
pub async fn contest_invitation(shell: TheShell<'_>, id: Id) -> Answer<()> {
    shell.contest_invitation(&id).await
}

/// Shuts a laptop out, for good; never this one.
#[tauri::command]
#[specta::specta]
pub async fn revoke_device(shell: TheShell<'_>, id: Id) -> Answer<()> {
    shell.revoke_device(&id).await
}

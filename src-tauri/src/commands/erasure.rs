//! Erasing people for good.

use coopol_core::roster::erasure;

use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::roster::ErasureGround;
use crate::view::{self, person as people};

/// Asks that a person be erased.
#[tauri::command]
#[specta::specta]
pub async fn ask_erasure(shell: TheShell<'_>, id: Id, ground: ErasureGround) -> Answer<()> {
    erasure::ask(&*shell.session().await?, &[view::id(&id)?], people::core_ground(ground)).await?;
    Ok(())
}

/// Agrees to an erasure that somebody else asked for.
#[tauri::command]
#[specta::specta]
pub async fn agree_erasure(shell: TheShell<'_>, erasure: Id) -> Answer<()> {
    erasure::agree(&*shell.session().await?, view::id(&erasure)?).await?;
    Ok(())
}

/// Withdraws an erasure, whoever asked for it.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_erasure(shell: TheShell<'_>, erasure: Id) -> Answer<()> {
    erasure::withdraw(&*shell.session().await?, view::id(&erasure)?).await?;
    Ok(())
}

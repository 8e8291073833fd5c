//! What came after its author's mandate had ended.

use coopol_core::{proposals, quarantine};
use coopol_domain::id::ChangeId;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::late::LatePage;
use crate::view;

/// What waits of it.
#[tauri::command]
#[specta::specta]
pub async fn late_work(shell: TheShell<'_>) -> Answer<LatePage> {
    let session = shell.session().await?;
    let now = session.now().await?;
    Ok(view::late::page(quarantine::list(&session).await?, now, &session.zone().await?))
}

/// Takes changes over, with those that they make no sense without.
#[tauri::command]
#[specta::specta]
pub async fn accept_late(shell: TheShell<'_>, changes: Vec<Id>) -> Answer<Saved> {
    let done = quarantine::accept(&*shell.session().await?, &ids(&changes)?).await?;
    Ok(Saved { act: done.act.to_string() })
}

/// Declines changes: they wait no longer, and stand in the history.
#[tauri::command]
#[specta::specta]
pub async fn decline_late(shell: TheShell<'_>, changes: Vec<Id>) -> Answer<()> {
    proposals::decline(&*shell.session().await?, &ids(&changes)?).await?;
    Ok(())
}

fn ids(changes: &[Id]) -> Answer<Vec<ChangeId>> {
    changes.iter().map(|change| view::id(change)).collect()
}

//! What surrounds every room.

use coopol_core::search::{self, Hit, Kind};
use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::base::{Subject, SubjectKind};
use crate::contract::search::SearchHit;

/// At most so many finds.
const FINDS: u32 = 12;

#[tauri::command]
#[specta::specta]
pub async fn lock(shell: TheShell<'_>, app: AppHandle) -> Answer<()> {
    shell.lock(&app).await
}

/// Best finds first.
#[tauri::command]
#[specta::specta]
pub async fn search(shell: TheShell<'_>, text: String) -> Answer<Vec<SearchHit>> {
    let found = search::search(&*shell.session().await?, &text, FINDS).await?;
    let kind = |kind| match kind {
        Kind::Person => SubjectKind::Person,
        Kind::Event => SubjectKind::Event,
        Kind::Document => SubjectKind::Document,
    };
    let hit = |hit: Hit| SearchHit {
        subject: Subject { kind: kind(hit.kind), id: hit.id.to_string(), name: hit.name },
        detail: hit.detail,
    };
    Ok(found.into_iter().map(hit).collect())
}

//! What surrounds every room.

use coopol_core::search::{self, Hit, Kind};
use tauri::{AppHandle, State};

use super::{Answer, TheShell};
use crate::contract::base::{Id, Subject, SubjectKind};
use crate::contract::search::SearchHit;
use crate::quit::Holding;
use crate::view;

/// At most so many finds.
const FINDS: u32 = 12;

#[tauri::command]
#[specta::specta]
pub async fn lock(shell: TheShell<'_>, app: AppHandle) -> Answer<()> {
    shell.lock(&app).await
}

/// Shows the records of another unit in all rooms, now and at the next start.
#[tauri::command]
#[specta::specta]
pub async fn work_in(shell: TheShell<'_>, app: AppHandle, unit: Id) -> Answer<()> {
    shell.work_in(&app, view::id(&unit)?).await
}

/// The page says whether something begun in it would be lost with the program.
#[tauri::command]
#[specta::specta]
pub async fn hold_quit(holding: State<'_, Holding>, held: bool) -> Answer<()> {
    holding.hold(held);
    Ok(())
}

/// Ends the program: the page has asked.
#[tauri::command]
#[specta::specta]
pub async fn quit(app: AppHandle) -> Answer<()> {
    app.exit(0);
    Ok(())
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

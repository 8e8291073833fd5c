//! Archives.

use coopol_core::archive::{self, Change, NewDocument};
use coopol_core::roster::Window;
use jiff::civil::Date;
use tauri::AppHandle;

use super::{Answer, TheShell};
use crate::contract::archive::{
    ArchivePage, ArchiveQuery, DocumentChange, DocumentDraft, DocumentSheet, StagedDocument,
};
use crate::contract::base::{Created, Id, RowRange, Saved};
use crate::contract::failure::{ErrorCode, Failure};
use crate::shell::{Staged, dialog, of_archive};
use crate::view::{self, document as documents};

/// More than any server takes; it has its own limit.
const MOST: u64 = 1 << 30;

#[tauri::command]
#[specta::specta]
pub async fn archives(shell: TheShell<'_>, query: ArchiveQuery, range: RowRange) -> Answer<ArchivePage> {
    let session = shell.session().await?;
    let window = Window { offset: range.offset, limit: range.limit };
    let page = archive::list(&session, &documents::query(query), window).await?;
    Ok(documents::page(page, &session.zone().await?))
}

#[tauri::command]
#[specta::specta]
pub async fn document(shell: TheShell<'_>, id: Id) -> Answer<DocumentSheet> {
    let session = shell.session().await?;
    let sheet = archive::sheet(&session, view::id(&id)?).await?;
    Ok(documents::sheet(sheet, &session.zone().await?))
}

/// Nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn choose_document(shell: TheShell<'_>, app: AppHandle) -> Answer<Option<StagedDocument>> {
    let today = shell.session().await?.today().await?;
    let Some(path) = dialog::open(&app, &[]).await else { return Ok(None) };
    let staged = Staged::read(&path, MOST)?;
    let file_name = staged.name.clone();
    Ok(Some(StagedDocument {
        title: documents::title(&file_name),
        kind: documents::likely_kind(&file_name),
        date: documents::likely_day(&file_name, today),
        size: view::count(staged.bytes.len() as u64),
        file: shell.files.stage(staged),
        file_name,
    }))
}

#[tauri::command]
#[specta::specta]
pub async fn add_document(shell: TheShell<'_>, draft: DocumentDraft) -> Answer<Created> {
    let session = shell.session().await?;
    let missing = || Failure::new(ErrorCode::NotFound, "no file of this id was chosen");
    let staged = shell.files.staged(&draft.file).ok_or_else(missing)?;
    let new = NewDocument {
        title: draft.title,
        category: Some(documents::category(draft.kind)),
        dated_on: Some(day(&draft.date)?),
        file_name: staged.name.clone(),
        ..NewDocument::default()
    };
    let added = archive::add(&session, &new, staged.bytes.clone()).await;
    let (document, done) = added.map_err(|error| of_archive(error, &staged.name))?;
    Ok(view::created(document, &done))
}

#[tauri::command]
#[specta::specta]
pub async fn change_document(shell: TheShell<'_>, id: Id, change: DocumentChange) -> Answer<Saved> {
    let change = match change {
        DocumentChange::Title(title) => Change::Title(title),
        DocumentChange::Kind(kind) => Change::Category(documents::category(kind)),
        DocumentChange::Date(date) => Change::DatedOn(Some(day(&date)?)),
    };
    Ok(view::saved(&archive::describe(&*shell.session().await?, view::id(&id)?, &change).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn remove_document(shell: TheShell<'_>, id: Id) -> Answer<Saved> {
    Ok(view::saved(&archive::withdraw(&*shell.session().await?, view::id(&id)?).await?))
}

/// Opens a copy in the system's viewer, fetched first where the file isn't here.
#[tauri::command]
#[specta::specta]
pub async fn open_document(shell: TheShell<'_>, app: AppHandle, id: Id) -> Answer<()> {
    let copy = shell.copy_to_view(&app, view::id(&id)?).await?;
    tauri_plugin_opener::open_path(copy, None::<&str>).map_err(|error| Failure::bug(&error))
}

fn day(text: &str) -> Answer<Date> {
    let unreadable = |_| Failure::new(ErrorCode::Invalid, "not a day").with("field", "date").with("rule", "day");
    text.parse().map_err(unreadable)
}

//! What is promised, and what is good to know: in the dossier of Passation.

use coopol_core::memory;

use super::{Answer, TheShell};
use crate::contract::base::{Created, Id, Saved};
use crate::contract::memory::{FactDraft, PromiseDraft, PromiseOutcome};
use crate::view::memory::{fact_draft, outcome, promise_draft};
use crate::view::{created, id, saved};

#[tauri::command]
#[specta::specta]
pub async fn add_promise(shell: TheShell<'_>, draft: PromiseDraft) -> Answer<Created> {
    let (promise, done) = memory::promise(&*shell.session().await?, &promise_draft(draft)?).await?;
    Ok(created(promise, &done))
}

/// What differs between `seen`, as it was shown, and `draft`.
#[tauri::command]
#[specta::specta]
pub async fn change_promise(
    shell: TheShell<'_>,
    promise: Id,
    seen: PromiseDraft,
    draft: PromiseDraft,
) -> Answer<Saved> {
    let (seen, draft) = (promise_draft(seen)?, promise_draft(draft)?);
    Ok(saved(&memory::rewrite_promise(&*shell.session().await?, id(&promise)?, &seen, &draft).await?))
}

/// Undo opens it again.
#[tauri::command]
#[specta::specta]
pub async fn settle_promise(shell: TheShell<'_>, promise: Id, became: PromiseOutcome) -> Answer<Saved> {
    Ok(saved(&memory::settle(&*shell.session().await?, id(&promise)?, outcome(became)).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn remove_promise(shell: TheShell<'_>, promise: Id) -> Answer<Saved> {
    Ok(saved(&memory::withdraw_promise(&*shell.session().await?, id(&promise)?).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn add_fact(shell: TheShell<'_>, draft: FactDraft) -> Answer<Created> {
    let (fact, done) = memory::note(&*shell.session().await?, &fact_draft(draft)).await?;
    Ok(created(fact, &done))
}

/// What differs between `seen`, as it was shown, and `draft`.
#[tauri::command]
#[specta::specta]
pub async fn change_fact(shell: TheShell<'_>, fact: Id, seen: FactDraft, draft: FactDraft) -> Answer<Saved> {
    let (seen, draft) = (fact_draft(seen), fact_draft(draft));
    Ok(saved(&memory::rewrite_fact(&*shell.session().await?, id(&fact)?, &seen, &draft).await?))
}

#[tauri::command]
#[specta::specta]
pub async fn remove_fact(shell: TheShell<'_>, fact: Id) -> Answer<Saved> {
    Ok(saved(&memory::withdraw_fact(&*shell.session().await?, id(&fact)?).await?))
}

//! Putting somebody in charge of a unit below for a time.

use coopol_core::device::Session;
use coopol_core::mandates::{self, Prepared};

use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::caretaker::CaretakerDraft;
use crate::view::{self, caretaker::new_caretaker};

/// Refuses what `appoint_caretaker` would; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn weigh_caretaker(shell: TheShell<'_>, draft: CaretakerDraft) -> Answer<()> {
    let session = shell.session().await?;
    prepared(&session, draft).await?.weigh(&session).await?;
    Ok(())
}

/// Puts somebody in charge.
#[tauri::command]
#[specta::specta]
pub async fn appoint_caretaker(shell: TheShell<'_>, draft: CaretakerDraft) -> Answer<()> {
    let session = shell.session().await?;
    prepared(&session, draft).await?.record(&session).await?;
    Ok(())
}

/// The person has read that somebody was put in charge of their unit.
#[tauri::command]
#[specta::specta]
pub async fn read_appointment(shell: TheShell<'_>, id: Id) -> Answer<()> {
    Ok(mandates::read_appointment(&*shell.session().await?, view::id(&id)?).await?)
}

async fn prepared(session: &Session, draft: CaretakerDraft) -> Answer<Prepared> {
    let (known, zone) = (mandates::list(session).await?, session.zone().await?);
    let new = new_caretaker(draft, session.holder().await, &known, session.see().await?, &zone)?;
    Ok(mandates::prepare_caretaker(session, &new).await?)
}

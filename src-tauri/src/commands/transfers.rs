//! Moving somebody to another section, and taking in those whom others send.

use coopol_core::roster::{self, arrivals};
use coopol_core::transport::UnitNamed;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::history::Named;
use crate::view;

/// The sections that somebody may be sent to; asked of the server.
#[tauri::command]
#[specta::specta]
pub async fn destinations(shell: TheShell<'_>) -> Answer<Vec<Named>> {
    let session = shell.session().await?;
    let units = roster::destinations(&session, &session.http().await?).await?;
    Ok(units.into_iter().map(|unit| Named { id: unit.id.to_string(), name: unit.name }).collect())
}

/// Sends somebody to the section `to`, by its id and its name.
#[tauri::command]
#[specta::specta]
pub async fn transfer_person(shell: TheShell<'_>, id: Id, to: Named) -> Answer<Saved> {
    let to = UnitNamed { id: view::id(&to.id)?, kind: "section".to_owned(), name: to.name, parent: None };
    let done = roster::transfer(&*shell.session().await?, view::id(&id)?, &to).await?;
    Ok(Saved { act: done.change.to_string() })
}

/// Takes somebody in, as somebody new or as `known`, whose sheet is completed.
#[tauri::command]
#[specta::specta]
pub async fn accept_arrival(shell: TheShell<'_>, id: Id, known: Option<Id>) -> Answer<Saved> {
    let known = known.map(|known| view::id(&known)).transpose()?;
    let done = arrivals::accept(&*shell.session().await?, view::id(&id)?, known).await?;
    Ok(Saved { act: done.undo })
}

/// Declines: the person is back in the section they come from.
#[tauri::command]
#[specta::specta]
pub async fn decline_arrival(shell: TheShell<'_>, id: Id) -> Answer<()> {
    arrivals::decline(&*shell.session().await?, view::id(&id)?).await?;
    Ok(())
}

//! The unit itself, in Réglages and in the season of a congress.

use coopol_core::units;
use coopol_domain::id::UnitId;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::unit::{UnitDraft, UnitSheet};
use crate::view::unit::{facts, sheet};
use crate::view::{id, saved};

/// The unit that is worked in, when none is named.
#[tauri::command]
#[specta::specta]
pub async fn unit(shell: TheShell<'_>, unit: Option<Id>) -> Answer<UnitSheet> {
    let unit: Option<UnitId> = unit.map(|unit| id(&unit)).transpose()?;
    Ok(sheet(units::sheet(&*shell.session().await?, unit).await?))
}

/// What differs between `seen`, as it was shown, and `draft`.
#[tauri::command]
#[specta::specta]
pub async fn change_unit(shell: TheShell<'_>, unit: Id, seen: UnitDraft, draft: UnitDraft) -> Answer<Saved> {
    let session = shell.session().await?;
    let prepared = units::prepare(&session, Some(id(&unit)?), &facts(seen), &facts(draft)).await?;
    Ok(saved(&prepared.record(&session).await?))
}

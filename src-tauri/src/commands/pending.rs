//! À vérifier.

use coopol_core::{roster, status};
use coopol_domain::id::ChangeId;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::pending::{PendingPage, Side};
use crate::view;

/// What waits for a decision.
#[tauri::command]
#[specta::specta]
pub async fn pending(shell: TheShell<'_>) -> Answer<PendingPage> {
    let session = shell.session().await?;
    let (zone, today) = (session.zone().await?, session.today().await?);
    let (mut refused, mut overlaps) = (Vec::new(), Vec::new());
    for change in status::refused(&session).await?.into_iter().filter(view::pending::is_decided_here) {
        let name = view::pending::name(&session, change.subject).await?;
        refused.push(view::pending::refusal(change, name, &zone));
    }
    for person in view::pending::to_verify(&session).await? {
        let sheet = roster::sheet(&session, person).await?;
        overlaps.extend(view::person::sheet(sheet, "", today.year(), &zone).overlaps);
    }
    Ok(PendingPage { refused, overlaps })
}

#[tauri::command]
#[specta::specta]
pub async fn settle_overlap(shell: TheShell<'_>, id: Id, keep: Side) -> Answer<Saved> {
    let missing = || Failure::new(ErrorCode::NotFound, "no such overlap");
    let (person, field) = id.split_once('/').ok_or_else(missing)?;
    let keep = match keep {
        Side::Theirs => roster::Keep::Standing,
        Side::Mine => roster::Keep::Rival(0),
    };
    let done = roster::settle(&*shell.session().await?, view::id(person)?, field, keep).await?;
    Ok(Saved { act: done.change.to_string() })
}

/// The person has read the refusal.
#[tauri::command]
#[specta::specta]
pub async fn acknowledge_refusal(shell: TheShell<'_>, id: Id) -> Answer<()> {
    let change: ChangeId = view::id(&id)?;
    Ok(shell.session().await?.dismiss(change).await?)
}

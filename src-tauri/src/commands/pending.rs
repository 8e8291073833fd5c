//! À vérifier.

use coopol_core::roster::arrivals;
use coopol_core::{overlaps, proposals, status};
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
    let (zone, mut refused) = (session.zone().await?, Vec::new());
    for change in status::refused(&session).await?.into_iter().filter(view::pending::is_decided_here) {
        let name = view::pending::name(&session, change.subject).await?;
        refused.push(view::pending::refusal(change, name, &zone));
    }
    let open = overlaps::list(&session).await?.into_iter();
    let overlaps = open.filter_map(|open| view::pending::overlap(open, &zone)).collect();
    let proposals = view::pending::groups(proposals::list(&session).await?, &zone);
    let arrivals = arrivals::list(&session).await?.into_iter().map(view::pending::arrival).collect();
    Ok(PendingPage { arrivals, proposals, refused, overlaps })
}

/// Takes over what somebody else proposed.
#[tauri::command]
#[specta::specta]
pub async fn accept_proposals(shell: TheShell<'_>, changes: Vec<Id>) -> Answer<Saved> {
    let changes: Vec<ChangeId> = changes.iter().map(|change| view::id(change)).collect::<Result<_, _>>()?;
    let done = proposals::accept(&*shell.session().await?, &changes).await?;
    Ok(Saved { act: done.act.to_string() })
}

#[tauri::command]
#[specta::specta]
pub async fn settle_overlap(shell: TheShell<'_>, id: Id, keep: Side) -> Answer<Saved> {
    let missing = || Failure::new(ErrorCode::NotFound, "no such overlap");
    let (person, field) = id.split_once('/').ok_or_else(missing)?;
    let keep = match keep {
        Side::Theirs => overlaps::Keep::Standing,
        Side::Mine => overlaps::Keep::Rival(0),
    };
    let done = overlaps::settle(&*shell.session().await?, view::id(person)?, field, keep).await?;
    Ok(Saved { act: done.change.to_string() })
}

/// The person has read the refusal.
#[tauri::command]
#[specta::specta]
pub async fn acknowledge_refusal(shell: TheShell<'_>, id: Id) -> Answer<()> {
    let change: ChangeId = view::id(&id)?;
    Ok(shell.session().await?.dismiss(change).await?)
}

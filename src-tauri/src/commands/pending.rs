//! À vérifier.

use coopol_core::roster::{arrivals, passing};
use coopol_core::{handover, mandates, overlaps, proposals, quarantine, status, units};
use coopol_domain::id::ChangeId;

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::pending::PendingPage;
use crate::view;

/// What waits for a decision.
#[tauri::command]
#[specta::specta]
pub async fn pending(shell: TheShell<'_>) -> Answer<PendingPage> {
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let refused = status::refused(&session).await?.into_iter().filter(view::pending::is_decided_here);
    let refused = refused.map(|change| view::pending::refusal(change, &zone)).collect();
    let open = overlaps::list(&session).await?.into_iter();
    let overlaps = open.map(|open| view::pending::overlap(open, &zone)).collect();
    let own = view::pending::groups(proposals::own(&session).await?, &zone);
    let mut proposed = proposals::list(&session).await?;
    // Those have a page of their own.
    proposed.retain(|proposal| proposal.late.is_none());
    let proposals = view::pending::groups(proposed, &zone);
    let late = view::late::counted(&quarantine::list(&session).await?);
    let arrivals = arrivals::list(&session).await?.into_iter().map(view::pending::arrival).collect();
    let ties = units::ties::waiting(&session).await?.into_iter().map(view::ties::tie).collect();
    let kept = passing::kept(&session).await?.map(|(_, unit)| unit);
    let asked = units::splits::list(&session).await?.into_iter().filter(|split| split.asked);
    let splits = asked.chain(passing::to_do(&session).await?);
    let splits = splits.map(|split| view::split::row(&split, kept, &zone)).collect();
    let merges = units::merges::list(&session).await?.into_iter().filter(|merge| merge.asked);
    let merges = merges.map(|merge| view::merge::row(&merge, 0, &zone)).collect();
    let reminders = handover::reminders(&session).await?;
    let reminders = reminders.into_iter().map(|open| view::season::reminder(open, &zone)).collect();
    let appointed = mandates::appointed(&session).await?;
    let appointed = appointed.iter().filter_map(|one| view::caretaker::appointed(one, &zone)).collect();
    Ok(PendingPage { appointed, reminders, ties, splits, merges, arrivals, proposals, own, refused, overlaps, late })
}

/// Takes over what somebody else proposed.
#[tauri::command]
#[specta::specta]
pub async fn accept_proposals(shell: TheShell<'_>, changes: Vec<Id>) -> Answer<Saved> {
    let changes: Vec<ChangeId> = changes.iter().map(|change| view::id(change)).collect::<Result<_, _>>()?;
    let done = proposals::accept(&*shell.session().await?, &changes).await?;
    Ok(Saved { act: done.act.to_string() })
}

/// Declines what somebody else proposed: they read so.
#[tauri::command]
#[specta::specta]
pub async fn decline_proposals(shell: TheShell<'_>, changes: Vec<Id>) -> Answer<()> {
    let changes: Vec<ChangeId> = changes.iter().map(|change| view::id(change)).collect::<Result<_, _>>()?;
    proposals::decline(&*shell.session().await?, &changes).await?;
    Ok(())
}

/// Takes back what one did oneself and what waits.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_proposals(shell: TheShell<'_>, changes: Vec<Id>) -> Answer<()> {
    let changes: Vec<ChangeId> = changes.iter().map(|change| view::id(change)).collect::<Result<_, _>>()?;
    proposals::withdraw(&*shell.session().await?, &changes).await?;
    Ok(())
}

/// Keeps one value, by its place among those that were shown.
#[tauri::command]
#[specta::specta]
pub async fn settle_overlap(shell: TheShell<'_>, id: Id, keep: u32) -> Answer<Saved> {
    let session = shell.session().await?;
    let open = overlaps::list(&session).await?.into_iter().find(|open| view::pending::overlap_id(open) == id);
    let open = open.ok_or_else(|| Failure::new(ErrorCode::Changed, "no overlap has just these values"))?;
    let keep = match usize::try_from(keep).unwrap_or(usize::MAX).checked_sub(1) {
        None => overlaps::Keep::Standing,
        Some(rival) => overlaps::Keep::Rival(rival),
    };
    let done = overlaps::settle(&session, open.subject, &open.overlap.field, keep).await?;
    Ok(Saved { act: done.change.to_string() })
}

/// The person has read the refusal.
#[tauri::command]
#[specta::specta]
pub async fn acknowledge_refusal(shell: TheShell<'_>, id: Id) -> Answer<()> {
    let change: ChangeId = view::id(&id)?;
    Ok(shell.session().await?.dismiss(change).await?)
}

//! A section becomes a part of another: decided in Réglages, answered in À vérifier.

use coopol_core::device::{Failure, Session};
use coopol_core::roster::taking_over;
use coopol_core::units::merges::{self, Ground, Merge, Reply};

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::failure::{ErrorCode, Failure as Told};
use crate::contract::history::Named;
use crate::contract::merge::{MergeGround, MergeReply, MergesPage, TakingOver};
use crate::view::id;
use crate::view::merge::{row, taking_over as planned};
use crate::view::split::are_those;

#[tauri::command]
#[specta::specta]
pub async fn merges(shell: TheShell<'_>) -> Answer<MergesPage> {
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let sections = merges::candidates(&session).await?.into_iter();
    let mut rows = Vec::new();
    for merge in merges::list(&session).await? {
        rows.push(row(&merge, left_there(&session, &merge).await?, &zone));
    }
    Ok(MergesPage {
        rows,
        sections: sections.map(|(unit, _)| Named { id: unit.id.to_string(), name: unit.name }).collect(),
    })
}

/// How many of the one that ended aren't in the roster here yet; none where whoever uses this laptop can't take them over.
pub async fn left_there(session: &Session, merge: &Merge) -> Answer<usize> {
    if merge.word != "done" || session.unit().await? != Some(merge.into) {
        return Ok(0);
    }
    match taking_over::plan(session, merge.unit).await {
        Ok(plan) => Ok(plan.new.len()),
        Err(Failure::NotFound { .. }) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Who would be taken over from a section that became a part of this one; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn plan_taking_over(shell: TheShell<'_>, unit: Id) -> Answer<TakingOver> {
    let session = shell.session().await?;
    Ok(planned(&taking_over::plan(&session, id(&unit)?).await?))
}

/// Takes them over as one act, if they are those who were seen.
#[tauri::command]
#[specta::specta]
pub async fn take_over(shell: TheShell<'_>, unit: Id, seen: Vec<Id>) -> Answer<Saved> {
    let session = shell.session().await?;
    let changed = || Told::new(ErrorCode::Changed, "others would be taken over than were shown");
    let plan = taking_over::plan(&session, id(&unit)?).await?;
    if !are_those(&plan.new, &seen) {
        return Err(changed());
    }
    let done = taking_over::take(&session, plan).await?.ok_or_else(changed)?;
    Ok(Saved { act: done.act.to_string() })
}

/// Refuses what `decide_merge` would; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn weigh_merge(shell: TheShell<'_>, unit: Id, into: Id, ground: MergeGround) -> Answer<()> {
    let session = shell.session().await?;
    Ok(merges::decide(&session, id(&unit)?, id(&into)?, as_ground(ground)).await?.weigh(&session).await?)
}

#[tauri::command]
#[specta::specta]
pub async fn decide_merge(shell: TheShell<'_>, unit: Id, into: Id, ground: MergeGround) -> Answer<()> {
    let session = shell.session().await?;
    merges::decide(&session, id(&unit)?, id(&into)?, as_ground(ground)).await?.record(&session).await?;
    Ok(())
}

fn as_ground(ground: MergeGround) -> Ground {
    match ground {
        MergeGround::Merger => Ground::Merger,
        MergeGround::UnderFive => Ground::UnderFive,
    }
}

#[tauri::command]
#[specta::specta]
pub async fn answer_merge(shell: TheShell<'_>, unit: Id, into: Id, reply: MergeReply) -> Answer<()> {
    let session = shell.session().await?;
    let reply = match reply {
        MergeReply::Agree => Reply::Agree,
        MergeReply::Refuse => Reply::Refuse,
        MergeReply::Withdraw => Reply::Withdraw,
    };
    merges::reply(&session, id(&unit)?, id(&into)?, reply).await?.record(&session).await?;
    Ok(())
}

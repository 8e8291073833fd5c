//! A section becomes a part of another: decided in Réglages, answered in À vérifier.

use coopol_core::units::merges::{self, Ground, Reply};

use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::history::Named;
use crate::contract::merge::{MergeGround, MergeReply, MergesPage};
use crate::view::id;
use crate::view::merge::row;

#[tauri::command]
#[specta::specta]
pub async fn merges(shell: TheShell<'_>) -> Answer<MergesPage> {
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let sections = merges::candidates(&session).await?.into_iter();
    Ok(MergesPage {
        rows: merges::list(&session).await?.iter().map(|merge| row(merge, &zone)).collect(),
        sections: sections.map(|(unit, _)| Named { id: unit.id.to_string(), name: unit.name }).collect(),
    })
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

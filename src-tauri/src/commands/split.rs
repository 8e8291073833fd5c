//! A section comes out of another: decided in Réglages, agreed to in À vérifier, and then people pass.

use coopol_core::codes;
use coopol_core::roster::{arrivals, passing};
use coopol_core::units::splits::{self, Decided, Reply, Wanted};

use super::{Answer, TheShell};
use crate::contract::base::{Id, Saved};
use crate::contract::devices::Handover;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::history::Named;
use crate::contract::split::{AllAccepted, SplitChoice, SplitDecided, SplitDraft, SplitPlan, SplitReply, SplitsPage};
use crate::view::split::{are_those, choice as chosen, plan as planned, row};
use crate::view::unit::facts;
use crate::view::{count, id};

#[tauri::command]
#[specta::specta]
pub async fn splits(shell: TheShell<'_>) -> Answer<SplitsPage> {
    let session = shell.session().await?;
    let (zone, kept) = (session.zone().await?, passing::kept(&session).await?.map(|(_, unit)| unit));
    let sections = splits::sections(&session).await?;
    Ok(SplitsPage {
        rows: splits::list(&session).await?.iter().map(|split| row(split, kept, &zone)).collect(),
        sections: sections.into_iter().map(|unit| Named { id: unit.id.to_string(), name: unit.name }).collect(),
    })
}

/// Refuses what `decide_split` would; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn weigh_split(shell: TheShell<'_>, draft: SplitDraft) -> Answer<()> {
    let session = shell.session().await?;
    Ok(wanted(draft)?.weigh(&session).await?)
}

/// Opens the new section and asks the other, and answers once the server has the invitation of its first secretary.
#[tauri::command]
#[specta::specta]
pub async fn decide_split(shell: TheShell<'_>, draft: SplitDraft) -> Answer<SplitDecided> {
    let session = shell.session().await?;
    let wanted = wanted(draft)?;
    let Decided { newborn, invited } = wanted.decide(&session, &session.http().await?).await?;
    let handover = invited.map(|invited| Handover {
        link: codes::link(&invited.code, session.server()).to_string(),
        code: invited.code.to_string(),
        // Somebody new has had no laptop: it serves at once.
        opens: None,
    });
    let unit = Named { id: newborn.to_string(), name: wanted.facts.name.trim().to_owned() };
    Ok(SplitDecided { unit, handover })
}

fn wanted(draft: SplitDraft) -> Answer<Wanted> {
    let SplitDraft { unit, facts: named, secretary, postcodes } = draft;
    Ok(Wanted { unit: id(&unit)?, facts: facts(named), secretary, postcodes })
}

#[tauri::command]
#[specta::specta]
pub async fn answer_split(shell: TheShell<'_>, newborn: Id, reply: SplitReply) -> Answer<()> {
    let session = shell.session().await?;
    let reply = match reply {
        SplitReply::Agree => Reply::Agree,
        SplitReply::Refuse => Reply::Refuse,
        SplitReply::Withdraw => Reply::Withdraw,
    };
    splits::reply(&session, id(&newborn)?, reply).await?.record(&session).await?;
    Ok(())
}

/// Who would pass; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn plan_split(shell: TheShell<'_>, newborn: Id, choice: SplitChoice) -> Answer<SplitPlan> {
    let session = shell.session().await?;
    let kept = passing::kept(&session).await?.map(|(_, unit)| unit);
    let plan = passing::plan(&session, id(&newborn)?, &chosen(choice)?).await?;
    Ok(planned(&plan, kept, &session.zone().await?))
}

/// Sends them as one act, if they are those who were seen.
#[tauri::command]
#[specta::specta]
pub async fn pass_split(shell: TheShell<'_>, newborn: Id, choice: SplitChoice, seen: Vec<Id>) -> Answer<Saved> {
    let session = shell.session().await?;
    let changed = || Failure::new(ErrorCode::Changed, "others would pass than were shown");
    let plan = passing::plan(&session, id(&newborn)?, &chosen(choice)?).await?;
    if !are_those(&plan.passing, &seen) {
        return Err(changed());
    }
    let done = passing::pass(&session, &plan).await?.ok_or_else(changed)?;
    Ok(Saved { act: done.act.to_string() })
}

/// Takes in, as one act, all who come from a section of this name, but for those who may well be known here.
#[tauri::command]
#[specta::specta]
pub async fn accept_arrivals(shell: TheShell<'_>, from: String) -> Answer<AllAccepted> {
    let (done, doubtful) = arrivals::accept_all(&*shell.session().await?, &from).await?;
    Ok(AllAccepted {
        accepted: done.as_ref().map_or(0, |done| count(done.changes.len() as u64)),
        act: done.map(|done| done.act.to_string()),
        left: count(doubtful.len() as u64),
    })
}

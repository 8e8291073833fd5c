//! Units that ask to belong together, and sections that are opened: in À vérifier, Réglages and the season of a congress.

use coopol_core::codes;
use coopol_core::units::ties::{self, New, Reply};
use coopol_core::units::{self, groups as of_unit, opening};

use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::devices::Handover;
use crate::contract::history::Named;
use crate::contract::ties::{Group, GroupsPage, Opening, TieReply, TiesPage};
use crate::contract::unit::UnitDraft;
use crate::view::id;
use crate::view::ties::{asked, page};
use crate::view::unit::facts;

#[tauri::command]
#[specta::specta]
pub async fn ties(shell: TheShell<'_>) -> Answer<TiesPage> {
    let session = shell.session().await?;
    let own = units::sheet(&session, None).await?;
    Ok(page(&own, ties::list(&session).await?, ties::waiting(&session).await?))
}

/// The units that may be asked.
#[tauri::command]
#[specta::specta]
pub async fn tie_candidates(shell: TheShell<'_>, above: bool) -> Answer<Vec<Named>> {
    let session = shell.session().await?;
    let found = ties::candidates(&session, &session.http().await?, above).await?;
    Ok(found.into_iter().map(|unit| Named { id: unit.id.to_string(), name: unit.name }).collect())
}

/// Asks another unit to stand above this one, or below it. It isn't undone, but withdrawn.
#[tauri::command]
#[specta::specta]
pub async fn ask_tie(shell: TheShell<'_>, other: Named, above: bool) -> Answer<()> {
    let session = shell.session().await?;
    ties::ask(&session, &asked(other, above)?, above).await?.record(&session).await?;
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub async fn answer_tie(shell: TheShell<'_>, tie: Id, reply: TieReply) -> Answer<()> {
    let session = shell.session().await?;
    let reply = match reply {
        TieReply::Accept => Reply::Accept,
        TieReply::Decline => Reply::Decline,
        TieReply::Withdraw => Reply::Withdraw,
    };
    ties::reply(&session, id(&tie)?, reply).await?.record(&session).await?;
    Ok(())
}

/// Opens a section or a working group below, and answers once the server has the invitation of who leads it.
#[tauri::command]
#[specta::specta]
pub async fn open_section(shell: TheShell<'_>, draft: UnitDraft, secretary: String, group: bool) -> Answer<Opening> {
    let session = shell.session().await?;
    let facts = facts(draft);
    let server = session.http().await?;
    let opened =
        opening::create(&session, &server, if group { New::Group } else { New::Section }, &facts, &secretary).await?;
    let unit = Named { id: opened.unit.to_string(), name: facts.name.trim().to_owned() };
    let code = opened.invited.code;
    let link = codes::link(&code, session.server()).to_string();
    // Somebody new has had no laptop: it serves at once.
    Ok(Opening { unit, handover: Handover { code: code.to_string(), link, opens: None } })
}

/// The working groups of the unit that is worked in.
#[tauri::command]
#[specta::specta]
pub async fn groups(shell: TheShell<'_>) -> Answer<GroupsPage> {
    let session = shell.session().await?;
    let rows = of_unit::list(&session).await?.into_iter();
    let named = |group: of_unit::Group| Group {
        unit: Named { id: group.unit.to_string(), name: group.name },
        leader: group.leader,
    };
    Ok(GroupsPage { rows: rows.map(named).collect(), opens: of_unit::may_open(&session).await? })
}

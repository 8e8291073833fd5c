//! Historique.

use coopol_core::{history, mandates};
use coopol_domain::id::SubjectId;

use super::{Answer, TheShell};
use crate::contract::base::{Id, RowRange, Saved, SubjectKind};
use crate::contract::checked::CheckedPart;
use crate::contract::history::{HistoryPage, HistoryQuery, Named, Seal, SealState};
use crate::view::time::{day, midnight};
use crate::view::{self, history as lines, seals};

#[tauri::command]
#[specta::specta]
pub async fn history(shell: TheShell<'_>, query: HistoryQuery, range: RowRange) -> Answer<HistoryPage> {
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let wanted = history::Query {
        author: query.author.as_deref().map(view::id).transpose()?,
        sorts: query.kind.map(sorts).unwrap_or_default(),
        from: query.from.map(|from| midnight(&from, 0, &zone)).transpose()?,
        until: query.until.map(|until| midnight(&until, 1, &zone)).transpose()?,
        text: query.text,
        ..history::Query::default()
    };
    let page = history::list(&session, &wanted, range.offset, range.limit).await?;
    let alarm = coopol_core::status::status(&session).await?.alarm;
    let cosigned = session.cosigned().await?;
    let authors = mandates::holders(&session).await?;
    Ok(HistoryPage {
        rows: page.rows.into_iter().map(|it| lines::entry(it, &zone)).collect(),
        total: view::count(page.total),
        authors: authors.into_iter().map(|holder| Named { id: holder.id.to_string(), name: holder.name }).collect(),
        seal: Seal {
            state: match (&alarm, page.checking) {
                (Some(_), _) => SealState::Broken,
                (None, true) => SealState::Checking,
                (None, false) => SealState::Verified,
            },
            alarm: alarm.map(|code| lines::alarm(&code)),
            until: match page.sealed_until {
                Some(until) => day(until, &zone),
                None => session.today().await?.to_string(),
            },
            cosigned: cosigned.into_iter().map(|(level, at)| seals::cosigned(level, at, &zone)).collect(),
        },
    })
}

/// Checks everything that is kept here again, without a network: each change, each signature, and that nothing is missing.
#[tauri::command]
#[specta::specta]
pub async fn check_seals(shell: TheShell<'_>) -> Answer<Vec<CheckedPart>> {
    let session = shell.session().await?;
    let (zone, here, places) = (session.zone().await?, session.unit().await?, mandates::places(&session).await?);
    let mut found = session.verify().await?;
    found.sort_by_key(|found| (Some(found.unit) != here, found.unit, found.compartment));
    let name = |unit| {
        let known = places.iter().find(|place| place.unit == unit).map(|place| place.name.clone());
        (Some(unit) != here).then(|| known.unwrap_or_default())
    };
    Ok(found.into_iter().map(|found| seals::part(name(found.unit), found, &zone)).collect())
}

/// Takes an act, or a single change, back.
#[tauri::command]
#[specta::specta]
pub async fn undo(shell: TheShell<'_>, act: Id) -> Answer<Saved> {
    let given: SubjectId = view::id(&act)?;
    let undone = history::undo(&*shell.session().await?, *given.as_bytes()).await?;
    Ok(Saved { act: undone.act.to_string() })
}

/// What is of that kind in the journal. Dues stand on the sheet of a person.
fn sorts(kind: SubjectKind) -> Vec<&'static str> {
    match kind {
        SubjectKind::Person => vec!["person", "dues"],
        SubjectKind::Event => vec!["event"],
        SubjectKind::Document => vec!["document"],
    }
}

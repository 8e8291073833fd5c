//! Abonnements: addresses at which telephones and calendar programs read the agenda.

use coopol_core::agenda::feeds::{self, Opening};
use coopol_domain::access::Verb;
use coopol_domain::journal::Compartment;

use super::{Answer, TheShell};
use crate::contract::base::Id;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::feeds::{FeedOpened, FeedsPage};
use crate::view::{feeds as view, id as read};

#[tauri::command]
#[specta::specta]
pub async fn feeds(shell: TheShell<'_>) -> Answer<FeedsPage> {
    let session = shell.session().await?;
    let (agenda, zone) = (session.stream(Compartment::Agenda).await?, session.zone().await?);
    let held = session.held().await;
    let writable = held.iter().any(|held| held.stream == agenda && held.verbs.has(Verb::Write));
    let rows = feeds::list(&session).await?.into_iter().map(|feed| view::row(feed, &zone)).collect();
    Ok(FeedsPage { rows, writable, alone: session.is_alone() })
}

/// Opens one. The address is answered here, once, and nowhere kept.
#[tauri::command]
#[specta::specta]
pub async fn open_feed(shell: TheShell<'_>, name: String) -> Answer<FeedOpened> {
    let session = shell.session().await?;
    if session.is_alone() {
        return Err(Failure::new(ErrorCode::Forbidden, "a section alone has no server that could tell its agenda"));
    }
    let Opening { step, address } = feeds::prepare(&session, &name).await?;
    step.record(&session).await?;
    Ok(FeedOpened { address: address.as_str().to_owned() })
}

/// Answers for one from now on.
#[tauri::command]
#[specta::specta]
pub async fn take_up_feed(shell: TheShell<'_>, feed: Id) -> Answer<()> {
    let session = shell.session().await?;
    feeds::prepare_taking_up(&session, read(&feed)?).await?.record(&session).await?;
    Ok(())
}

/// Closes one, for good.
#[tauri::command]
#[specta::specta]
pub async fn close_feed(shell: TheShell<'_>, feed: Id) -> Answer<()> {
    let session = shell.session().await?;
    feeds::prepare_closing(&session, read(&feed)?).await?.record(&session).await?;
    Ok(())
}

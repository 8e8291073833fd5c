//! Looks at what is due: when the core said so, when something changed, and once a minute at the latest, since a machine
//! that slept woke up at another time than it was told.

use std::sync::Arc;
use std::time::Duration;

use coopol_core::device::Session;
use coopol_core::reminders::{Notice, look};
use tauri::{AppHandle, Manager as _};

use super::ring::ring;
use super::sentence::{self, Sentence};
use crate::address::Address;
use crate::contract::base::SubjectKind;
use crate::shell::Shell;

const LOOK: Duration = Duration::from_mins(1);
/// Several changes in a row are one look.
const BREATH: Duration = Duration::from_millis(300);

/// Rings as long as the session is open. Ends when it is aborted.
pub async fn watch(app: AppHandle, session: Arc<Session>) {
    let mut changes = session.subscribe();
    loop {
        if let Err(error) = round(&app, &session).await {
            tracing::warn!(%error, "nothing can be said of what is due");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            // What was missed changed too.
            _ = changes.recv() => {
                tokio::time::sleep(BREATH).await;
                changes = changes.resubscribe();
            }
        }
    }
}

async fn round(app: &AppHandle, session: &Session) -> Result<(), coopol_core::device::Failure> {
    let chosen = app.state::<Shell>().settings.chosen();
    let looked = look(session, &super::rules(&chosen)).await?;
    let (zone, today) = (session.zone().await?, session.today().await?);
    let (sentence, address): (Sentence, Address) = match looked.notice {
        None => return Ok(()),
        Some(Notice::Digest(news)) => (sentence::digest(news.len(), chosen.language), Address::Agenda),
        Some(Notice::One(mut news)) => {
            news.when = news.when.in_zone(&zone);
            let sentence = sentence::of(&news, today, chosen.notification_detail, chosen.language);
            (sentence, Address::Subject(SubjectKind::Event, news.event))
        }
    };
    ring(app, &sentence, address).await;
    Ok(())
}

//! Looks at what is due: when the core said so, when something changed, and once a minute at the latest, since a machine
//! that slept woke up at another time than it was told.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use coopol_core::device::{Failure, Session};
use coopol_core::reminders::{Notice, look};
use tauri::{AppHandle, Manager as _};

use super::ring::{ring, someone_shows};
use super::sentence::{self, Sentence};
use crate::address::Address;
use crate::contract::base::SubjectKind;
use crate::shell::{Around, Shell, quiet_line};

const LOOK: Duration = Duration::from_mins(1);
/// Several changes in a row are one look.
const BREATH: Duration = Duration::from_millis(300);

/// How long the first look waits for the server's news.
const NEWS: Duration = Duration::from_secs(10);

/// Rings as long as the session is open. Ends when it is aborted.
pub async fn watch(app: AppHandle, session: Arc<Session>, around: Around) {
    let mut changes = session.subscribe();
    // After an absence one notice stands for everything: for what the cache knew, and for what others did meanwhile. A
    // server that isn't there delays nothing for long.
    drop(tokio::time::timeout(NEWS, around.attempted.notified()).await);
    loop {
        match round(&app, &session).await {
            // The window says that already; or the mandate ended just now, and this task is about to.
            Ok(()) | Err(Failure::LeaseOver { .. } | Failure::ClockBehind { .. }) => {}
            Err(error) => tracing::warn!(%error, "nothing can be said of what is due"),
        }
        // Somebody who shows notifications may come, and go.
        let notifies = someone_shows().await;
        if around.notifies.swap(notifies, Ordering::Relaxed) != notifies {
            quiet_line(&app, &session, &around).await;
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

async fn round(app: &AppHandle, session: &Session) -> Result<(), Failure> {
    let chosen = app.state::<Shell>().settings.chosen();
    let looked = look(session, &super::rules(&chosen)).await?;
    let (zone, today) = (session.zone().await?, session.today().await?);
    let (sentence, address, stream): (Sentence, Address, _) = match looked.notice {
        None => return Ok(()),
        Some(Notice::Digest(news)) => (sentence::digest(news.len(), chosen.language), Address::Agenda, None),
        Some(Notice::One(mut news)) => {
            news.when = news.when.in_zone(&zone);
            let sentence = sentence::of(&news, today, chosen.notification_detail, chosen.language);
            (sentence, Address::Subject(SubjectKind::Event, news.event), Some(news.stream))
        }
    };
    ring(app, &sentence, address, stream).await;
    Ok(())
}

//! Hearing what other processes write to the same database: replicas of this server, and the command line. Rights that it
//! may have changed are read again, and live connections are told, as if it had been written here.
//!
//! What was missed while nobody listened is found by comparing where each stream stands with what was told here; the same is
//! done from time to time, should the database have fallen silent. Rights don't wait for that (`rights/watch.rs`).

use std::sync::Arc;
use std::time::Duration;

use coopol_domain::id::StreamId;
use coopol_store::company::Position;
use coopol_store::{Backend, StoreError};
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How often all positions are compared, in milliseconds, whether or not something was heard.
pub const COMPARE: u64 = 30_000;
/// How long to wait before listening again, where that failed.
const AGAIN: Duration = Duration::from_millis(500);
/// Of more streams than these it isn't asked whose rights stand in them: all are read again.
const FEW: usize = 16;

/// Listens until `stop`; ends at once where no other process can write.
pub async fn keep_listening<B: Backend>(app: Arc<App<B>>, stop: CancellationToken) {
    loop {
        let silent = tokio::select! {
            heard = listen(&app) => heard,
            () = stop.cancelled() => return,
        };
        match silent {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "what other replicas write isn't heard; it is listened again"),
        }
        tokio::select! {
            () = tokio::time::sleep(AGAIN) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn listen<B: Backend>(app: &App<B>) -> Result<(), StoreError> {
    let Some(mut ear) = app.store.ear().await? else { return Ok(()) };
    loop {
        // From here on nothing escapes the ear.
        compare(app).await?;
        let next = app.clock.now().plus(COMPARE);
        loop {
            let mut hearing = ear.hear();
            let position = tokio::select! {
                position = &mut hearing => position?,
                () = app.clock.until(next) => break,
            };
            drop(hearing);
            heard(app, &[position]).await;
        }
    }
}

async fn compare<B: Backend>(app: &App<B>) -> Result<(), StoreError> {
    heard(app, &app.store.positions().await?).await;
    Ok(())
}

/// Rights first: whoever is told of a stream is somebody who may still read it.
async fn heard<B: Backend>(app: &App<B>, positions: &[Position]) {
    let news: Vec<&Position> = positions.iter().filter(|position| app.hints.is_news(**position)).collect();
    if news.len() > FEW {
        app.rights.forget();
    } else {
        let grown: Vec<StreamId> = news.iter().map(|position| position.stream).collect();
        app.rights.note_grown(&app.store, &grown).await;
    }
    for &position in news {
        app.hints.say(position);
    }
}

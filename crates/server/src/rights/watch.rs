//! Watching the `office` streams for what other processes write. This needs nobody to tell: it is what holds when the
//! database tells its replicas nothing (`timers/neighbours.rs`), and the command line over a file never does.

use coopol_store::{Backend, StoreError};
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How often, in milliseconds, and for how long at most: both together well within the 5 seconds in which a right must end.
pub const WATCH: u64 = 2_000;
/// After so many rounds everything is read again: a unit founded elsewhere is in no stream that is watched.
const ROUNDS: u32 = 30;

/// Watches until `stop`.
pub async fn keep_watch<B: Backend>(app: &App<B>, stop: CancellationToken) {
    for round in 1_u32.. {
        let next = app.clock.until(app.clock.now().plus(WATCH));
        tokio::select! {
            () = next => {}
            () = stop.cancelled() => return,
        }
        // A database that doesn't answer says nothing of who still has rights: from then on each request asks it itself.
        let late = app.clock.until(app.clock.now().plus(WATCH));
        let grown = tokio::select! {
            grown = grown(app) => grown,
            () = late => Err(StoreError::Busy),
            () = stop.cancelled() => return,
        };
        match grown {
            Ok(false) if round % ROUNDS != 0 => {}
            Ok(_) => app.rights.forget(),
            Err(error) => {
                tracing::warn!(%error, "the offices couldn't be watched");
                app.rights.forget();
            }
        }
    }
}

/// Whether an `office` that rights were read from has grown since.
async fn grown<B: Backend>(app: &App<B>) -> Result<bool, StoreError> {
    let watched = app.rights.watched();
    let ids: Vec<_> = watched.keys().copied().collect();
    if ids.is_empty() {
        return Ok(false);
    }
    let heads = app.store.heads(&ids).await?;
    Ok(watched.iter().any(|(office, size)| heads.get(office).is_none_or(|of| of.head.frontier.size() != *size)))
}

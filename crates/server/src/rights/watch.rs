//! Watching the `office` streams for what other processes write. This needs nobody to tell: it is what holds when the
//! database tells its replicas nothing (`timers/neighbours.rs`), and the command line over a file never does.

use std::collections::BTreeSet;

use coopol_domain::id::StreamId;
use coopol_store::{Backend, StoreError};
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How often, in milliseconds, and for how long at most: both together well within the 5 seconds in which a right must end.
pub const WATCH: u64 = 2_000;
/// After so many rounds it is looked for units that were founded elsewhere: they are in no stream that is watched.
const ROUNDS: u32 = 30;

/// Watches until `stop`.
pub async fn keep_watch<B: Backend>(app: &App<B>, stop: CancellationToken) {
    let mut known = None;
    for round in 0_u32.. {
        let next = app.clock.until(app.clock.now().plus(WATCH));
        tokio::select! {
            () = next => {}
            () = stop.cancelled() => return,
        }
        // A database that doesn't answer says nothing of who still has rights: from then on each request asks it itself.
        let late = app.clock.until(app.clock.now().plus(WATCH));
        let looked = async {
            let mut grown = grown(app).await?;
            if round % ROUNDS == 0 {
                grown.extend(founded(app, &mut known).await?);
            }
            app.rights.note_grown(&app.store, &grown).await;
            Ok(())
        };
        let looked = tokio::select! {
            looked = looked => looked,
            () = late => Err(StoreError::Busy),
            () = stop.cancelled() => return,
        };
        if let Err(error) = looked {
            tracing::warn!(%error, "the offices couldn't be watched");
            app.rights.forget();
        }
    }
}

/// The streams that rights stand in which have grown since they were read.
async fn grown<B: Backend>(app: &App<B>) -> Result<Vec<StreamId>, StoreError> {
    let watched = app.rights.watched();
    let ids: Vec<_> = watched.keys().copied().collect();
    if ids.is_empty() {
        return Ok(ids);
    }
    let heads = app.store.heads(&ids).await?;
    let same = |of: &StreamId| heads.get(of).is_some_and(|there| there.head.frontier.size() == watched[of]);
    Ok(ids.into_iter().filter(|of| !same(of)).collect())
}

/// The streams that weren't there the last time; the first time that is none.
async fn founded<B: Backend>(
    app: &App<B>,
    known: &mut Option<BTreeSet<StreamId>>,
) -> Result<Vec<StreamId>, StoreError> {
    let all: BTreeSet<StreamId> = app.store.every_stream().await?.into_iter().collect();
    let new = known.as_ref().map(|known| all.difference(known).copied().collect());
    *known = Some(all);
    Ok(new.unwrap_or_default())
}

//! Making snapshots of streams that have grown enough (J6), beside the writer, once they have come to rest: a large import
//! would have one made every few thousand entries, each of everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use coopol_domain::authority::snapshot_due;
use coopol_domain::id::StreamId;
use coopol_domain::time::Instant;
use coopol_store::{Backend, StoreError};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How often streams that are due are looked at, in milliseconds: one that grew since the last look isn't at rest.
const LOOK: u64 = 250;
/// After so long it is made even of one that never rests.
const LATEST: u64 = 10_000;

/// A stream that is due.
#[derive(Clone, Copy, Debug)]
struct Due {
    since: Instant,
    /// Its size at the last look.
    size: u64,
}

/// Makes those that are due until `stop`.
pub async fn make_due<B: Backend>(app: Arc<App<B>>, mut due: mpsc::Receiver<StreamId>, stop: CancellationToken) {
    let mut streams: BTreeMap<StreamId, Due> = BTreeMap::new();
    let mut next = app.clock.now();
    loop {
        tokio::select! {
            stream = due.recv() => {
                let Some(stream) = stream else { return };
                let now = app.clock.now();
                if streams.is_empty() {
                    next = now.plus(LOOK);
                }
                streams.entry(stream).or_insert(Due { since: now, size: 0 });
            }
            () = app.clock.until(next), if !streams.is_empty() => {
                next = app.clock.now().plus(LOOK);
                if let Err(error) = look(&app, &mut streams).await {
                    tracing::error!(%error, "snapshots couldn't be made; they come again with the next push");
                    streams.clear();
                }
            }
            () = stop.cancelled() => return,
        }
    }
}

/// Makes those of the streams at rest; of the others, notes how far they have come.
async fn look<B: Backend>(app: &App<B>, streams: &mut BTreeMap<StreamId, Due>) -> Result<(), StoreError> {
    let (now, ids) = (app.clock.now(), streams.keys().copied().collect::<Vec<_>>());
    let heads = app.store.heads(&ids).await?;
    for id in ids {
        let (Some(of), Some(due)) = (heads.get(&id), streams.get_mut(&id)) else {
            streams.remove(&id);
            continue;
        };
        let size = of.head.frontier.size();
        if due.size != size && now.since(due.since) < LATEST {
            due.size = size;
            continue;
        }
        streams.remove(&id);
        // It may have been made elsewhere meanwhile.
        if snapshot_due(&of.head, of.snapshot.map_or(0, |last| last.seq), of.subjects) {
            app.store.make_snapshot(id).await?;
        }
    }
    Ok(())
}

//! Making snapshots of streams that have grown enough (J6), beside the writer.

use std::sync::Arc;

use coopol_domain::id::StreamId;
use coopol_store::Backend;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// Makes those that are due until `stop`.
pub async fn make_due<B: Backend>(app: Arc<App<B>>, mut due: mpsc::Receiver<StreamId>, stop: CancellationToken) {
    loop {
        let stream = tokio::select! {
            stream = due.recv() => stream,
            () = stop.cancelled() => None,
        };
        let Some(stream) = stream else { return };
        // It may have been made while this one waited.
        let still =
            app.store.heads(&[stream]).await.ok().and_then(|mut heads| heads.remove(&stream)).is_some_and(|of| {
                coopol_domain::authority::snapshot_due(&of.head, of.snapshot.map_or(0, |last| last.seq), of.subjects)
            });
        if still && let Err(error) = app.store.make_snapshot(stream).await {
            tracing::error!(%error, "a snapshot couldn't be made; it comes again with the stream's next push");
        }
    }
}

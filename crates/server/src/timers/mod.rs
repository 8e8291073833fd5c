//! What happens without a request: rights that end elsewhere, what replicas write, handovers, units that become parts of others, what delegates are shown, mailings, snapshots, erasures, and sweeping.
//!
//! What is to happen once is done by the replica that leads: handovers, mergers, what delegates are shown, mailings, erasures, and sweeping the database. Each finds
//! what is due in the database, so that one which takes over in the middle goes on from there, and two that overlap while the lead
//! changes hands find what the other has done. Snapshots are made where the stream was pushed to.

mod desks;
mod erasures;
mod handovers;
mod mailings;
mod merges;
mod neighbours;
mod slices;
mod snapshots;
mod sweep;

pub use desks::open_desks;
pub(crate) use erasures::carry_out;
pub use erasures::erase_due;
pub use handovers::{hand_over, keep_handing_over};
pub use mailings::send_due;
pub use merges::{keep_merging, merge_due};
pub use neighbours::{COMPARE, keep_listening};
pub use slices::keep_slices;
pub use snapshots::make_due;
pub use sweep::sweep;

use std::sync::Arc;

use coopol_store::Backend;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::app::{App, Engine};
use crate::rights::keep_watch;

/// How often erasures that are due are carried out, in milliseconds.
const ERASURES: u64 = 60_000;
/// How often what delegates are shown is compared with what it is made of.
const SLICES: u64 = 60_000;
/// How often mailings are looked at.
const MAILINGS: u64 = 60_000;
/// How often what has expired is forgotten.
const SWEEPING: u64 = 10 * 60_000;

/// Runs the engine: the writer until the last request is answered, the timers until `stop`.
pub fn run<B: Backend>(app: &Arc<App<B>>, engine: Engine<B>, stop: &CancellationToken) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    let Engine { inbox, desk, snapshots } = engine;
    tasks.spawn(inbox.write(desk));
    tasks.spawn(make_due(app.clone(), snapshots, stop.clone()));
    let (watched, stopped) = (app.clone(), stop.clone());
    tasks.spawn(async move { keep_watch(&watched, stopped).await });
    tasks.spawn(keep_listening(app.clone(), stop.clone()));
    tasks.spawn(every(app.clone(), ERASURES, stop.clone(), |app| async move { erase_due(&app).await }));
    tasks.spawn(every(app.clone(), SLICES, stop.clone(), |app| async move { keep_slices(&app).await }));
    tasks.spawn(every(app.clone(), MAILINGS, stop.clone(), |app| async move { send_due(&app).await }));
    tasks.spawn(keep_handing_over(app.clone(), stop.clone()));
    tasks.spawn(keep_merging(app.clone(), stop.clone()));
    tasks.spawn(every(app.clone(), SWEEPING, stop.clone(), |app| async move { sweep(&app).await }));
    tasks
}

/// Whether what is to happen once is to happen here. When nobody can tell, it isn't: it comes again.
async fn leads<B: Backend>(app: &App<B>) -> bool {
    app.store.leads().await.unwrap_or_else(|error| {
        tracing::warn!(%error, "nobody could tell which replica leads");
        false
    })
}

async fn every<B: Backend, W: Future<Output = ()> + Send>(
    app: Arc<App<B>>,
    pause: u64,
    stop: CancellationToken,
    work: impl Fn(Arc<App<B>>) -> W + Send,
) {
    loop {
        let next = app.clock.until(app.clock.now().plus(pause));
        tokio::select! {
            () = next => work(app.clone()).await,
            () = stop.cancelled() => return,
        }
    }
}

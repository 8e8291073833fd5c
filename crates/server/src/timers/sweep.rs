//! Forgetting what has expired: tokens, challenges, counters, files that no document names, and what sections handed over that
//! never joined.

use coopol_domain::time::{DAY, Instant};
use coopol_store::Backend;

use super::leads;
use crate::app::App;

/// How long an upload may take before it counts as given up.
const UNNAMED: u64 = DAY;

/// Sweeps once.
pub async fn sweep<B: Backend>(app: &App<B>) {
    let now = app.clock.now();
    app.rates.sweep();
    app.store.forget_old(now);
    if !leads(app).await {
        return;
    }
    if let Err(error) = app.store.sweep(now).await {
        tracing::error!(%error, "expired tokens couldn't be forgotten; it will be tried again");
    }
    if let Err(error) = app.drop_staged(now).await {
        tracing::error!(%error, "what sections handed over that never joined couldn't be dropped; it will be tried again");
    }
    let before = Instant(now.0.saturating_sub(UNNAMED));
    if let Err(error) = app.discard_gone(before).await {
        tracing::error!(%error, "files that nobody names couldn't be listed; it will be tried again");
    }
}

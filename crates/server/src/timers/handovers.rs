//! Carrying out handovers: announcing the claims that have what they take, and granting those that had their time.

use std::sync::Arc;

use coopol_domain::handover::due;
use coopol_domain::id::{MandateId, StreamId};
use coopol_domain::journal::Compartment;
use coopol_store::Backend;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::leads;
use crate::app::App;
use crate::authority::{Fact, NotTaken};

/// How often every claim is looked at, in milliseconds: time alone may have decided it.
const LOOK: u64 = 60_000;

/// Carries them out until `stop`: those of a unit as soon as somebody there said something, all of them from time to time.
pub async fn keep_handing_over<B: Backend>(app: Arc<App<B>>, stop: CancellationToken) {
    let mut grown = app.hints.listen();
    let mut next = app.clock.now().plus(LOOK);
    loop {
        tokio::select! {
            hint = grown.recv() => match hint {
                Ok(hint) => look(&app, hint.stream).await,
                Err(RecvError::Lagged(_)) => hand_over(&app).await,
                Err(RecvError::Closed) => return,
            },
            () = app.clock.until(next) => {
                next = app.clock.now().plus(LOOK);
                hand_over(&app).await;
            }
            () = stop.cancelled() => return,
        }
    }
}

/// What somebody said in a unit may be what a claim lacked.
async fn look<B: Backend>(app: &App<B>, stream: StreamId) {
    match app.rights.place(&app.store, stream).await {
        Ok(place) if place.is_some_and(|place| place.compartment == Compartment::Office) => step(app, stream).await,
        Ok(_) => {}
        Err(error) => {
            tracing::error!(%error, %stream, "a stream that grew couldn't be looked at; it will be tried again");
        }
    }
}

/// States what is due now in every unit where a claim is open.
pub async fn hand_over<B: Backend>(app: &App<B>) {
    let claimed = match app.store.claimed().await {
        Ok(claimed) => claimed,
        Err(error) => {
            tracing::error!(%error, "the claims couldn't be read; it will be tried again");
            return;
        }
    };
    for office in claimed {
        step(app, office).await;
    }
}

async fn step<B: Backend>(app: &App<B>, office: StreamId) {
    if !leads(app).await {
        return;
    }
    if let Err(error) = decide(app, office).await {
        // Somebody may have contested it in between: what was refused says so in the journal.
        tracing::warn!(%error, %office, "a claim couldn't be decided; it will be tried again");
    }
}

/// One step after the other: a claim that was granted may settle another.
async fn decide<B: Backend>(app: &App<B>, office: StreamId) -> Result<(), NotTaken> {
    let _one = app.handovers.lock().await;
    let Some(place) = app.rights.place(&app.store, office).await? else { return Ok(()) };
    if app.store.unit(place.unit).await?.is_none_or(|unit| unit.merged_into.is_some()) {
        // What was claimed of a unit that became a part of another leads to nothing.
        return Ok(());
    }
    loop {
        let (found, now) = (app.store.claims_in(office).await?, app.clock.now());
        let mandate = MandateId::from_bytes(app.random());
        let steps = found.claims.iter().map(|claim| due(claim, &found.claims, &found.mandates, mandate, now));
        let Some(facts) = steps.into_iter().find(|facts| !facts.is_empty()) else { return Ok(()) };
        let fact = |(subject, payload)| Fact {
            subject,
            key: found.keys.get(&subject).cloned(),
            payload,
            depends_on: Vec::new(),
        };
        app.state_linked(office, facts.into_iter().map(fact).collect()).await?;
        tracing::info!(%office, "a handover went a step further");
    }
}

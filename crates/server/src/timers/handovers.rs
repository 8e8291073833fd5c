//! Carrying out handovers: announcing the claims that have what they take, and granting those that had their time.

use coopol_domain::handover::due;
use coopol_domain::id::{MandateId, StreamId};
use coopol_store::Backend;

use crate::app::App;
use crate::authority::{Fact, NotTaken};

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
        if let Err(error) = decide(app, office).await {
            // Somebody may have contested it in between: what was refused says so in the journal.
            tracing::warn!(%error, %office, "a claim couldn't be decided; it will be tried again");
        }
    }
}

/// One step after the other: a claim that was granted may settle another.
async fn decide<B: Backend>(app: &App<B>, office: StreamId) -> Result<(), NotTaken> {
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

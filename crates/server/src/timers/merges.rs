//! Units that become parts of others: announcing those that nobody can answer, and carrying out what was agreed.

use std::sync::Arc;

use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::{Compartment, State, SubjectKey};
use coopol_domain::kinds::{Merge, Unit};
use coopol_domain::merger::{Party, Step, due};
use coopol_store::{Backend, StoreError};
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::leads;
use crate::app::App;
use crate::authority::{Fact, NotTaken, Said};

/// How often every unit is looked at, in milliseconds: time alone may have decided it, or what was begun isn't finished.
const LOOK: u64 = 10 * 60_000;

/// Carries them out until `stop`: those of a unit as soon as somebody there said something, all of them when it begins and from time to time.
pub async fn keep_merging<B: Backend>(app: Arc<App<B>>, stop: CancellationToken) {
    let mut grown = app.hints.listen();
    merge_due(&app).await;
    let mut next = app.clock.now().plus(LOOK);
    loop {
        tokio::select! {
            hint = grown.recv() => match hint {
                Ok(hint) => look(&app, hint.stream).await,
                Err(RecvError::Lagged(_)) => merge_due(&app).await,
                Err(RecvError::Closed) => return,
            },
            () = app.clock.until(next) => {
                next = app.clock.now().plus(LOOK);
                merge_due(&app).await;
            }
            () = stop.cancelled() => return,
        }
    }
}

async fn look<B: Backend>(app: &App<B>, stream: StreamId) {
    match app.rights.place(&app.store, stream).await {
        Ok(Some(place)) if place.compartment == Compartment::Office => step(app, place.unit).await,
        Ok(_) => {}
        Err(error) => {
            tracing::error!(%error, %stream, "a stream that grew couldn't be looked at; it will be tried again");
        }
    }
}

/// Does what is due now in every unit that is to become a part of another.
pub async fn merge_due<B: Backend>(app: &App<B>) {
    let ending = match app.store.merging().await {
        Ok(ending) => ending,
        Err(error) => {
            tracing::error!(%error, "the units couldn't be read; it will be tried again");
            return;
        }
    };
    for unit in ending {
        step(app, unit).await;
    }
}

async fn step<B: Backend>(app: &App<B>, unit: UnitId) {
    if !leads(app).await {
        return;
    }
    if let Err(error) = decide(app, unit).await {
        // It may have been answered or withdrawn in between: what was refused says so in the journal.
        tracing::warn!(%error, %unit, "a unit couldn't be made a part of another; it will be tried again");
    }
}

/// Whatever of the two `unit` is.
async fn decide<B: Backend>(app: &App<B>, unit: UnitId) -> Result<(), NotTaken> {
    let Some(own) = Side::of(app, unit).await? else { return Ok(()) };
    for merge in Merge::all(&own.facts) {
        let (ending, into) = if merge.ends { (unit, merge.unit) } else { (merge.unit, unit) };
        // Nobody takes up an office of a unit while it ends.
        let _one = app.handovers.lock().await;
        let (Some(ending), Some(into)) = (Side::of(app, ending).await?, Side::of(app, into).await?) else { continue };
        let found = app.store.claims_in(ending.office).await?;
        match due(ending.party(), into.party(), &found.mandates, &found.claims, app.clock.now()) {
            Some(Step::CarryOut) => {
                let ended = app.merge(&ending.unit, &into.unit, Said::ByBoth).await?;
                tracing::info!(unit = %ending.unit.id, into = %into.unit.id, ended, "a unit became a part of another");
            }
            Some(Step::Announce(payload)) => {
                let fact =
                    Fact { subject: ending.unit.id.into(), key: Some(ending.key), payload, depends_on: Vec::new() };
                app.state(ending.office, vec![fact]).await?;
            }
            None => {}
        }
    }
    Ok(())
}

/// A unit with its facts.
struct Side {
    unit: Unit,
    office: StreamId,
    facts: State,
    key: SubjectKey,
}

impl Side {
    async fn of<B: Backend>(app: &App<B>, unit: UnitId) -> Result<Option<Self>, StoreError> {
        let Some(unit) = app.store.unit(unit).await? else { return Ok(None) };
        let Some(&office) = unit.streams.get(&Compartment::Office) else { return Ok(None) };
        let facts = app.facts_of(office, unit.id).await?;
        Ok(facts.map(|(facts, key)| Self { unit, office, facts, key }))
    }

    fn party(&self) -> Party<'_> {
        Party { unit: &self.unit, facts: &self.facts }
    }
}

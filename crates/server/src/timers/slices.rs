//! Keeping what delegates are shown: as its source stands while the delegation lasts, and gone thirty days after.

use coopol_domain::authority::LATE;
use coopol_domain::id::UnitId;
use coopol_store::{Backend, StoreError};

use super::{carry_out, leads};
use crate::app::App;
use crate::authority::NotTaken;

/// Looks at every delegation that was taken up.
pub async fn keep_slices<B: Backend>(app: &App<B>) {
    if !leads(app).await {
        return;
    }
    if let Err(error) = look(app).await {
        tracing::error!(%error, "what delegates are shown couldn't be looked at; it will be tried again");
    }
}

async fn look<B: Backend>(app: &App<B>) -> Result<(), NotTaken> {
    let units: Vec<UnitId> = app.store.units().await?.iter().map(|unit| unit.id).collect();
    let now = app.clock.now();
    for (home, delegation) in app.store.delegations(&units).await? {
        let Some(taken) = &delegation.taken else { continue };
        let late = now.since(delegation.end()) >= LATE;
        if late {
            erase_all(app, taken.slice).await?;
        } else {
            app.refresh_slice(home, &delegation).await?;
        }
    }
    Ok(())
}

/// Nothing of what was shown is kept any longer than what comes late may still come (J9).
async fn erase_all<B: Backend>(app: &App<B>, slice: coopol_domain::id::StreamId) -> Result<(), StoreError> {
    let head = app.store.heads(&[slice]).await?.remove(&slice);
    if head.is_none_or(|head| head.erased >= head.subjects) {
        return Ok(());
    }
    let subjects: Vec<_> = app.store.living(slice).await?.into_keys().collect();
    if subjects.is_empty() { Ok(()) } else { carry_out(app, slice, &subjects).await }
}

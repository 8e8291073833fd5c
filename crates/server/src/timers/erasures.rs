//! Carrying out erasures that were confirmed and have waited (J7.2): in the ledger first, so that no restore forgets.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::time::Instant;
use coopol_store::company::Position;
use coopol_store::{Backend, StoreError};

use super::leads;
use crate::app::App;
use crate::ledger::Record;

/// Erases what is due now.
pub async fn erase_due<B: Backend>(app: &App<B>) {
    if !leads(app).await {
        return;
    }
    if let Err(error) = erase(app).await {
        tracing::error!(%error, "an erasure couldn't be carried out; it will be tried again");
    }
}

async fn erase<B: Backend>(app: &App<B>) -> Result<(), StoreError> {
    for (stream, subjects) in app.store.erasures_due(app.clock.now()).await? {
        carry_out(app, stream, &subjects).await?;
    }
    Ok(())
}

/// Erases subjects of a stream: in the ledger first.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn carry_out<B: Backend>(
    app: &App<B>,
    stream: StreamId,
    subjects: &[SubjectId],
) -> Result<(), StoreError> {
    let now = app.clock.now();
    let record = Record::Erased { stream, subjects: subjects.to_vec(), at: now };
    app.ledger.add(&record).map_err(|error| StoreError::Io(Box::new(error)))?;
    let done = app.store.erase(stream, subjects, now).await?;
    tracing::info!(subjects = done.len(), "subjects were erased");
    // Before anything else can fail: what was about to be told of it is told no more.
    for of in app.store.heads(&[stream]).await?.into_values() {
        app.hints.say(Position { stream, size: of.head.frontier.size(), erased: of.erased });
    }
    // The keys of the files that nobody else names went with them; their bytes follow.
    app.discard_gone(Instant(0)).await?;
    // A new snapshot in place of those that were dropped.
    app.store.make_snapshot(stream).await?;
    Ok(())
}

//! Opening the desks of offices that have none, once after each start: only then is there a program that knows offices which the one before didn't.

use coopol_store::Backend;

use crate::app::App;

/// Opens those that any unit lacks.
pub async fn open_desks<B: Backend>(app: &App<B>) {
    match app.open_desks().await {
        Ok(0) => {}
        Ok(units) => tracing::info!(units, "desks of offices were opened"),
        Err(error) => {
            tracing::error!(%error, "not every office has its desk; it will be tried again at the next start");
        }
    }
}

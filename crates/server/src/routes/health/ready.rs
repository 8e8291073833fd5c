//! `GET /readyz`.

use std::sync::Arc;

use axum::extract::State;
use coopol_store::Backend;

use crate::app::App;
use crate::http::{Failure, Problem};

/// Whether it can answer: the store does, and it isn't about to stop.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "health",
    responses((status = 200, body = String), (status = 503, body = Problem, content_type = "application/problem+json")),
)]
pub async fn ready<B: Backend>(State(app): State<Arc<App<B>>>) -> Result<&'static str, Failure> {
    if app.stopping.is_cancelled() {
        return Err(Failure::Busy);
    }
    app.store.heads(&[]).await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        Failure::Busy
    })?;
    Ok("ready\n")
}

//! `POST /v1/sync`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::wire::{SyncRequest, SyncResponse};
use coopol_store::Backend;

use crate::app::App;
use crate::http::{Bearer, Failure, JsonBody, Problem};
use crate::openapi::wire;

/// The most pushes in one request; a device sends far fewer.
const PUSHES: usize = 500;
/// The most cursors: a federation of 100 sections has some hundreds of streams.
const CURSORS: usize = 20_000;

/// Pushes in; verdicts, entries, proofs, access changes and erasures out, in one round trip.
#[utoipa::path(
    post,
    path = "/v1/sync",
    tag = "sync",
    request_body = wire::SyncRequest,
    responses(
        (status = 200, body = wire::SyncResponse),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json", description = "Come again after Retry-After."),
    ),
    security(("token" = [])),
)]
pub async fn exchange<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    JsonBody(request): JsonBody<SyncRequest>,
) -> Result<Json<SyncResponse>, Failure> {
    if request.pushes.len() > PUSHES || request.cursors.len() > CURSORS {
        return Err(Failure::TooLarge);
    }
    Ok(Json(app.exchange(standing, request).await?))
}

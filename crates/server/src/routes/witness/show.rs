//! `GET /v1/witness`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::wire::Witnessing;
use coopol_store::Backend;

use crate::app::App;
use crate::http::{Bearer, Failure, Problem};
use crate::openapi::wire;

/// The streams that the device cosigns and that grew since it did: their sizes and roots, and nothing of what stands in them
/// (J5.2). Empty for whoever isn't a witness.
#[utoipa::path(
    get,
    path = "/v1/witness",
    tag = "sync",
    responses(
        (status = 200, body = wire::Witnessing),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn show<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
) -> Result<Json<Witnessing>, Failure> {
    Ok(Json(app.witnessing(&standing).await?))
}

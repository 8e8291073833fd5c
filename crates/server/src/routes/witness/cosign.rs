//! `POST /v1/witness`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use coopol_domain::wire::Cosigned;
use coopol_store::Backend;

use crate::app::App;
use crate::http::{Bearer, Failure, JsonBody, Problem};
use crate::openapi::wire;
use crate::witness::MOST;

/// Takes checkpoints that the device cosigned, for the devices of those streams to hear of (J5.2).
#[utoipa::path(
    post,
    path = "/v1/witness",
    tag = "sync",
    request_body = wire::Cosigned,
    responses(
        (status = 204, description = "Kept."),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn cosign<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    JsonBody(given): JsonBody<Cosigned>,
) -> Result<StatusCode, Failure> {
    if given.notes.len() > MOST {
        return Err(Failure::TooLarge);
    }
    app.cosign(&standing, given).await?;
    Ok(StatusCode::NO_CONTENT)
}

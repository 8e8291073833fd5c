//! `POST /v1/challenges`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::DeviceId;
use coopol_domain::wire::Opaque;
use coopol_store::Backend;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::http::{Address, Failure, JsonBody, Problem};

/// Who wants to sign in.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Asked {
    /// The device.
    #[schema(value_type = String)]
    pub device: DeviceId,
}

/// What it has to sign.
#[derive(Debug, Serialize, ToSchema)]
pub struct Challenge {
    /// 32 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub challenge: Opaque,
    /// Until when it may be answered, in milliseconds since 1970.
    pub until: u64,
}

/// A challenge to sign. Devices that don't exist get one too.
#[utoipa::path(
    post,
    path = "/v1/challenges",
    tag = "sign-in",
    request_body = Asked,
    responses(
        (status = 200, body = Challenge),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn create<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<Json<Challenge>, Failure> {
    app.rates.stranger(address)?;
    let (nonce, until) = app.challenge(asked.device);
    Ok(Json(Challenge { challenge: Opaque(nonce.to_vec()), until: until.0 }))
}

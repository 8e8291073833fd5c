//! `POST /v1/tokens`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::DeviceId;
use coopol_domain::wire::Opaque;
use coopol_store::Backend;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::{Address, Failure, JsonBody, Problem};
use crate::sessions::{NotSignedIn, Tokens};

/// How a device says who it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Proof {
    /// By the answer to a challenge.
    Challenge {
        /// The device.
        #[schema(value_type = String)]
        device: DeviceId,
        /// The challenge.
        #[schema(value_type = String, format = Byte)]
        challenge: Opaque,
        /// Its signature.
        #[schema(value_type = String, format = Byte)]
        proof: Opaque,
    },
    /// By a refresh token, which alone opens nothing.
    Refresh {
        /// The device.
        #[schema(value_type = String)]
        device: DeviceId,
        /// The token.
        refresh_token: String,
        /// The signature of the token by the device.
        #[schema(value_type = String, format = Byte)]
        proof: Opaque,
    },
}

/// Tokens, for a device that proves who it is.
#[utoipa::path(
    post,
    path = "/v1/tokens",
    tag = "sign-in",
    request_body = Proof,
    responses(
        (status = 200, body = Tokens),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn issue<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(proof): JsonBody<Proof>,
) -> Result<Json<Tokens>, Failure> {
    app.rates.stranger(address)?;
    let tokens = match proof {
        Proof::Challenge { device, challenge, proof } => {
            app.sign_in(device, &exactly(&challenge)?, &exactly(&proof)?).await?
        }
        Proof::Refresh { device, refresh_token, proof } => {
            app.refresh(device, &refresh_token, &exactly(&proof)?).await?
        }
    };
    Ok(Json(tokens))
}

fn exactly<const N: usize>(bytes: &Opaque) -> Result<[u8; N], Failure> {
    bytes.0.as_slice().try_into().map_err(|_| Failure::Malformed("a challenge has 32 bytes, a proof has 64"))
}

impl From<NotSignedIn> for Failure {
    fn from(error: NotSignedIn) -> Self {
        match error {
            NotSignedIn::Unauthorized => Self::Unauthorized,
            NotSignedIn::Suspended(suspended) => Self::Suspended(suspended),
            NotSignedIn::Store(error) => error.into(),
        }
    }
}

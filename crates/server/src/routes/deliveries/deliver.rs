//! `POST /v1/deliveries`: for 30 days after the last mandate's end a device may, by its signatures alone, deliver what
//! it hadn't sent (J9).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::DeviceId;
use coopol_domain::wire::{Opaque, PushAnswer, PushOutcome, Rejection, Submission};
use coopol_store::Backend;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::http::{Address, Failure, JsonBody, Problem};
use crate::openapi::wire;

/// The most pushes at once.
const PUSHES: usize = 64;

/// What was still to be sent.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Delivery {
    /// The device.
    #[schema(value_type = String)]
    pub device: DeviceId,
    /// Its signed pushes, in base64, in order.
    #[schema(value_type = Vec<String>)]
    pub pushes: Vec<Opaque>,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// One for each push, in the same order.
    #[schema(value_type = Vec<wire::PushAnswer>)]
    pub pushes: Vec<PushAnswer>,
}

/// Delivers late pushes; they go to quarantine, where the successor decides.
#[utoipa::path(
    post,
    path = "/v1/deliveries",
    tag = "sync",
    request_body = Delivery,
    responses(
        (status = 200, body = Receipt),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn deliver<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(delivery): JsonBody<Delivery>,
) -> Result<Json<Receipt>, Failure> {
    app.rates.stranger(address)?;
    if delivery.pushes.len() > PUSHES {
        return Err(Failure::TooLarge);
    }
    let known = app.rights.known(&app.store, delivery.device, app.clock.now()).await?;
    let pushes = match known {
        Some(standing) => app.take(&standing, &delivery.pushes).await?.answers,
        None => delivery.pushes.iter().map(unknown).collect(),
    };
    Ok(Json(Receipt { pushes: pushes.into_iter().map(discreet).collect() }))
}

fn unknown(push: &Opaque) -> PushAnswer {
    match Submission::decode(&push.0) {
        Ok(Submission { signed, .. }) => PushAnswer {
            stream: Some(signed.push.stream),
            number: signed.push.number,
            outcome: PushOutcome::Rejected(Rejection::UnknownDevice),
        },
        Err(error) => {
            let outcome = PushOutcome::Rejected(Rejection::Malformed { why: error.to_string() });
            PushAnswer { stream: None, number: 0, outcome }
        }
    }
}

/// Nobody has signed in: without the device's signature it isn't told whether there is such a device.
fn discreet(answer: PushAnswer) -> PushAnswer {
    match answer.outcome {
        PushOutcome::Rejected(Rejection::BadSignature) => {
            PushAnswer { outcome: PushOutcome::Rejected(Rejection::UnknownDevice), ..answer }
        }
        _ => answer,
    }
}

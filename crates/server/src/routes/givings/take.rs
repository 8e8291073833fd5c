//! `POST /v1/givings`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::authority::NotTakenBack;
use coopol_domain::wire::{GivenBack, TakenBack};
use coopol_store::Backend;

use crate::app::App;
use crate::authority::NotGivenBack;
use crate::http::{Address, Failure, JsonBody, Problem};
use crate::openapi::wire;

const NO_RECEIPT: &str = "the checkpoint isn't one that was signed here";

/// Takes back entries that the server signed for once, and lost since (J8): they count by that signature, whoever gives them. Where
/// nothing is missing, or something else is, the answer says how far the stream has come.
#[utoipa::path(
    post,
    path = "/v1/givings",
    tag = "sync",
    request_body = wire::GivenBack,
    responses(
        (status = 200, body = wire::TakenBack),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn take<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(given): JsonBody<GivenBack>,
) -> Result<Json<TakenBack>, Failure> {
    match app.take_back(given).await {
        Ok(size) => Ok(Json(TakenBack { size })),
        Err(refused) => {
            // What was signed here can't be made up, but trying costs.
            if !matches!(refused, NotGivenBack::Store(_)) {
                app.rates.stranger(address)?;
            }
            Err(match refused {
                // Whoever can't prove to hold a stream isn't told whether there is one.
                NotGivenBack::NoStream | NotGivenBack::NotTakenBack(NotTakenBack::Checkpoint { .. }) => {
                    Failure::NotTakenBack { code: "given_checkpoint", why: NO_RECEIPT.to_owned() }
                }
                NotGivenBack::NotTakenBack(why) => Failure::NotTakenBack { code: why.code(), why: why.to_string() },
                NotGivenBack::Unreadable => {
                    Failure::Malformed("a page, compressed by zstd, and leaves of 32 bytes are wanted")
                }
                NotGivenBack::Store(error) => error.into(),
            })
        }
    }
}

//! `POST /v1/adoptions/pages`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::StreamId;
use coopol_domain::wire::Opaque;
use coopol_store::Backend;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::known;
use crate::app::App;
use crate::http::{Address, Failure, JsonBody, Problem};

/// A run of entries of one stream.
#[derive(Deserialize, ToSchema)]
pub struct Paged {
    /// The secret of the code: 16 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub seed: Opaque,
    /// Which stream.
    #[schema(value_type = String)]
    pub stream: StreamId,
    /// The entry that they follow.
    pub after: u64,
    /// They themselves, as a page of history: canonical CBOR, compressed by zstd, in base64.
    #[schema(value_type = String, format = Byte)]
    pub page: Opaque,
}

/// How far the stream has come.
#[derive(Serialize, ToSchema)]
pub struct Staged {
    /// The last entry that was handed over: another one than expected says where to go on.
    pub seq: u64,
}

/// Hands over a run of entries. They are kept aside, sealed, until the section is taken in as a whole.
#[utoipa::path(
    post,
    path = "/v1/adoptions/pages",
    tag = "adoption",
    request_body = Paged,
    responses(
        (status = 200, body = Staged),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn stage<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(paged): JsonBody<Paged>,
) -> Result<Json<Staged>, Failure> {
    let adoption = known(&app, address, &paged.seed).await?;
    let seq = app.stage(adoption, paged.stream, paged.after, &paged.page.0).await?;
    Ok(Json(Staged { seq }))
}

//! `POST /v1/adoptions/look`.

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

/// What a section asks before it hands anything over.
#[derive(Deserialize, ToSchema)]
pub struct Looking {
    /// The secret of its code: 16 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub seed: Opaque,
    /// Its streams.
    #[schema(value_type = Vec<String>)]
    pub streams: Vec<StreamId>,
}

/// Who takes it in, and how far it has come.
#[derive(Serialize, ToSchema)]
pub struct Looked {
    /// The authority's key as `name+id+base64` (C2SP signed-note).
    pub authority: String,
    /// Whether the section stands here already.
    pub adopted: bool,
    /// For each stream, in the order in which they were asked for, the last entry that was handed over.
    pub staged: Vec<u64>,
}

/// Where a section that joins may go on.
#[utoipa::path(
    post,
    path = "/v1/adoptions/look",
    tag = "adoption",
    request_body = Looking,
    responses(
        (status = 200, body = Looked),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn look<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(looking): JsonBody<Looking>,
) -> Result<Json<Looked>, Failure> {
    let adoption = known(&app, address, &looking.seed).await?;
    let adopted = app.adoption(adoption).await?.adopted.is_some();
    let mut staged = Vec::new();
    for stream in looking.streams.into_iter().take(64) {
        staged.push(app.staged_up_to(adoption, stream).await?);
    }
    Ok(Json(Looked { authority: app.authority.verifier(), adopted, staged }))
}

//! `GET /v1/streams/{stream}/history`.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use coopol_domain::id::StreamId;
use coopol_store::Backend;
use serde::Deserialize;

use crate::app::App;
use crate::http::{Bearer, Failure, Problem};
use crate::routes::{Named, readable};
use crate::sync::{pack, page_limit};

/// Where to go on.
#[derive(Debug, Deserialize)]
pub struct After {
    /// The last entry already read; 0 for none.
    #[serde(default)]
    after: u64,
}

/// The history, page by page, for whoever checks all of it (J5.3). The last page is empty.
#[utoipa::path(
    get,
    path = "/v1/streams/{stream}/history",
    tag = "streams",
    params(
        ("stream" = String, Path, description = "The stream's id."),
        ("after" = Option<u64>, Query, description = "The last entry already read."),
    ),
    responses(
        (status = 200, content_type = "application/zstd", body = [u8], description = "A page in canonical CBOR."),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn history<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named(stream): Named<StreamId>,
    after: Result<Query<After>, axum::extract::rejection::QueryRejection>,
) -> Result<impl IntoResponse, Failure> {
    readable(&standing, stream)?;
    let Query(After { after }) = after.map_err(|_| Failure::Malformed("?after= is a number"))?;
    let extract = app.store.page(stream, after, page_limit()).await?.ok_or(Failure::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "application/zstd")], pack(extract.page).await))
}

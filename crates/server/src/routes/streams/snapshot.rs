//! `GET /v1/streams/{stream}/snapshot`.

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

/// Which snapshot.
#[derive(Debug, Deserialize)]
pub struct At {
    /// The entry it stands at, as the synchronisation named it.
    seq: u64,
}

/// The snapshot that a synchronisation named, packed as it was made. When there is another by now: synchronise again.
#[utoipa::path(
    get,
    path = "/v1/streams/{stream}/snapshot",
    tag = "streams",
    params(
        ("stream" = String, Path, description = "The stream's id."),
        ("seq" = u64, Query, description = "The entry it stands at."),
    ),
    responses(
        (status = 200, content_type = "application/zstd", body = [u8]),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn snapshot<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named(stream): Named<StreamId>,
    at: Result<Query<At>, axum::extract::rejection::QueryRejection>,
) -> Result<impl IntoResponse, Failure> {
    readable(&standing, stream)?;
    let Query(At { seq }) = at.map_err(|_| Failure::Malformed("?seq= is wanted"))?;
    let snapshot = app.store.snapshot(stream).await?.ok_or(Failure::NotFound)?;
    if snapshot.frontier.size() != seq {
        return Err(Failure::OtherSnapshot);
    }
    Ok(([(header::CONTENT_TYPE, "application/zstd")], snapshot.packed))
}

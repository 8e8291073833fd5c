//! `HEAD /v1/streams/{stream}/blobs/{name}`.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use coopol_domain::id::StreamId;
use coopol_store::Backend;

use super::key::named;
use crate::app::App;
use crate::http::{Bearer, Failure};
use crate::routes::{Named, readable};

/// How far an upload has come: `Upload-Offset` of `Upload-Length` bytes.
#[utoipa::path(
    head,
    path = "/v1/streams/{stream}/blobs/{name}",
    tag = "blobs",
    params(("stream" = String, Path, description = "The stream's id."), ("name" = String, Path, description = "The file's name.")),
    responses((status = 200, description = "`Upload-Offset` and `Upload-Length`."), (status = "4XX", description = "See GET.")),
    security(("token" = [])),
)]
pub async fn inspect<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named((stream, name)): Named<(StreamId, String)>,
) -> Result<impl IntoResponse, Failure> {
    readable(&standing, stream)?;
    let blob = app.store.blob(stream, named(&name)?).await?.ok_or(Failure::NotFound)?;
    Ok([("upload-offset", blob.received.to_string()), ("upload-length", blob.size.to_string())])
}

//! `POST /v1/streams/{stream}/blobs/{name}`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use coopol_domain::id::StreamId;
use coopol_store::{Backend, Begun};
use serde::Deserialize;
use utoipa::ToSchema;

use super::key::{named, writable};
use crate::app::App;
use crate::http::{Bearer, Failure, JsonBody, Problem};
use crate::routes::Named;

/// A file that is about to come.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Coming {
    /// Its size, in bytes.
    #[schema(minimum = 1)]
    pub size: u64,
}

/// Begins an upload, or finds how far it has come: `Upload-Offset` says from which byte to go on.
#[utoipa::path(
    post,
    path = "/v1/streams/{stream}/blobs/{name}",
    tag = "blobs",
    params(("stream" = String, Path, description = "The stream's id."), ("name" = String, Path, description = "The file's name.")),
    request_body = Coming,
    responses(
        (status = 201, description = "`Upload-Offset`: the bytes that have come."),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn begin<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named((stream, name)): Named<(StreamId, String)>,
    JsonBody(coming): JsonBody<Coming>,
) -> Result<impl IntoResponse, Failure> {
    writable(&standing, stream)?;
    let name = named(&name)?;
    if coming.size == 0 || coming.size > app.limits.blob {
        return Err(Failure::TooLarge);
    }
    let _alone = app.upload(stream, name).await?;
    let mut begun = app.store.begin_blob(stream, name, coming.size, app.clock.now()).await?;
    if begun == Begun::Gone {
        app.discard_bytes(stream, name).await?;
        begun = app.store.begin_blob(stream, name, coming.size, app.clock.now()).await?;
    }
    let Begun::At(blob) = begun else { return Err(Failure::OtherContent) };
    Ok((StatusCode::CREATED, [("upload-offset", blob.received.to_string())]))
}

//! `PATCH /v1/streams/{stream}/blobs/{name}`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use coopol_domain::id::StreamId;
use coopol_store::{Backend, Blob};

use super::key::{named, writable};
use crate::app::App;
use crate::blobs::{BlobError, NotKept};
use crate::http::{Bearer, Failure, Problem, Raw};
use crate::routes::Named;

/// The next bytes of a file. The last ones are kept only if the whole is what its name says (J12).
#[utoipa::path(
    patch,
    path = "/v1/streams/{stream}/blobs/{name}",
    tag = "blobs",
    params(
        ("stream" = String, Path, description = "The stream's id."),
        ("name" = String, Path, description = "The file's name."),
        ("upload-offset" = u64, Header, description = "The number of the first byte."),
    ),
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses(
        (status = 204, description = "`Upload-Offset`: the bytes that have come."),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "The upload stands at `Upload-Offset`."),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn append<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named((stream, name)): Named<(StreamId, String)>,
    headers: HeaderMap,
    Raw(bytes): Raw,
) -> Result<impl IntoResponse, Failure> {
    writable(&standing, stream)?;
    let name = named(&name)?;
    let _alone = app.upload(stream, name).await?;
    let blob = app.store.blob(stream, name).await?.ok_or(Failure::NotFound)?;
    let from = headers.get("upload-offset").and_then(|from| from.to_str().ok()?.parse::<u64>().ok());
    if from != Some(blob.received) {
        return Err(Failure::Offset { at: blob.received });
    }
    let to = blob.received + bytes.len() as u64;
    if bytes.is_empty() || to > blob.size {
        return Err(Failure::TooLarge);
    }
    if to == blob.size && !app.is_named(&blob, &bytes).await? {
        app.discard(stream, name).await?;
        return Err(Failure::OtherContent);
    }
    app.blobs.keep(&app.sealing(&blob), blob.received, app.random(), &bytes).await?;
    let blob = app.store.advance_blob(stream, name, blob.received, to).await?.ok_or(Failure::NotFound)?;
    Ok((StatusCode::NO_CONTENT, [("upload-offset", blob.received.to_string())]))
}

impl<B: Backend> App<B> {
    async fn is_named(&self, blob: &Blob, last: &[u8]) -> Result<bool, Failure> {
        let of = self.sealing(blob);
        let parts = self.blobs.all_parts(&of, blob.received).await?;
        Ok(self.blobs.name_of(&of, &self.naming_key(blob.stream).await?, &parts, last).await? == blob.name)
    }
}

impl From<NotKept> for Failure {
    fn from(error: NotKept) -> Self {
        match error {
            NotKept::Bytes(error) => error.into(),
            NotKept::Store(error) => error.into(),
        }
    }
}

impl From<BlobError> for Failure {
    fn from(error: BlobError) -> Self {
        Self::from(&error)
    }
}

impl From<&BlobError> for Failure {
    fn from(error: &BlobError) -> Self {
        if error.is_away() {
            tracing::error!(%error, "the files can't be reached");
            return Self::Busy;
        }
        Self::internal(error)
    }
}

//! `GET /v1/streams/{stream}/blobs/{name}`.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use coopol_domain::id::StreamId;
use coopol_store::Backend;
use futures_util::stream::iter;
use futures_util::{StreamExt as _, TryStreamExt as _};

use super::key::named;
use crate::app::App;
use crate::blobs::BlobError;
use crate::http::{Bearer, Failure, Problem};
use crate::routes::{Named, readable};

/// A file, whole or from a byte on (`Range: bytes=N-`). One that hasn't come whole doesn't exist.
#[utoipa::path(
    get,
    path = "/v1/streams/{stream}/blobs/{name}",
    tag = "blobs",
    params(
        ("stream" = String, Path, description = "The stream's id."),
        ("name" = String, Path, description = "The file's name."),
        ("range" = Option<String>, Header, description = "`bytes=N-`: from byte N on."),
    ),
    responses(
        (status = 200, content_type = "application/octet-stream", body = [u8]),
        (status = 206, content_type = "application/octet-stream", body = [u8]),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn fetch<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named((stream, name)): Named<(StreamId, String)>,
    headers: HeaderMap,
) -> Result<Response<Body>, Failure> {
    readable(&standing, stream)?;
    let name = named(&name)?;
    let blob = app.store.blob(stream, name).await?.filter(|blob| blob.received == blob.size);
    let blob = blob.ok_or(Failure::NotFound)?;
    let from = start(&headers).filter(|&from| from < blob.size);
    let of = Arc::new(app.sealing(&blob));
    // What isn't all there, or doesn't begin as it was kept, is told before anything is answered.
    let told = move |error: BlobError| {
        tracing::error!(%stream, %name, %error, "a file isn't here as it was sent");
        error
    };
    let parts = app.blobs.all_parts(&of, blob.size).await.map_err(told)?;
    let first = parts.iter().rposition(|part| part.from <= from.unwrap_or(0)).unwrap_or(0);
    let skip = from.unwrap_or(0) - parts.get(first).map_or(0, |part| part.from);
    let skip = usize::try_from(skip).map_err(|_| Failure::Malformed("a range beyond what can be counted"))?;
    let mut rest = parts.into_iter().skip(first);
    let begins = match rest.next() {
        Some(part) => Bytes::from(app.blobs.open(&of, &part).await.map_err(told)?),
        None => Bytes::new(),
    };
    let begins = begins.slice(skip.min(begins.len())..);
    let others = iter(rest.map(Ok)).and_then(move |part| {
        let (app, of) = (app.clone(), of.clone());
        async move { app.blobs.open(&of, &part).await.map(Bytes::from) }
    });
    let opened = iter([Ok(begins)]).chain(others).map_err(told);
    let length = blob.size - from.unwrap_or(0);
    let mut response = Response::new(Body::from_stream(opened));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(from) = from {
        let range = format!("bytes {from}-{}/{}", blob.size - 1, blob.size);
        headers
            .insert(header::CONTENT_RANGE, HeaderValue::from_str(&range).map_err(|error| Failure::internal(&error))?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

fn start(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

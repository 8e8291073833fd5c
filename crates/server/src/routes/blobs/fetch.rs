//! `GET /v1/streams/{stream}/blobs/{name}`.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use coopol_domain::id::{DeviceId, StreamId};
use coopol_store::{Backend, StoreError};
use futures_util::stream::iter;
use futures_util::{StreamExt as _, TryStreamExt as _};

use super::key::named;
use crate::app::App;
use crate::blobs::BlobError;
use crate::http::{Bearer, Failure, Problem};
use crate::routes::{Named, readable};

/// How many bytes are sent before it is asked again whether whoever fetches them may still read them.
const PIECE: usize = 64 << 10;

/// Why a file stops in the middle.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Bytes(#[from] BlobError),
    #[error(transparent)]
    Rights(#[from] StoreError),
    /// The right to read it ended meanwhile (J9).
    #[error("whoever fetches it may not read it any more")]
    Ended,
}

/// A file, whole or from a byte on (`Range: bytes=N-`). One that hasn't come whole doesn't exist. It stops in the middle when the
/// right to read it ends.
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
    let (keeper, device) = (app.clone(), standing.device.id);
    let others = iter(rest.map(Ok)).and_then(move |part| {
        let (keeper, of) = (keeper.clone(), of.clone());
        async move { keeper.blobs.open(&of, &part).await.map(Bytes::from) }
    });
    let opened = iter([Ok(begins)]).chain(others).map_err(move |error| Stopped::from(told(error)));
    let pieces = opened.map_ok(|part| iter(cut(part).map(Ok::<_, Stopped>))).try_flatten();
    let sent = pieces.and_then(move |piece| {
        let app = app.clone();
        async move { app.still_reads(device, stream).await.map(|()| piece) }
    });
    let length = blob.size - from.unwrap_or(0);
    let mut response = Response::new(Body::from_stream(sent));
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

impl<B: Backend> App<B> {
    async fn still_reads(&self, device: DeviceId, stream: StreamId) -> Result<(), Stopped> {
        let standing = self.rights.of(&self.store, device, self.clock.now()).await;
        let standing =
            standing.inspect_err(|error| tracing::error!(%error, "nobody can tell who still reads a file"))?;
        if standing.is_some_and(|standing| standing.reads(stream)) { Ok(()) } else { Err(Stopped::Ended) }
    }
}

fn cut(part: Bytes) -> impl Iterator<Item = Bytes> {
    (0..part.len()).step_by(PIECE).map(move |from| part.slice(from..part.len().min(from + PIECE)))
}

fn start(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

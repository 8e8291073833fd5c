//! What stands around every route, in this order: catch panics, name the request, count it, shed load, bound its time
//! and its body, unpack and pack. Who asks and how often is checked by the routes' own arguments, in that order.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse as _;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::Failure;
use super::metrics::{ANSWERING, Present, Refused};
use crate::settings::Limits;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Below this an answer isn't worth compressing.
const SMALL: u64 = 1024;

#[derive(Clone, Copy, Debug)]
struct Named;

impl MakeRequestId for Named {
    /// It names a request in the log, and nobody.
    fn make_request_id<T>(&mut self, _: &Request<T>) -> Option<RequestId> {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).ok()?;
        HeaderValue::from_str(&format!("{:016x}", u64::from_be_bytes(bytes))).ok().map(RequestId::new)
    }
}

/// Puts the layers around the routes.
pub fn around(routes: Router, limits: &Limits) -> Router {
    let packed = SizeAbove::new(SMALL)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::const_new("application/zstd"))
        .and(NotForContentType::const_new("application/octet-stream"));
    let (time, most) = (limits.request_time, limits.body);
    let inner = ServiceBuilder::new()
        .layer(from_fn(move |request: Request, next: Next| bounded(request, next, time)))
        .layer(from_fn(move |request: Request, next: Next| fitting(request, next, most)))
        .layer(RequestBodyTimeoutLayer::new(limits.body_time))
        .layer(RequestBodyLimitLayer::new(limits.body))
        .layer(RequestDecompressionLayer::new())
        // The next level up clears 768 kB of tables for each answer, which takes longer than to pack most of ours.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(packed))
        .layer(DefaultBodyLimit::max(limits.body));
    let gate = std::sync::Arc::new(tokio::sync::Semaphore::new(limits.in_flight));
    routes
        .fallback(|| async { Failure::NotFound })
        .method_not_allowed_fallback(|| async { Failure::MethodNotAllowed })
        .layer(inner)
        .layer(from_fn(move |request: Request, next: Next| shed(request, next, gate.clone())))
        .layer(
            ServiceBuilder::new()
                .layer(CatchPanicLayer::custom(panicked))
                .layer(SetRequestIdLayer::new(REQUEST_ID, Named))
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(from_fn(noted)),
        )
}

/// More at once than the machine can take are told to come again, at once.
async fn shed(request: Request, next: Next, gate: std::sync::Arc<tokio::sync::Semaphore>) -> axum::response::Response {
    let Ok(_place) = gate.try_acquire() else {
        Refused::Requests.count();
        return Failure::Busy.into_response();
    };
    let _present = Present::of(ANSWERING);
    next.run(request).await
}

async fn bounded(request: Request, next: Next, time: Duration) -> axum::response::Response {
    let answer = tokio::time::timeout(time, next.run(request)).await;
    answer.unwrap_or_else(|_| Failure::TooSlow.into_response())
}

/// A body that says itself that it is too large is refused by its name; the layer below, which counts what comes, has no
/// words for it.
async fn fitting(request: Request, next: Next, most: usize) -> axum::response::Response {
    let told = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if told.is_some_and(|length: u64| length > most as u64) {
        return Failure::TooLarge.into_response();
    }
    next.run(request).await
}

/// One line a request: which route, never which stream, device or person.
async fn noted(request: Request, next: Next) -> axum::response::Response {
    let (method, id) = (request.method().clone(), request.headers().get(REQUEST_ID).cloned());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let watch = tokio::time::Instant::now();
    let response = next.run(request).await;
    let (status, took) = (response.status(), watch.elapsed());
    metrics::counter!("coopol_requests", "route" => route.clone(), "status" => status.as_str().to_owned()).increment(1);
    metrics::histogram!("coopol_request_seconds", "route" => route.clone()).record(took);
    let id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info!(%method, route, status = status.as_u16(), ms = took.as_millis(), id, "request");
    response
}

fn panicked(_: Box<dyn Any + Send>) -> Response<axum::body::Body> {
    tracing::error!("a request panicked");
    let mut response = Failure::Internal.into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    debug_assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    response
}

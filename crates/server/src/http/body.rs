//! Bodies, read whole within the limit.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;

use super::Failure;

/// A JSON body.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

/// A body as it comes.
#[derive(Debug)]
pub struct Raw(pub Bytes);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.split(';').next().map(str::trim) != Some("application/json") {
            return Err(Failure::Malformed("application/json is wanted"));
        }
        let Raw(bytes) = Raw::from_request(request, state).await?;
        // What was wrong with it could quote what stood in it: it is told to nobody.
        serde_json::from_slice(&bytes).map(Self).map_err(|_| Failure::Malformed("not the JSON that is wanted here"))
    }
}

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        Bytes::from_request(request, state).await.map(Self).map_err(refused)
    }
}

fn refused(rejection: BytesRejection) -> Failure {
    let status = rejection.status();
    drop(rejection.into_response());
    match status.as_u16() {
        413 => Failure::TooLarge,
        408 => Failure::TooSlow,
        _ => Failure::Malformed("the body broke off or can't be unpacked"),
    }
}

//! `GET /v1/openapi.json`.

use axum::http::header;
use axum::response::IntoResponse;

/// This description.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "health", responses((status = 200, body = Object)))]
pub async fn show() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], crate::openapi::document())
}

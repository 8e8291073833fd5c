//! `GET /v1/feeds/{feed}`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use coopol_domain::feed;
use coopol_store::Backend;

use crate::app::App;
use crate::http::{Address, Failure, Problem};
use crate::routes::Named;

/// An agenda, as calendar programs come for it. The address is all that it takes: it is secret, and answers as long as whoever answers
/// for it may read that agenda. One that doesn't is what doesn't exist.
#[utoipa::path(
    get,
    path = "/v1/feeds/{feed}",
    tag = "feeds",
    params(("feed" = String, Path, description = "What stands in the address, with `.ics`.")),
    responses(
        (status = 200, content_type = "text/calendar", body = String, description = "A calendar (RFC 5545)."),
        (status = 304, description = "It is the one of `If-None-Match`."),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn read<B: Backend>(
    State(app): State<Arc<App<B>>>,
    from: Address,
    Named(text): Named<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    app.rates.stranger(from)?;
    let address: feed::Address = text.parse().map_err(|_| Failure::NotFound)?;
    let told = app.told_at(&address, app.clock.now()).await?.ok_or(Failure::NotFound)?;
    // Packed or not, it is the same calendar: a weak one (RFC 9110 §8.8.1).
    let tag = format!("W/\"{}\"", told.tag);
    let kept = [(header::ETAG, tag), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if has_it(&headers, &told.tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let file = ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], told.file.clone());
    Ok((kept, file).into_response())
}

/// Whether a program says that it has this one already (RFC 9110 §13.1.2).
fn has_it(headers: &HeaderMap, tag: &str) -> bool {
    let said = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = said.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|said| said == "*" || said.trim_start_matches("W/").trim_matches('"') == tag)
}

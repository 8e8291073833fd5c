//! The routes: one folder per noun, one file per verb. To add one: its file, a line in [`routes`], one in
//! [`crate::openapi`] and one in the tests' table of refusals; a test fails while any of them is missing.

pub mod adoptions;
pub mod blobs;
pub mod challenges;
pub mod comebacks;
pub mod deliveries;
pub mod enrolments;
pub mod events;
pub mod feeds;
pub mod givings;
pub mod health;
pub mod openapi;
pub mod streams;
pub mod sync;
pub mod tokens;
pub mod units;
pub mod witness;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::extract::Path;
use axum::http::request::Parts;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, patch, post};
use coopol_domain::id::StreamId;
use coopol_store::Backend;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::http::Failure;

/// Every route, without what stands around them.
pub fn routes<B: Backend>(app: Arc<App<B>>) -> Router {
    let part = axum::extract::DefaultBodyLimit::max(app.limits.blob_part);
    let restored = from_fn_with_state(app.clone(), givings::first::<B>);
    let blob = get(blobs::fetch::fetch::<B>).head(blobs::inspect::inspect::<B>).post(blobs::begin::begin::<B>);
    Router::new()
        .route("/v1/challenges", post(challenges::create::create::<B>))
        .route("/v1/tokens", post(tokens::issue::issue::<B>))
        .route("/v1/enrolments", post(enrolments::enrol::enrol::<B>))
        .route("/v1/comebacks", post(comebacks::ask::ask::<B>))
        .route("/v1/adoptions", post(adoptions::take::take::<B>))
        .route("/v1/adoptions/look", post(adoptions::look::look::<B>))
        .route("/v1/adoptions/pages", post(adoptions::stage::stage::<B>))
        .route("/v1/givings", post(givings::take::take::<B>))
        .route("/v1/sync", post(sync::exchange::exchange::<B>))
        .route("/v1/deliveries", post(deliveries::deliver::deliver::<B>))
        .route("/v1/events", get(events::listen::listen::<B>))
        .route("/v1/feeds/{feed}", get(feeds::read::read::<B>))
        .route("/v1/streams/{stream}/snapshot", get(streams::snapshot::snapshot::<B>))
        .route("/v1/streams/{stream}/history", get(streams::history::history::<B>))
        .route("/v1/streams/{stream}/blobs", get(blobs::key::key::<B>))
        .route("/v1/streams/{stream}/blobs/{name}", blob.merge(patch(blobs::append::append::<B>).layer(part)))
        .route("/v1/witness", get(witness::show::show::<B>).post(witness::cosign::cosign::<B>))
        .route("/v1/units", get(units::list::list::<B>))
        .route("/v1/units/{unit}/audience", get(units::audience::audience::<B>))
        .route("/v1/openapi.json", get(openapi::show::show))
        .route("/healthz", get(health::live::live))
        .route("/readyz", get(health::ready::ready::<B>))
        .with_state(app)
        .layer(restored)
}

/// Parts of a path. One that can't be read names nothing: the answer is that of what doesn't exist.
#[derive(Debug)]
pub struct Named<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let named = Path::<T>::from_request_parts(parts, state).await;
        named.map(|Path(named)| Self(named)).map_err(|_| Failure::NotFound)
    }
}

/// Whatever a device may not read is what doesn't exist.
fn readable(standing: &crate::rights::Standing, stream: StreamId) -> Result<(), Failure> {
    if standing.reads(stream) { Ok(()) } else { Err(Failure::NotFound) }
}

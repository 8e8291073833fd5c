//! What devices give back after a restore (J8).

/// See the file.
pub mod take;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use coopol_store::Backend;

use crate::app::App;
use crate::http::{Failure, Restoring};

/// What is answered after a restore: what is given back, and whether the server is there. Who may do what may be among what is missing,
/// so nobody is let in meanwhile, and nobody is told that they have no business here any more.
pub async fn first<B: Backend>(State(app): State<Arc<App<B>>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.starts_with("/v1/") || path == "/v1/givings" || path == "/v1/openapi.json" {
        return next.run(request).await;
    }
    match app.store.restoring(app.clock.now()).await {
        Ok(None) => next.run(request).await,
        Ok(Some(restored)) => {
            Failure::Restoring(Restoring { since: restored.at.0, until: restored.until.0 }).into_response()
        }
        Err(error) => Failure::from(error).into_response(),
    }
}

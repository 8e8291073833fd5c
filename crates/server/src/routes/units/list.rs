//! `GET /v1/units`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::UnitId;
use coopol_store::Backend;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::{Bearer, Failure, Problem};

/// A unit, as anybody who holds an office may know it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listed {
    /// Which.
    #[schema(value_type = String)]
    pub id: UnitId,
    /// `national`, `federation`, `section` or `group`.
    pub kind: &'static str,
    /// How people call it.
    pub name: String,
    /// The unit above.
    #[schema(value_type = Option<String>)]
    pub parent: Option<UnitId>,
}

/// Every unit by name, so that somebody who moves can be sent to the right one (J1.5). That a section exists is no secret;
/// who is in it is. Whoever holds no office, as a delegate, moves nobody and is told none.
#[utoipa::path(
    get,
    path = "/v1/units",
    tag = "units",
    responses(
        (status = 200, body = [Listed]),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn list<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
) -> Result<Json<Vec<Listed>>, Failure> {
    if !standing.in_office {
        return Err(Failure::NotFound);
    }
    let mut units = app.store.units().await?;
    // What became a part of another receives nobody any more.
    units.retain(|unit| unit.merged_into.is_none());
    units.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let listed = units.into_iter().map(|unit| Listed {
        id: unit.id,
        kind: unit.kind.as_str(),
        name: unit.name,
        parent: unit.parent,
    });
    Ok(Json(listed.collect()))
}

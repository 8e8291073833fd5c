//! `GET /v1/units/{unit}/audience`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::access::Verb;
use coopol_domain::audience::Told;
use coopol_domain::id::UnitId;
use coopol_domain::journal::Compartment;
use coopol_store::Backend;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::{Bearer, Failure, Problem};
use crate::routes::Named;

/// More rosters aren't read for one answer: whoever is above so many asks federation by federation.
const MOST: usize = 500;

/// How many people of a unit could be written to. A count under five isn't told, nor one from which it would follow.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counted {
    /// The unit.
    #[schema(value_type = String)]
    pub unit: UnitId,
    /// How people call it.
    pub name: String,
    /// Everybody in its roster.
    pub people: Option<u64>,
    /// Those of whom there is an e-mail address.
    pub with_email: Option<u64>,
    /// The others.
    pub without_email: Option<u64>,
}

/// How many people could be written to in a unit and in each below it, by name, for whoever has a mandate above them that lets them
/// count (J1.4). No address and no name leaves the server.
#[utoipa::path(
    get,
    path = "/v1/units/{unit}/audience",
    tag = "units",
    params(("unit" = String, Path, description = "The unit's id.")),
    responses(
        (status = 200, body = [Counted]),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn audience<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named(asked): Named<UnitId>,
) -> Result<Json<Vec<Counted>>, Failure> {
    let directory = &standing.directory;
    let below = directory.units.values().filter(|unit| directory.reach(asked, unit.id).is_some());
    // What became a part of another is nobody's to write to any more: its people are in the other's roster.
    let open = below.filter(|unit| unit.merged_into.is_none());
    let counted = open.filter_map(|unit| {
        let roster = *unit.streams.get(&Compartment::Roster)?;
        standing.grants.verbs(roster).has(Verb::Count).then_some((unit, roster))
    });
    let mut units: Vec<_> = counted.collect();
    if units.is_empty() {
        return Err(Failure::NotFound);
    }
    if units.len() > MOST {
        return Err(Failure::Malformed("there are too many units below: ask of one of them"));
    }
    units.sort_by(|(a, _), (b, _)| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let mut told = Vec::with_capacity(units.len());
    for (unit, roster) in units {
        let Told { people, with_email, without_email } = app.store.audience(roster).await?.told();
        told.push(Counted { unit: unit.id, name: unit.name.clone(), people, with_email, without_email });
    }
    Ok(Json(told))
}

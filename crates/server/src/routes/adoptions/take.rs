//! `POST /v1/adoptions`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::time::Instant;
use coopol_domain::wire::{CarriedOut, Opaque};
use coopol_store::Backend;
use serde::Deserialize;
use utoipa::ToSchema;

use super::known;
use crate::app::App;
use crate::authority::{Offer, Offered};
use crate::http::{Address, Failure, JsonBody, Problem};

/// A section that is handed over.
#[derive(Deserialize, ToSchema)]
pub struct Section {
    /// The secret of the code: 16 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub seed: Opaque,
    /// The section.
    #[schema(value_type = String)]
    pub unit: UnitId,
    /// The key of its own authority as `name+id+base64` (C2SP signed-note).
    pub authority: String,
    /// Its streams.
    pub streams: Vec<Ended>,
}

/// A stream and its end.
#[derive(Deserialize, ToSchema)]
pub struct Ended {
    /// Which.
    #[schema(value_type = String)]
    pub stream: StreamId,
    /// `office`, `roster`…
    pub compartment: String,
    /// Its last checkpoint, signed by the section's own authority.
    pub checkpoint: String,
    /// That this authority leaves it to the server (`log_moved`), under its signature.
    pub moved: String,
    /// The key by which its files are named: 32 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub naming: Opaque,
    /// What its own authority erased in it, in order: nothing that was said of it comes along. The stream must have asked for it.
    #[serde(default)]
    pub erased: Vec<Gone>,
}

/// A subject that was erased.
#[derive(Deserialize, ToSchema)]
pub struct Gone {
    /// Which.
    #[schema(value_type = String)]
    pub subject: SubjectId,
    /// When, in milliseconds since 1970.
    #[schema(value_type = u64)]
    pub at: Instant,
}

/// Takes in the section whose entries were handed over, as a whole or not at all: every line, signature and end is checked.
/// The same again is answered the same; `adoption_…` (422) says what doesn't hold.
#[utoipa::path(
    post,
    path = "/v1/adoptions",
    tag = "adoption",
    request_body = Section,
    responses(
        (status = 204, description = "The section stands here, durably."),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn take<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(section): JsonBody<Section>,
) -> Result<StatusCode, Failure> {
    let adoption = known(&app, address, &section.seed).await?;
    let wanted = || Failure::Malformed("a key, compartments and keys of 32 bytes are wanted");
    let authority = section.authority.parse().map_err(|_| wanted())?;
    let streams = section.streams.into_iter().map(|ended| {
        let naming = ended.naming.0.as_slice().try_into().map_err(|_| wanted())?;
        let compartment = ended.compartment.parse().map_err(|_| wanted())?;
        let Ended { stream, checkpoint, moved, erased, .. } = ended;
        let erased = erased.into_iter().map(|Gone { subject, at }| CarriedOut { subject, at }).collect();
        Ok(Offered { stream, compartment, checkpoint, moved, naming, erased })
    });
    let streams = streams.collect::<Result<_, Failure>>()?;
    // It goes on when the connection breaks off, or a large section takes longer than a request may: whoever asks again
    // finds it done.
    let offer = Offer { unit: section.unit, authority, streams };
    let taking = tokio::spawn(async move { app.adopt(adoption, offer).await });
    taking.await.map_err(|error| Failure::internal(&error))??;
    Ok(StatusCode::NO_CONTENT)
}

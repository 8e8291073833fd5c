//! `POST /v1/comebacks`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::wire::{Opaque, Root};
use coopol_store::Backend;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::authority::{Asked, NotCalledBack};
use crate::http::{Address, Failure, JsonBody, Problem};

/// What two of a unit's sealed codes signed. The server never sees the codes themselves.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Comeback {
    /// The `office` stream that the codes name.
    #[schema(value_type = String)]
    pub office: StreamId,
    /// The device that is to come in: a fresh id, for which a challenge was asked.
    #[schema(value_type = String)]
    pub device: DeviceId,
    /// The public half of the invitation's key: 32 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub invitation: Opaque,
    /// How whoever comes back is called.
    pub holder_name: String,
    /// The challenge: 32 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub challenge: Opaque,
    /// Two different codes.
    pub codes: [Signed; 2],
}

/// One code's signature.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Signed {
    /// 1, 2 or 3.
    pub number: u8,
    /// 64 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub proof: Opaque,
}

/// What goes into the invitation that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalledBack {
    /// The authority's key as `name+id+base64` (C2SP signed-note).
    pub authority: String,
    /// How many entries the `office` stream has.
    pub size: u64,
    /// The beginning of its root there.
    #[schema(value_type = String)]
    pub root: Root,
    /// How people call the unit.
    pub unit: String,
    /// From when the invitation serves, in milliseconds since 1970,
    pub opens_at: u64,
    /// and until when.
    pub until: u64,
    /// Whether nobody holds an office there, so that one is lent until an election.
    pub provisional: bool,
}

/// Calls a device back on two of a unit's three sealed codes, which are spent by it. Any fault of theirs is answered the same, so
/// that codes can't be tried out; who proves to hold two learns with `office_held` (409) that others hold an office.
#[utoipa::path(
    post,
    path = "/v1/comebacks",
    tag = "sign-in",
    request_body = Comeback,
    responses(
        (status = 200, body = CalledBack),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn ask<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(comeback): JsonBody<Comeback>,
) -> Result<Json<CalledBack>, Failure> {
    app.rates.stranger(address)?;
    let called = app.call_back(read(comeback)?).await?;
    Ok(Json(CalledBack {
        authority: app.authority.verifier(),
        size: called.size,
        root: called.root,
        unit: called.unit,
        opens_at: called.opens.0,
        until: called.until.0,
        provisional: called.provisional,
    }))
}

fn read(comeback: Comeback) -> Result<Asked, Failure> {
    let wanted = || Failure::Malformed("a key and a challenge have 32 bytes, a proof has 64, a name has 1 to 200");
    let [first, second] = comeback.codes.map(|Signed { number, proof }| {
        let proof = proof.0.as_slice().try_into().map_err(|_| wanted());
        proof.map(|proof| (number, proof))
    });
    let holder_name = comeback.holder_name.trim().to_owned();
    if holder_name.is_empty() || holder_name.len() > 200 || holder_name.chars().any(char::is_control) {
        return Err(wanted());
    }
    Ok(Asked {
        office: comeback.office,
        device: comeback.device,
        invitation: comeback.invitation.0.as_slice().try_into().map_err(|_| wanted())?,
        holder_name,
        nonce: comeback.challenge.0.as_slice().try_into().map_err(|_| wanted())?,
        codes: [first?, second?],
    })
}

impl From<NotCalledBack> for Failure {
    fn from(error: NotCalledBack) -> Self {
        match error {
            NotCalledBack::NoCodes => Self::NotFound,
            NotCalledBack::Held => Self::OfficeHeld,
            NotCalledBack::Store(error) => error.into(),
        }
    }
}

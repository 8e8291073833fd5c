//! `POST /v1/enrolments`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::id::{DeviceId, HolderId, StreamId};
use coopol_domain::seal::Hash;
use coopol_domain::wire::Opaque;
use coopol_store::{Backend, StoreError};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::authority::{Enrolment, NotEnrolled};
use crate::http::{Address, Failure, JsonBody, Problem};
use crate::sessions::Tokens;

/// What a newcomer's laptop states, from its invitation. The server never sees the code itself.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Newcomer {
    /// The `office` stream that the invitation stands in.
    #[schema(value_type = String)]
    pub office: StreamId,
    /// The invited device.
    #[schema(value_type = String)]
    pub device: DeviceId,
    /// Its new public key: 32 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub key: Opaque,
    /// How its holder calls it.
    pub name: String,
    /// The invitation's signature of the key: 64 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub proof: Opaque,
    /// How many entries of the `office` stream the inviter had verified.
    pub size: u64,
}

/// What it needs to begin. It compares the authority's key with the fingerprint in its code before it believes any of it.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Welcome {
    /// The authority's key as `name+id+base64` (C2SP signed-note).
    pub authority: String,
    /// The authority's own device.
    #[schema(value_type = String)]
    pub authority_device: DeviceId,
    /// Whose device this is.
    #[schema(value_type = String)]
    pub holder: HolderId,
    /// The first tokens. Absent when the device was enrolled before, and the answer lost: it signs in by a challenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Tokens>,
    /// The `office` stream as it stands, signed.
    pub checkpoint: String,
    /// The root at the inviter's size: 32 bytes, in base64.
    #[schema(value_type = String, format = Byte)]
    pub root: Opaque,
    /// That the checkpoint continues it: hashes in base64.
    #[schema(value_type = Vec<String>)]
    pub consistency: Vec<Opaque>,
    /// How the authority moved from key to key since, for a code that names one that it has left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<String>,
}

/// Enrols an invited device. Any fault of the invitation is answered the same, so that codes can't be tried out; who
/// proves to hold one learns with `too_many_devices` (409) that its holder has three already, and with `not_yet` (409) from
/// when it serves.
#[utoipa::path(
    post,
    path = "/v1/enrolments",
    tag = "sign-in",
    request_body = Newcomer,
    responses(
        (status = 200, body = Welcome),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn enrol<B: Backend>(
    State(app): State<Arc<App<B>>>,
    address: Address,
    JsonBody(newcomer): JsonBody<Newcomer>,
) -> Result<Json<Welcome>, Failure> {
    app.rates.stranger(address)?;
    let (office, size) = (newcomer.office, newcomer.size);
    let enrolment = read(newcomer)?;
    let device = enrolment.device;
    let enrolled = app.enrol(enrolment).await?;
    let tokens = if enrolled.fresh { Some(app.first_sign_in(device).await?) } else { None };
    let vanished = StoreError::Corrupt { what: "an office stream" };
    let head = app.store.heads(&[office]).await?.remove(&office).ok_or(vanished)?.head;
    let (now, root) = (head.frontier.size(), app.store.root_at(office, size).await?);
    let proof = app.store.consistency(office, size, now).await?;
    // A code from before a restore, or for another past: the device gets what there is, and raises its alarm.
    let (root, proof) = (root.unwrap_or_else(|| head.frontier.root()), proof.unwrap_or_default());
    let opaque = |hash: Hash| Opaque(hash.as_bytes().to_vec());
    Ok(Json(Welcome {
        authority: app.authority.verifier(),
        authority_device: app.authority.id(),
        holder: enrolled.holder,
        tokens,
        checkpoint: app.authority.checkpoint(office, now, head.frontier.root(), None),
        root: opaque(root),
        consistency: proof.into_iter().map(opaque).collect(),
        moves: app.store.moves(&[office]).await?.remove(&office).unwrap_or_default(),
    }))
}

fn read(newcomer: Newcomer) -> Result<Enrolment, Failure> {
    let Newcomer { office, device, key, name, proof, .. } = newcomer;
    let wanted = Failure::Malformed("a key has 32 bytes, a proof has 64");
    let key = key.0.as_slice().try_into().ok().and_then(|key| VerifyingKey::from_bytes(key).ok());
    let proof = proof.0.as_slice().try_into().ok();
    let (Some(key), Some(proof)) = (key, proof) else { return Err(wanted) };
    Ok(Enrolment { office, device, key, name, proof })
}

impl From<NotEnrolled> for Failure {
    fn from(error: NotEnrolled) -> Self {
        match error {
            NotEnrolled::NoInvitation => Self::NotFound,
            NotEnrolled::TooMany => Self::TooManyDevices,
            NotEnrolled::NotYet { opens } => Self::NotYet { opens },
            NotEnrolled::Store(error) => error.into(),
        }
    }
}

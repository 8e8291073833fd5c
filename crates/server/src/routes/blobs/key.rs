//! `GET /v1/streams/{stream}/blobs`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use coopol_domain::access::Verb;
use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::wire::Opaque;
use coopol_store::{Backend, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::http::{Bearer, Failure, Problem};
use crate::rights::Standing;
use crate::routes::{Named, readable};

/// What it takes to name files.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Naming {
    /// The stream's key for names: 32 bytes, in base64. A file's name is HMAC-SHA-256 under it, in hexadecimal.
    #[schema(value_type = String, format = Byte)]
    pub key: Opaque,
    /// The largest file that is taken, in bytes.
    pub most: u64,
    /// The largest part, in bytes.
    pub part: u64,
}

/// The key by which the files of a stream are named (J12): the same for everyone who reads the stream, for nobody else.
#[utoipa::path(
    get,
    path = "/v1/streams/{stream}/blobs",
    tag = "blobs",
    params(("stream" = String, Path, description = "The stream's id.")),
    responses(
        (status = 200, body = Naming),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("token" = [])),
)]
pub async fn key<B: Backend>(
    State(app): State<Arc<App<B>>>,
    Bearer(standing): Bearer,
    Named(stream): Named<StreamId>,
) -> Result<Json<Naming>, Failure> {
    readable(&standing, stream)?;
    let key = Opaque(app.naming_key(stream).await?.to_vec());
    Ok(Json(Naming { key, most: app.limits.blob, part: app.limits.blob_part as u64 }))
}

impl<B: Backend> App<B> {
    /// By which the files of a stream are named: one that came along from another authority keeps its own, as its documents
    /// name files by it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn naming_key(&self, stream: StreamId) -> Result<[u8; 32], StoreError> {
        let brought = self.store.setting(&format!("blob name {stream}")).await?;
        match brought.map(|brought| <[u8; 32]>::try_from(brought.as_slice())) {
            None => Ok(self.derive("blob name", stream.as_bytes())),
            Some(brought) => brought.map_err(|_| StoreError::Corrupt { what: "the key by which files are named" }),
        }
    }
}

/// The name of a file; text that isn't one names nothing.
pub(super) fn named(name: &str) -> Result<Hash, Failure> {
    Hash::from_hex(name).map_err(|_| Failure::NotFound)
}

/// Whoever may not add to a stream can't tell its files from what doesn't exist.
pub(super) fn writable(standing: &Standing, stream: StreamId) -> Result<(), Failure> {
    if standing.may(stream, Verb::Propose) { Ok(()) } else { Err(Failure::NotFound) }
}

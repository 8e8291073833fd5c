//! The server over HTTP.

mod blobs;
mod hints;

pub use blobs::{Blobs, Came, Naming};
pub use hints::{Hint, Hints};

use std::sync::Arc;

use coopol_domain::id::{DeviceId, StreamId, UnitId};
use coopol_domain::wire::{Cosigned, GivenBack, Opaque, PushAnswer, SyncRequest, SyncResponse, TakenBack, Witnessing};
use ed25519_dalek::SigningKey;
use reqwest::{RequestBuilder, Response};
use serde::{Deserialize, Serialize};

use super::client::{Client, body};
use super::tokens::Badge;
use super::{Transport, TransportError, Within};

/// A server, and the device that signs in there. A clone shares connections and token.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    badge: Arc<Badge>,
}

#[derive(Serialize)]
struct Delivery<'a> {
    device: DeviceId,
    pushes: &'a [Opaque],
}

/// A unit of the party, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitNamed {
    /// Which.
    pub id: UnitId,
    /// `national`, `federation`, `section` or `group`.
    pub kind: String,
    /// How people call it.
    pub name: String,
    /// The unit above.
    #[serde(default)]
    pub parent: Option<UnitId>,
}

/// How many people of a unit could be written to (J1.4); nothing where the server doesn't tell, because they are too few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitAudience {
    /// Which.
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

#[derive(Deserialize)]
struct Receipt {
    pushes: Vec<PushAnswer>,
}

impl Http {
    /// Nothing is sent yet.
    pub fn new(server: &str, device: DeviceId, key: SigningKey) -> Result<Self, TransportError> {
        Ok(Self { client: Client::new(server)?, badge: Arc::new(Badge::new(device, key)) })
    }

    /// The same, of the authority in this very process.
    pub fn within(authority: Arc<dyn Within>, device: DeviceId, key: SigningKey) -> Result<Self, TransportError> {
        Ok(Self { client: Client::within(authority)?, badge: Arc::new(Badge::new(device, key)) })
    }

    /// Every unit of the party, by name.
    pub async fn units(&self) -> Result<Vec<UnitNamed>, TransportError> {
        let body = self.answer(|| self.client.get("/v1/units")).await?;
        serde_json::from_slice(&body).map_err(|error| unreadable(&error))
    }

    /// How many people could be written to in a unit and in each below it.
    pub async fn audience(&self, unit: UnitId) -> Result<Vec<UnitAudience>, TransportError> {
        let body = self.answer(|| self.client.get(&format!("/v1/units/{unit}/audience"))).await?;
        serde_json::from_slice(&body).map_err(|error| unreadable(&error))
    }

    /// An answer, under a token. One that wears off is replaced once: a second refusal is meant.
    async fn signed(&self, request: impl Fn() -> RequestBuilder + Sync) -> Result<Response, TransportError> {
        Ok(self.signed_by(request).await?.0)
    }

    /// The same, with the token.
    async fn signed_by(
        &self,
        request: impl Fn() -> RequestBuilder + Sync,
    ) -> Result<(Response, String), TransportError> {
        let token = self.badge.token(&self.client, None).await?;
        match self.client.response(request().bearer_auth(&token)).await {
            Err(TransportError::Unwelcome) => {
                let fresh = self.badge.token(&self.client, Some(&token)).await?;
                Ok((self.client.response(request().bearer_auth(&fresh)).await?, fresh))
            }
            answer => Ok((answer?, token)),
        }
    }

    /// The same, with its whole body.
    async fn answer(&self, request: impl Fn() -> RequestBuilder + Sync) -> Result<Vec<u8>, TransportError> {
        body(self.signed(request).await?).await
    }
}

impl Transport for Http {
    async fn exchange(&self, request: &SyncRequest) -> Result<SyncResponse, TransportError> {
        let body = self.answer(|| self.client.post("/v1/sync").json(request)).await?;
        serde_json::from_slice(&body).map_err(|error| unreadable(&error))
    }

    async fn snapshot(&self, stream: StreamId, seq: u64) -> Result<Vec<u8>, TransportError> {
        self.answer(|| self.client.get(&format!("/v1/streams/{stream}/snapshot?seq={seq}"))).await
    }

    async fn history(&self, stream: StreamId, after: u64) -> Result<Vec<u8>, TransportError> {
        self.answer(|| self.client.get(&format!("/v1/streams/{stream}/history?after={after}"))).await
    }

    async fn witnessing(&self) -> Result<Witnessing, TransportError> {
        let body = self.answer(|| self.client.get("/v1/witness")).await?;
        serde_json::from_slice(&body).map_err(|error| unreadable(&error))
    }

    async fn cosign(&self, given: &Cosigned) -> Result<(), TransportError> {
        self.signed(|| self.client.post("/v1/witness").json(given)).await.map(drop)
    }

    async fn give_back(&self, given: &GivenBack) -> Result<TakenBack, TransportError> {
        self.client.json(self.client.post("/v1/givings").json(given)).await
    }

    async fn deliver(&self, device: DeviceId, pushes: &[Opaque]) -> Result<Vec<PushAnswer>, TransportError> {
        let request = self.client.post("/v1/deliveries").json(&Delivery { device, pushes });
        Ok(self.client.json::<Receipt>(request).await?.pushes)
    }
}

/// What was wrong could quote what stood there: only the place is told.
fn unreadable(error: &serde_json::Error) -> TransportError {
    TransportError::Unreadable {
        why: format!("not the JSON that is wanted, at line {} column {}", error.line(), error.column()),
    }
}

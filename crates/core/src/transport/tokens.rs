//! Signing in: by the signature of a challenge, for a token that serves a few minutes and carries no right.

use std::fmt;

use coopol_domain::enrolment::{NONCE, prove_challenge};
use coopol_domain::id::DeviceId;
use coopol_domain::wire::Opaque;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::TransportError;
use super::client::Client;

/// What a device signs in with, and the token that it got last.
pub(super) struct Badge {
    device: DeviceId,
    key: SigningKey,
    token: Mutex<Option<String>>,
}

#[derive(Serialize)]
struct Asked {
    device: DeviceId,
}

#[derive(Deserialize)]
struct Challenge {
    challenge: Opaque,
}

#[derive(Serialize)]
struct Answer {
    by: &'static str,
    device: DeviceId,
    challenge: Opaque,
    proof: Opaque,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
}

impl Badge {
    pub(super) fn new(device: DeviceId, key: SigningKey) -> Self {
        Self { device, key, token: Mutex::new(None) }
    }

    /// The token, a new one when there is none or when `worn` is it.
    pub(super) async fn token(&self, client: &Client, worn: Option<&str>) -> Result<String, TransportError> {
        let mut token = self.token.lock().await;
        if let Some(token) = token.as_ref().filter(|token| Some(token.as_str()) != worn) {
            return Ok(token.clone());
        }
        let asked = client.post("/v1/challenges").json(&Asked { device: self.device });
        let Challenge { challenge } = client.json(asked).await?;
        let nonce: [u8; NONCE] = challenge.0.as_slice().try_into().map_err(|_| TransportError::Unreadable {
            why: format!("a challenge of {} bytes, not {NONCE}", challenge.0.len()),
        })?;
        let proof = Opaque(prove_challenge(&self.key, self.device, &nonce).to_vec());
        let answer = Answer { by: "challenge", device: self.device, challenge, proof };
        let Tokens { access_token } = client.json(client.post("/v1/tokens").json(&answer)).await?;
        *token = Some(access_token.clone());
        Ok(access_token)
    }

    /// Whether another token took the place of this one.
    pub(super) async fn worn(&self, token: &str) -> bool {
        self.token.lock().await.as_deref().is_some_and(|current| current != token)
    }
}

impl fmt::Debug for Badge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Badge").field("device", &self.device).finish_non_exhaustive()
    }
}

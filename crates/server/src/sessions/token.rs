//! Tokens: 256 random bits, kept by their hashes; short, and never longer than the mandates.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coopol_domain::enrolment::{NONCE, verify_challenge, verify_refresh};
use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};
use coopol_store::row::Family;
use coopol_store::{Backend, Rotation, Session, StoreError};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::http::Suspended;
use crate::rights::Standing;

/// How long an access token serves, in milliseconds.
const ACCESS: u64 = 5 * 60_000;
/// How long a refresh token may be used.
const REFRESH: u64 = 30 * DAY;

/// A pair of tokens.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Tokens {
    /// For the `Authorization: Bearer` of every request.
    pub access_token: String,
    /// From when it is worth nothing, in milliseconds since 1970.
    pub access_until: u64,
    /// For the next pair, once.
    pub refresh_token: String,
    /// From when it is worth nothing, in milliseconds since 1970.
    pub refresh_until: u64,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// No such device, no mandate, a proof that doesn't hold, a token that isn't in force. It says no more.
    #[error("sign in first")]
    Unauthorized,
    /// It is who it says, and all mandates of its holder are suspended.
    #[error("the mandate is suspended")]
    Suspended(Suspended),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The hash of a token as it was given; `None` when it can't be one.
pub fn hash_of(token: &str) -> Option<Hash> {
    bytes_of(token).map(|bytes| Hash::of(&bytes))
}

fn bytes_of(token: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()
}

impl<B: Backend> App<B> {
    /// Signs a device in that answered a challenge.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn sign_in(
        &self,
        device: DeviceId,
        nonce: &[u8; NONCE],
        proof: &[u8; 64],
    ) -> Result<Tokens, NotSignedIn> {
        let now = self.clock.now();
        let standing = self.rights.known(&self.store, device, now).await?;
        let standing = standing.ok_or(NotSignedIn::Unauthorized)?;
        let suspended = standing.suspended(standing.device.holder, now).filter(|_| standing.is_empty());
        if standing.is_empty() && suspended.is_none() {
            return Err(NotSignedIn::Unauthorized);
        }
        let proven = verify_challenge(&standing.device.key, device, nonce, proof);
        if !proven || !self.spend(device, nonce).await? {
            return Err(NotSignedIn::Unauthorized);
        }
        // Only whoever proves to be that device is told, so that it keeps its key.
        match suspended {
            Some((span, unit)) => Err(NotSignedIn::Suspended(Suspended {
                unit: unit.to_owned(),
                since: span.since.0,
                until: span.until.map(|until| until.0),
                ground: span.ground.clone(),
            })),
            None => self.start(&standing).await,
        }
    }

    /// Signs a device in that has just been enrolled: its proof of invitation served as one of its key.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn first_sign_in(&self, device: DeviceId) -> Result<Tokens, NotSignedIn> {
        let standing = self.rights.of(&self.store, device, self.clock.now()).await?;
        self.start(&standing.ok_or(NotSignedIn::Unauthorized)?).await
    }

    async fn start(&self, standing: &Standing) -> Result<Tokens, NotSignedIn> {
        let (tokens, session) = self.mint(standing);
        self.store.sign_in(standing.device.id, Family(self.random()), session).await?;
        Ok(tokens)
    }

    /// Trades a refresh token for the next pair. Used twice, it ends the sign-in it came from.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn refresh(&self, device: DeviceId, token: &str, proof: &[u8; 64]) -> Result<Tokens, NotSignedIn> {
        let standing = self.rights.of(&self.store, device, self.clock.now()).await?;
        let standing = standing.ok_or(NotSignedIn::Unauthorized)?;
        let bytes = bytes_of(token).ok_or(NotSignedIn::Unauthorized)?;
        if !verify_refresh(&standing.device.key, device, &bytes, proof) {
            return Err(NotSignedIn::Unauthorized);
        }
        let (tokens, next) = self.mint(&standing);
        match self.store.rotate(Hash::of(&bytes), next, self.clock.now()).await? {
            Rotation::Rotated { device: owner } if owner == device => Ok(tokens),
            Rotation::Rotated { device: owner } => {
                // Somebody else's token, and it is used up now: neither of them keeps it.
                self.store.sign_out(owner).await?;
                Err(NotSignedIn::Unauthorized)
            }
            Rotation::Reused { .. } => {
                tracing::warn!("a refresh token was used twice: its sign-in is over");
                Err(NotSignedIn::Unauthorized)
            }
            Rotation::Unknown => Err(NotSignedIn::Unauthorized),
        }
    }

    fn mint(&self, standing: &Standing) -> (Tokens, Session) {
        let now = self.clock.now();
        let within = |until: Instant| standing.last_end.map_or(until, |end| end.min(until));
        let (access_until, refresh_until) = (within(now.plus(ACCESS)), within(now.plus(REFRESH)));
        let (access, refresh) = (self.random::<32>(), self.random::<32>());
        let session =
            Session { access: (Hash::of(&access), access_until), refresh: (Hash::of(&refresh), refresh_until) };
        let tokens = Tokens {
            access_token: URL_SAFE_NO_PAD.encode(access),
            access_until: access_until.0,
            refresh_token: URL_SAFE_NO_PAD.encode(refresh),
            refresh_until: refresh_until.0,
        };
        (tokens, session)
    }
}

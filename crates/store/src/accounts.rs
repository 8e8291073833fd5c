//! Sign-ins: tokens, by their hashes only, and what may be used once.
//!
//! A refresh token serves once. Whoever uses one again may be its thief or its owner: nobody can tell, so the whole
//! family of tokens from that sign-in dies, the access tokens with it.

use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::row::{Family, NonceRow, TokenKind, TokenRow};
use crate::{Backend, Read, Store, StoreError, Write, Writes};

/// The hashes (SHA-256) of a new pair of tokens, and from when each is worth nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Session {
    /// For requests.
    pub access: (Hash, Instant),
    /// For the next pair.
    pub refresh: (Hash, Instant),
}

/// What came of a refresh token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rotation {
    /// The new pair is in force.
    Rotated {
        /// Whose it is.
        device: DeviceId,
    },
    /// It was used before: the sign-in it came from is over.
    Reused {
        /// Whose it was.
        device: DeviceId,
    },
    /// It never was, has expired, or its sign-in is over.
    Unknown,
}

impl<B: Backend> Store<B> {
    /// Starts a sign-in of `device`. `family` is random.
    pub async fn sign_in(&self, device: DeviceId, family: Family, session: Session) -> Result<(), StoreError> {
        let tokens = session.rows(device, family).to_vec();
        self.backend.write().await?.commit(Writes { tokens, ..Writes::default() }).await
    }

    /// The device that an access token was given to, while it is in force.
    pub async fn bearer(&self, access: Hash, now: Instant) -> Result<Option<DeviceId>, StoreError> {
        if let Some(device) = self.bearers.device(access, now) {
            return Ok(Some(device));
        }
        let token = self.backend.glance().await?.token(access).await?;
        let valid = token.filter(|token| token.kind == TokenKind::Access && now < token.expires);
        valid.inspect(|token| self.bearers.note(token, now));
        Ok(valid.map(|token| token.device))
    }

    /// Uses up a refresh token and puts `next` in force; its reuse ends the sign-in.
    pub async fn rotate(&self, refresh: Hash, next: Session, now: Instant) -> Result<Rotation, StoreError> {
        let mut tx = self.backend.write().await?;
        let token = tx.rows().token(refresh).await?;
        let Some(token) = token.filter(|token| token.kind == TokenKind::Refresh && now < token.expires) else {
            return Ok(Rotation::Unknown);
        };
        let device = token.device;
        if token.used_at.is_some() {
            self.bearers.end(&[token.family]);
            tx.commit(Writes { ended: vec![token.family], ..Writes::default() }).await?;
            return Ok(Rotation::Reused { device });
        }
        let [access, refresh] = next.rows(device, token.family);
        let used = TokenRow { used_at: Some(now), ..token };
        tx.commit(Writes { tokens: vec![used, access, refresh], ..Writes::default() }).await?;
        Ok(Rotation::Rotated { device })
    }

    /// Ends every sign-in of a device.
    pub async fn sign_out(&self, device: DeviceId) -> Result<(), StoreError> {
        let mut tx = self.backend.write().await?;
        let ended = tx.rows().families(device).await?;
        self.bearers.end(&ended);
        tx.commit(Writes { ended, ..Writes::default() }).await
    }

    /// Uses up something that may be used once, until `expires`. Returns whether it hadn't been used.
    pub async fn spend(&self, nonce: Hash, expires: Instant) -> Result<bool, StoreError> {
        let mut tx = self.backend.write().await?;
        if tx.rows().nonce(nonce).await?.is_some() {
            return Ok(false);
        }
        tx.commit(Writes { nonces: vec![NonceRow { hash: nonce, expires }], ..Writes::default() }).await?;
        Ok(true)
    }

    /// Forgets what this process remembers of tokens and is old.
    pub fn forget_old(&self, now: Instant) {
        self.bearers.sweep(now);
    }

    /// Forgets the tokens and nonces that have expired.
    pub async fn sweep(&self, now: Instant) -> Result<(), StoreError> {
        self.bearers.sweep(now);
        self.backend.write().await?.commit(Writes { expired: Some(now), ..Writes::default() }).await
    }
}

impl Session {
    fn rows(self, device: DeviceId, family: Family) -> [TokenRow; 2] {
        let row = |(hash, expires), kind| TokenRow { hash, kind, device, family, expires, used_at: None };
        [row(self.access, TokenKind::Access), row(self.refresh, TokenKind::Refresh)]
    }
}

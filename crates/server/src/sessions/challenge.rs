//! Challenges: made without being written down, recognised when they come back, and good once.

use coopol_domain::enrolment::NONCE;
use coopol_domain::id::DeviceId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::{Backend, StoreError};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::app::App;

/// How long a challenge may be answered, in milliseconds.
pub const CHALLENGE: u64 = 60_000;

/// Eight bytes of its end, eight of chance, sixteen that only this server could add.
const SIGNED: usize = 16;

impl<B: Backend> App<B> {
    /// A challenge for `device`, whether there is one or not, and when it ends.
    pub fn challenge(&self, device: DeviceId) -> ([u8; NONCE], Instant) {
        let expires = self.clock.now().plus(CHALLENGE);
        let mut nonce = [0; NONCE];
        nonce[..8].copy_from_slice(&expires.0.to_be_bytes());
        nonce[8..SIGNED].copy_from_slice(&self.random::<8>());
        let mac = self.challenge_mac(device, &nonce).finalize().into_bytes();
        nonce[SIGNED..].copy_from_slice(&mac[..NONCE - SIGNED]);
        (nonce, expires)
    }

    /// Uses a challenge up; whether it was made here for this device, in time, and not used yet.
    pub(crate) async fn spend(&self, device: DeviceId, nonce: &[u8; NONCE]) -> Result<bool, StoreError> {
        let expires = nonce.first_chunk().map(|bytes| Instant(u64::from_be_bytes(*bytes))).unwrap_or_default();
        let own = self.challenge_mac(device, nonce).verify_truncated_left(&nonce[SIGNED..]).is_ok();
        if !own || expires <= self.clock.now() {
            return Ok(false);
        }
        self.store.spend(Hash::of(nonce), expires).await
    }

    fn challenge_mac(&self, device: DeviceId, nonce: &[u8; NONCE]) -> Hmac<Sha256> {
        let key = self.derive("challenge", device.as_bytes());
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes a key of any length");
        mac.update(&nonce[..SIGNED]);
        mac
    }
}

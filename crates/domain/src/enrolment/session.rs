//! How an enrolled device says who it is: by a signature, of a challenge or of the token it wants renewed. Each message
//! begins with words of its own, so that no signature serves for anything else.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::id::DeviceId;
use crate::seal::Hash;

/// Bytes of a challenge.
pub const NONCE: usize = 32;

/// Signs a challenge of the authority's.
pub fn prove_challenge(key: &SigningKey, device: DeviceId, nonce: &[u8; NONCE]) -> [u8; 64] {
    key.sign(&challenge(device, nonce)).to_bytes()
}

/// Whether the device whose key this is signed the challenge.
pub fn verify_challenge(key: &VerifyingKey, device: DeviceId, nonce: &[u8; NONCE], proof: &[u8; 64]) -> bool {
    key.verify_strict(&challenge(device, nonce), &Signature::from_bytes(proof)).is_ok()
}

/// Signs for the renewal of a token, which alone opens nothing: a stolen one is worth no more than its hash.
pub fn prove_refresh(key: &SigningKey, device: DeviceId, token: &[u8]) -> [u8; 64] {
    key.sign(&refresh(device, token)).to_bytes()
}

/// Whether the device whose key this is asked for the renewal.
pub fn verify_refresh(key: &VerifyingKey, device: DeviceId, token: &[u8], proof: &[u8; 64]) -> bool {
    key.verify_strict(&refresh(device, token), &Signature::from_bytes(proof)).is_ok()
}

fn challenge(device: DeviceId, nonce: &[u8; NONCE]) -> Vec<u8> {
    [b"coopol sign-in\n", device.as_bytes().as_slice(), nonce].concat()
}

fn refresh(device: DeviceId, token: &[u8]) -> Vec<u8> {
    [b"coopol refresh\n", device.as_bytes().as_slice(), Hash::of(token).as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_serves_one_device_one_challenge_and_one_purpose() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let (device, nonce) = (DeviceId::from_bytes([1; 16]), [2; NONCE]);
        let proof = prove_challenge(&key, device, &nonce);
        let public = key.verifying_key();
        assert!(verify_challenge(&public, device, &nonce, &proof));
        assert!(!verify_challenge(&public, DeviceId::from_bytes([3; 16]), &nonce, &proof));
        assert!(!verify_challenge(&public, device, &[3; NONCE], &proof));
        assert!(!verify_refresh(&public, device, &nonce, &proof));
        let proof = prove_refresh(&key, device, b"token");
        assert!(verify_refresh(&public, device, b"token", &proof));
        assert!(!verify_refresh(&public, device, b"other", &proof));
    }
}

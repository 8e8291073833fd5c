//! Commitments: what ties a header to a payload that may one day be erased (J2.3), and the root of all states (J5.1).

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroize;

use crate::id::{ChangeId, SubjectId};
use crate::seal::tree::Frontier;
use crate::seal::{Hash, leaf_hash};

/// The secret of one subject in one stream, 32 random bytes: without it no commitment about the subject says anything,
/// so that erasing it erases them all (J2.3).
#[derive(Clone, PartialEq, Eq)]
pub struct SubjectKey([u8; 32]);

impl SubjectKey {
    /// The key with exactly these bytes, which must have come from chance.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes, to be stored where an erasure reaches them.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The commitment to the payload of the change `id`: HMAC under a nonce derived for that change alone.
    pub fn commit(&self, id: ChangeId, payload: &[u8]) -> Hash {
        let nonce = mac(&self.0, &[b"coopol change nonce\n", id.as_bytes()]);
        mac(nonce.as_bytes(), &[payload])
    }

    /// The leaf of the tree of states for this subject: its id and the HMAC of its canonical state.
    pub fn state_leaf(&self, subject: SubjectId, state: &[u8]) -> Hash {
        let hidden = mac(&self.0, &[b"coopol state\n", state]);
        leaf_hash(&[subject.as_bytes().as_slice(), hidden.as_ref()].concat())
    }
}

impl Drop for SubjectKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SubjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SubjectKey(…)")
    }
}

/// The root over the leaves of all subjects of a stream, given in the order of their ids (J5.1).
pub fn state_root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    let mut tree = Frontier::default();
    leaves.into_iter().for_each(|leaf| tree.push(leaf));
    tree.root()
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> Hash {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    Hash::from(<[u8; 32]>::from(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J2.3: each change has a nonce of its own, and another subject's key opens nothing.
    #[test]
    fn a_commitment_depends_on_key_change_and_payload() {
        let key = SubjectKey::from_bytes([1; 32]);
        let id = ChangeId::v7(1, [2; 10]);
        let commitment = key.commit(id, b"payload");
        assert_eq!(key.commit(id, b"payload"), commitment);
        assert_ne!(key.commit(id, b"payloae"), commitment);
        assert_ne!(key.commit(ChangeId::v7(2, [2; 10]), b"payload"), commitment);
        assert_ne!(SubjectKey::from_bytes([2; 32]).commit(id, b"payload"), commitment);
        assert_eq!(format!("{key:?}"), "SubjectKey(…)");
    }
}

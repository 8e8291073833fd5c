//! Whoever writes in a test: a device with its key, its chains and the mandate it signs under.

use std::collections::BTreeMap;

use coopol_domain::authority::Chain;
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Edit, Header, Payload, Push, Seen, SubjectKey};
use coopol_domain::time::{Hlc, Instant};
use coopol_domain::wire::{Sent, Submission};
use ed25519_dalek::SigningKey;

/// A device that signs.
#[derive(Clone, Debug)]
pub struct Pen {
    /// Its id.
    pub device: DeviceId,
    /// What it signs with.
    pub key: SigningKey,
    /// Under which mandate.
    pub mandate: MandateId,
    chains: BTreeMap<StreamId, Chain>,
    drawn: u64,
}

/// A subject of a test.
#[derive(Clone, Debug)]
pub struct About {
    /// Which.
    pub id: SubjectId,
    /// The secret behind its commitments.
    pub key: SubjectKey,
}

impl About {
    /// The subject number `number` of a test.
    pub fn new(number: u64) -> Self {
        let mut id = [0x5b; 16];
        id[8..].copy_from_slice(&number.to_be_bytes());
        let mut key = [0xc7; 32];
        key[24..].copy_from_slice(&number.to_be_bytes());
        Self { id: SubjectId::from_bytes(id), key: SubjectKey::from_bytes(key) }
    }
}

impl Pen {
    /// The device of this name: one byte.
    pub fn new(name: u8, mandate: MandateId) -> Self {
        let (device, key) = (DeviceId::from_bytes([name; 16]), SigningKey::from_bytes(&[name; 32]));
        Self { device, key, mandate, chains: BTreeMap::new(), drawn: 0 }
    }

    /// The same device, acting under another mandate.
    #[must_use]
    pub fn under(self, mandate: MandateId) -> Self {
        Self { mandate, ..self }
    }

    /// Somebody who says to be this device, and has another key.
    #[must_use]
    pub fn with_key(self, key: SigningKey) -> Self {
        Self { key, ..self }
    }

    /// A change with a new id, its payload and the subject's key beside it, made at `at` in view of the first `base`
    /// entries.
    pub fn change(&mut self, at: Instant, stream: StreamId, base: u64, about: &About, payload: &Payload) -> Sent {
        let mut chance = [self.device.as_bytes()[0]; 10];
        chance[2..].copy_from_slice(&self.drawn.to_be_bytes());
        chance[1] = stream.as_bytes()[0];
        self.drawn += 1;
        let (id, bytes) = (ChangeId::v7(at.0, chance), payload.encode());
        let header = Header {
            id,
            stream,
            subject: about.id,
            base,
            made_at: Hlc::default().tick(at),
            act: None,
            depends_on: Vec::new(),
            commitment: about.key.commit(id, &bytes),
        };
        Sent { header, payload: Some(bytes), key: Some(about.key.clone()) }
    }

    /// The next push of this device in the stream.
    pub fn push(&mut self, stream: StreamId, seen: Seen, changes: Vec<Sent>) -> Submission {
        let last = self.chains.get(&stream).copied().unwrap_or_else(Chain::start);
        let push = Push {
            device: self.device,
            stream,
            number: last.number + 1,
            previous: last.hash,
            mandate: self.mandate,
            seen,
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        self.chains.insert(stream, Chain { number: push.number, hash: push.hash() });
        Submission { signed: push.sign(&self.key), changes }
    }

    /// Where it stands in the stream.
    pub fn chain(&self, stream: StreamId) -> Chain {
        self.chains.get(&stream).copied().unwrap_or_else(Chain::start)
    }
}

/// A payload of a first version, from edits.
pub fn fact(kind: &str, edits: Vec<Edit>) -> Payload {
    Payload::new(kind, 1, edits)
}

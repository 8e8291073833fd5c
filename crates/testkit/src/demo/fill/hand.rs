//! Whoever signs: a device, its key, and the pushes it has chained so far.

use std::collections::BTreeMap;

use coopol_domain::authority::Chain;
use coopol_domain::id::{DeviceId, MandateId, StreamId};
use coopol_domain::journal::{Push, Seen};
use coopol_domain::wire::{Sent, Submission};
use ed25519_dalek::{SigningKey, VerifyingKey};

/// A device that signs.
#[derive(Debug)]
pub struct Hand {
    device: DeviceId,
    key: SigningKey,
    chains: BTreeMap<StreamId, Chain>,
}

impl Hand {
    /// A device that has signed nothing yet.
    pub fn new(device: DeviceId, key: SigningKey) -> Self {
        Self { device, key, chains: BTreeMap::new() }
    }

    /// Its id.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The public half of its key.
    pub fn public_key(&self) -> VerifyingKey {
        self.key.verifying_key()
    }

    /// The same device, which has signed these pushes last.
    #[must_use]
    pub(super) fn after(self, chains: BTreeMap<StreamId, Chain>) -> Self {
        Self { chains, ..self }
    }

    /// Its next push in `stream`, which is taken for received.
    pub(super) fn sign(&mut self, stream: StreamId, mandate: MandateId, seen: Seen, changes: Vec<Sent>) -> Submission {
        let chain = self.chains.entry(stream).or_insert_with(Chain::start);
        let push = Push {
            device: self.device,
            stream,
            number: chain.number + 1,
            previous: chain.hash,
            mandate,
            seen,
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        *chain = Chain { number: push.number, hash: push.hash() };
        Submission { signed: push.sign(&self.key), changes }
    }
}

//! A push: what a device sends at once for one stream, signed once and never altered (J3.1).

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::codec::{Malformed, Reader, Writer};
use crate::id::{DeviceId, MandateId, StreamId};
use crate::seal::Hash;

/// The most changes a push may hold (J3.1).
pub const MAX_CHANGES: usize = 500;
/// The most bytes the headers and payloads of a push may take together (J3.1): 4 MiB.
pub const MAX_BYTES: usize = 4 << 20;

/// Which changes a device sends, chained to what it sent before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Push {
    /// Who sends.
    pub device: DeviceId,
    /// Where to.
    pub stream: StreamId,
    /// 1 for the device's first push in this stream, then one more each time.
    pub number: u64,
    /// The hash of the device's previous push in this stream; zeros for the first.
    pub previous: Hash,
    /// The mandate the device acts under.
    pub mandate: MandateId,
    /// The stream as the device last verified it: an authority that shows two devices two pasts is caught by the first
    /// that reads the other's push (J5.2).
    pub seen: Seen,
    /// The hashes of the changes' headers, in order.
    pub changes: Vec<Hash>,
}

/// A stream at one size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// How many entries.
    pub size: u64,
    /// The root of their tree.
    pub root: Hash,
}

/// A push with the device's Ed25519 signature (RFC 8032).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedPush {
    /// What was signed.
    pub push: Push,
    /// 64 bytes.
    pub signature: [u8; 64],
}

/// A signature that isn't the device's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the push {number} isn't signed by the device {device}")]
pub struct BadSignature {
    /// Who was said to have signed.
    pub device: DeviceId,
    /// Which of its pushes.
    pub number: u64,
}

/// The definition of a push's bytes.
const PUSH: i64 = 1;

impl Push {
    fn write(&self, out: &mut Writer) {
        out.array(9).int(PUSH).bytes(self.device.as_bytes()).bytes(self.stream.as_bytes());
        out.count(self.number).bytes(self.previous).bytes(self.mandate.as_bytes());
        out.count(self.seen.size).bytes(self.seen.root).array(self.changes.len());
        for change in &self.changes {
            out.bytes(change);
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(9, "push")?;
        input.version_1("push version")?;
        Ok(Self {
            device: DeviceId::from_bytes(input.array_of("device")?),
            stream: StreamId::from_bytes(input.array_of("stream")?),
            number: input.number("push number")?,
            previous: Hash::from(input.array_of("previous push")?),
            mandate: MandateId::from_bytes(input.array_of("mandate")?),
            seen: Seen { size: input.number("seen size")?, root: Hash::from(input.array_of("seen root")?) },
            changes: input.items("changes", |hashes| hashes.array_of("change hash").map(Hash::from))?,
        })
    }

    /// The canonical bytes: an array of version, device, stream, number, previous, mandate, size
    /// and root of what was seen, changes.
    pub fn encode(&self) -> Vec<u8> {
        Writer::bytes_of(|out| self.write(out))
    }

    /// What entries and the device's next push call it by.
    pub fn hash(&self) -> Hash {
        Hash::of(&self.signed_bytes())
    }

    /// Signs it with the device's key.
    pub fn sign(self, key: &SigningKey) -> SignedPush {
        let signature = key.sign(&self.signed_bytes()).to_bytes();
        SignedPush { push: self, signature }
    }

    fn signed_bytes(&self) -> Vec<u8> {
        Writer::bytes_after(b"coopol push\n", |out| self.write(out))
    }
}

impl SignedPush {
    /// Whether the device whose key this is signed it. Strict verification: no second signature passes for the same
    /// push (RFC 8032 §8.4).
    ///
    /// # Errors
    /// [`BadSignature`], for one altered bit as for another's key.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), BadSignature> {
        let signature = Signature::from_bytes(&self.signature);
        key.verify_strict(&self.push.signed_bytes(), &signature)
            .map_err(|_| BadSignature { device: self.push.device, number: self.push.number })
    }

    /// The canonical bytes: an array of the push and its signature.
    pub fn encode(&self) -> Vec<u8> {
        Writer::bytes_of(|out| {
            self.push.write(out.array(2));
            out.bytes(self.signature);
        })
    }

    /// Reads what [`SignedPush::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| {
            input.parts(2, "signed push")?;
            Ok(Self { push: Push::read(input)?, signature: input.array_of("signature")? })
        })
    }
}

//! The authority at work: what it signs, and the few facts that it states itself (J5.5).

mod adopt;
mod comeback;
mod custodians;
mod delegation;
mod desks;
mod enrol;
mod facts;
mod found;
mod given;
mod gone;
mod introduce;
mod merge;
mod moving;
mod not_adopted;
mod own;
mod staging;
mod tie;
mod transfer;

pub use adopt::{Offer, Offered, Prepared};
pub use comeback::{Asked, CalledBack, NotCalledBack};
pub use custodians::Named;
pub(crate) use custodians::named_in;
pub use enrol::{Enrolled, Enrolment, NotEnrolled};
pub use facts::Installed;
pub use found::Founding;
pub use given::NotGivenBack;
pub use introduce::Newcomer;
pub use merge::{NotMergeable, Said, mergeable};
pub(crate) use merge::{Subject, subjects_of};
pub use not_adopted::NotAdopted;
pub use own::{Fact, NotTaken};
pub use staging::Awaited;
pub use transfer::Move;

use coopol_domain::authority::{Author, device_of, origin};
use coopol_domain::enrolment::Fingerprint;
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::{Checkpoint, StateRoot};
use coopol_domain::seal::key::{BadKey, Signer, Verifier};
use ed25519_dalek::{SigningKey, VerifyingKey};

/// The server's own device and its key.
#[derive(Debug)]
pub struct Authority {
    id: DeviceId,
    key: SigningKey,
    signer: Signer,
}

impl Authority {
    /// The authority with this key. Its device id comes from the key, so that a key is always the same device.
    ///
    /// # Panics
    /// Never: an id makes a key's name.
    pub fn new(key: SigningKey) -> Self {
        let id = device_of(&key.verifying_key());
        let signer = Signer::new(&format!("coopol/{id}"), key.clone()).expect("an id has no space and no +");
        Self { id, key, signer }
    }

    /// As devices pin the authority with this key, which may be lost.
    ///
    /// # Errors
    /// [`BadKey`], for one that holds for many texts.
    pub fn pinned_as(key: VerifyingKey) -> Result<Verifier, BadKey> {
        Verifier::new(&format!("coopol/{}", device_of(&key)), key)
    }

    /// Its device.
    pub fn id(&self) -> DeviceId {
        self.id
    }

    /// The public half of its key.
    pub fn public_key(&self) -> VerifyingKey {
        self.key.verifying_key()
    }

    /// Its signature, for statements that others began.
    pub(crate) fn signer(&self) -> &Signer {
        &self.signer
    }

    /// As devices pin it.
    pub fn pinned(&self) -> &Verifier {
        self.signer.verifier()
    }

    /// As invitations and devices pin it: `name+id+base64`.
    pub fn verifier(&self) -> String {
        self.signer.verifier().to_string()
    }

    /// What an invitation carries of its key.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.public_key())
    }

    /// As an author of pushes.
    pub fn author(&self) -> Author {
        Author::Authority { id: self.id, key: self.public_key() }
    }

    /// The signed note over a stream of this size and root.
    pub fn checkpoint(&self, stream: StreamId, size: u64, root: Hash, state: Option<StateRoot>) -> String {
        let checkpoint = Checkpoint::new(&origin(stream), size, root, state);
        checkpoint.expect("an id makes an origin, and a snapshot stands within its stream").sign(&self.signer)
    }
}

//! A device that adds people over real HTTP and remembers nothing but what it signed: what others did is a laptop's to fold. A crowd of
//! them costs the server what laptops do, and a test little.

use std::sync::Arc;

use coopol_core::enrolment;
use coopol_core::transport::{Http, Transport as _, TransportError};
use coopol_domain::authority::Chain;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Edit, Header, Payload, Push, Seen, SubjectKey};
use coopol_domain::seal::Hash;
use coopol_domain::time::Hlc;
use coopol_domain::wire::{Opaque, PushOutcome, Sent, Submission, SyncRequest};
use ed25519_dalek::SigningKey;

use crate::chance::Chance;
use crate::laptop::Surroundings;

/// See the module.
pub struct Hand {
    way: Http,
    device: DeviceId,
    key: SigningKey,
    roster: StreamId,
    mandate: MandateId,
    chance: Chance,
    /// Up to the last push that was received.
    chain: Chain,
    /// Signed, and not received yet: it comes again as it is (J3.3).
    waiting: Option<Signed>,
}

struct Signed {
    push: Vec<u8>,
    chain: Chain,
    people: u64,
}

impl Hand {
    /// Comes in by a code, and asks where the roster is.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub async fn enrol(server: &str, name: &str, code: &str, seed: u64) -> Self {
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let around: Arc<Surroundings> = Surroundings::new(0, seed);
        let invitation = code.parse().expect("it is a code");
        let enrolled = enrolment::enrol(server, &invitation, name, around.as_ref()).await.expect("it is let in");
        let way = Http::new(server, enrolled.device, enrolled.key.clone()).expect("it is an address");
        let told = way.exchange(&SyncRequest::default()).await.expect("the server is there");
        let access = told.access.expect("a device that knows nothing is told where it may read");
        let roster = access.streams.into_iter().find(|stream| stream.compartment == "roster").expect("it may read it");
        Self {
            way,
            device: enrolled.device,
            key: enrolled.key,
            roster: roster.stream,
            mandate: roster.mandate,
            chance: Chance::new(seed),
            chain: Chain::start(),
            waiting: None,
        }
    }

    /// Signs a push of so many new people, where none waits to be received.
    pub fn sign(&mut self, people: u64) -> u64 {
        if self.waiting.is_some() {
            return 0;
        }
        let changes: Vec<Sent> = (0..people).map(|_| self.person()).collect();
        let push = Push {
            device: self.device,
            stream: self.roster,
            number: self.chain.number + 1,
            previous: self.chain.hash,
            mandate: self.mandate,
            seen: Seen { size: 0, root: Hash::of(b"") },
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        let chain = Chain { number: push.number, hash: push.hash() };
        let push = Submission { signed: push.sign(&self.key), changes }.encode();
        self.waiting = Some(Signed { push, chain, people });
        people
    }

    /// People that wait to be received.
    pub fn waits(&self) -> u64 {
        self.waiting.as_ref().map_or(0, |signed| signed.people)
    }

    /// Sends what waits; whether the server answered to the end.
    ///
    /// # Panics
    /// When it answers anything but that all of it is received.
    pub async fn reaches(&mut self) -> bool {
        let Some(signed) = &self.waiting else { return true };
        let request = SyncRequest { pushes: vec![Opaque(signed.push.clone())], ..SyncRequest::default() };
        match self.way.exchange(&request).await {
            Ok(told) => {
                let outcomes: Vec<_> = told.pushes.iter().map(|push| &push.outcome).collect();
                assert_eq!(outcomes, [&PushOutcome::Received]);
                self.chain = self.waiting.take().map_or(self.chain, |signed| signed.chain);
                true
            }
            Err(TransportError::Offline { .. }) => false,
            Err(error) => panic!("neither done nor offline: {error}"),
        }
    }

    fn person(&mut self) -> Sent {
        let secret: [u8; 32] = self.chance.bytes();
        let edits = vec![
            Edit::set("last_name", Value::text(format!("Nom {:02x}{:02x}", secret[0], secret[1]))),
            Edit::set("category", Value::text("member")),
        ];
        let payload = Payload::new("person_recorded", 1, edits).encode();
        let (id, key) = (ChangeId::from_bytes(self.chance.bytes()), SubjectKey::from_bytes(secret));
        let header = Header {
            id,
            stream: self.roster,
            subject: SubjectId::from_bytes(self.chance.bytes()),
            base: 0,
            made_at: Hlc(1 << 16),
            act: None,
            depends_on: Vec::new(),
            commitment: key.commit(id, &payload),
        };
        Sent { header, payload: Some(payload), key: Some(key) }
    }
}

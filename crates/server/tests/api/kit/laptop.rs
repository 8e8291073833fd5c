//! A laptop: the domain's device machine over a cache in memory, speaking real HTTP.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::origin;
use coopol_domain::codec::Value;
use coopol_domain::device::{Absorbed, Alarm, Background, Chance, Device, Intent, Keys, Outbox, Reply, Shelf, Write};
use coopol_domain::enrolment::{Fingerprint, Invitation, prove_challenge, prove_refresh};
use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, SignedPush, State, SubjectKey, state_root};
use coopol_domain::kinds::{Erasure, proof_of_invitation};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::{Checkpoint, StateRoot};
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::proof::verify_consistency;
use coopol_domain::time::Hlc;
use coopol_domain::wire::{Cosigned, CosignedNote, Line, Opaque, Root, StreamAnswer, SyncResponse, Witnessing};
use coopol_store::{Backend, Chance as _, SystemChance};
use ed25519_dalek::SigningKey;
use serde_json::{Value as Json, json};

use super::Server;

#[derive(Default)]
pub struct Cache(pub BTreeMap<(StreamId, SubjectId), (State, SubjectKey)>);

impl Shelf for Cache {
    fn subject(&self, stream: StreamId, subject: SubjectId) -> Option<(State, SubjectKey)> {
        self.0.get(&(stream, subject)).cloned()
    }

    fn erasures(&self, stream: StreamId) -> Vec<State> {
        let of = self.0.iter().filter(|((of, _), (state, _))| *of == stream && state.sort == Erasure::SORT);
        of.map(|(_, (state, _))| state.clone()).collect()
    }
}

pub struct Laptop {
    pub device: Device,
    pub cache: Cache,
    pub access: String,
    pub refresh: String,
    pub erased: Vec<SubjectId>,
    /// The history as it came, and the pushes that brought it.
    pub lines: BTreeMap<(StreamId, u64), Line>,
    pub pushes: BTreeMap<Hash, SignedPush>,
    pub base: String,
    http: reqwest::Client,
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

/// Somebody to be recorded in a roster.
pub fn person(last_name: &str) -> Payload {
    let edits = vec![Edit::set("last_name", Value::text(last_name)), Edit::set("category", Value::text("member"))];
    Payload::new("person_recorded", 1, edits)
}

impl Laptop {
    /// Enrols with a code as it was handed over, and believes what it must believe only.
    pub async fn enrol<B: Backend>(server: &Server<B>, code: &str) -> Self {
        let key = SigningKey::from_bytes(&random());
        let answer = Self::ask_in(server, code, &key).await;
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
        let welcome: Json = answer.json().await.unwrap();
        let invitation: Invitation = code.parse().unwrap();
        let pinned: Verifier = text(&welcome["authority"]).parse().unwrap();
        let authority: DeviceId = text(&welcome["authority_device"]).parse().unwrap();
        let public = server.app.authority.public_key();
        assert_eq!(Fingerprint::of(&public), invitation.authority, "the code pins the authority");
        assert_eq!(pinned, Verifier::new(pinned.name(), public).unwrap());
        continues(&welcome, &invitation, &pinned);
        let mut keys = Keys::default();
        keys.pin(authority, public);
        let device = Device {
            id: invitation.device,
            holder: text(&welcome["holder"]).parse::<HolderId>().unwrap(),
            key,
            authority,
            pinned,
            clock: Hlc::default(),
            streams: BTreeMap::new(),
            outbox: Outbox::default(),
            parcels: Vec::new(),
            received: Vec::new(),
            keys,
            access: None,
            vouched: BTreeMap::new(),
            strangers: BTreeSet::new(),
            read_only: false,
            knows: coopol_domain::kinds::find,
        };
        Self {
            device,
            cache: Cache::default(),
            access: text(&welcome["tokens"]["access_token"]).to_owned(),
            refresh: text(&welcome["tokens"]["refresh_token"]).to_owned(),
            erased: Vec::new(),
            lines: BTreeMap::new(),
            pushes: BTreeMap::new(),
            base: server.url(""),
            http: server.http.clone(),
        }
    }

    pub async fn ask_in<B: Backend>(server: &Server<B>, code: &str, key: &SigningKey) -> reqwest::Response {
        let invitation: Invitation = code.parse().unwrap();
        let proof = proof_of_invitation(&invitation.key(), invitation.device, &key.verifying_key());
        let newcomer = json!({
            "office": invitation.office,
            "device": invitation.device,
            "key": Opaque(key.verifying_key().as_bytes().to_vec()),
            "name": "Portable",
            "proof": Opaque(proof.to_vec()),
            "size": invitation.size,
        });
        server.http.post(server.url("/v1/enrolments")).json(&newcomer).send().await.unwrap()
    }

    pub fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.get(format!("{}{path}", self.base)).bearer_auth(&self.access)
    }

    pub fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).bearer_auth(&self.access)
    }

    /// One round trip, carried out; whether another is wanted at once.
    pub async fn round(&mut self) -> Result<bool, Alarm> {
        let (request, writes) = self.device.request();
        self.carry_out(writes);
        let answer = self.request(reqwest::Method::POST, "/v1/sync").json(&request).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
        let response: SyncResponse = answer.json().await.unwrap();
        self.absorb(response).await
    }

    pub async fn absorb(&mut self, response: SyncResponse) -> Result<bool, Alarm> {
        let answers = response.streams.clone();
        let done = self.device.absorb(Reply::read(response)?, &self.cache)?;
        let Absorbed { mut again, snapshots, writes, roots, .. } = done;
        self.carry_out(writes);
        self.verify(roots);
        for (stream, seq) in snapshots {
            let answer = answers.iter().find(|answer| answer.stream == stream).unwrap();
            again |= self.install(answer, seq).await?;
        }
        Ok(again)
    }

    async fn install(&mut self, answer: &StreamAnswer, seq: u64) -> Result<bool, Alarm> {
        let packed = self.get(&format!("/v1/streams/{}/snapshot?seq={seq}", answer.stream)).send().await.unwrap();
        assert_eq!(packed.status(), 200);
        let packed = packed.bytes().await.unwrap();
        let done = self.device.install(answer, &packed)?;
        self.carry_out(done.writes);
        Ok(done.again)
    }

    /// J5.2: whoever stands at a snapshot's entry compares the states with the root.
    fn verify(&self, roots: Vec<(StreamId, StateRoot)>) {
        for (stream, root) in roots {
            let own = self.cache.0.iter().filter(|((of, _), _)| *of == stream);
            let leaves = own.map(|((_, subject), (state, key))| key.state_leaf(*subject, &state.encode()));
            assert_eq!(state_root(leaves), root.root);
        }
    }

    /// What it is shown as a witness.
    pub async fn shown_as_a_witness(&self) -> Witnessing {
        self.get("/v1/witness").send().await.unwrap().json().await.unwrap()
    }

    /// Cosigns what there is, as the programs do beside a synchronisation; what it gave.
    pub async fn witness<B: Backend>(&mut self, server: &Server<B>) -> Result<Vec<CosignedNote>, Alarm> {
        let shown = self.shown_as_a_witness().await;
        let (notes, writes) = self.device.vouch(&shown, server.now())?;
        self.carry_out(writes);
        let given = Cosigned { notes: notes.clone() };
        let given = self.request(reqwest::Method::POST, "/v1/witness").json(&given).send().await.unwrap();
        assert_eq!(given.status(), 204);
        Ok(notes)
    }

    pub async fn sync(&mut self) {
        for _ in 0..40 {
            if !self.round().await.unwrap() {
                return;
            }
        }
        panic!("it never ends");
    }

    /// Records somebody in the roster of this laptop's own section, unsent.
    pub fn record<B: Backend>(&mut self, server: &Server<B>, last_name: &str) -> ChangeId {
        let roster = self.stream(Compartment::Roster);
        self.state(server, roster, SubjectId::from_bytes(random()), person(last_name))
    }

    pub fn state<B: Backend>(
        &mut self,
        server: &Server<B>,
        stream: StreamId,
        subject: SubjectId,
        payload: Payload,
    ) -> ChangeId {
        let confirmed = self.cache.subject(stream, subject);
        let background = Background { confirmed, ..Background::default() };
        let intent = Intent { stream, subject, payload, act: None, depends_on: Vec::new() };
        let chance = Chance { id: random(), key: SubjectKey::from_bytes(random()) };
        let (id, _, writes) = self.device.record(intent, background, server.now(), chance).unwrap();
        self.carry_out(writes);
        id
    }

    /// The stream of a compartment that this laptop may read and write; of the first unit that has one.
    pub fn stream(&self, compartment: Compartment) -> StreamId {
        let own = self.device.streams.iter().find(|(_, stream)| stream.compartment == compartment);
        *own.expect("the laptop holds one").0
    }

    /// The last names of a roster.
    pub fn names(&self) -> Vec<String> {
        let people = self.cache.0.values().filter(|(state, _)| state.sort == "person");
        let names = people.filter_map(|(state, _)| match state.get("last_name") {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        });
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    pub async fn sign_in(&self) -> reqwest::Response {
        let asked = json!({ "device": self.device.id });
        let challenge = self.http.post(format!("{}/v1/challenges", self.base)).json(&asked).send().await.unwrap();
        let challenge: Json = challenge.json().await.unwrap();
        self.answer(&challenge["challenge"]).await
    }

    pub async fn answer(&self, challenge: &Json) -> reqwest::Response {
        let nonce: Opaque = serde_json::from_value(challenge.clone()).unwrap();
        let proof = prove_challenge(&self.device.key, self.device.id, &nonce.0.clone().try_into().unwrap());
        let proof =
            json!({ "by": "challenge", "device": self.device.id, "challenge": nonce, "proof": Opaque(proof.to_vec()) });
        self.http.post(format!("{}/v1/tokens", self.base)).json(&proof).send().await.unwrap()
    }

    pub async fn renew(&self, token: &str) -> reqwest::Response {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token).unwrap();
        let proof = prove_refresh(&self.device.key, self.device.id, &bytes);
        let proof = json!({ "by": "refresh", "device": self.device.id, "refresh_token": token, "proof": Opaque(proof.to_vec()) });
        self.http.post(format!("{}/v1/tokens", self.base)).json(&proof).send().await.unwrap()
    }

    pub async fn take_tokens(&mut self, answer: reqwest::Response) {
        assert_eq!(answer.status(), 200);
        let tokens: Json = answer.json().await.unwrap();
        text(&tokens["access_token"]).clone_into(&mut self.access);
        text(&tokens["refresh_token"]).clone_into(&mut self.refresh);
    }

    pub fn carry_out(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Subject { stream, subject, state, key, .. } => {
                    self.cache.0.insert((stream, subject), (*state, key));
                }
                Write::Snapshot(snapshot) => {
                    self.cache.0.retain(|(stream, _), _| *stream != snapshot.stream);
                    for subject in &snapshot.subjects {
                        let known = (subject.state().unwrap(), subject.key.clone());
                        self.cache.0.insert((snapshot.stream, subject.id), known);
                    }
                }
                Write::Erase(stream, subject) => {
                    self.cache.0.remove(&(stream, subject));
                    self.erased.push(subject);
                    let about = self.lines.iter_mut().filter(|((of, _), _)| *of == stream);
                    for (_, line) in about.filter(|(_, line)| line.entry.header.subject == subject) {
                        line.payload = None;
                    }
                }
                Write::Line(line) => {
                    self.lines.insert((line.entry.header.stream, line.entry.seq), Line { key: None, ..*line });
                }
                Write::Push(push) => {
                    self.pushes.insert(push.push.hash(), *push);
                }
                Write::DropStream(stream) => self.cache.0.retain(|(of, _), _| *of != stream),
                _ => {}
            }
        }
    }
}

/// J5.2, J5.5: the server's past is the one that the inviter had seen.
fn continues(welcome: &Json, invitation: &Invitation, pinned: &Verifier) {
    let checkpoint = Checkpoint::open(text(&welcome["checkpoint"]), pinned, &origin(invitation.office)).unwrap();
    let hash = |value: &Json| {
        let bytes: Opaque = serde_json::from_value(value.clone()).unwrap();
        Hash::from(<[u8; 32]>::try_from(bytes.0).unwrap())
    };
    let root = hash(&welcome["root"]);
    assert_eq!(Root::of(root), invitation.root);
    let proof: Vec<Hash> = welcome["consistency"].as_array().unwrap().iter().map(hash).collect();
    verify_consistency(invitation.size.into(), root, checkpoint.size(), checkpoint.root(), &proof).unwrap();
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} should be text"))
}

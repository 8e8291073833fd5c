//! A laptop that pushes people and asks for what is new.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use coopol_domain::authority::Chain;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Invitation, NONCE, prove_challenge};
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Edit, Header, Payload, Push, Seen, SubjectKey};
use coopol_domain::kinds::proof_of_invitation;
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::time::Hlc;
use coopol_domain::wire::{Cursor, Opaque, PushOutcome, Rejection, Root, Sent, Submission, SyncRequest, SyncResponse};
use ed25519_dalek::SigningKey;
use serde_json::json;

use super::line::{Line, Reply};
use crate::Failure;
use crate::measure::{ms, now};

/// A token counts for five minutes: one that is older than this is asked for anew.
const FRESH: Duration = Duration::from_mins(3);

/// A connection that rests is let go of before the server closes it, as laptops do.
const IDLE: Duration = Duration::from_secs(7);

/// See the module.
pub struct Pen {
    address: String,
    /// None while it rests.
    line: Option<Line>,
    used: Instant,
    device: DeviceId,
    mandate: MandateId,
    roster: StreamId,
    key: SigningKey,
    token: String,
    signed_in: Instant,
    /// Up to the last push that was acknowledged.
    chain: Chain,
    /// Changes that were acknowledged.
    taken: u64,
    /// Signed, and not acknowledged yet: it comes again as it is (J3.3).
    waiting: Option<Signed>,
    made: u32,
    mark: Option<String>,
    cursors: BTreeMap<StreamId, Cursor>,
}

/// A push as it is sent, and the chain once it is taken.
struct Signed {
    push: Vec<u8>,
    chain: Chain,
    people: u32,
}

/// What became of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Whatever was pushed is durable.
    Done,
    /// Nothing was done: the server has too much to do. Whether it said when to come again.
    Refused {
        /// By `Retry-After`; a push that the writer had no room for is refused within an answer, which says it by its word.
        told: bool,
    },
}

impl Pen {
    /// Comes in by a code, as laptop `number` of all, and asks where the roster is.
    pub async fn enrol(address: &str, mandate: &str, code: &str, number: u32) -> Result<Self, Failure> {
        let invitation: Invitation = code.parse()?;
        let seed = Hash::of(&number.to_be_bytes());
        let (key, device) = (SigningKey::from_bytes(seed.as_bytes()), invitation.device);
        let mut line = Line::to(address).await?;
        let proof = proof_of_invitation(&invitation.key(), device, &key.verifying_key());
        let newcomer = json!({
            "office": invitation.office,
            "device": device,
            "key": Opaque(key.verifying_key().as_bytes().to_vec()),
            "name": "Portable",
            "proof": Opaque(proof.to_vec()),
            "size": invitation.size,
        });
        let welcome = line.json("/v1/enrolments", &newcomer).await?;
        let token = welcome["tokens"]["access_token"].as_str().ok_or("no token")?.to_owned();
        let mut pen = Self {
            address: address.to_owned(),
            line: Some(line),
            used: now(),
            device,
            mandate: mandate.parse()?,
            roster: StreamId::from_bytes([0; 16]),
            key,
            token,
            signed_in: now(),
            chain: Chain::start(),
            taken: 0,
            waiting: None,
            made: 0,
            mark: None,
            cursors: BTreeMap::new(),
        };
        let access = pen.asked(&pen.body(&[])?).await?.access.ok_or("no access was told")?;
        pen.roster = access.streams.iter().find(|it| it.compartment == "roster").ok_or("no roster")?.stream;
        pen.mark = Some(access.mark);
        let beginning =
            |stream| Cursor { stream, seq: 0, root: Root::of(Hash::of(b"")), erased: 0, witnessed: 0, waits: false };
        pen.cursors = access.streams.iter().map(|it| (it.stream, beginning(it.stream))).collect();
        Ok(pen)
    }

    /// By which it is known.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Changes that were acknowledged.
    pub const fn taken(&self) -> u64 {
        self.taken
    }

    /// Where it stands.
    pub fn cursors(&self) -> BTreeMap<StreamId, Cursor> {
        self.cursors.clone()
    }

    /// Goes back to where it stood.
    pub fn go_back(&mut self, cursors: &BTreeMap<StreamId, Cursor>) {
        self.cursors.clone_from(cursors);
    }

    /// Hangs up. The next exchange connects again.
    pub fn rest(&mut self) {
        self.line = None;
    }

    /// Signs in, unless it has lately.
    pub async fn ready(&mut self) -> Result<(), Failure> {
        if self.signed_in.elapsed() > FRESH { self.sign_in().await } else { Ok(()) }
    }

    /// Signs in.
    pub async fn sign_in(&mut self) -> Result<(), Failure> {
        let (device, key) = (self.device, self.key.clone());
        let line = self.line().await?;
        let challenge = line.json("/v1/challenges", &json!({ "device": device })).await?["challenge"].clone();
        let challenge: Opaque = serde_json::from_value(challenge)?;
        let nonce: [u8; NONCE] = challenge.0.as_slice().try_into()?;
        let proof = Opaque(prove_challenge(&key, device, &nonce).to_vec());
        let answer = json!({ "by": "challenge", "device": device, "challenge": challenge, "proof": proof });
        let tokens = line.json("/v1/tokens", &answer).await?;
        tokens["access_token"].as_str().ok_or("no token")?.clone_into(&mut self.token);
        self.signed_in = now();
        Ok(())
    }

    /// Asks for what is new.
    pub async fn pull(&mut self) -> Result<Answer, Failure> {
        let body = self.body(&[])?;
        self.send(&body, None).await
    }

    /// Pushes so many new people, or what was refused before, and asks for what is new.
    pub async fn push(&mut self, people: u32) -> Result<Answer, Failure> {
        let signed = match self.waiting.take() {
            Some(signed) => signed,
            None => self.sign(people),
        };
        let body = self.body(&[Opaque(signed.push.clone())])?;
        self.send(&body, Some(signed)).await
    }

    /// Requests with one new person each and nothing else, to be sent in their order.
    pub fn bare(&mut self, requests: u32) -> Result<Vec<Vec<u8>>, Failure> {
        let mut made = Vec::new();
        for _ in 0..requests {
            let Signed { push, chain, .. } = self.sign(1);
            self.chain = chain;
            let (pushes, access) = (vec![Opaque(push)], self.mark.clone());
            let body = serde_json::to_vec(&SyncRequest { pushes, access, ..SyncRequest::default() })?;
            made.push(self.line.as_ref().ok_or("it rests")?.request("/v1/sync", &self.token, &body));
        }
        Ok(made)
    }

    /// Sends such requests; what each took, in milliseconds.
    pub async fn send_bare(mut self, requests: Vec<Vec<u8>>) -> Result<Vec<f64>, Failure> {
        let mut times = Vec::with_capacity(requests.len());
        let line = self.line().await?;
        for request in requests {
            let begun = now();
            let answer: SyncResponse = serde_json::from_slice(line.exchange(&request).await?)?;
            times.push(ms(begun));
            match &answer.pushes[..] {
                [push] if push.outcome == PushOutcome::Received => {}
                other => return Err(format!("{other:?}").into()),
            }
        }
        Ok(times)
    }

    /// How many changes of the roster were acknowledged and aren't there: asked of the server anew, by its list of what each
    /// device pushed last and by the roster's size.
    pub async fn lost(&mut self) -> Result<u64, Failure> {
        self.mark = None;
        let told = self.asked(&self.body(&[])?).await?;
        let access = told.access.as_ref().ok_or("no access was told")?;
        let roster = access.streams.iter().find(|it| it.stream == self.roster).ok_or("no roster")?;
        let pushed = roster.pushed.as_ref().map_or(0, |pushed| pushed.number);
        self.learn(&told)?;
        while self.pull_more().await? {}
        let there = self.cursors.get(&self.roster).map_or(0, |cursor| cursor.seq);
        // What was refused may have been signed under the same number, never more.
        Ok(if pushed < self.chain.number { self.taken } else { self.taken.saturating_sub(there) })
    }

    async fn pull_more(&mut self) -> Result<bool, Failure> {
        let told = self.asked(&self.body(&[])?).await?;
        self.learn(&told)?;
        Ok(told.streams.iter().any(|stream| stream.more))
    }

    async fn line(&mut self) -> Result<&mut Line, Failure> {
        let line = match self.line.take().filter(|_| self.used.elapsed() < IDLE) {
            Some(line) => line,
            None => Line::to(&self.address).await?,
        };
        self.used = now();
        Ok(self.line.insert(line))
    }

    fn body(&self, pushes: &[Opaque]) -> Result<Vec<u8>, Failure> {
        let cursors = self.cursors.values().copied().collect();
        let access = self.mark.clone();
        Ok(serde_json::to_vec(&SyncRequest { cursors, pushes: pushes.to_vec(), access, authority: None })?)
    }

    async fn asked(&mut self, body: &[u8]) -> Result<SyncResponse, Failure> {
        let token = self.token.clone();
        let line = self.line().await?;
        let request = line.request("/v1/sync", &token, body);
        Ok(serde_json::from_slice(line.exchange(&request).await?)?)
    }

    async fn send(&mut self, body: &[u8], pushed: Option<Signed>) -> Result<Answer, Failure> {
        let token = self.token.clone();
        let line = self.line().await?;
        let request = line.request("/v1/sync", &token, body);
        let told: SyncResponse = match line.answer(&request).await? {
            Reply { status: 200, body, .. } => serde_json::from_slice(body)?,
            Reply { status: 503, again, .. } => {
                self.waiting = pushed;
                return Ok(Answer::Refused { told: again });
            }
            Reply { status, body, .. } => return Err(format!("{status}: {}", String::from_utf8_lossy(body)).into()),
        };
        if let Some(signed) = pushed {
            match told.pushes.first().map(|push| &push.outcome) {
                Some(PushOutcome::Received) => {
                    self.chain = signed.chain;
                    self.taken += u64::from(signed.people);
                }
                Some(PushOutcome::Rejected(Rejection::Busy)) => {
                    self.waiting = Some(signed);
                    return Ok(Answer::Refused { told: true });
                }
                other => return Err(format!("{other:?}").into()),
            }
        }
        self.learn(&told)?;
        Ok(Answer::Done)
    }

    /// Moves on to where the answer leads. What it holds isn't folded: that is a laptop's work, and no server's.
    fn learn(&mut self, told: &SyncResponse) -> Result<(), Failure> {
        if let Some(access) = &told.access {
            self.mark = Some(access.mark.clone());
        }
        for stream in &told.streams {
            let text = stream.checkpoint.split_inclusive("\n\n").next().unwrap_or_default();
            let checkpoint = Checkpoint::parse(&text[..text.len().saturating_sub(1)])?;
            if let Some(cursor) = self.cursors.get_mut(&stream.stream) {
                (cursor.seq, cursor.root) = (checkpoint.size(), Root::of(checkpoint.root()));
            }
        }
        Ok(())
    }

    /// So many new people.
    fn sign(&mut self, people: u32) -> Signed {
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
        Signed { push: Submission { signed: push.sign(&self.key), changes }.encode(), chain, people }
    }

    fn person(&mut self) -> Sent {
        self.made += 1;
        let edits = vec![
            Edit::set("last_name", Value::text(format!("Lefèvre {}", self.made))),
            Edit::set("first_name", Value::text("Zoé")),
            Edit::set("category", Value::text("member")),
        ];
        let payload = Payload::new("person_recorded", 1, edits).encode();
        let secret = Hash::of(&[self.key.as_bytes().as_slice(), &self.made.to_be_bytes()].concat());
        let short = |from: usize| secret.as_bytes()[from..from + 16].try_into().expect("16 bytes of 32");
        let (id, key) = (ChangeId::from_bytes(short(0)), SubjectKey::from_bytes(*secret.as_bytes()));
        let header = Header {
            id,
            stream: self.roster,
            subject: SubjectId::from_bytes(short(16)),
            base: 0,
            made_at: Hlc(1 << 16),
            act: None,
            depends_on: Vec::new(),
            commitment: key.commit(id, &payload),
        };
        Sent { header, payload: Some(payload), key: Some(key) }
    }
}

//! Many laptops reduced to what pushes: one durable push after another over one connection each, made beforehand. No
//! library stands between them and the socket, as they share the processor with what is measured.

use coopol_domain::authority::Chain;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Invitation, NONCE, prove_challenge};
use coopol_domain::id::{ChangeId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Edit, Header, Payload, Push, Seen, SubjectKey};
use coopol_domain::kinds::proof_of_invitation;
use coopol_domain::seal::Hash;
use coopol_domain::time::Hlc;
use coopol_domain::wire::{Opaque, PushOutcome, Sent, Submission, SyncRequest, SyncResponse};
use ed25519_dalek::SigningKey;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Failure;
use crate::measure::now;

/// One connection that is kept.
pub struct Line {
    socket: TcpStream,
    host: String,
    buffer: Vec<u8>,
}

impl Line {
    pub async fn to(address: &str) -> Result<Self, Failure> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        Ok(Self { socket, host: address.to_owned(), buffer: Vec::new() })
    }

    /// A request as it goes out.
    pub fn request(&self, path: &str, token: &str, body: &[u8]) -> Vec<u8> {
        let (host, length) = (&self.host, body.len());
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n\r\n"
        )
        .into_bytes();
        request.extend_from_slice(body);
        request
    }

    /// Sends it, and reads the body of an answer that was a success.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<&[u8], Failure> {
        self.socket.write_all(request).await?;
        self.buffer.clear();
        loop {
            if self.socket.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server ended the connection".into());
            }
            let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&self.buffer[..end])?.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")).unwrap_or("0");
            let whole = end + 4 + length.trim().parse::<usize>()?;
            while self.buffer.len() < whole {
                if self.socket.read_buf(&mut self.buffer).await? == 0 {
                    return Err("the server ended the connection".into());
                }
            }
            if !head.starts_with("http/1.1 20") {
                return Err(String::from_utf8_lossy(&self.buffer).into());
            }
            return Ok(&self.buffer[end + 4..whole]);
        }
    }

    async fn json(&mut self, path: &str, body: &serde_json::Value) -> Result<serde_json::Value, Failure> {
        let request = self.request(path, "", body.to_string().as_bytes());
        Ok(serde_json::from_slice(self.exchange(&request).await?)?)
    }
}

/// A laptop that only pushes.
pub struct Pen {
    line: Line,
    device: coopol_domain::id::DeviceId,
    mandate: MandateId,
    roster: StreamId,
    key: SigningKey,
    token: String,
    chain: Chain,
    requests: Vec<Vec<u8>>,
}

impl Pen {
    /// Comes in by a code and asks where the roster is.
    pub async fn enrol(address: &str, mandate: &str, code: &str, number: u8) -> Result<Self, Failure> {
        let invitation: Invitation = code.parse()?;
        let (key, device) = (SigningKey::from_bytes(&[number; 32]), invitation.device);
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
        line.json("/v1/enrolments", &newcomer).await?;
        let token = signed_in(&mut line, device, &key).await?;
        let asked = serde_json::to_vec(&SyncRequest::default())?;
        let request = line.request("/v1/sync", &token, &asked);
        let answer: SyncResponse = serde_json::from_slice(line.exchange(&request).await?)?;
        let streams = answer.access.ok_or("no access was told")?.streams;
        let roster = streams.iter().find(|it| it.compartment == "roster").ok_or("no roster")?.stream;
        let (mandate, chain) = (mandate.parse()?, Chain::start());
        Ok(Self { line, device, mandate, roster, key, token, chain, requests: Vec::new() })
    }

    /// By which it is known.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Makes what it will send.
    pub fn prepare(&mut self, pushes: u32) -> Result<(), Failure> {
        for number in 0..pushes {
            let request = SyncRequest { pushes: vec![Opaque(self.push(number))], ..SyncRequest::default() };
            let body = serde_json::to_vec(&request)?;
            self.requests.push(self.line.request("/v1/sync", &self.token, &body));
        }
        Ok(())
    }

    /// Sends it all; what each push took, in milliseconds.
    pub async fn send(mut self) -> Result<Vec<f64>, Failure> {
        let mut times = Vec::with_capacity(self.requests.len());
        for request in std::mem::take(&mut self.requests) {
            let begun = now();
            let answer: SyncResponse = serde_json::from_slice(self.line.exchange(&request).await?)?;
            times.push(crate::measure::ms(begun));
            match &answer.pushes[..] {
                [push] if push.outcome == PushOutcome::Received => {}
                other => return Err(format!("{other:?}").into()),
            }
        }
        Ok(times)
    }

    /// One new person, signed.
    fn push(&mut self, number: u32) -> Vec<u8> {
        let edits = vec![
            Edit::set("last_name", Value::text(format!("Lefèvre {number}"))),
            Edit::set("first_name", Value::text("Zoé")),
            Edit::set("category", Value::text("member")),
        ];
        let payload = Payload::new("person_recorded", 1, edits).encode();
        let secret = Hash::of(&[self.key.as_bytes().as_slice(), &number.to_be_bytes()].concat());
        let bytes = |from: usize, to: usize| secret.as_bytes()[from..to].to_vec();
        let short = |from: usize| bytes(from, from + 16).try_into().expect("16 bytes of 32");
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
        let push = Push {
            device: self.device,
            stream: self.roster,
            number: self.chain.number + 1,
            previous: self.chain.hash,
            mandate: self.mandate,
            seen: Seen { size: 0, root: Hash::of(b"") },
            changes: vec![header.hash()],
        };
        self.chain = Chain { number: push.number, hash: push.hash() };
        let changes = vec![Sent { header, payload: Some(payload), key: Some(key) }];
        Submission { signed: push.sign(&self.key), changes }.encode()
    }
}

async fn signed_in(line: &mut Line, device: coopol_domain::id::DeviceId, key: &SigningKey) -> Result<String, Failure> {
    let challenge = line.json("/v1/challenges", &json!({ "device": device })).await?["challenge"].clone();
    let challenge: Opaque = serde_json::from_value(challenge)?;
    let nonce: [u8; NONCE] = challenge.0.as_slice().try_into()?;
    let proof = Opaque(prove_challenge(key, device, &nonce).to_vec());
    let answer = json!({ "by": "challenge", "device": device, "challenge": challenge, "proof": proof });
    let tokens = line.json("/v1/tokens", &answer).await?;
    Ok(tokens["access_token"].as_str().ok_or("no token")?.to_owned())
}

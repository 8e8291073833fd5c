//! Whoever runs the server: the file, the key that wraps what stands in it, and the key that signs checkpoints. What is
//! forged is sealed, hashed and counted as the server itself would have it, so that only devices can tell.

use std::collections::BTreeMap;

use chacha20poly1305::aead::{Aead as _, Payload as Sealed};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use coopol_domain::authority::origin;
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Entry, Header, Payload, Push, Seen, SignedPush, State, SubjectKey, Verdict};
use coopol_domain::seal::Hash;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::moved::Moved;
use coopol_domain::seal::tree::{Frontier, TILE};
use coopol_domain::time::Hlc;
use coopol_server::authority::Authority;
use coopol_server::keys::{AUTHORITY, MASTER};
use ed25519_dalek::SigningKey;
use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::mutations::freely;
use crate::run::Run;

pub struct Administrator {
    database: SqliteConnection,
    master: XChaCha20Poly1305,
    pub signing: SigningKey,
}

/// What opens and seals everything about a subject.
struct Keys {
    cipher: XChaCha20Poly1305,
    subject: SubjectKey,
}

type Blob = Vec<u8>;

impl Administrator {
    pub async fn of(run: &Run<'_>) -> Self {
        let key = |name| <[u8; 32]>::try_from(std::fs::read(run.server().join(name)).unwrap()).unwrap();
        let (master, signing) = (XChaCha20Poly1305::new(&key(MASTER).into()), SigningKey::from_bytes(&key(AUTHORITY)));
        Self { database: freely(&run.database()).await, master, signing }
    }

    pub async fn done(self) {
        self.database.close().await.unwrap();
    }

    pub async fn do_sql(&mut self, statement: &'static str, stream: StreamId, subject: SubjectId) {
        let query = sqlx::query(statement).bind(bytes(stream.as_bytes())).bind(bytes(subject.as_bytes()));
        assert!(query.execute(&mut self.database).await.unwrap().rows_affected() > 0, "{statement} did nothing");
    }

    async fn keys(&mut self, stream: StreamId, subject: SubjectId) -> Option<Keys> {
        let query = sqlx::query_scalar::<_, Blob>("SELECT key FROM subjects WHERE stream = ? AND id = ?");
        let wrapped = query
            .bind(bytes(stream.as_bytes()))
            .bind(bytes(subject.as_bytes()))
            .fetch_optional(&mut self.database)
            .await
            .unwrap()?;
        let place = [b"subject key\n".as_slice(), &bytes(stream.as_bytes()), &bytes(subject.as_bytes())].concat();
        let both = open(&self.master, &place, &wrapped);
        let part = |range| <[u8; 32]>::try_from(&both[range]).unwrap();
        let cipher = XChaCha20Poly1305::new(&part(0..32).into());
        Some(Keys { cipher, subject: SubjectKey::from_bytes(part(32..64)) })
    }

    /// What an entry says.
    pub async fn payload(&mut self, entry: &Entry) -> Payload {
        let (stream, subject) = (entry.header.stream, entry.header.subject);
        let keys = self.keys(stream, subject).await.unwrap();
        let query = sqlx::query_scalar::<_, Blob>("SELECT sealed FROM entries WHERE stream = ? AND seq = ?");
        let sealed =
            query.bind(bytes(stream.as_bytes())).bind(number(entry.seq)).fetch_one(&mut self.database).await.unwrap();
        Payload::decode(&open(&keys.cipher, &place("payload", stream, subject, entry.seq), &sealed)).unwrap()
    }

    /// Seals something else in its place.
    pub async fn say(&mut self, entry: &Entry, payload: &Payload) {
        let (stream, subject) = (entry.header.stream, entry.header.subject);
        let keys = self.keys(stream, subject).await.unwrap();
        let sealed = seal(&keys.cipher, &place("payload", stream, subject, entry.seq), &payload.encode());
        let query = sqlx::query("UPDATE entries SET sealed = ? WHERE stream = ? AND seq = ?");
        let query = query.bind(sealed).bind(bytes(stream.as_bytes())).bind(number(entry.seq));
        assert_eq!(query.execute(&mut self.database).await.unwrap().rows_affected(), 1);
    }

    /// Alters what the server takes a subject to be.
    pub async fn become_other(&mut self, stream: StreamId, subject: SubjectId, alter: impl FnOnce(&mut State)) {
        let keys = self.keys(stream, subject).await.unwrap();
        let query = sqlx::query("SELECT state, seq FROM subjects WHERE stream = ? AND id = ?");
        let row = query
            .bind(bytes(stream.as_bytes()))
            .bind(bytes(subject.as_bytes()))
            .fetch_one(&mut self.database)
            .await
            .unwrap();
        let (sealed, seq) = (row.get::<Blob, _>(0), u64::try_from(row.get::<i64, _>(1)).unwrap());
        let place = place("state", stream, subject, seq);
        let mut state = State::decode(&open(&keys.cipher, &place, &sealed)).unwrap();
        alter(&mut state);
        let sealed = seal(&keys.cipher, &place, &state.encode());
        let query = sqlx::query("UPDATE subjects SET state = ? WHERE stream = ? AND id = ?");
        query
            .bind(sealed)
            .bind(bytes(stream.as_bytes()))
            .bind(bytes(subject.as_bytes()))
            .execute(&mut self.database)
            .await
            .unwrap();
    }

    /// The entries of a stream, in their order.
    pub async fn entries(&mut self, stream: StreamId) -> Vec<Entry> {
        let query = sqlx::query_scalar::<_, Blob>("SELECT bytes FROM entries WHERE stream = ? ORDER BY seq");
        let rows = query.bind(bytes(stream.as_bytes())).fetch_all(&mut self.database).await.unwrap();
        rows.iter().map(|bytes| Entry::decode(bytes).unwrap()).collect()
    }

    /// Whoever rewrites the past knows better than to tell of what was cosigned before.
    pub async fn hand_on_no_cosignature(&mut self, stream: StreamId) {
        let query = sqlx::query("DELETE FROM cosignatures WHERE stream = ?").bind(bytes(stream.as_bytes()));
        assert_ne!(query.execute(&mut self.database).await.unwrap().rows_affected(), 0);
    }

    /// Makes these the entries of a stream, with leaves, tiles and head that go with them: what is signed from now on is
    /// signed over them.
    pub async fn rewrite(&mut self, stream: StreamId, entries: &[Entry]) {
        let (mut frontier, mut tile, mut tiles) = (Frontier::default(), Frontier::default(), Vec::new());
        let query = sqlx::query_as::<_, (i64, Option<Blob>)>("SELECT seq, sealed FROM entries WHERE stream = ?");
        let payloads = query.bind(bytes(stream.as_bytes())).fetch_all(&mut self.database).await.unwrap();
        let payloads: BTreeMap<i64, Option<Blob>> = payloads.into_iter().collect();
        let query = sqlx::query("DELETE FROM entries WHERE stream = ?").bind(bytes(stream.as_bytes()));
        query.execute(&mut self.database).await.unwrap();
        for entry in entries {
            let query = sqlx::query(
                "INSERT INTO entries (stream, seq, change, subject, device, number, leaf, bytes, sealed)
                 SELECT ?1, ?2, ?3, ?4, device, number, ?5, ?6, ?7 FROM pushes WHERE hash = ?8",
            );
            let seq = number(entry.seq);
            let query = query.bind(bytes(stream.as_bytes())).bind(seq).bind(entry.header.id.as_bytes().to_vec());
            let query = query.bind(bytes(entry.header.subject.as_bytes()));
            let query = query.bind(entry.leaf().as_bytes().to_vec()).bind(entry.encode());
            let query = query.bind(payloads.get(&seq).cloned().flatten()).bind(entry.push.as_bytes().to_vec());
            assert_eq!(query.execute(&mut self.database).await.unwrap().rows_affected(), 1);
            frontier.push(entry.leaf());
            tile.push(entry.leaf());
            if tile.size() == TILE {
                tiles.push(std::mem::take(&mut tile).root());
            }
        }
        for (place, hash) in tiles.iter().enumerate() {
            let query = sqlx::query("UPDATE tiles SET hash = ? WHERE stream = ? AND number = ?");
            let query = query.bind(hash.as_bytes().to_vec()).bind(bytes(stream.as_bytes())).bind(number(place as u64));
            query.execute(&mut self.database).await.unwrap();
        }
        self.shorten(stream, &frontier).await;
    }

    async fn shorten(&mut self, stream: StreamId, frontier: &Frontier) {
        let (size, parts) = frontier.parts();
        let parts: Blob = parts.iter().flat_map(|hash| *hash.as_bytes()).collect();
        let query = sqlx::query("UPDATE streams SET size = ?, frontier = ? WHERE id = ?");
        let query = query.bind(number(size)).bind(parts).bind(bytes(stream.as_bytes()));
        query.execute(&mut self.database).await.unwrap();
        let query = sqlx::query("DELETE FROM snapshots WHERE stream = ?").bind(bytes(stream.as_bytes()));
        query.execute(&mut self.database).await.unwrap();
    }

    /// Puts a change at the end of a stream as if `device` had pushed it, and the server had taken it.
    pub async fn append(
        &mut self,
        stream: StreamId,
        by: (DeviceId, &SigningKey),
        subject: SubjectId,
        payload: Payload,
    ) {
        let mut entries = self.entries(stream).await;
        let last = entries.last().unwrap();
        let (seq, recorded_at) = (last.seq + 1, last.recorded_at);
        let key = match self.keys(stream, subject).await {
            Some(keys) => keys.subject,
            None => self.meet(stream, subject).await,
        };
        let id = ChangeId::v7(recorded_at.0, [0xfe; 10]);
        let commitment = key.commit(id, &payload.encode());
        let (act, depends_on, made_at) = (None, Vec::new(), Hlc::default().tick(recorded_at));
        let header = Header { id, stream, subject, base: seq - 1, made_at, act, depends_on, commitment };
        let mut frontier = Frontier::default();
        for entry in &entries {
            frontier.push(entry.leaf());
        }
        let push = Push {
            device: by.0,
            stream,
            number: 1_000,
            previous: Hash::of(b"another"),
            mandate: MandateId::from_bytes([0; 16]),
            seen: Seen { size: seq - 1, root: frontier.root() },
            changes: vec![header.hash()],
        };
        let signed = push.sign(by.1);
        self.bring(&signed).await;
        let (push, effective_at) = (signed.push.hash(), made_at.effective(recorded_at));
        let (position, verdict, authority) = (0, Verdict::Accepted, None);
        entries.push(Entry { seq, push, position, recorded_at, effective_at, verdict, authority, header });
        self.rewrite(stream, &entries).await;
        self.say(&entries[entries.len() - 1], &payload).await;
    }

    async fn bring(&mut self, signed: &SignedPush) {
        let query = sqlx::query("INSERT INTO pushes (hash, device, stream, number, bytes) VALUES (?, ?, ?, ?, ?)");
        let query = query.bind(signed.push.hash().as_bytes().to_vec()).bind(signed.push.device.as_bytes().to_vec());
        let query =
            query.bind(bytes(signed.push.stream.as_bytes())).bind(number(signed.push.number)).bind(signed.encode());
        query.execute(&mut self.database).await.unwrap();
    }

    async fn meet(&mut self, stream: StreamId, subject: SubjectId) -> SubjectKey {
        let place_of_key =
            [b"subject key\n".as_slice(), &bytes(stream.as_bytes()), &bytes(subject.as_bytes())].concat();
        let wrapped = seal(&self.master, &place_of_key, &[[7; 32], [8; 32]].concat());
        let cipher = XChaCha20Poly1305::new(&[7; 32].into());
        let state = seal(&cipher, &place("state", stream, subject, 1), &State::new("person").encode());
        let query = sqlx::query("INSERT INTO subjects (stream, id, key, state, seq) VALUES (?, ?, ?, ?, 1)");
        let query = query.bind(bytes(stream.as_bytes())).bind(bytes(subject.as_bytes())).bind(wrapped).bind(state);
        query.execute(&mut self.database).await.unwrap();
        SubjectKey::from_bytes([8; 32])
    }

    /// Puts a move from key to key in the place of those of a stream.
    pub async fn lead(&mut self, stream: StreamId, from: &SigningKey, to: &SigningKey) {
        let mut frontier = Frontier::default();
        for entry in self.entries(stream).await {
            frontier.push(entry.leaf());
        }
        let signer = |key: &SigningKey| Signer::new("coopol", key.clone()).unwrap();
        let end = (&*origin(stream), frontier.size(), frontier.root());
        let note = Moved::sign(end, &signer(from), &signer(to), None).unwrap();
        let query = sqlx::query("DELETE FROM moves WHERE stream = ?").bind(bytes(stream.as_bytes()));
        assert_eq!(query.execute(&mut self.database).await.unwrap().rows_affected(), 2);
        let query = sqlx::query("INSERT INTO moves (stream, number, note) VALUES (?, 1, ?)");
        query.bind(bytes(stream.as_bytes())).bind(note).execute(&mut self.database).await.unwrap();
    }

    /// The server's own device.
    pub fn own(&self) -> DeviceId {
        Authority::new(self.signing.clone()).id()
    }

    /// The places of the entries about a subject, in the order of their numbers.
    pub async fn about(&mut self, stream: StreamId, subject: SubjectId) -> BTreeMap<u64, Entry> {
        let entries = self.entries(stream).await.into_iter().filter(|entry| entry.header.subject == subject);
        entries.map(|entry| (entry.seq, entry)).collect()
    }
}

fn bytes(id: &[u8; 16]) -> Blob {
    id.to_vec()
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap()
}

/// Where something sealed belongs, as the store writes it.
fn place(what: &str, stream: StreamId, subject: SubjectId, seq: u64) -> Blob {
    [what.as_bytes(), b"\n", &bytes(stream.as_bytes()), &bytes(subject.as_bytes()), &seq.to_be_bytes()].concat()
}

fn open(cipher: &XChaCha20Poly1305, place: &[u8], sealed: &[u8]) -> Blob {
    let nonce: [u8; 24] = sealed[1..25].try_into().unwrap();
    cipher.decrypt(&XNonce::from(nonce), Sealed { msg: &sealed[25..], aad: place }).unwrap()
}

fn seal(cipher: &XChaCha20Poly1305, place: &[u8], plain: &[u8]) -> Blob {
    let nonce = [5; 24];
    let sealed = cipher.encrypt(&XNonce::from(nonce), Sealed { msg: plain, aad: place }).unwrap();
    [&[1], nonce.as_slice(), &sealed].concat()
}

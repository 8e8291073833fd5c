//! What a device's cache costs: `cargo bench -p coopol-core`. Prints milliseconds; machines differ, ratios stay.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "a program that measures and prints, with small numbers"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant as Watch};

use coopol_core::ambient::System;
use coopol_core::cache::Enrolled;
use coopol_core::device::{Category, Session};
use coopol_core::profile::{Profiles, Protection};
use coopol_core::roster::{self, Field, Query, Window};
use coopol_core::transport::{Transport, TransportError};
use coopol_core::vault::CacheKey;
use coopol_domain::access::Verb;
use coopol_domain::authority::checkpoint;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::snapshot::{Snapshot, Subject};
use coopol_domain::journal::{Edit, Payload, Stamp, State, SubjectKey};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{Access, Opaque, PushAnswer, StreamAccess, StreamAnswer, SyncRequest, SyncResponse};
use ed25519_dalek::SigningKey;

const ROSTER: StreamId = StreamId::from_bytes([2; 16]);

/// Answers with one snapshot per stream, as a server does that has made them beforehand.
struct Prepared {
    answers: Vec<StreamAnswer>,
    packed: Vec<(StreamId, Vec<u8>)>,
    access: Access,
}

impl Transport for Prepared {
    async fn exchange(&self, request: &SyncRequest) -> Result<SyncResponse, TransportError> {
        let new = |answer: &&StreamAnswer| request.cursors.iter().any(|at| at.stream == answer.stream && at.seq == 0);
        Ok(SyncResponse {
            now: Instant(0),
            access: request.access.is_none().then(|| self.access.clone()),
            streams: self.answers.iter().filter(new).cloned().collect(),
            ..SyncResponse::default()
        })
    }

    async fn snapshot(&self, stream: StreamId, _: u64) -> Result<Vec<u8>, TransportError> {
        Ok(self.packed.iter().find(|(id, _)| *id == stream).map(|(_, packed)| packed.clone()).unwrap_or_default())
    }

    async fn history(&self, _: StreamId, _: u64) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline { why: "not measured".to_owned() })
    }

    async fn deliver(&self, _: DeviceId, _: &[Opaque]) -> Result<Vec<PushAnswer>, TransportError> {
        Err(TransportError::Offline { why: "not measured".to_owned() })
    }
}

const GIVEN: [&str; 16] = [
    "Zoé",
    "André",
    "Jean-Pierre",
    "Marie",
    "Éloïse",
    "François",
    "Anne",
    "Paul",
    "Maëlys",
    "Gérard",
    "Inès",
    "Noël",
    "Chloé",
    "Hervé",
    "Agnès",
    "Théo",
];
const FAMILY: [&str; 16] = [
    "Lefèvre",
    "Côté",
    "Martin",
    "de La Tour",
    "Lebœuf",
    "L'Hermitte",
    "Dupont",
    "Moreau",
    "Garcia",
    "Roux",
    "Nguyen",
    "Bernard",
    "Petit",
    "Durand",
    "Leroy",
    "Fontaine",
];
const TOWNS: [&str; 8] = [
    "Versailles",
    "Quimper",
    "Croissy-sur-Seine",
    "Lille",
    "Saint-Étienne",
    "Pau",
    "Évreux",
    "Conflans-Sainte-Honorine",
];

fn record(parts: &[(&str, Value)]) -> Value {
    Value::Map(parts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn person(place: usize) -> Vec<Edit> {
    let (given, family) = (GIVEN[place % 16], FAMILY[place / 16 % 16]);
    let email =
        format!("{}.{}{place}@exemple.fr", given.to_lowercase(), family.to_lowercase().replace([' ', '\''], ""));
    let email = record(&[("type", Value::text("email")), ("value", Value::text(email))]);
    let phone = format!("+336{:08}", place * 7919 % 100_000_000);
    let phone = record(&[("type", Value::text("phone")), ("value", Value::text(phone))]);
    let town = TOWNS[place % 8];
    let address = record(&[
        ("city", Value::text(town)),
        ("street", Value::text(format!("{} rue Royale", place % 90))),
        ("postcode", Value::text(format!("{:05}", 10_000 + place % 80_000))),
    ]);
    vec![
        Edit::set("first_name", Value::text(given)),
        Edit::set(
            "last_name",
            Value::text(format!(
                "{family}{}",
                if place > 255 { "-".to_owned() + FAMILY[place / 256 % 16] } else { String::new() }
            )),
        ),
        Edit::set("birth_date", Value::text("1950-03-02")),
        Edit::set("number", Value::text(format!("78{place:06}"))),
        Edit::set("category", Value::text("member")),
        Edit::set("joined_on", Value::text("1995-05-17")),
        Edit::set("address", address),
        Edit::set("contact/0", email),
        Edit::set("contact/1", phone),
    ]
}

fn id(sort: u8, place: usize) -> SubjectId {
    let hash = Hash::of(format!("{sort} {place}").as_bytes());
    SubjectId::from_bytes(hash.as_bytes()[..16].try_into().expect("a hash has 32 bytes"))
}

fn dues(place: usize) -> Vec<Edit> {
    vec![
        Edit::set("person", Value::bytes(id(0, place % 500).as_bytes())),
        Edit::set("year", Value::Int(2020 + (place / 500) as i64)),
        Edit::set("amount_cents", Value::Int(3650)),
        Edit::set("paid_on", Value::text("2026-02-03")),
        Edit::set("method", Value::text("cheque")),
    ]
}

fn event(place: usize) -> Vec<Edit> {
    let when = record(&[("zone", Value::text("Europe/Paris")), ("start", Value::text("2026-11-22T18:30"))]);
    vec![
        Edit::set("title", Value::text(format!("Réunion de section n° {place}"))),
        Edit::set("when", when),
        Edit::set("place", Value::text("Salle Delavaud")),
        Edit::set("category", Value::text("meeting")),
    ]
}

fn document(place: usize) -> Vec<Edit> {
    let words: Vec<&str> = (0..300).map(|word| FAMILY[(place * 31 + word * 7) % 16]).collect();
    vec![
        Edit::set("title", Value::text(format!("Compte rendu n° {place}"))),
        Edit::set("category", Value::text("minutes")),
        Edit::set("dated_on", Value::text("2025-06-01")),
        Edit::set("text", Value::text(words.join(" "))),
    ]
}

/// A stream of `count` subjects, each the state after one change.
fn stream(stream: StreamId, sort: &str, tag: u8, count: usize, edits: fn(usize) -> Vec<Edit>) -> Snapshot {
    let mut frontier = Frontier::default();
    let mut subjects: Vec<Subject> = (0..count)
        .map(|place| {
            frontier.push(Hash::of(&place.to_be_bytes()));
            let stamp = Stamp {
                effective_at: Hlc::end_of(Instant(1_790_000_000_000)),
                seq: place as u64 + 1,
                by: DeviceId::from_bytes([7; 16]),
            };
            let state = State::new(sort).apply(&Payload::new("made", 1, edits(place)), 0, stamp);
            let subject = id(tag, place);
            let key = SubjectKey::from_bytes(*Hash::of(subject.as_bytes()).as_bytes());
            Subject { id: subject, key, state: state.encode() }
        })
        .collect();
    subjects.sort_by_key(|subject| subject.id);
    Snapshot { stream, frontier, subjects, waiting: Vec::new() }
}

fn prepared(snapshots: Vec<(Snapshot, &str)>, signer: &Signer) -> Prepared {
    let mut streams = Vec::new();
    let (mut answers, mut packed) = (Vec::new(), Vec::new());
    for (snapshot, compartment) in snapshots {
        let state = StateRoot { seq: snapshot.seq(), root: snapshot.state_root() };
        let answer = StreamAnswer {
            stream: snapshot.stream,
            checkpoint: checkpoint(snapshot.stream, &snapshot.frontier, Some(state), signer),
            page: Opaque::default(),
            snapshot: Some(snapshot.seq()),
            consistency: Vec::new(),
            more: false,
        };
        answers.push(answer);
        packed.push((snapshot.stream, snapshot.pack()));
        streams.push(StreamAccess {
            stream: snapshot.stream,
            unit: UnitId::from_bytes([1; 16]),
            compartment: compartment.to_owned(),
            verbs: vec![Verb::Read, Verb::Write],
            mandate: MandateId::from_bytes([1; 16]),
            pushed: None,
            moves: Vec::new(),
        });
    }
    let access = Access { mark: "bench".to_owned(), lease_until: Instant(u64::from(u32::MAX) * DAY), streams };
    Prepared { answers, packed, access }
}

async fn session(folder: &std::path::Path, name: &str, signer: &Signer, authority: &SigningKey) -> Session {
    let enrolled = Enrolled {
        device: DeviceId::from_bytes([9; 16]),
        holder: HolderId::from_bytes([9; 16]),
        key: SigningKey::from_bytes(&[9; 32]),
        authority: DeviceId::from_bytes([8; 16]),
        authority_key: authority.verifying_key(),
        verifier: signer.verifier().clone(),
        server: "https://coopol.example".to_owned(),
    };
    let profile = Profiles::at(folder).begin(name, Protection::KeyFile, &System).expect("a new profile");
    Session::found(profile, &CacheKey::from_bytes([3; 32]), &enrolled, Arc::new(System)).await.expect("an open profile")
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let ms = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!("{what:<58} p50 {:>8.2} ms   p95 {:>8.2} ms   ({} runs)", ms(50), ms(95), times.len());
}

#[tokio::main]
async fn main() {
    let authority = SigningKey::from_bytes(&[8; 32]);
    let signer = Signer::new("coopol/bench", authority.clone()).expect("a name");
    let folder = tempfile::tempdir().expect("a folder");
    let reference = || {
        vec![
            (stream(ROSTER, "person", 0, 500, person), "roster"),
            (stream(StreamId::from_bytes([3; 16]), "dues", 1, 15_000, dues), "dues"),
            (stream(StreamId::from_bytes([4; 16]), "event", 2, 600, event), "agenda"),
            (stream(StreamId::from_bytes([5; 16]), "document", 3, 1000, document), "archive"),
        ]
    };
    let section = prepared(reference(), &signer);
    let bytes: usize = section.packed.iter().map(|(_, packed)| packed.len()).sum();
    println!("reference section: 17,100 records, {:.2} MB packed", bytes as f64 / 1e6);
    let mut times = Vec::new();
    for round in 0..7 {
        let session = session(folder.path(), &format!("section {round}"), &signer, &authority).await;
        let watch = Watch::now();
        session.sync_once(&section).await.expect("a first synchronisation");
        times.push(watch.elapsed());
        if round == 6 {
            edits(&session).await;
            acts(&session).await;
        }
    }
    report("first synchronisation of 17,100 records", times);

    let large = prepared(vec![(stream(ROSTER, "person", 0, 50_000, person), "roster")], &signer);
    let session = session(folder.path(), "large", &signer, &authority).await;
    let watch = Watch::now();
    session.sync_once(&large).await.expect("a first synchronisation");
    println!("first synchronisation of 50,000 people: {:.0} ms", watch.elapsed().as_secs_f64() * 1000.0);
    searches(&session).await;
}

async fn edits(session: &Session) {
    let mut times = Vec::new();
    for round in 0..200 {
        let watch = Watch::now();
        roster::set(session, id(0, round), Field::Note, "à rappeler").await.expect("an edit");
        times.push(watch.elapsed());
    }
    report("one edit, durable, among 500 people", times);
}

/// What an import is made of: many changes in one transaction.
async fn acts(session: &Session) {
    for (round, count) in [1000, 4000].into_iter().enumerate() {
        let intents = (0..count).map(|place| Intent {
            stream: ROSTER,
            subject: id(10 + round as u8, place),
            payload: Payload::new("person_recorded", 1, person(100_000 * (round + 1) + place)),
            act: None,
            depends_on: Vec::new(),
        });
        let intents = intents.collect();
        let watch = Watch::now();
        session.act(ROSTER, Category::Import, None, intents).await.expect("an act");
        let took = watch.elapsed().as_secs_f64();
        println!(
            "an act of {count} people, durable and searchable: {:.0} ms, {:.0}/s",
            took * 1000.0,
            f64::from(count as u32) / took
        );
    }
}

async fn searches(session: &Session) {
    let typed = [
        "m",
        "ma",
        "mar",
        "mart",
        "martin",
        "lef",
        "lefevre zoe",
        "zoe lef",
        "tour",
        "0612",
        "06 12",
        "3361",
        "exemple",
        "croissy",
        "versailles mar",
        "jean p",
        "de la tour",
        "leboeuf ines",
        "ontain",
        "78000",
        "xq",
        "zoe.lef",
        "pau a",
    ];
    let mut times = Vec::new();
    for _ in 0..40 {
        for text in typed {
            let watch = Watch::now();
            black_box(roster::search(session, text, 20).await.expect("a search"));
            times.push(watch.elapsed());
        }
    }
    report("instant search among 50,000 people, first 20", times);
    for text in typed {
        let watch = Watch::now();
        let found = roster::search(session, text, 20).await.expect("a search").len();
        let took = watch.elapsed();
        if took > Duration::from_millis(1) {
            println!("    slow: {text:?} {:.2} ms, {found} found", took.as_secs_f64() * 1000.0);
        }
    }
    for text in ["", "mar", "versailles"] {
        let mut times = Vec::new();
        for _ in 0..10 {
            let watch = Watch::now();
            let query = Query { text: text.to_owned(), ..Query::default() };
            black_box(roster::list(session, &query, Window { offset: 0, limit: 50 }).await.expect("a list"));
            times.push(watch.elapsed());
        }
        report(&format!("list of 50,000 people, 50 rows, text {text:?}"), times);
    }
}

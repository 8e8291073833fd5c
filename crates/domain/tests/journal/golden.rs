//! J2.2: golden vectors of every format that is hashed or signed, read again by `tests/golden/read.mjs`, which shares no
//! line of code with this crate.

use std::process::Command;

use coopol_domain::access::{Need, Office};
use coopol_domain::authority::{checkpoint, origin};
use coopol_domain::codec::Value;
use coopol_domain::id::{ActId, ChangeId, DeviceId, MandateId, SubjectId};
use coopol_domain::journal::snapshot::{Snapshot, Subject};
use coopol_domain::journal::{
    Authority, Compartment, Edit, Entry, Header, Payload, Push, Seen, Stamp, State, Verdict, state_root,
};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::seal::cosignature::cosign;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::moved::Moved;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::{Hlc, Instant};
use ed25519_dalek::SigningKey;
use serde_json::{Value as Json, json};

use crate::world::{World, edited, id, key_of, text};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn header(subject: SubjectId, payload: &Payload) -> Header {
    let change = ChangeId::v7(1_795_348_800_000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    Header {
        id: change,
        stream: World::new().stream(Compartment::Roster),
        subject,
        base: 41,
        made_at: Hlc::end_of(Instant(1_795_348_800_000)),
        act: Some(ActId::from_bytes([9; 16])),
        depends_on: vec![ChangeId::v7(1, [7; 10])],
        commitment: key_of(subject).commit(change, &payload.encode()),
    }
}

fn vectors() -> Json {
    let subject = id(3);
    let entry_in_map = |name: &str, value: &str| (name.to_owned(), text(value));
    let address = vec![entry_in_map("city", "Montfort-l'Amaury"), entry_in_map("street", "12 bis, rue de l'Œuvre")];
    let mut payload = edited("last_name", "Côté", "Lefèvre");
    payload.edits.insert(0, Edit::set("address", Value::Map(address)));
    payload.quotes = Some(ChangeId::v7(2, [6; 10]));
    let header = header(subject, &payload);

    let key = SigningKey::from_bytes(&[42; 32]);
    let push = Push {
        device: DeviceId::from_bytes([4; 16]),
        stream: header.stream,
        number: 300,
        previous: Hash::of(b"the push before"),
        mandate: MandateId::from_bytes([5; 16]),
        seen: Seen { size: 41, root: Hash::of(b"what was seen") },
        changes: vec![header.hash()],
    };
    let signed = push.clone().sign(&key);

    let facts = Authority { stream: World::new().stream(Compartment::Office), seq: 17 };
    let entry = |seq, verdict, authority| Entry {
        seq,
        push: push.hash(),
        position: 0,
        recorded_at: Instant(1_795_348_800_500),
        effective_at: header.made_at,
        verdict,
        authority,
        header: header.clone(),
    };
    let entries = [
        entry(1, Verdict::Accepted, Some(facts)),
        entry(2, Verdict::Refused("taken".to_owned()), Some(facts)),
        entry(3, Verdict::Held(Need::Treasurer), None),
        entry(4, Verdict::Held(Need::SecondMandate), Some(facts)),
        entry(5, Verdict::Quarantined, Some(facts)),
    ];
    let tree: Frontier = entries.iter().map(Entry::leaf).collect();

    let device = |seq| DeviceId::from_bytes([u8::try_from(seq).unwrap(); 16]);
    let stamp = |seq| Stamp { effective_at: Hlc(1_795_348_800_000 << 16 | seq), seq, by: device(seq) };
    let state =
        State::new("person").apply(&payload, 0, stamp(1)).apply(&edited("last_name", "", "Le Fèvre"), 0, stamp(2));
    let leaf = key_of(subject).state_leaf(subject, &state.encode());
    let root = StateRoot { seq: tree.size(), root: state_root([leaf]) };
    let signer = Signer::new("coopol-authority", key.clone()).unwrap();
    let note = checkpoint(header.stream, &tree, Some(root), &signer);
    let subjects = vec![Subject { id: subject, key: key_of(subject), state: state.encode() }];
    let snapshot = Snapshot { stream: header.stream, frontier: tree.clone(), subjects, waiting: Vec::new() };
    assert_eq!(Snapshot::unpack(&snapshot.pack()), Ok(snapshot.clone()));

    json!({
        "public_key": hex(key.verifying_key().as_bytes()),
        "stream": header.stream.to_string(),
        "subject_key": hex(key_of(subject).as_bytes()),
        "payload": { "bytes": hex(payload.encode()), "kind": "person_changed", "city": "Montfort-l'Amaury" },
        "header": { "bytes": hex(header.encode()), "hash": header.hash().to_string(), "base": 41 },
        "push": { "signed": hex(signed.encode()), "hash": push.hash().to_string(), "number": 300 },
        "entries": entries.iter().map(|entry| json!({
            "bytes": hex(entry.encode()), "leaf": entry.leaf().to_string(), "seq": entry.seq,
        })).collect::<Vec<_>>(),
        "root": tree.root().to_string(),
        "state": { "bytes": hex(state.encode()), "leaf": leaf.to_string(), "last_name": "Le Fèvre", "rival": "Lefèvre" },
        "checkpoint": note,
        "cosigned": cosign(&note, "coopol/witness", &SigningKey::from_bytes(&[44; 32]), 1_795_348_800).unwrap(),
        "witness": hex(SigningKey::from_bytes(&[44; 32]).verifying_key().as_bytes()),
        "moved": Moved::sign(
            (&origin(header.stream), tree.size(), tree.root()),
            &signer,
            &Signer::new("coopol-authority", SigningKey::from_bytes(&[43; 32])).unwrap(),
            Some("https://coopol.example"),
        )
        .unwrap(),
    })
}

/// J2.2, J3.1, J5.1: the bytes of every format are those they have always been.
#[test]
fn formats_are_for_ever() {
    let kept: Json = serde_json::from_str(&std::fs::read_to_string(format!("{FOLDER}/vectors.json")).unwrap()).unwrap();
    let today = vectors();
    assert_eq!(
        today,
        kept,
        "the formats have changed; they are now: {}",
        serde_json::to_string_pretty(&today).unwrap()
    );
}

/// J2.2: a reader in another language, which shares nothing with this one, makes the same of the vectors.
#[test]
fn an_independent_reader_agrees() {
    let read =
        Command::new("node").arg(format!("{FOLDER}/read.mjs")).output().expect("Node is a prerequisite of the project");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), "48 checks passed");
}

/// J3.2, J3.3: entries, pushes, headers and payloads read back as they were written.
#[test]
fn what_is_written_is_read_back() {
    let vectors = vectors();
    let bytes = |json: &Json| -> Vec<u8> {
        let text = json.as_str().unwrap();
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    };
    for entry in vectors["entries"].as_array().unwrap() {
        let bytes = bytes(&entry["bytes"]);
        assert_eq!(Entry::decode(&bytes).unwrap().encode(), bytes);
    }
    let payload = bytes(&vectors["payload"]["bytes"]);
    assert_eq!(Payload::decode(&payload).unwrap().encode(), payload);
    let signed = bytes(&vectors["push"]["signed"]);
    let push = coopol_domain::journal::SignedPush::decode(&signed).unwrap();
    assert_eq!(push.encode(), signed);
    assert!(push.verify(&SigningKey::from_bytes(&[42; 32]).verifying_key()).is_ok());
    assert_eq!(Office::ALL.len(), Office::WORDS.len());
}

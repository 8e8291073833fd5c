//! What alterations begin with: the files of other tests, the golden vectors, and what once made a parser fall.

use std::fs;
use std::path::{Path, PathBuf};

use coopol_core::handover::{Minutes, Request};
use coopol_domain::access::Office;
use coopol_domain::enrolment::{Adoption, Custodian, Fingerprint, Invitation, Link, SealedCode};
use coopol_domain::feed::Address;
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::snapshot::{Snapshot, Subject};
use coopol_domain::journal::{State, SubjectKey};
use coopol_domain::seal::tree::Frontier;
use coopol_domain::wire::Root;
use jiff::civil::date;
use serde_json::Value as Json;

/// Those of a format, in an order that stays.
pub fn of(format: &str) -> Vec<Vec<u8>> {
    let mut samples = corpus(format);
    samples.extend(match format {
        "csv" => rosters(&["csv", "txt", "ldif", "xml", "fods"]),
        "xlsx" => rosters(&["xlsx"]),
        "xls" => rosters(&["xls"]),
        "ods" => rosters(&["ods"]),
        "vcard" => rosters(&["vcf"]),
        "canonical" => golden(is_hex),
        "notes" => golden(|text| text.contains("\n\n")),
        "snapshots" => vec![snapshot()],
        "codes" => codes(),
        "requests" => requests(),
        _ => Vec::new(),
    });
    samples
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn corpus(format: &str) -> Vec<Vec<u8>> {
    files(&here("tests/fuzz/corpus").join(format)).iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Rosters with one of these endings.
fn rosters(endings: &[&str]) -> Vec<Vec<u8>> {
    let data = here("../import/tests/data");
    let all = files(&data).into_iter().chain(files(&data.join("by_hand")));
    let ending = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|it| *it == ending));
    all.filter(ending).map(|path| fs::read(path).unwrap()).collect()
}

fn is_hex(text: &str) -> bool {
    text.len() > 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The texts of the golden vectors that are wanted, those in hexadecimal as bytes.
fn golden(wanted: fn(&str) -> bool) -> Vec<Vec<u8>> {
    let vectors = fs::read_to_string(here("../domain/tests/golden/vectors.json")).unwrap();
    let mut found = Vec::new();
    gather(&serde_json::from_str(&vectors).unwrap(), wanted, &mut found);
    found
}

fn gather(json: &Json, wanted: fn(&str) -> bool, found: &mut Vec<Vec<u8>>) {
    match json {
        Json::String(text) if wanted(text) && is_hex(text) => found.push(unhex(text)),
        Json::String(text) if wanted(text) => found.push(text.clone().into_bytes()),
        Json::Array(items) => items.iter().for_each(|item| gather(item, wanted, found)),
        Json::Object(fields) => fields.values().for_each(|field| gather(field, wanted, found)),
        _ => {}
    }
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|place| u8::from_str_radix(&text[2 * place..2 * place + 2], 16).unwrap()).collect()
}

/// A snapshot of three people of whom nothing is said.
fn snapshot() -> Vec<u8> {
    let subject = |byte: u8| Subject {
        id: SubjectId::from_bytes([byte; 16]),
        key: SubjectKey::from_bytes([byte; 32]),
        state: State::new("person").encode(),
    };
    let (stream, frontier) = (StreamId::from_bytes([7; 16]), Frontier::default());
    Snapshot { stream, frontier, subjects: [1, 2, 3].map(subject).into(), waiting: Vec::new() }.pack()
}

/// One of each that is typed, or clicked on.
fn codes() -> Vec<Vec<u8>> {
    let (office, authority) = (StreamId::from_bytes([2; 16]), Fingerprint::of(custodian().public_key()));
    let invitation = Invitation {
        seed: [1; _],
        device: DeviceId::from_bytes([3; 16]),
        authority,
        office,
        size: 5,
        root: Root::from_bytes([4; 8]),
    };
    let codes = [
        invitation.to_string(),
        Custodian::new([7; 32]).to_string(),
        SealedCode { number: 1, seed: [5; _], office }.to_string(),
        Adoption { seed: [6; _], authority }.to_string(),
        Link { server: "coopol.example:8443".to_owned(), invitation }.to_string(),
        Address::new(StreamId::from_bytes([7; 16]), [9; 32]).text().to_string(),
        custodian().to_string(),
    ];
    codes.map(String::into_bytes).into()
}

/// One with minutes, one for an office with a theme.
fn requests() -> Vec<Vec<u8>> {
    let (elected_on, requested_on) = (date(2026, 11, 20), date(2026, 11, 22));
    let bare = Request {
        unit: "Section de Versailles".to_owned(),
        office: Office::Secretary,
        theme: None,
        person: "Léo Müller".to_owned(),
        elected_on,
        since: None,
        until: Some(date(2028, 11, 19)),
        proof: "Cahier de la section, page 12".to_owned(),
        requested_on,
        minutes: None,
    };
    let minutes = Minutes { file_name: "Compte rendu.pdf".to_owned(), content: b"%PDF-1.7 \xe2\xe3".to_vec() };
    let federal = Request {
        office: Office::FederalSecretary,
        theme: Some("Formation".to_owned()),
        since: Some(date(2026, 12, 1)),
        until: None,
        ..bare.clone()
    };
    [Request { minutes: Some(minutes), ..bare }, federal].map(|request| request.write().unwrap()).into()
}

fn custodian() -> coopol_domain::seal::key::Verifier {
    Custodian::new([7; 32]).signer().verifier().clone()
}

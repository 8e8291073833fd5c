//! The parsers, and what holds of whatever they make of a file.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use coopol_core::agenda::ics;
use coopol_core::handover::Request;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Adoption, Custodian, Invitation, Link, SealedCode};
use coopol_domain::feed::Address;
use coopol_domain::journal::snapshot::Snapshot;
use coopol_domain::journal::{Entry, Header, Payload, SignedPush, State};
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_domain::seal::note::Note;
use coopol_domain::wire::{Page, Submission};
use coopol_import::{Options, limits};
use jiff::civil::date;
use jiff::tz::TimeZone;

/// A roster of any format: all of them are told by their bytes.
fn roster(file: &[u8]) {
    let Ok(roster) = coopol_import::read(file, "", &Options::new(date(2026, 11, 22))) else { return };
    assert!(!roster.people.is_empty() && roster.people.len() <= limits::ROWS);
    for person in &roster.people {
        let bounded = |text: &Option<String>, most: usize| text.as_ref().is_none_or(|text| text.len() <= most);
        assert!(bounded(&person.last_name, limits::NAME_BYTES) && bounded(&person.first_name, limits::NAME_BYTES));
        assert!(bounded(&person.street, limits::STREET_BYTES) && bounded(&person.city, limits::CITY_BYTES));
    }
}

pub fn csv(file: &[u8]) {
    roster(file);
}

pub fn xlsx(file: &[u8]) {
    roster(file);
}

pub fn xls(file: &[u8]) {
    roster(file);
}

pub fn ods(file: &[u8]) {
    roster(file);
}

pub fn vcard(file: &[u8]) {
    roster(file);
}

pub fn ics(file: &[u8]) {
    drop(ics::read(file, &TimeZone::UTC, date(2026, 11, 22)));
}

/// What is canonical has one spelling: what can be read is written as it was.
pub fn canonical(bytes: &[u8]) {
    let written = [
        Value::decode(bytes).ok().map(|it| it.encode()),
        Header::decode(bytes).ok().map(|it| it.encode()),
        Payload::decode(bytes).ok().map(|it| it.encode()),
        Entry::decode(bytes).ok().map(|it| it.encode()),
        SignedPush::decode(bytes).ok().map(|it| it.encode()),
        State::decode(bytes).ok().map(|it| it.encode()),
        Page::decode(bytes).ok().map(|it| it.encode()),
        Submission::decode(bytes).ok().map(|it| it.encode()),
    ];
    for again in written.into_iter().flatten() {
        assert_eq!(again, bytes);
    }
}

pub fn snapshots(bytes: &[u8]) {
    let Ok(snapshot) = Snapshot::unpack(bytes) else { return };
    assert_eq!(Snapshot::unpack(&snapshot.pack()).as_ref(), Ok(&snapshot));
    let _ = snapshot.state_root();
}

/// Nothing here is believed, so whatever is read is read without any key.
pub fn notes(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(note) = Note::parse(text) {
        assert_eq!(note.to_string(), text);
        // What is signed ends before the last blank line.
        let signed = text.rfind("\n\n").map_or(text, |end| &text[..=end]);
        if let Ok(checkpoint) = Checkpoint::parse(signed) {
            assert_eq!(checkpoint.to_text(), signed);
        }
    }
    let origin = text.split('\n').nth(1).unwrap_or_default();
    drop(Moved::open_either(text, origin));
}

/// What people type and what links carry: what is read says itself again in one way.
pub fn codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    said_again::<Invitation>(&text);
    said_again::<Custodian>(&text);
    said_again::<SealedCode>(&text);
    said_again::<Adoption>(&text);
    said_again::<Link>(&text);
    said_again::<Verifier>(&text);
    if let Ok(address) = text.parse::<Address>() {
        assert_eq!(address.text().as_str(), text, "an address of a feed has one spelling");
    }
}

/// What is read of a request for an office is all that is written of it.
pub fn requests(file: &[u8]) {
    let Ok(request) = Request::read(file) else { return };
    assert_eq!(Request::read(&request.clone().write().unwrap()), Ok(request));
}

fn said_again<T: FromStr + Display>(text: &str)
where
    T::Err: Debug,
{
    let Ok(read) = text.parse::<T>() else { return };
    let said = read.to_string();
    assert_eq!(said.parse::<T>().unwrap().to_string(), said);
}

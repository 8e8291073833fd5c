//! Typing every marker where it belongs, as the programs do.

use std::fmt::Write as _;
use std::sync::Arc;

use coopol_core::agenda::{self, Draft, When};
use coopol_core::archive::{self, NewDocument, Viewing};
use coopol_core::device::Session;
use coopol_core::roster::import::{Choices, apply, plan};
use coopol_core::roster::{self, Field, NewPerson};
use coopol_core::{history, search};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_import::Options;

use crate::markers::{Markers, Somebody};

/// What a child leaves behind.
pub async fn plant(session: &Arc<Session>, markers: &Markers, base: &std::path::Path) {
    for somebody in &markers.people {
        type_in(session, somebody).await;
    }
    import(session, markers).await;
    for (day, [title, place, description]) in (10..).zip(&markers.events) {
        let when = When::parse(&format!("2031-03-{day}T20:00"), None, false, "Europe/Paris").unwrap();
        let (category, title) = ("meeting".to_owned(), title.clone());
        let draft = Draft { category, title, when, place: place.clone(), description: description.clone() };
        agenda::plan(session, &draft).await.unwrap();
    }
    for [title, name, content] in &markers.documents {
        let file = NewDocument { title: title.clone(), file_name: format!("{name}.txt"), ..NewDocument::default() };
        let text = format!("Compte rendu. {content} a pris la parole. ").repeat(30);
        archive::add(session, &file, text.into_bytes()).await.unwrap();
    }
    owe(session, markers).await;
    look_for(session, markers, base).await;
}

async fn type_in(session: &Session, somebody: &Somebody) {
    let (given_name, family_name) = (somebody.given_name.clone(), somebody.family_name.clone());
    let person = NewPerson { given_name, family_name, category: "member".to_owned() };
    let (person, _) = roster::add(session, &person).await.unwrap();
    let address = format!("3 rue {}\n78000 {}", somebody.street, somebody.commune);
    for (field, typed) in [
        (Field::Note, &somebody.note),
        (Field::Address, &address),
        (Field::Email, &somebody.email),
        (Field::Mobile, &somebody.mobile),
        (Field::Number, &somebody.number),
        (Field::Origin, &somebody.origin),
    ] {
        roster::set(session, person, field, typed).await.unwrap();
    }
}

async fn import(session: &Session, markers: &Markers) {
    let mut csv = "N° adhérent;Nom;Prénom;Adresse;Code postal;Ville;E-mail;Mobile;Remarques\n".to_owned();
    for it in &markers.imported {
        let Somebody { given_name, family_name, note, street, commune, email, mobile, number, .. } = it;
        writeln!(csv, "{number};{family_name};{given_name};3 rue {street};78000;{commune};{email};{mobile};{note}")
            .unwrap();
    }
    let name = format!("{}.csv", markers.file);
    let read = coopol_import::read(csv.as_bytes(), &name, &Options::new("2026-11-22".parse().unwrap())).unwrap();
    let planned = plan(session, &read, &Choices::new()).await.unwrap();
    assert_eq!(planned.created.len(), markers.imported.len());
    apply(session, &planned, &name).await.unwrap();
}

/// Dues, of which only a receipt is free text.
async fn owe(session: &Session, markers: &Markers) {
    let dues = session.stream(Compartment::Dues).await.unwrap();
    for (number, receipt) in (1..).zip(&markers.receipts) {
        let edits = vec![
            Edit::set("person", Value::bytes([number; 16])),
            Edit::set("year", Value::count(2026)),
            Edit::set("amount_cents", Value::count(3650)),
            Edit::set("receipt", Value::text(receipt)),
        ];
        let (subject, payload) = (SubjectId::from_bytes([number; 16]), Payload::new("dues_recorded", 1, edits));
        let intent = Intent { stream: dues, subject, payload, act: None, depends_on: Vec::new() };
        session.record(intent).await.unwrap();
    }
}

/// Searches in every room, for what is there and for what isn't, and a document shown by the system's viewer.
async fn look_for(session: &Session, markers: &Markers, base: &std::path::Path) {
    let there = [&markers.people[0].family_name, &markers.events[0][0], &markers.documents[0][2]];
    for text in markers.searches.iter().chain(there) {
        roster::search(session, text, 5).await.unwrap();
        search::search(session, text, 5).await.unwrap();
        let query = archive::Query { text: text.clone(), ..archive::Query::default() };
        archive::list(session, &query, roster::Window { offset: 0, limit: 5 }).await.unwrap();
        let query = history::Query { text: text.clone(), ..history::Query::default() };
        history::list(session, &query, 0, 5).await.unwrap();
    }
    let query = archive::Query::default();
    let page = archive::list(session, &query, roster::Window { offset: 0, limit: 5 }).await.unwrap();
    let viewing = Viewing::begin(base, session).unwrap();
    let shown = viewing.copy(session, page.rows[0].id).await.unwrap();
    assert!(shown.exists(), "a viewer reads it in the clear, as long as it is shown");
}

/// Everything that the screens show, room by room.
pub async fn look_at_everything(session: &Session) -> usize {
    let all = roster::Window { offset: 0, limit: 500 };
    let people = roster::list(session, &roster::Query::default(), all).await.unwrap();
    for row in &people.rows {
        roster::sheet(session, row.id).await.unwrap();
    }
    let coming = agenda::Query { span: agenda::Span::Coming, text: String::new() };
    let events = agenda::list(session, &coming, all).await.unwrap();
    let documents = archive::list(session, &archive::Query::default(), all).await.unwrap();
    let past = history::list(session, &history::Query::default(), 0, 500).await.unwrap();
    people.rows.len() + events.rows.len() + documents.rows.len() + past.rows.len()
}

//! What each row does, with the core as the programs have it, or with the server's own routes and what the officer knows.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use coopol_core::agenda::{self, Draft, Span, When, attendance, feeds};
use coopol_core::archive::{self, NewDocument};
use coopol_core::desk;
use coopol_core::device::{Failure, Session};
use coopol_core::export;
use coopol_core::handover::{self, Answer, NewClaim};
use coopol_core::history::rollback::{self, Scope};
use coopol_core::mandates::{self, Card, NewMandate};
use coopol_core::roster::{self, Field, NewPerson};
use coopol_core::transport::{Blobs as _, Http, Transport as _, TransportError};
use coopol_core::{devices, enrolment, history, sealed, search};
use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::enrolment::{Invitation, SealedCode};
use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Attendance;
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Opaque, PushOutcome};

use crate::leaver::Leaver;
use crate::section::Known;

/// Every action that can be played.
pub const NAMES: [&str; 55] = [
    "read_the_roster",
    "search_everywhere",
    "read_the_agenda",
    "read_the_archives",
    "read_the_history",
    "export_the_roster",
    "export_everything",
    "see_what_comes_after",
    "pull_with_the_old_token",
    "pull_the_history",
    "pull_a_snapshot",
    "download_a_file",
    "ask_how_files_are_named",
    "upload_a_file",
    "listen_live",
    "count_the_audience",
    "follow_the_feed",
    "list_the_units",
    "correct_a_phone",
    "take_a_person_out",
    "take_many_people_out",
    "add_people",
    "send_a_person_elsewhere",
    "record_dues",
    "plan_an_event",
    "cancel_an_event",
    "open_a_feed",
    "close_the_feeds",
    "mark_everybody",
    "file_a_document",
    "withdraw_a_document",
    "drop_a_saved_list",
    "schedule_a_message",
    "name_a_friend",
    "name_oneself_again",
    "end_the_successors_mandate",
    "shut_the_successors_laptop_out",
    "invite_oneself",
    "invite_a_friend",
    "make_a_recovery_sheet",
    "publish_a_card",
    "undo_what_the_successor_did",
    "claim_to_be_elected",
    "contest_a_claim",
    "uphold_ones_own_claim",
    "erase_for_ever",
    "replay_a_push",
    "replay_a_request",
    "push_as_somebody_else",
    "use_the_code_again",
    "use_an_invitation_made_before",
    "use_the_recovery_sheet",
    "use_one_sealed_code",
    "use_two_old_sealed_codes",
    "use_two_sealed_codes",
];

/// What came of it on the spot.
#[derive(Debug)]
pub enum Act {
    /// So many lines were read on the laptop.
    Read(usize),
    /// It is recorded on the laptop, and leaves with the next synchronisation.
    Recorded,
    /// The server answered to what it had been told before.
    Answered,
    /// The server did what was asked.
    Done,
    /// The laptop or the server refused.
    Refused(String),
}

/// Whether an action reads what is on the laptop.
pub fn reads(name: &str) -> bool {
    name.starts_with("read_")
        || name.starts_with("export_")
        || matches!(name, "search_everywhere" | "see_what_comes_after")
}

/// Whether it goes to the server by itself, so that there has to be a network.
pub fn goes_out(name: &str) -> bool {
    let first = NAMES.iter().position(|known| *known == name).unwrap();
    let wire = |name: &str| NAMES.iter().position(|known| *known == name).unwrap();
    (wire("pull_with_the_old_token")..=wire("list_the_units")).contains(&first) || first >= wire("replay_a_push")
}

pub async fn act(leaver: &Leaver, known: &Known) -> Act {
    let session = &leaver.laptop.session;
    match played(leaver, session, known).await {
        Ok(act) => act,
        Err(why) => Act::Refused(why),
    }
}

async fn played(leaver: &Leaver, session: &Session, known: &Known) -> Result<Act, String> {
    if reads(leaver.name) {
        return read(leaver, session).await.map(Act::Read);
    }
    if goes_out(leaver.name) {
        let http = session.http().await.map_err(told)?;
        return Box::pin(sent(leaver, session, &http, known)).await;
    }
    Box::pin(recorded(leaver, session, known)).await.map_err(told)?;
    Ok(Act::Recorded)
}

pub fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

pub async fn read(leaver: &Leaver, session: &Session) -> Result<usize, String> {
    let window = roster::Window { offset: 0, limit: 100 };
    let people = async |text: &str| {
        let query = roster::Query { text: text.to_owned(), ..roster::Query::default() };
        roster::list(session, &query, window).await.map(|page| page.rows.len()).map_err(told)
    };
    match leaver.name {
        "read_the_roster" => people("").await,
        "see_what_comes_after" => people("Nouvelle").await,
        "search_everywhere" => search::search(session, "martin", 12).await.map(|hits| hits.len()).map_err(told),
        "read_the_agenda" => {
            let query = agenda::Query { span: Span::Coming, text: String::new() };
            agenda::list(session, &query, window).await.map(|page| page.rows.len()).map_err(told)
        }
        "read_the_archives" => {
            let page = archive::list(session, &archive::Query::default(), window).await;
            page.map(|page| page.rows.len()).map_err(told)
        }
        "read_the_history" => {
            let page = history::list(session, &history::Query::default(), 0, 100).await;
            page.map(|page| page.rows.len()).map_err(told)
        }
        "export_the_roster" => {
            let prepared =
                export::roster(session, &roster::Query::default(), export::Format::Csv).await.map_err(told)?;
            let count = prepared.count();
            prepared.release(session).await.map_err(told)?;
            Ok(count)
        }
        "export_everything" => {
            let done = export::everything(session, &leaver.folder.join("export")).await.map_err(told)?;
            // What is reached isn't counted among what isn't.
            Ok(if done.out_of_reach.is_empty() { done.files.len() } else { 0 })
        }
        name => panic!("{name} has no driver"),
    }
}

async fn stream(session: &Session, compartment: Compartment) -> Result<StreamId, Failure> {
    session.stream(compartment).await
}

async fn sent(leaver: &Leaver, session: &Session, http: &Http, known: &Known) -> Result<Act, String> {
    let done = |answer: Result<(), TransportError>| answer.map(|()| Act::Done).map_err(told);
    let roster = stream(session, Compartment::Roster).await.map_err(told);
    match leaver.name {
        "pull_with_the_old_token" => {
            let asked = coopol_domain::wire::SyncRequest::default();
            let answer = http.exchange(&asked).await.map_err(told)?;
            let granted = answer.access.is_some_and(|access| !access.streams.is_empty());
            if granted || !answer.streams.is_empty() { Ok(Act::Done) } else { Err("nothing is given".to_owned()) }
        }
        "pull_the_history" => done(http.history(roster?, 0).await.map(drop)),
        "pull_a_snapshot" => done(http.snapshot(roster?, 1).await.map(drop)),
        "ask_how_files_are_named" => {
            done(http.naming(stream(session, Compartment::Archive).await.map_err(told)?).await.map(drop))
        }
        "download_a_file" => {
            let archive = archive::fetch(session, http, known.document).await;
            archive.map(|()| Act::Done).map_err(told)
        }
        "upload_a_file" => {
            let archive = stream(session, Compartment::Archive).await.map_err(told)?;
            done(http.begin(archive, Hash::of(leaver.name.as_bytes()), 10).await.map(drop))
        }
        "listen_live" => done(http.listen().await.map(drop)),
        "count_the_audience" => {
            let unit = session.held().await.first().map(|held| held.unit).ok_or("nothing is held")?;
            done(http.audience(unit).await.map(drop))
        }
        "list_the_units" => done(http.units().await.map(drop)),
        "follow_the_feed" => match told_at(leaver.address.lock().unwrap().as_deref().expect("opened before")) {
            200 => Ok(Act::Done),
            status => Err(format!("the address answers {status}")),
        },
        "replay_a_push" => {
            let answers = http.deliver(session.device().await, &pushes(leaver)).await.map_err(told)?;
            let old = answers.iter().all(|answer| answer.outcome == PushOutcome::Received);
            if old { Ok(Act::Answered) } else { Err(format!("{answers:?}")) }
        }
        "replay_a_request" => done(http.exchange(&leaver.sent[0]).await.map(drop)),
        "push_as_somebody_else" => {
            let answers = http.deliver(known.successors_laptop, &pushes(leaver)).await.map_err(told)?;
            let taken = answers.iter().any(|answer| answer.outcome == PushOutcome::Received);
            if taken { Ok(Act::Done) } else { Err(format!("{answers:?}")) }
        }
        "use_the_code_again" => enrolled(leaver, &leaver.code).await,
        "use_an_invitation_made_before" => enrolled(leaver, leaver.invitation.as_ref().expect("made before")).await,
        "use_the_recovery_sheet" => enrolled(leaver, leaver.sheet.as_ref().expect("made before")).await,
        "use_one_sealed_code" => {
            let [one, ..] = &known.codes;
            // The other one is of their own making.
            let other = SealedCode { number: 2, seed: [7; 16], office: one.office };
            back(leaver, [one, &other]).await
        }
        "use_two_old_sealed_codes" => back(leaver, [&known.old_codes[0], &known.old_codes[1]]).await,
        "use_two_sealed_codes" => back(leaver, [&known.codes[0], &known.codes[1]]).await,
        name => panic!("{name} has no driver"),
    }
}

/// What they pushed while they were in office.
fn pushes(leaver: &Leaver) -> Vec<Opaque> {
    let pushes: Vec<Opaque> = leaver.sent.iter().flat_map(|request| request.pushes.clone()).collect();
    assert!(!pushes.is_empty(), "something was sent");
    pushes
}

async fn enrolled(leaver: &Leaver, code: &Invitation) -> Result<Act, String> {
    let enrolled = enrolment::enrol(&leaver.server, code, "encore un", leaver.around.as_ref()).await;
    enrolled.map(|_| Act::Done).map_err(told)
}

async fn back(leaver: &Leaver, codes: [&SealedCode; 2]) -> Result<Act, String> {
    sealed::come_back(&leaver.server, codes, leaver.name).await.map(|_| Act::Done).map_err(told)
}

pub async fn recorded(leaver: &Leaver, session: &Session, known: &Known) -> Result<(), Failure> {
    let person = known.people[3];
    match leaver.name {
        "correct_a_phone" => roster::set(session, person, Field::Mobile, "06 12 34 56 78").await.map(drop),
        "take_a_person_out" => roster::remove(session, person).await.map(drop),
        "take_many_people_out" => {
            for person in &known.people {
                roster::remove(session, *person).await?;
            }
            Ok(())
        }
        "add_people" => {
            let (family_name, category) = ("Intrus".to_owned(), "member".to_owned());
            let person = NewPerson { family_name, category, ..NewPerson::default() };
            roster::add(session, &person).await.map(drop)
        }
        "record_dues" => {
            let edits = vec![
                Edit::set("person", Value::bytes(person.as_bytes())),
                Edit::set("year", Value::count(2026)),
                Edit::set("amount_cents", Value::count(2000)),
            ];
            state(session, Compartment::Dues, "dues_recorded", edits).await
        }
        "plan_an_event" => {
            let when = When::parse("2031-04-06T20:00", None, false, "Europe/Paris").expect("it is a time");
            let (category, title) = ("meeting".to_owned(), "Contre-réunion".to_owned());
            let draft = Draft { category, title, when, place: String::new(), description: String::new() };
            agenda::plan(session, &draft).await.map(drop)
        }
        "cancel_an_event" => agenda::cancel(session, known.event).await.map(drop),
        "open_a_feed" => opened(leaver, session).await,
        "close_the_feeds" => feeds::prepare_closing(session, known.feed).await?.record(session).await.map(drop),
        "mark_everybody" => {
            let marks: Vec<_> = known.people.iter().map(|person| (*person, Some(Attendance::Present))).collect();
            let plan = attendance::plan(session, known.event, &marks).await?;
            attendance::apply(session, &plan).await.map(drop)
        }
        "file_a_document" => {
            let (title, file_name) = ("Faux compte rendu".to_owned(), "faux.txt".to_owned());
            let new = NewDocument { title, category: None, dated_on: None, event: None, file_name, text: None };
            match archive::add(session, &new, b"faux".to_vec()).await {
                Ok(_) => Ok(()),
                Err(archive::ArchiveError::Failure(failure)) => Err(failure),
                Err(error) => panic!("{error}"),
            }
        }
        "withdraw_a_document" => archive::withdraw(session, known.document).await.map(drop),
        "schedule_a_message" => {
            let at = session.see().await?.plus(50 * DAY);
            let edits = vec![
                Edit::set("subject", Value::text("Adieu")),
                Edit::set("body", Value::text("Ne votez pas pour eux.")),
                Edit::set("question", Value::Map(Vec::new())),
                Edit::set("at", Value::count(at.0)),
                Edit::set("answered_by", Value::bytes(leaver.holder.as_bytes())),
            ];
            state(session, Compartment::Desk(Office::Secretary), "mailing_scheduled", edits).await
        }
        "drop_a_saved_list" => desk::drop_list(session, known.list).await.map(drop),
        _ => rights(leaver, session, known).await,
    }
}

/// Opens a feed, and puts its address aside.
pub async fn opened(leaver: &Leaver, session: &Session) -> Result<(), Failure> {
    let feeds::Opening { step, address } = feeds::prepare(session, leaver.name).await?;
    step.record(session).await?;
    *leaver.address.lock().unwrap() = Some(address.as_str().to_owned());
    Ok(())
}

/// What a calendar program gets that knows the address of a feed, and nothing else.
pub fn told_at(address: &str) -> u16 {
    let (server, path) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')).unwrap();
    let mut socket = TcpStream::connect(server).unwrap();
    write!(socket, "GET /{path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

/// What is tried with offices, laptops and the past.
async fn rights(leaver: &Leaver, session: &Session, known: &Known) -> Result<(), Failure> {
    let now = session.see().await?;
    let named = |holder: Option<HolderId>| NewMandate { holder, ..NewMandate::new(Office::Secretary, "Ami", now) };
    match leaver.name {
        "name_a_friend" => mandates::prepare(session, &named(None)).await?.record(session).await.map(drop),
        "name_oneself_again" => {
            mandates::prepare(session, &named(Some(leaver.holder))).await?.record(session).await.map(drop)
        }
        "end_the_successors_mandate" => {
            mandates::prepare_end(session, known.successors_mandate, now).await?.record(session).await.map(drop)
        }
        "shut_the_successors_laptop_out" => devices::revoke(session, known.successors_laptop).await.map(drop),
        "invite_oneself" => session.prepare_invitation(leaver.holder).await.map(drop),
        "invite_a_friend" => session.prepare_invitation(known.successor).await.map(drop),
        "make_a_recovery_sheet" => session.prepare_recovery().await.map(drop),
        "publish_a_card" => {
            let card =
                Card { name: "Votre secrétaire".to_owned(), email: Some("moi@exemple.fr".to_owned()), phone: None };
            mandates::prepare_card(session, None, Some(&card)).await?.record(session).await.map(drop)
        }
        "undo_what_the_successor_did" => {
            let scope = Scope { by: Some(known.successor), from: Instant(0), until: now.plus(DAY) };
            let plan = rollback::plan(session, &scope).await?;
            rollback::carry_out(session, plan).await.map(drop)
        }
        "claim_to_be_elected" => claimed(leaver, session, now).await.map(drop),
        "contest_a_claim" => {
            let claim = claimed(leaver, session, now).await?;
            let answer = Answer::Contest { reason: "non".to_owned() };
            handover::prepare_answer(session, claim, &answer).await?.record(session).await.map(drop)
        }
        "uphold_ones_own_claim" => {
            let claim = claimed(leaver, session, now).await?;
            let answer = Answer::Uphold { reason: None };
            handover::prepare_answer(session, claim, &answer).await?.record(session).await.map(drop)
        }
        "erase_for_ever" => {
            let about = format!("subject/{}", known.people[3]);
            let edits =
                vec![Edit::set(&about, Value::Bool(true)), Edit::set("ground", Value::text("no_longer_needed"))];
            state(session, Compartment::Roster, "erasure_asked", edits).await
        }
        "send_a_person_elsewhere" => {
            let to = coopol_core::transport::UnitNamed {
                id: coopol_domain::id::UnitId::from_bytes([9; 16]),
                kind: "section".to_owned(),
                name: "Ailleurs".to_owned(),
                parent: None,
            };
            roster::transfer(session, known.people[3], &to).await.map(drop)
        }
        name => panic!("{name} has no driver"),
    }
}

async fn claimed(leaver: &Leaver, session: &Session, now: Instant) -> Result<SubjectId, Failure> {
    let new = NewClaim {
        unit: None,
        office: Office::Secretary,
        holder: Some(leaver.holder),
        holder_name: leaver.name.to_owned(),
        theme: None,
        elected_on: "2026-11-20".to_owned(),
        since: now,
        until: None,
        proof: "Compte rendu".to_owned(),
        document: None,
        requested_on: None,
    };
    let prepared = handover::prepare(session, &new).await?;
    let claim = prepared.claim;
    prepared.record(session).await?;
    Ok(claim)
}

/// Something new, as the journal has it.
async fn state(session: &Session, compartment: Compartment, kind: &str, edits: Vec<Edit>) -> Result<(), Failure> {
    let stream = stream(session, compartment).await?;
    let mut id = [0; 16];
    session.ambient().fill(&mut id);
    let subject = SubjectId::from_bytes(id);
    let payload = Payload::new(kind, 1, edits);
    session.record(Intent { stream, subject, payload, act: None, depends_on: Vec::new() }).await.map(drop)
}

//! Mailings as an officer schedules them: told as they stand, and refused where the server couldn't send them.

use coopol_core::desk::{self, Draft, NotScheduled, Question, Stage, call_off, mailing, mailings, schedule, take_up};
use coopol_core::device::Failure;
use coopol_core::roster::{self, Filter, Query, Window};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State};
use coopol_domain::mailing::{Asked, Condition, paid_by};
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan as _};

use crate::world::{Laptop, World, stream};

/// A section whose server sends mail, once its laptops have heard so.
fn sends_mail() -> World {
    let world = World::new();
    world.open_desks();
    world.authority.0.lock().unwrap().forge = Some(|response| response.mails = true);
    world
}

/// The wall clock of the section, to the minute.
async fn wall(laptop: &Laptop) -> DateTime {
    let now = laptop.session.see().await.unwrap();
    let now = Timestamp::from_millisecond(now.0.cast_signed()).unwrap().in_tz("Europe/Paris").unwrap();
    now.datetime().with().second(0).subsec_nanosecond(0).build().unwrap()
}

fn draft(at: DateTime, question: Question) -> Draft {
    Draft { subject: "Réunion".to_owned(), body: "Bonjour,\r\nà jeudi.".to_owned(), question, at }
}

fn asking(text: &str, filters: &[Filter]) -> Question {
    Question::of(&Query { text: text.to_owned(), filters: filters.into(), ..Query::default() })
}

#[tokio::test]
async fn a_mailing_is_scheduled_put_off_and_called_off() {
    let world = sends_mail();
    let (zoe, again) = (world.synchronised(1, 1).await, world.synchronised(1, 3).await);
    let andre = world.synchronised(2, 2).await;
    let at = wall(&zoe).await.checked_add(2.days()).unwrap();
    let late = asking("", &[Filter::Late]);
    let (id, _) = schedule(&zoe.session, &draft(at, late.clone())).await.unwrap();
    for sent in [false, true] {
        let told = mailing(&zoe.session, "reunion").await.unwrap();
        assert_eq!((told.id, told.stage, told.own, &told.question), (id, Stage::Scheduled, true, &late), "{sent}");
        assert_eq!((told.body.as_str(), told.answered_by.as_deref()), ("Bonjour,\nà jeudi.", Some("Zoé Lefèvre")));
        assert_eq!(told.at, at, "by the wall clock of the section");
        zoe.sync().await;
    }
    again.sync().await;
    andre.sync().await;
    assert!(mailings(&andre.session).await.unwrap().is_empty(), "it is the secretary's");
    let later = at.checked_add(1.day()).unwrap();
    take_up(&again.session, id, Some(later)).await.unwrap();
    again.sync().await;
    zoe.sync().await;
    let told = mailings(&zoe.session).await.unwrap();
    assert_eq!(told[0].at, later);
    call_off(&zoe.session, id).await.unwrap();
    assert!(mailings(&zoe.session).await.unwrap().is_empty());
    let gone = call_off(&zoe.session, id).await;
    assert!(matches!(gone, Err(NotScheduled::Failure(Failure::NotFound { what: "mailing", .. }))), "{gone:?}");
    zoe.sync().await;
    assert_eq!(coopol_core::status::status(&zoe.session).await.unwrap().waiting, 0, "the server took it all");
}

#[tokio::test]
async fn what_the_server_could_not_send_is_refused_before() {
    let world = sends_mail();
    let zoe = world.synchronised(1, 1).await;
    let now = wall(&zoe).await;
    let tomorrow = now.checked_add(1.day()).unwrap();
    for (at, question, refused) in [
        (now, asking("", &[]), "isn't a time to come"),
        (now.checked_add(400.days()).unwrap(), asking("", &[]), "isn't a time to come"),
        (tomorrow, asking("cote", &[]), "`cote` isn't asked"),
        (tomorrow, asking("", &[Filter::Late, Filter::ToVerify]), "`to_verify` isn't asked"),
        (tomorrow, asking("", &[Filter::WithoutEmail]), "`without_email` isn't asked"),
    ] {
        let told = schedule(&zoe.session, &draft(at, question)).await.unwrap_err().to_string();
        assert!(told.contains(refused), "{told}");
    }
    world.authority.0.lock().unwrap().forge = None;
    zoe.sync().await;
    let silent = schedule(&zoe.session, &draft(tomorrow, asking("", &[]))).await;
    assert!(matches!(silent, Err(NotScheduled::NoMail)), "{silent:?}");
    assert!(!desk::sends_mail(&zoe.session).await.unwrap());
}

/// Time alone brings it to where somebody has to say anew when.
#[tokio::test]
async fn what_waited_for_a_day_is_told_as_late() {
    let world = sends_mail();
    let zoe = world.synchronised(1, 1).await;
    let at = wall(&zoe).await.checked_add(1.hour()).unwrap();
    let (id, _) = schedule(&zoe.session, &draft(at, asking("", &[]))).await.unwrap();
    zoe.sync().await;
    world.days_later(2, &[&zoe]);
    zoe.sync().await;
    assert_eq!(mailing(&zoe.session, &id.to_string()).await.unwrap().stage, Stage::WaitsForTime);
    let unchanged = take_up(&zoe.session, id, None).await;
    assert!(matches!(unchanged, Err(NotScheduled::NotToCome { .. })), "{unchanged:?}");
    let at = wall(&zoe).await.checked_add(1.hour()).unwrap();
    take_up(&zoe.session, id, Some(at)).await.unwrap();
    assert_eq!(mailing(&zoe.session, "Réunion").await.unwrap().stage, Stage::Scheduled);
}

/// Each condition finds for the server whom it shows on a laptop: one meaning, in two places.
#[tokio::test]
async fn the_server_finds_whom_the_list_shows() {
    let world = sends_mail();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (roster, dues) = (stream(Compartment::Roster), stream(Compartment::Dues));
    let mut states: Vec<(SubjectId, State)> = Vec::new();
    let record = async |laptop: &Laptop, stream, subject, kind: &str, edits: Vec<Edit>| {
        let payload = Payload::new(kind, 1, edits);
        laptop.session.record(Intent { stream, subject, payload, act: None, depends_on: Vec::new() }).await.unwrap();
    };
    let mut number = 0;
    for category in ["member", "former_member", "regular_contact", "occasional_contact"] {
        for (year, cents) in [(None, 0), (Some(true), 3600), (Some(true), 0), (Some(false), 3600)] {
            number += 1;
            let person = SubjectId::from_bytes([number; 16]);
            let edits = vec![
                Edit::set("last_name", Value::text(format!("Côté {number}"))),
                Edit::set("category", Value::text(category)),
            ];
            record(&zoe, roster, person, "person_recorded", edits).await;
            if let Some(this) = year {
                let year = i64::from(wall(&zoe).await.year()) - i64::from(!this);
                let edits = vec![
                    Edit::set("person", Value::bytes(person.as_bytes())),
                    Edit::set("year", Value::Int(year)),
                    Edit::set("amount_cents", Value::Int(cents)),
                ];
                record(&andre, dues, SubjectId::from_bytes([100 + number; 16]), "dues_recorded", edits).await;
            }
        }
    }
    let gone = SubjectId::from_bytes([1; 16]);
    record(&zoe, roster, gone, "person_removed", vec![Edit::set(REMOVED, Value::Bool(true))]).await;
    for laptop in [&zoe, &andre, &zoe] {
        laptop.sync().await;
    }
    let mut paid = Vec::new();
    for place in 1..=number {
        let person = SubjectId::from_bytes([place; 16]);
        states.push((person, zoe.session.shown(roster, person).await.unwrap().unwrap()));
        let payment = zoe.session.shown(dues, SubjectId::from_bytes([100 + place; 16])).await.unwrap();
        paid.extend(payment.and_then(|payment| paid_by(&payment, wall_year(&zoe))));
    }
    let mut found_any = 0;
    for condition in Condition::ALL {
        let filter = Filter::ALL.into_iter().find(|filter| filter.word() == condition.word()).unwrap();
        let query = Query { filters: vec![filter], ..Query::default() };
        let page = roster::list(&zoe.session, &query, Window { offset: 0, limit: u32::MAX }).await.unwrap();
        let mut shown: Vec<SubjectId> = page.rows.iter().map(|row| row.id).collect();
        shown.sort_unstable();
        let filters = Value::Map(vec![("filters".to_owned(), Value::text(condition.word()))]);
        let asked = Asked::read(&filters).unwrap();
        let found = states.iter().filter(|(id, state)| asked.finds(state, paid.contains(id)));
        let found: Vec<SubjectId> = found.map(|(id, _)| *id).collect();
        assert_eq!(found, shown, "{condition:?}");
        found_any += found.len();
    }
    assert!(found_any > 8, "{found_any}");
}

fn wall_year(laptop: &Laptop) -> i16 {
    let now = laptop.session.ambient().now();
    Timestamp::from_millisecond(now.0.cast_signed()).unwrap().in_tz("Europe/Paris").unwrap().year()
}

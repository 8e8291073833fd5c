//! A section in which somebody was erased while it was alone (J7.2, J10).

use coopol_alone::NotJoined;
use coopol_core::device::{Seal, Session, SyncError};
use coopol_core::roster::{self, Field, NewPerson, Query, Window};
use coopol_core::transport::{Gap, Transport};
use coopol_core::{ambient::Ambient as _, ambient::System, enrolment, history, status};
use coopol_domain::access::Office;
use coopol_domain::authority::Unaccounted;
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Intent};
use coopol_domain::enrolment::Adoption;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::WAIT;
use coopol_domain::time::Instant;
use coopol_domain::wire::{CarriedOut, Page};
use coopol_server::authority::{NotAdopted, Offer};
use coopol_server::ledger::{Ledger, Record};
use coopol_server::settings::Place;
use coopol_store::Limit;
use coopol_testkit::postgres::cluster;
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

use crate::scene::{Pages, Scene, Section};

/// Two officers who had Anne erased, and kept Bruno.
struct Erased {
    zoe: Session,
    max: Session,
    roster: StreamId,
    anne: SubjectId,
    bruno: SubjectId,
}

async fn sync(session: &Session, way: &impl Transport) {
    if session.sync_once(way).await.unwrap().unchecked {
        session.audit(way).await.unwrap();
    }
}

async fn sync_here(session: &Session) {
    sync(session, &session.http().await.unwrap()).await;
}

async fn add(session: &Session, family_name: &str) -> SubjectId {
    let (family_name, category) = (family_name.to_owned(), "member".to_owned());
    roster::add(session, &NewPerson { family_name, category, ..NewPerson::default() }).await.unwrap().0
}

async fn names(session: &Session) -> Vec<SubjectId> {
    let all = Window { offset: 0, limit: 10 };
    roster::list(session, &Query::default(), all).await.unwrap().rows.into_iter().map(|row| row.id).collect()
}

async fn whole(session: &Session) {
    let found = session.verify().await.unwrap();
    assert!(found.iter().any(|stream| stream.compartment == Compartment::Roster && stream.entries > 8));
    assert!(found.iter().all(|stream| stream.seal == Seal::Whole), "{found:?}");
}

/// Both ask for it. Until it is carried out she leaves a trail: what was written of her, taken back, deleted, restored, and
/// her leaving for another section.
async fn asked(section: &mut Section) -> Erased {
    let (zoe, max) = (section.zoe().await, section.officer("Max Petit", Office::Deputy).await);
    sync_here(&zoe).await;
    let (anne, bruno) = (add(&zoe, "Martin").await, add(&zoe, "Durand").await);
    let note = roster::set(&zoe, anne, Field::Note, "relancer en mars").await.unwrap();
    sync_here(&zoe).await;
    history::undo(&zoe, *note.change.as_bytes()).await.unwrap();
    roster::remove(&zoe, anne).await.unwrap();
    roster::restore(&zoe, anne).await.unwrap();
    let roster = zoe.stream(Compartment::Roster).await.unwrap();
    let ask = |payload| Intent {
        stream: roster,
        subject: SubjectId::from_bytes([0x77; 16]),
        payload,
        act: None,
        depends_on: Vec::new(),
    };
    let edits = vec![
        Edit::set(&format!("subject/{anne}"), Value::Bool(true)),
        Edit::set("ground", Value::text("asked_by_the_person")),
    ];
    let payload = Payload::new("erasure_asked", 1, edits);
    let held = zoe.record(ask(payload.clone())).await.unwrap().change;
    sync_here(&zoe).await;
    sync_here(&max).await;
    max.record(ask(Payload { quotes: Some(held), ..payload })).await.unwrap();
    sync_here(&max).await;
    sync_here(&zoe).await;
    Erased { zoe, max, roster, anne, bruno }
}

/// What the timer does once seven days are over.
async fn carry_out(section: &Section, erased: &Erased) -> Instant {
    let (app, at) = (section.alone.app().await.unwrap(), System.now().plus(WAIT));
    let due = app.store.erasures_due(at).await.unwrap();
    assert_eq!(due, [(erased.roster, vec![erased.anne])].into());
    app.store.erase(erased.roster, &[erased.anne], at).await.unwrap();
    at
}

async fn close(section: Section, erased: Erased) {
    erased.zoe.close().await.unwrap();
    erased.max.close().await.unwrap();
    section.alone.close().await;
}

fn of_roster<'a>(pages: &'a mut Pages, erased: &Erased) -> &'a mut Page {
    &mut pages.iter_mut().find(|(stream, _)| *stream == erased.roster).unwrap().1
}

fn said_erased<'a>(offer: &'a mut Offer, erased: &Erased) -> &'a mut Vec<CarriedOut> {
    &mut offer.streams.iter_mut().find(|of| of.stream == erased.roster).unwrap().erased
}

/// J7.2: they come along with everything else, on every laptop; what somebody still sends of her is gone; and no restore brings
/// her back.
fn it_joins(mut server: Server) {
    let (runtime, url) = (Runtime::new().unwrap(), server.url());
    let code: Adoption = server.adopt("Section de Poissy").parse().unwrap();
    let (roster, anne) = runtime.block_on(async {
        let mut section = Section::begin().await;
        let erased = Box::pin(asked(&mut section)).await;
        let Erased { zoe, max, roster, anne, bruno } = &erased;
        // This leaves his laptop only when she has been erased for long.
        roster::set(max, *anne, Field::Note, "à rappeler").await.unwrap();
        carry_out(&section, &erased).await;
        section.alone.join(&url, &code).await.unwrap();
        for session in [zoe, max] {
            sync(session, &session.http_at(&url).await.unwrap()).await;
            assert_eq!(names(session).await, [*bruno]);
            whole(session).await;
        }
        sync(max, &max.http_at(&url).await.unwrap()).await;
        let refused = status::refused(max).await.unwrap();
        assert_eq!(refused.iter().map(|change| change.reason.as_deref()).collect::<Vec<_>>(), [Some("gone")]);

        let invited = zoe.prepare_invitation(zoe.holder().await).await.unwrap();
        sync(zoe, &zoe.http_at(&url).await.unwrap()).await;
        let enrolled = enrolment::enrol(&url, &invited.code, "Le second de Zoé", &System).await.unwrap();
        let newcomer = section.laptop("second", &enrolled).await;
        sync_here(&newcomer).await;
        assert_eq!(names(&newcomer).await, [*bruno]);
        whole(&newcomer).await;
        newcomer.close().await.unwrap();
        let found = (*roster, *anne);
        close(section, erased).await;
        found
    });
    server.while_stopped(async |settings| {
        let (_, records) = Ledger::open(&settings.ledger()).unwrap();
        let hers = |record: &Record| matches!(record, Record::Erased { stream, subjects, .. } if (*stream, &subjects[..]) == (roster, &[anne]));
        assert_eq!(records.iter().filter(|record| hers(record)).count(), 1, "{records:?}");
    });
}

#[test]
fn a_section_that_erased_somebody_joins() {
    it_joins(Server::start());
}

#[test]
fn a_section_that_erased_somebody_joins_on_postgresql() {
    it_joins(Server::over(Place::Postgres(cluster().database())));
}

/// What was handed over before it was erased is taken back: an erasure may fall due between one page and the next.
#[tokio::test]
async fn an_erasure_between_two_pages_counts_for_those_before() {
    let mut scene = Scene::new().await;
    let erased = Box::pin(asked(&mut scene.section)).await;
    let (code, mut pages) = (scene.code().await, scene.pages().await);
    assert!(of_roster(&mut pages, &erased).lines.iter().all(|line| line.payload.is_some()));
    for (stream, page) in pages {
        let packed = zstd::encode_all(page.encode().as_slice(), 1).unwrap();
        scene.server.stage(code.id(), stream, 0, &packed).await.unwrap();
    }
    carry_out(&scene.section, &erased).await;
    scene.server.adopt(code.id(), scene.offer().await).await.unwrap();
    let all = Limit { lines: 100, bytes: 1 << 20 };
    let page = scene.server.store.page(erased.roster, 0, all).await.unwrap().unwrap().page;
    let (hers, others): (Vec<_>, Vec<_>) = page.lines.iter().partition(|line| line.entry.header.subject == erased.anne);
    assert!(hers.len() > 4 && hers.iter().all(|line| (&line.payload, &line.key) == (&None, &None)));
    assert!(others.iter().all(|line| line.payload.is_some()));
    let head = scene.server.store.heads(&[erased.roster]).await.unwrap().remove(&erased.roster).unwrap();
    let told = scene.server.store.tail(&head, 0, all).unwrap();
    assert_eq!(told.page.lines, page.lines, "nor is it told from memory");
    let at = scene.server.store.carried_out(erased.roster).await.unwrap()[0].at;
    assert!(at <= System.now(), "a clock that was ahead there holds up no erasure here");
    let Scene { section, .. } = scene;
    close(section, erased).await;
}

/// J7.2: nothing is missing that two people didn't ask to be. What is refused can be handed over again, whole, by the same code.
#[tokio::test]
async fn what_nobody_asked_to_be_erased_is_not_left_out() {
    let mut scene = Scene::new().await;
    let erased = Box::pin(asked(&mut scene.section)).await;
    let at = carry_out(&scene.section, &erased).await;
    let Erased { bruno, anne, .. } = erased;
    let place = |page: &Page| page.lines.iter().position(|line| line.entry.header.subject == bruno).unwrap();
    let line = place(of_roster(&mut scene.pages().await, &erased));
    let withheld = |error: &NotAdopted, line: usize| {
        let seq = line as u64 + 1;
        matches!(error, NotAdopted::Withheld { compartment: Compartment::Roster, seq: told } if *told == seq)
    };
    let error = scene.refused(|pages, _| of_roster(pages, &erased).lines[line].payload = None).await;
    assert!(withheld(&error, line), "what Bruno's line says: {error}");
    let error = scene.refused(|_, offer| said_erased(offer, &erased).clear()).await;
    let first = of_roster(&mut scene.pages().await, &erased).lines.iter().position(|line| line.payload.is_none());
    assert!(withheld(&error, first.unwrap()), "a program that knows of no erasures: {error}");

    let unaccounted = |error: &NotAdopted, about: SubjectId, why: Unaccounted| {
        let compartment = Compartment::Roster;
        matches!(error, NotAdopted::Unaccounted { compartment: told, subject, why: reason }
            if (*told, *subject, *reason) == (compartment, about, why))
    };
    let claimed = |pages: &mut Pages, offer: &mut Offer| {
        for line in &mut of_roster(pages, &erased).lines {
            if line.entry.header.subject == bruno {
                (line.payload, line.key) = (None, None);
            }
        }
        said_erased(offer, &erased).push(CarriedOut { subject: bruno, at });
    };
    let error = scene.refused(claimed).await;
    assert!(unaccounted(&error, bruno, Unaccounted::Unasked), "nobody asked for Bruno's: {error}");
    let error = scene.refused(|_, offer| said_erased(offer, &erased).push(CarriedOut { subject: bruno, at })).await;
    assert!(unaccounted(&error, bruno, Unaccounted::Unasked), "though everything is there: {error}");
    let early = Instant(System.now().0);
    let error = scene.refused(|_, offer| said_erased(offer, &erased)[0].at = early).await;
    assert!(unaccounted(&error, anne, Unaccounted::Early), "Anne's hadn't waited: {error}");

    let (code, mut pages) = (scene.code().await, scene.pages().await);
    let kept = of_roster(&mut pages, &erased).lines[line].payload.take();
    let refused = scene.adopt(&code, pages.clone(), scene.offer().await).await;
    assert!(matches!(refused, Err(NotAdopted::Withheld { .. })));
    assert_eq!(scene.server.blobs.weight(code.id()).await.unwrap(), 0, "nothing of it is kept");
    of_roster(&mut pages, &erased).lines[line].payload = kept;
    scene.adopt(&code, pages, scene.offer().await).await.unwrap();
    let lines = scene.server.store.page(erased.roster, 0, Limit { lines: 100, bytes: 1 << 20 }).await.unwrap().unwrap();
    assert!(lines.page.lines.iter().any(|line| line.entry.verdict == Verdict::Accepted && line.payload.is_none()));
    let Scene { section, .. } = scene;
    close(section, erased).await;
}

/// Whoever handed it over is told where something is missing, and their section goes on alone.
#[test]
fn a_section_that_left_something_out_goes_on_alone() {
    let server = Server::start();
    let (runtime, url) = (Runtime::new().unwrap(), server.url());
    let code: Adoption = server.adopt("Section de Poissy").parse().unwrap();
    runtime.block_on(async {
        let mut section = Section::begin().await;
        let erased = Box::pin(asked(&mut section)).await;
        let app = section.alone.app().await.unwrap();
        app.store.erase(erased.roster, &[erased.bruno], System.now()).await.unwrap();
        drop(app);
        let refused = section.alone.join(&url, &code).await;
        let place = Gap { compartment: "roster".to_owned(), entry: None };
        assert!(matches!(&refused, Err(NotJoined::Gap(gap)) if *gap == place), "{refused:?}");
        assert!(!section.alone.is_leaving());
        // It answers again; and whoever else is in office finds out as the server did.
        let found_out = erased.max.sync_once(&erased.max.http().await.unwrap()).await;
        assert!(matches!(found_out, Err(SyncError::Alarm(Alarm::Unasked { .. }))), "{found_out:?}");
        close(section, erased).await;
    });
}

//! J3.7 foretold: a laptop says beforehand what will wait for somebody else, by what it knows.

use coopol_core::device::Failure;
use coopol_core::dossier::Kept;
use coopol_core::export::{self, Content, ExportError, Format, Leave, ask, leave};
use coopol_core::memory::FactDraft;
use coopol_core::roster::{self, Field, NewPerson, Query, dues};
use coopol_core::shield::{Shield, standing};
use coopol_core::{agenda, delegations, dossier, history, memory, proposals};
use coopol_domain::access::Need;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::removal;
use coopol_domain::time::DAY;

use crate::agenda::draft;
use crate::dossier::pays;
use crate::world::{Laptop, START, World, mandate, stream};

impl World {
    /// It becomes known that the mandate of `who` ends in so many days.
    fn ends_in(&self, who: u8, days: u64) {
        let edits = vec![Edit::set("until", Value::count(START.0 + days * DAY))];
        let ended = Payload::new("mandate_ended", 1, edits);
        self.authority.0.lock().unwrap().state(stream(Compartment::Office), vec![(mandate(who).into(), ended)]);
    }
}

async fn people(laptop: &Laptop, many: u8) -> Vec<SubjectId> {
    let mut people = Vec::new();
    for number in 0..many {
        let (family_name, category) = (format!("Martin {number}"), "member".to_owned());
        let person = NewPerson { family_name, category, ..NewPerson::default() };
        people.push(roster::add(&laptop.session, &person).await.unwrap().0);
    }
    people
}

fn left(left: u64) -> Shield {
    Shield { most: 20, left, others: vec!["Anne Martin".to_owned()] }
}

/// Nothing is foretold before a handover is announced, and what was done until then isn't counted; then each person counts
/// once, sent or not, and what goes beyond is said to wait, by `would` as by what is recorded.
#[tokio::test]
async fn what_will_wait_is_said_before_it_is_done() {
    let world = World::new();
    world.deputy();
    let laptop = world.synchronised(1, 1).await;
    let session = &laptop.session;
    let people = people(&laptop, 22).await;
    laptop.sync().await;
    assert_eq!(standing(session).await.unwrap(), None, "no shield stands");
    world.days_later(1, &[&laptop]);
    world.ends_in(1, 11);
    laptop.sync().await;
    assert_eq!(standing(session).await.unwrap(), Some(left(20)));

    for person in &people[..20] {
        assert_eq!(roster::set(session, *person, Field::Note, "vu").await.unwrap().waits_for, None);
    }
    let again = roster::set(session, people[0], Field::Note, "revu").await.unwrap();
    assert_eq!(
        (again.waits_for, standing(session).await.unwrap()),
        (None, Some(left(0))),
        "whom one changed one may change again"
    );
    laptop.sync().await;
    assert_eq!(standing(session).await.unwrap(), Some(left(0)));
    let removed = |person: SubjectId| Intent {
        stream: stream(Compartment::Roster),
        subject: person,
        payload: Payload::new("person_removed", 1, vec![removal()]),
        act: None,
        depends_on: Vec::new(),
    };
    assert_eq!(session.would(removed(people[0])).await.unwrap(), None);
    assert_eq!(session.would(removed(people[20])).await.unwrap(), Some(Need::SecondMandate));
    assert_eq!(roster::remove(session, people[21]).await.unwrap().waits_for, Some(Need::SecondMandate));

    world.days_later(2, &[&laptop]);
    assert_eq!(standing(session).await.unwrap().unwrap().left, 19, "a day has gone by; the last is still on its way");
    world.days_later(12, &[&laptop]);
    let over = standing(session).await.unwrap();
    assert_eq!(over, None, "the mandate is over, and so is the shield");
}

/// Who doesn't write the roster has nothing to be told; who does reads who else can agree, and nobody where there is nobody.
#[tokio::test]
async fn it_is_told_to_those_who_keep_the_roster() {
    let world = World::new();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    world.ends_in(1, 10);
    for laptop in [&secretary, &treasurer] {
        laptop.sync().await;
    }
    let told = standing(&secretary.session).await.unwrap().unwrap();
    assert_eq!((told.left, told.others), (20, Vec::<String>::new()));
    assert_eq!(standing(&treasurer.session).await.unwrap(), None);
}

/// A delegation waits wherever the shield stands over the unit, whoever grants it, and whoever else keeps the agenda can agree.
#[tokio::test]
async fn that_a_delegation_will_wait_is_said_beforehand() {
    let world = World::new();
    world.deputy();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    for laptop in [&secretary, &treasurer] {
        assert_eq!(delegations::awaited(&laptop.session, Compartment::Agenda).await.unwrap(), None, "no shield stands");
    }
    world.days_later(1, &[&secretary, &treasurer]);
    world.ends_in(1, 11);
    for (laptop, own) in [(&secretary, "Zoé Lefèvre"), (&treasurer, "André Côté")] {
        laptop.sync().await;
        let awaited = delegations::awaited(&laptop.session, Compartment::Agenda).await.unwrap().unwrap();
        assert!(awaited.contains(&"Anne Martin".to_owned()) && awaited.len() == 2, "{awaited:?}");
        assert!(!awaited.contains(&own.to_owned()), "nobody agrees to their own: {awaited:?}");
    }
    world.days_later(12, &[&secretary, &treasurer]);
    assert_eq!(
        delegations::awaited(&treasurer.session, Compartment::Agenda).await.unwrap(),
        None,
        "the mandate is over, and so is the shield"
    );
}

/// Of two officers who leave: whoever takes office reads of each what waits, part by part, and what may be agreed to.
#[tokio::test]
async fn the_dossier_names_what_is_held_in_every_part() {
    let world = World::new();
    world.deputy();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let deputy = world.synchronised(3, 3).await;
    let people = people(&secretary, 22).await;
    let (mut events, mut facts) = (Vec::new(), Vec::new());
    for number in 0..22 {
        let event = draft(&format!("Réunion {number}"), "2026-12-01T20:30");
        events.push(agenda::plan(&secretary.session, &event).await.unwrap().0);
        let fact = FactDraft { title: format!("Clé {number}"), category: "other".to_owned(), ..FactDraft::default() };
        facts.push(memory::note(&secretary.session, &fact).await.unwrap().0);
        pays(&treasurer, number, people[usize::from(number)], 2026, 3600).await;
    }
    world.settle(&secretary, &treasurer).await;
    world.days_later(1, &[&secretary, &treasurer, &deputy]);
    world.ends_in(1, 11);
    world.ends_in(2, 11);
    world.settle(&secretary, &treasurer).await;
    for place in 0..22 {
        if place > 0 {
            roster::set(&secretary.session, people[place], Field::Note, "vu").await.unwrap();
            memory::withdraw_fact(&secretary.session, facts[place]).await.unwrap();
        }
        agenda::remove(&secretary.session, events[place]).await.unwrap();
        let payment = SubjectId::from_bytes([u8::try_from(place).unwrap(); 16]);
        dues::cancel(&treasurer.session, payment).await.unwrap();
    }
    for laptop in [&secretary, &treasurer, &deputy] {
        laptop.sync().await;
    }
    let told = dossier::gather(&deputy.session).await.unwrap().held_back.unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|held| (held.name.as_deref().unwrap(), held.kept, held.records, held.removed, held.yours))
        .collect();
    assert_eq!(
        told,
        [
            ("Zoé Lefèvre", Kept::Roster, 1, 0, true),
            ("André Côté", Kept::Dues, 2, 2, false),
            ("Zoé Lefèvre", Kept::Agenda, 2, 2, true),
            ("Zoé Lefèvre", Kept::Archive, 1, 1, true),
        ]
    );
    let own = dossier::gather(&secretary.session).await.unwrap().held_back.unwrap();
    assert!(own.iter().all(|held| held.kept == Kept::Dues), "what one did oneself waits for somebody else: {own:?}");
}

fn wanted(asked: bool) -> Leave {
    Leave::Wanted { others: ["Anne Martin", "Zoé Lefèvre"].map(str::to_owned).into(), asked }
}

/// The treasurer reads the roster and may take it out once the deputy agreed: that file, for a day. The agenda goes as ever.
#[tokio::test]
async fn people_leave_once_somebody_else_agreed() {
    let world = World::new();
    world.deputy();
    let (treasurer, deputy) = (world.synchronised(2, 2).await, world.synchronised(3, 3).await);
    let session = &treasurer.session;
    assert_eq!(leave(session, Content::People).await.unwrap(), Leave::Given, "no shield stands");
    let prepared = export::roster(session, &Query::default(), Format::Csv).await.unwrap();
    world.ends_in(3, 20);
    world.settle(&treasurer, &deputy).await;
    let refused = prepared.release(session).await.unwrap_err();
    assert!(
        matches!(refused, Failure::Unagreed { asked: false, .. }),
        "what was prepared before stays here: {refused}"
    );
    let ics = agenda::ics::prepare(session, agenda::Span::Coming).await.unwrap();
    ics.release(session).await.unwrap();

    assert_eq!(leave(session, Content::People).await.unwrap(), wanted(false));
    for _ in 0..2 {
        assert_eq!(ask(session, Content::People).await.unwrap(), wanted(true));
    }
    assert_eq!(leave(session, Content::Everything).await.unwrap(), wanted(false), "each is asked for by itself");
    world.settle(&treasurer, &deputy).await;
    assert_eq!(leave(session, Content::People).await.unwrap(), wanted(true));
    let waiting = proposals::list(&deputy.session).await.unwrap();
    assert_eq!(waiting.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["export_allowed"], "asked once");
    proposals::accept(&deputy.session, &[waiting[0].change]).await.unwrap();
    world.settle(&deputy, &treasurer).await;

    let told = history::list(session, &history::Query::default(), 0, 10).await.unwrap().rows;
    let told =
        told.iter().map(|it| (it.only.as_deref().unwrap_or(&it.kind), it.author_name.as_deref(), it.quotes.is_some()));
    let leave_asked: Vec<_> = told.filter(|(kind, ..)| *kind == "export_allowed").collect();
    let (anne, andre) = (Some("Anne Martin"), Some("André Côté"));
    assert_eq!(
        leave_asked,
        [("export_allowed", anne, true), ("export_allowed", andre, false)],
        "who agreed, and who asked"
    );
    assert_eq!(leave(session, Content::People).await.unwrap(), Leave::Given);
    let released = export::roster(session, &Query::default(), Format::Csv).await.unwrap().release(session).await;
    released.unwrap();
    assert_eq!(leave(session, Content::Everything).await.unwrap(), wanted(false), "nothing else");
    let folder = tempfile::tempdir().unwrap();
    let all = export::everything(session, &folder.path().join("tout")).await;
    assert!(matches!(all, Err(ExportError::Failure(Failure::Unagreed { asked: false, .. }))));
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is written");
    assert!(matches!(leave(&deputy.session, Content::People).await.unwrap(), Leave::Wanted { .. }), "nobody else");
    world.days_later(2, &[&treasurer]);
    assert_eq!(leave(session, Content::People).await.unwrap(), wanted(false), "a day has gone by");
}

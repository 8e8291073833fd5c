//! J2.4: taking back everything that one person did, and putting a section back as it was.

use coopol_core::history::rollback::{Effect, Plan, Scope, carry_out, plan};
use coopol_core::history::undo;
use coopol_core::roster::erasure::{self, Ground};
use coopol_core::roster::{self, Field};
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::time::{DAY, Instant};
use proptest::prelude::*;

use crate::sync::add;
use crate::world::{Laptop, START, World, stream};

fn everything_by(who: u8) -> Scope {
    Scope { by: Some(HolderId::from_bytes([who; 16])), from: Instant(0), until: Instant(u64::MAX >> 1) }
}

/// What the plan would do, by name: each line once, in the order of the names.
fn told(plan: &Plan) -> Vec<(String, Effect)> {
    let mut told: Vec<_> = plan.items.iter().map(|item| (item.name.clone().unwrap_or_default(), item.effect)).collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

async fn note(laptop: &Laptop, person: SubjectId) -> Option<String> {
    roster::sheet(&laptop.session, person).await.unwrap().note
}

/// The secretary's hostile evening, taken back by another laptop of the office: the treasurer's work stays.
#[tokio::test]
async fn what_one_person_did_goes_and_what_others_did_stays() {
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(1, 2).await);
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    let anne = add(&a, "Anne", "Martin").await;
    roster::set(&a.session, zoe, Field::Number, "12").await.unwrap();
    a.sync().await;
    world.days_later(1, &[&a, &b]);
    let evening = START.plus(DAY);
    b.sync().await;
    // The hostile laptop: removes somebody, gives her number to another, scribbles.
    roster::remove(&b.session, zoe).await.unwrap();
    roster::set(&b.session, anne, Field::Number, "12").await.unwrap();
    roster::set(&b.session, anne, Field::Note, "à rayer").await.unwrap();
    let intruder = add(&b, "Faux", "Nom").await;
    b.sync().await;
    a.sync().await;

    let scope = Scope { from: evening, ..everything_by(1) };
    let planned = plan(&a.session, &scope).await.unwrap();
    let expected = [
        ("Anne Martin".to_owned(), Effect::Changed),
        ("Faux Nom".to_owned(), Effect::Removed),
        ("Zoé Lefèvre".to_owned(), Effect::Restored),
    ];
    assert_eq!(told(&planned), expected);
    assert!(planned.exceptions.is_empty(), "{:?}", planned.exceptions);
    assert_eq!(note(&a, anne).await.as_deref(), Some("à rayer"), "a plan writes nothing");

    let done = carry_out(&a.session, planned).await.unwrap();
    world.settle(&a, &b).await;
    for laptop in [&a, &b] {
        assert_eq!(roster::sheet(&laptop.session, zoe).await.unwrap().number.as_deref(), Some("12"));
        assert_eq!(note(laptop, anne).await, None);
        assert!(roster::sheet(&laptop.session, intruder).await.unwrap().removed);
    }
    // It is one act, and can be taken back in its turn.
    undo(&a.session, *done.act.as_bytes()).await.unwrap();
    world.settle(&a, &b).await;
    assert_eq!(note(&b, anne).await.as_deref(), Some("à rayer"));
    assert!(plan(&a.session, &everything_by(9)).await.unwrap().items.is_empty(), "somebody who did nothing");
}

/// What isn't synchronised yet is taken back too, and a plan that finds nothing says so.
#[tokio::test]
async fn back_to_a_day_takes_in_what_was_not_sent_yet() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    a.sync().await;
    world.days_later(1, &[&a]);
    let morning = START.plus(DAY);
    roster::set(&a.session, zoe, Field::Note, "une").await.unwrap();
    a.sync().await;
    roster::set(&a.session, zoe, Field::Note, "deux").await.unwrap();
    let since = Scope { by: None, from: morning, until: Instant(u64::MAX >> 1) };
    let planned = plan(&a.session, &since).await.unwrap();
    assert_eq!(told(&planned), [("Zoé Lefèvre".to_owned(), Effect::Changed)]);
    let fields = &planned.items[0].fields;
    assert_eq!((fields[0].before.as_deref(), fields[0].after.as_deref()), (Some("deux"), None));
    carry_out(&a.session, planned).await.unwrap();
    a.sync().await;
    assert_eq!(note(&a, zoe).await, None);
    let nothing = plan(&a.session, &since).await.unwrap();
    assert!(nothing.items.is_empty() && nothing.exceptions.is_empty());
    assert!(carry_out(&a.session, nothing).await.is_err());
}

/// A treasurer may take back in the dues, not in the roster: what stays is named.
#[tokio::test]
async fn a_mandate_takes_back_what_it_may_write() {
    let world = World::new();
    let (a, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    add(&a, "Zoé", "Lefèvre").await;
    a.sync().await;
    treasurer.sync().await;
    let planned = plan(&treasurer.session, &everything_by(1)).await.unwrap();
    assert!(planned.items.is_empty());
    assert_eq!(planned.exceptions[0].name.as_deref(), Some("Zoé Lefèvre"));
    assert_eq!(planned.exceptions[0].why.to_string(), "this mandate doesn't allow it");
}

/// What somebody does to a person of the roster.
#[derive(Debug, Clone)]
enum Deed {
    Note(u8),
    Phone(u8),
    Remove,
    Add,
}

/// Who of the two does it, to whom, and what.
fn deeds() -> impl Strategy<Value = Vec<(bool, usize, Deed)>> {
    let deed = prop_oneof![
        (0..9_u8).prop_map(Deed::Note),
        (0..9_u8).prop_map(Deed::Phone),
        Just(Deed::Remove),
        Just(Deed::Add),
    ];
    proptest::collection::vec((any::<bool>(), 0..6_usize, deed), 0..12)
}

async fn all_done(deeds: &[(bool, usize, Deed)], [zoe, anne]: [&Laptop; 2], people: &mut Vec<SubjectId>) {
    for (zoes, whom, deed) in deeds {
        let laptop = if *zoes { zoe } else { anne };
        let (session, person) = (&laptop.session, people[whom % people.len()]);
        let here = roster::sheet(session, person).await.is_ok_and(|sheet| !sheet.removed);
        match deed {
            Deed::Add => people.push(add(laptop, "Léa", &format!("Blanc {}", people.len())).await),
            _ if !here => {}
            // Written a second time, it is refused.
            Deed::Note(what) => drop(roster::set(session, person, Field::Note, &what.to_string()).await),
            Deed::Phone(what) => {
                let phone = format!("06 12 34 56 7{what}");
                drop(roster::set(session, person, Field::Mobile, &phone).await);
            }
            Deed::Remove => drop(roster::remove(session, person).await.unwrap()),
        }
    }
}

/// What a laptop shows of each: their note and ways to reach them; nothing of whoever isn't in the roster.
async fn shown(laptop: &Laptop, people: &[SubjectId]) -> Vec<Option<(Option<String>, Vec<String>)>> {
    let mut shown = Vec::new();
    for person in people {
        let sheet = roster::sheet(&laptop.session, *person).await.ok().filter(|sheet| !sheet.removed);
        shown.push(sheet.map(|sheet| (sheet.note, sheet.contacts.into_iter().map(|contact| contact.value).collect())));
    }
    shown
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Whatever two people did before a day and after it, the section goes back to that day, but for whoever was erased meanwhile: they stay
    /// gone (J7.2).
    #[test]
    fn back_to_a_day_is_that_day_less_whom_was_erased(before in deeds(), after in deeds(), erased in 0..4_usize) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let world = World::new();
            world.deputy();
            let (zoe, anne) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
            let mut people = Vec::new();
            for number in 0..4 {
                people.push(add(&zoe, "Paul", &format!("Martin {number}")).await);
            }
            world.settle(&zoe, &anne).await;
            all_done(&before, [&zoe, &anne], &mut people).await;
            world.settle(&zoe, &anne).await;
            world.days_later(1, &[&zoe, &anne]);
            let mut that_day = shown(&zoe, &people).await;

            all_done(&after, [&zoe, &anne], &mut people).await;
            world.settle(&zoe, &anne).await;
            let (asked, _) = erasure::ask(&zoe.session, &[people[erased]], Ground::AskedByThePerson).await.unwrap();
            world.settle(&zoe, &anne).await;
            erasure::agree(&anne.session, asked).await.unwrap();
            world.settle(&zoe, &anne).await;
            world.days_later(9, &[&zoe, &anne]);
            world.authority.0.lock().unwrap().erase_due(stream(Compartment::Roster));
            world.settle(&zoe, &anne).await;

            let since = Scope { by: None, from: START.plus(DAY), until: Instant(u64::MAX >> 1) };
            let planned = plan(&zoe.session, &since).await.unwrap();
            if !planned.items.is_empty() {
                carry_out(&zoe.session, planned).await.unwrap();
            }
            world.settle(&zoe, &anne).await;
            // Whoever was added since is gone again, and whoever was erased stays so.
            that_day.resize(people.len(), None);
            that_day[erased] = None;
            for laptop in [&zoe, &anne] {
                assert_eq!(shown(laptop, &people).await, that_day);
            }
        });
    }
}

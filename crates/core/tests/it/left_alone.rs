//! J2.4: what a rollback leaves alone, line by line, and what hangs together.

use std::collections::{BTreeMap, BTreeSet};

use coopol_core::agenda;
use coopol_core::agenda::attendance;
use coopol_core::device::Failure;
use coopol_core::history::rollback::{Effect, Plan, Scope, Stays, carry_out, plan};
use coopol_core::history::undo;
use coopol_core::roster::{self, Field};
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Attendance::Present;
use coopol_domain::kinds::Refusal;
use coopol_domain::time::{DAY, Instant};

use crate::agenda::draft;
use crate::sync::add;
use crate::world::{Laptop, START, World};

/// Everything since the second day.
const SINCE: Scope = Scope { by: None, from: START.plus(DAY), until: Instant(u64::MAX >> 1) };

/// A secretary's laptop on the second day, with people of the first: who have the numbers 1, 2, 3…
async fn second_day(world: &World, names: &[&str]) -> (Laptop, Vec<SubjectId>) {
    let laptop = world.synchronised(1, 1).await;
    let mut people = Vec::new();
    for (number, name) in (1..).zip(names) {
        let person = add(&laptop, name, "Martin").await;
        set(&laptop, person, Field::Number, &number.to_string()).await;
        people.push(person);
    }
    laptop.sync().await;
    world.days_later(1, &[&laptop]);
    (laptop, people)
}

async fn set(laptop: &Laptop, person: SubjectId, field: Field, value: &str) {
    roster::set(&laptop.session, person, field, value).await.unwrap();
}

async fn planned(laptop: &Laptop, alone: &[SubjectId]) -> Plan {
    plan(&laptop.session, &SINCE).await.unwrap().leaving(&alone.iter().copied().collect()).unwrap()
}

/// Number, note and whether they are gone.
type Told = (Option<String>, Option<String>, bool);

async fn told(laptop: &Laptop, people: &[SubjectId]) -> Vec<Told> {
    let mut told = Vec::new();
    for person in people {
        let sheet = roster::sheet(&laptop.session, *person).await.unwrap();
        told.push((sheet.number, sheet.note, sheet.removed));
    }
    told
}

async fn numbers(laptop: &Laptop, people: &[SubjectId]) -> Vec<String> {
    told(laptop, people).await.into_iter().map(|(number, ..)| number.unwrap_or_default()).collect()
}

fn why(plan: &Plan) -> BTreeMap<SubjectId, Stays> {
    plan.exceptions.iter().map(|one| (one.subject, one.why.clone())).collect()
}

fn number_of(name: &str) -> Stays {
    Stays::Taken { field: "number".to_owned(), by: Some(format!("{name} Martin")) }
}

#[tokio::test]
async fn what_is_left_alone_stays_and_the_rest_goes_back() {
    let world = World::new();
    let (laptop, people) = second_day(&world, &["Anne", "Léa", "Zoé"]).await;
    for person in &people {
        set(&laptop, *person, Field::Note, "à rayer").await;
    }
    let faux = add(&laptop, "Faux", "Nom").await;
    laptop.sync().await;
    let plan = planned(&laptop, &[people[1], faux]).await;
    assert_eq!(why(&plan), BTreeMap::from([(people[1], Stays::Chosen), (faux, Stays::Chosen)]));
    assert_eq!(plan.items.len(), 2);
    let done = carry_out(&laptop.session, plan).await.unwrap();
    laptop.sync().await;
    let notes = |told: Vec<Told>| told.into_iter().map(|(_, note, _)| note.is_some()).collect::<Vec<_>>();
    assert_eq!(notes(told(&laptop, &people).await), [false, true, false]);
    assert!(!roster::sheet(&laptop.session, faux).await.unwrap().removed);
    // What is left is still to be taken back, and what was taken back is one act.
    assert_eq!(plan_of_all(&laptop).await, BTreeSet::from([people[1], faux]));
    undo(&laptop.session, *done.act.as_bytes()).await.unwrap();
    assert_eq!(notes(told(&laptop, &people).await), [true, true, true]);
}

async fn plan_of_all(laptop: &Laptop) -> BTreeSet<SubjectId> {
    plan(&laptop.session, &SINCE).await.unwrap().items.iter().map(|item| item.subject).collect()
}

#[tokio::test]
async fn what_the_plan_does_not_touch_is_no_exception_to_it() {
    let world = World::new();
    let (laptop, people) = second_day(&world, &["Anne", "Léa"]).await;
    set(&laptop, people[0], Field::Note, "à rayer").await;
    let plan = plan(&laptop.session, &SINCE).await.unwrap();
    let refused = plan.leaving(&BTreeSet::from([people[0], people[1]])).unwrap_err();
    assert!(matches!(&refused, Failure::NotFound { what: "planned change", given } if *given == people[1].to_string()));
    // Nothing is left of a plan of which all is left alone.
    assert!(matches!(
        carry_out(&laptop.session, planned(&laptop, &people[..1]).await).await,
        Err(Failure::NotUndoable(_))
    ));
}

/// Anne was removed, and Léa got her number: with Léa left as she is, Anne's number is Léa's, and she stays away.
#[tokio::test]
async fn whoever_keeps_a_number_keeps_away_who_had_it() {
    let world = World::new();
    let (laptop, people) = second_day(&world, &["Anne", "Léa", "Zoé"]).await;
    roster::remove(&laptop.session, people[0]).await.unwrap();
    laptop.sync().await;
    set(&laptop, people[1], Field::Number, "1").await;
    set(&laptop, people[2], Field::Number, "2").await;
    laptop.sync().await;

    let whole = plan(&laptop.session, &SINCE).await.unwrap();
    let needs = |person| whole.items.iter().find(|item| item.subject == person).unwrap().needs.clone();
    assert_eq!([needs(people[0]), needs(people[1]), needs(people[2])], [vec![people[1]], vec![people[2]], vec![]]);
    // Without Zoé Léa can't have the 2 again, and without Léa Anne hasn't the 1.
    let nobody = planned(&laptop, &people[2..]).await;
    assert!(nobody.items.is_empty());
    let expected =
        BTreeMap::from([(people[0], number_of("Léa")), (people[1], number_of("Zoé")), (people[2], Stays::Chosen)]);
    assert_eq!(why(&nobody), expected);
    let one = planned(&laptop, &people[1..2]).await;
    assert_eq!(why(&one), BTreeMap::from([(people[0], number_of("Léa")), (people[1], Stays::Chosen)]));
    carry_out(&laptop.session, one).await.unwrap();
    laptop.sync().await;
    assert_eq!(numbers(&laptop, &people).await, ["1", "1", "3"]);
    assert!(roster::sheet(&laptop.session, people[0]).await.unwrap().removed);
}

/// Each got the number of the next, and two exchanged theirs: whoever has a number lets go of it before another takes it.
#[tokio::test]
async fn numbers_that_went_from_one_to_another_go_back_in_turn() {
    let world = World::new();
    let (laptop, people) = second_day(&world, &["Anne", "Léa", "Zoé", "Ada", "Eva"]).await;
    for (person, number) in [(2, "9"), (1, "3"), (0, "2"), (3, ""), (4, "4"), (3, "5")] {
        set(&laptop, people[person], Field::Number, number).await;
        laptop.sync().await;
    }
    let mixed = ["2", "3", "9", "5", "4"];
    assert_eq!(numbers(&laptop, &people).await, mixed);
    let done = carry_out(&laptop.session, planned(&laptop, &[]).await).await.unwrap();
    laptop.sync().await;
    assert_eq!(numbers(&laptop, &people).await, ["1", "2", "3", "4", "5"]);
    undo(&laptop.session, *done.act.as_bytes()).await.unwrap();
    laptop.sync().await;
    assert_eq!(numbers(&laptop, &people).await, mixed);
}

/// A number that somebody else's work gave away stays where it is, and says so; the rest goes back all the same.
#[tokio::test]
async fn a_number_that_another_keeps_stands_in_the_way_of_one_line_only() {
    let world = World::new();
    let (a, people) = second_day(&world, &["Anne", "Léa"]).await;
    set(&a, people[0], Field::Number, "8").await;
    set(&a, people[1], Field::Note, "à rayer").await;
    a.sync().await;
    world.days_later(2, &[&a]);
    set(&a, people[1], Field::Number, "1").await;
    a.sync().await;
    let second_day = Scope { until: START.plus(2 * DAY), ..SINCE };
    let plan = plan(&a.session, &second_day).await.unwrap();
    assert_eq!(why(&plan), BTreeMap::from([(people[0], number_of("Léa"))]));
    carry_out(&a.session, plan).await.unwrap();
    a.sync().await;
    assert_eq!(told(&a, &people).await, [(Some("8".to_owned()), None, false), (Some("1".to_owned()), None, false)]);
}

/// Who came stands on the event: it stays with it, and goes with it.
#[tokio::test]
async fn an_event_that_is_left_keeps_who_came() {
    let world = World::new();
    let (laptop, people) = second_day(&world, &["Anne"]).await;
    let faux = add(&laptop, "Faux", "Nom").await;
    let (event, _) = agenda::plan(&laptop.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    let marks = attendance::plan(&laptop.session, event, &[(people[0], Some(Present)), (faux, Some(Present))]).await;
    attendance::apply(&laptop.session, &marks.unwrap()).await.unwrap();
    laptop.sync().await;
    let came = async || agenda::sheet(&laptop.session, event).await.unwrap().attendance;

    carry_out(&laptop.session, planned(&laptop, &[event]).await).await.unwrap();
    laptop.sync().await;
    let sheet = agenda::sheet(&laptop.session, event).await.unwrap();
    assert!(!sheet.removed && roster::sheet(&laptop.session, faux).await.unwrap().removed);
    let counted = came().await;
    assert_eq!((counted.present, counted.gone), (2, 1), "who is gone is counted still");
    // And the other half: the person stays, the event goes.
    let rest = plan(&laptop.session, &SINCE).await.unwrap();
    assert_eq!(
        rest.items.iter().map(|item| (item.subject, item.effect)).collect::<Vec<_>>(),
        [(event, Effect::Removed)]
    );
    carry_out(&laptop.session, rest).await.unwrap();
    assert!(agenda::sheet(&laptop.session, event).await.unwrap().removed);
}

/// Chance from a seed.
struct Luck(u64);

impl Luck {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Some work of the second day, half of it not sent yet. What a rule forbids isn't done.
async fn work(laptop: &Laptop, people: &[SubjectId], luck: &mut Luck) {
    for step in 0..12 {
        let (session, person) = (&laptop.session, people[luck.below(people.len())]);
        let number = luck.below(people.len() + 2).to_string();
        let done = match luck.below(5) {
            0 => roster::remove(session, person).await,
            1 => roster::set(session, person, Field::Note, &number).await,
            _ => roster::set(session, person, Field::Number, if number == "0" { "" } else { &number }).await,
        };
        assert!(matches!(done, Ok(_) | Err(Failure::Refused(_) | Failure::NotFound { .. })), "{done:?}");
        if step == 6 {
            laptop.sync().await;
        }
    }
}

/// Whatever was done and whatever is left alone: that is exactly as before, what hangs on it too, and the rest is as if
/// nothing were left alone. Nobody has the number of another.
#[tokio::test]
async fn an_exception_changes_nothing_but_itself() {
    for seed in 0..12 {
        let world = World::new();
        let (laptop, people) = second_day(&world, &["Anne", "Léa", "Zoé", "Ada", "Eva"]).await;
        let mut luck = Luck(seed);
        work(&laptop, &people, &mut luck).await;
        let before = told(&laptop, &people).await;
        let whole = carry_out(&laptop.session, planned(&laptop, &[]).await).await;
        let whole = whole.unwrap_or_else(|failure| panic!("seed {seed}: {failure}"));
        let without = told(&laptop, &people).await;
        let back = undo(&laptop.session, *whole.act.as_bytes()).await;
        assert!(back.is_ok(), "seed {seed}: {back:?}");
        assert_eq!(told(&laptop, &people).await, before, "seed {seed}");

        let touched: Vec<SubjectId> = plan_of_all(&laptop).await.into_iter().collect();
        let alone: Vec<SubjectId> = touched.iter().copied().filter(|_| luck.below(3) == 0).collect();
        let plan = planned(&laptop, &alone).await;
        let left = why(&plan);
        let goes = !plan.items.is_empty();
        assert_eq!(goes, carry_out(&laptop.session, plan).await.is_ok(), "seed {seed}");
        laptop.sync().await;
        let after = told(&laptop, &people).await;
        for (place, person) in people.iter().enumerate() {
            let expected = if left.contains_key(person) { &before } else { &without };
            assert_eq!(after[place], expected[place], "seed {seed}, person {place}");
        }
        let mut taken = BTreeSet::new();
        for (number, _, gone) in &after {
            let number = number.as_ref().filter(|_| !gone);
            assert!(number.is_none_or(|number| taken.insert(number)), "seed {seed}: {after:?}");
        }
    }
}

/// The same of one change: somebody who was removed comes back once their number is free, not as the second to have it.
#[tokio::test]
async fn a_removal_is_not_undone_while_another_has_the_number() {
    let world = World::new();
    let (laptop, people) = second_day(&world, &["Anne", "Léa"]).await;
    let removal = roster::remove(&laptop.session, people[0]).await.unwrap();
    set(&laptop, people[1], Field::Number, "1").await;
    laptop.sync().await;
    let refused = undo(&laptop.session, *removal.change.as_bytes()).await.unwrap_err();
    assert!(matches!(&refused, Failure::Refused(Refusal::Taken { field }) if field == "number"), "{refused:?}");
    let by_hand = roster::restore(&laptop.session, people[0]).await.unwrap_err();
    assert!(matches!(&by_hand, Failure::Refused(Refusal::Taken { field }) if field == "number"), "{by_hand:?}");
    set(&laptop, people[1], Field::Number, "2").await;
    undo(&laptop.session, *removal.change.as_bytes()).await.unwrap();
    laptop.sync().await;
    assert_eq!(numbers(&laptop, &people).await, ["1", "2"]);
    assert!(!roster::sheet(&laptop.session, people[0]).await.unwrap().removed);
}

//! What a federation holds.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Payload, Stamp, State};
use coopol_domain::kinds::find;
use coopol_domain::time::{DAY, Hlc};
use jiff::civil::date;

use super::{SEED, TODAY, changes, federation};
use crate::demo::calendar::{paris, plus};
use crate::demo::{Expected, Federation};

fn bytes(federation: &Federation) -> Vec<u8> {
    let written = changes(federation).flat_map(|(deed, session, made)| {
        let (unit, mandate, compartment) = (deed.unit, session.mandate, session.compartment);
        let place = format!("{unit} {mandate} {compartment} {:?} {:?} {}", made.at, made.id, made.subject);
        [place.into_bytes(), made.payload.encode()].concat()
    });
    written.collect()
}

#[test]
fn one_seed_and_one_day_give_one_federation() {
    let again = Federation::new(SEED, TODAY);
    assert!(bytes(&again) == bytes(federation()) && again == *federation());
    assert!(Federation::new(SEED + 1, TODAY) != again);
}

#[test]
fn it_holds_what_it_should() {
    let counts = federation().counts();
    assert_eq!((counts.units, counts.people), (41, 5_000));
    assert!((13_000..20_000).contains(&counts.dues), "{counts:?}");
    assert!((1_500..3_000).contains(&counts.events), "{counts:?}");
    assert!((500..1_600).contains(&counts.documents), "{counts:?}");
    assert!((25_000..45_000).contains(&counts.changes), "{counts:?}");
    let names: BTreeSet<&str> = federation().units.iter().map(|unit| unit.name.as_str()).collect();
    assert!(names.contains("Fédération des Yvelines") && names.contains("Section de Versailles"));
    assert_eq!(names.len(), 41);
    assert!(federation().mandates.iter().all(|mandate| mandate.holder_name.contains(' ')));
}

/// Members, former members and contacts; officers' evenings, spread over the year and over several people.
#[test]
fn it_looks_lived_in() {
    let mut categories: BTreeMap<String, usize> = BTreeMap::new();
    let mut authors: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut days: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
    for (deed, session, made) in changes(federation()) {
        if made.payload.kind == "person_recorded" {
            let category = &made.payload.edit("category").unwrap().after;
            *categories.entry(format!("{category:?}")).or_default() += 1;
        }
        authors.entry(deed.unit).or_default().insert(session.mandate);
        days.entry(deed.unit).or_default().insert(deed.at.0 / DAY);
    }
    assert!(categories.len() == 4 && categories.values().all(|count| *count > 150), "{categories:?}");
    assert!(authors.values().filter(|authors| authors.len() > 1).count() > 30);
    assert!(days.values().all(|days| days.len() > 15));
    assert!(days[&1].len() > 100);
}

/// A record of dues is a payment: what nobody paid has none, so most members are up to date and some aren't.
#[test]
fn dues_are_what_was_paid() {
    let recorded = changes(federation()).filter(|(.., made)| made.payload.kind == "dues_recorded");
    let recorded: Vec<_> = recorded.collect();
    assert!(recorded.iter().all(|(.., made)| made.payload.edit("paid_on").is_some()));
    let (year, versailles) = (Value::Int(TODAY.year().into()), 1);
    let paid = recorded.iter().filter(|(deed, _, made)| {
        let of_year = made.payload.edit("year").is_some_and(|edit| edit.after == year);
        deed.unit == versailles && of_year && made.expected == Expected::Accepted
    });
    let people = changes(federation()).filter(|(deed, _, made)| {
        let category = made.payload.edit("category").map(|edit| &edit.after);
        let member = category.is_some_and(|category| *category == Value::text("member"));
        deed.unit == versailles && made.payload.kind == "person_recorded" && member
    });
    let (paid, members) = (paid.count(), people.count());
    assert!(paid * 10 > members * 6 && paid * 20 < members * 19, "{paid} of {members}");
}

/// The journal goes forward, and no evening lies after yesterday's.
#[test]
fn deeds_come_in_the_order_of_time() {
    assert!(federation().deeds.is_sorted_by_key(|deed| deed.at));
    let (first, last) = (federation().deeds[0].at, federation().deeds.last().unwrap().at);
    assert!(first >= paris(plus(TODAY, -365), 0, 0) && last < paris(TODAY, 4, 0));
}

#[test]
fn another_day_moves_everything() {
    let starts = |federation: &Federation| -> Vec<String> {
        let planned = changes(federation).filter(|(_, _, made)| made.payload.kind == "event_planned");
        let mut starts: Vec<String> = planned.map(|(_, _, made)| start(&made.payload)).collect();
        starts.sort();
        starts
    };
    let later = Federation::new(SEED, date(2027, 3, 1));
    for (federation, today) in [(federation(), TODAY), (&later, date(2027, 3, 1))] {
        let starts = starts(federation);
        assert!(starts[0] >= plus(today, -364).to_string() && *starts.last().unwrap() < plus(today, 91).to_string());
        let ahead = starts.iter().filter(|start| **start >= today.to_string()).count();
        assert!(ahead * 10 > starts.len(), "{ahead} of {}", starts.len());
    }
}

fn start(payload: &Payload) -> String {
    let Value::Map(when) = &payload.edit("when").unwrap().after else { panic!("an event has a time") };
    match &when.iter().find(|(part, _)| part == "start").unwrap().1 {
        Value::Text(start) => start.clone(),
        other => panic!("{other:?}"),
    }
}

/// Whoever tried a number or an address would reach nobody.
#[test]
fn contacts_reach_nobody() {
    let ranges = ["+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998"];
    let domains = ["@example.org", "@example.com", "@example.net"];
    let mut mobiles = BTreeSet::new();
    let mut seen = 0;
    for (_, _, made) in changes(federation()) {
        for edit in made.payload.edits.iter().filter(|edit| edit.field.name() == "contact") {
            let Value::Map(parts) = &edit.after else { panic!("a contact has parts") };
            let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value.clone());
            let Some(Value::Text(value)) = part("value") else { panic!("a contact has a value") };
            seen += 1;
            if part("type") == Some(Value::text("email")) {
                let ours = domains.iter().any(|domain| value.ends_with(domain)) || value.ends_with(".example");
                let local = value.split('@').next().unwrap();
                assert!(ours && value.is_ascii() && !local.is_empty() && value.matches('@').count() == 1, "{value}");
            } else {
                assert!(ranges.iter().any(|range| value.starts_with(range)) && value.len() == 12, "{value}");
                mobiles.extend(value.starts_with("+336").then_some(value));
            }
        }
    }
    assert!(seen > 7_000 && mobiles.len() > 3_500, "{seen} {}", mobiles.len());
}

#[test]
fn numbers_and_uids_are_given_once() {
    for (kind, field) in [("person_recorded", "number"), ("event_planned", "uid")] {
        let mut given = BTreeSet::new();
        for (_, _, made) in changes(federation()).filter(|(_, _, made)| made.payload.kind == kind) {
            if let Some(edit) = made.payload.edit(field) {
                assert!(given.insert(edit.after.clone()), "{:?}", edit.after);
            }
        }
        assert!(given.len() > 1_500, "{kind}");
    }
}

#[test]
fn texts_are_whole_and_of_a_readable_length() {
    let mut titles = BTreeSet::new();
    for (_, _, made) in changes(federation()) {
        for edit in &made.payload.edits {
            if let Value::Text(text) = &edit.after {
                assert!(!text.contains(['{', '}']), "{text}");
                // What a careless template makes of « le Pecq » or « les tarifs ».
                let clumsy = [" de le ", " de les ", " à le ", " à les ", " de Le ", " de Les ", " à Le ", " à Les "];
                assert!(clumsy.iter().all(|words| !text.contains(words)), "{text}");
            }
        }
        if made.payload.kind == "document_filed" {
            let Value::Text(text) = &made.payload.edit("text").unwrap().after else { panic!("a document has a text") };
            assert!((700..2_700).contains(&text.len()), "{} {text}", text.len());
            titles.insert(made.payload.edit("title").unwrap().after.clone());
        }
    }
    assert!(titles.len() > 200);
}

/// J2.1: each change names what its author saw; whoever was off line saw what came before the others' last push.
#[test]
fn changes_say_what_they_replaced() {
    let mut states: BTreeMap<_, State> = BTreeMap::new();
    for (seq, (_, session, made)) in (1..).zip(changes(federation())) {
        let sort = find(&made.payload.kind, 1).unwrap().sort.name;
        let state = states.remove(&made.subject).unwrap_or_else(|| State::new(sort));
        if !session.blind {
            let held = |edit: &Edit| *state.get(edit.field.as_str()) == edit.before;
            assert!(made.payload.edits.iter().all(held), "{:?}", made.payload);
        }
        let stamp = Stamp { effective_at: Hlc(made.at.0 << 16), seq, ..Stamp::NEVER };
        let counts = made.expected == Expected::Accepted;
        states.insert(made.subject, if counts { state.apply(&made.payload, seq, stamp) } else { state });
    }
}

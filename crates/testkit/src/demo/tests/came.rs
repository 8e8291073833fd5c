//! Who came to what.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Attendance;
use coopol_domain::time::Instant;

use super::{TODAY, changes, federation};
use crate::demo::calendar::paris;

/// An event as it was planned or moved to, and who is marked at it.
#[derive(Default)]
struct Kept {
    category: String,
    start: String,
    marked: Option<Instant>,
    marks: BTreeMap<SubjectId, String>,
}

/// By unit, then by event.
type Events = BTreeMap<usize, BTreeMap<SubjectId, Kept>>;
/// By unit.
type People = BTreeMap<usize, BTreeSet<SubjectId>>;

fn words(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Map(parts) => parts.iter().find(|(part, _)| part == "start").map(|(_, start)| words(start)).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// All events, and everybody who was ever recorded.
fn kept() -> (Events, People) {
    let (mut events, mut people) = (Events::new(), People::new());
    for (deed, _, made) in changes(federation()) {
        if made.payload.kind == "person_recorded" {
            people.entry(deed.unit).or_default().insert(made.subject);
        }
        if !made.payload.kind.starts_with("event_") && made.payload.kind != "attendance_marked" {
            continue;
        }
        let event = events.entry(deed.unit).or_default().entry(made.subject).or_default();
        for edit in &made.payload.edits {
            match edit.field.as_str() {
                "category" => event.category = words(&edit.after),
                "when" => event.start = words(&edit.after),
                field => {
                    if let Some(person) = Attendance::person(field) {
                        event.marked = Some(made.at);
                        event.marks.insert(person, words(&edit.after));
                    }
                }
            }
        }
    }
    (events, people)
}

/// Marks are of people in the section's own file, made once the event is over; most meetings have some, none to come has.
#[test]
fn who_came_is_marked_afterwards_of_people_in_the_file() {
    let (events, people) = kept();
    for (unit, events) in &events {
        for event in events.values().filter(|event| !event.marks.is_empty()) {
            let day = event.start.split('T').next().unwrap().parse().unwrap();
            assert!(event.marked.unwrap() > paris(day, 22, 0) && day < TODAY, "{}", event.start);
            assert!(event.marks.keys().all(|person| people[unit].contains(person)));
        }
    }
    let versailles = events[&1].values().filter(|event| event.category == "bureau" && event.start < TODAY.to_string());
    let marked: Vec<bool> = versailles.map(|event| !event.marks.is_empty()).collect();
    let some = marked.iter().filter(|marked| **marked).count();
    assert!(some >= 7 && some * 10 > marked.len() * 7, "{some} of {}", marked.len());
}

/// An assembly draws a crowd, a bureau its few; whoever is expected and can't come says so.
#[test]
fn an_assembly_draws_more_than_a_bureau() {
    let (events, _) = kept();
    let came = |category: &str| {
        let of = events[&1].values().filter(|event| event.category == category && !event.marks.is_empty());
        let counts: Vec<usize> =
            of.map(|event| event.marks.values().filter(|mark| *mark == "present").count()).collect();
        counts.iter().sum::<usize>() / counts.len().max(1)
    };
    let (bureau, meeting, assembly) = (came("bureau"), came("meeting"), came("general_assembly"));
    assert!(
        (4..16).contains(&bureau) && bureau < meeting && meeting < assembly && assembly < 120,
        "{bureau} {meeting} {assembly}"
    );
    let all = events.values().flat_map(BTreeMap::values).flat_map(|event| event.marks.values());
    let (present, excused): (Vec<&String>, Vec<&String>) = all.partition(|mark| *mark == "present");
    assert!(present.len() > 5_000 && excused.len() * 20 > present.len(), "{} {}", present.len(), excused.len());
    // The same people come again.
    let mut often: BTreeMap<SubjectId, usize> = BTreeMap::new();
    for event in events[&1].values() {
        for (person, _) in event.marks.iter().filter(|(_, mark)| *mark == "present") {
            *often.entry(*person).or_default() += 1;
        }
    }
    assert!(often.values().any(|count| *count >= 12) && often.values().any(|count| *count == 1));
}

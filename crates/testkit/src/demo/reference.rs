//! The reference work of the benches: one section of 17,100 records, some 7.9 MB as JSON.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Payload};
use jiff::civil::{Date, date};

use super::calendar::{ZONE, iso, plus, wall};
use super::lists::Lists;
use super::people::{Serials, Setting, Someone, someone};
use super::subject::{Subject, record, set, text};
use crate::chance::Chance;

/// People in the file.
pub const PEOPLE: usize = 500;
/// Years of dues for each.
pub const YEARS: i16 = 6;
/// Events.
pub const EVENTS: usize = 600;
/// People at each event.
pub const PRESENT: usize = 20;
/// Documents, of about 2 kB.
pub const DOCUMENTS: usize = 1_000;

/// A change of the reference work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where in the section.
    pub compartment: Compartment,
    /// About what.
    pub subject: SubjectId,
    /// What.
    pub payload: Payload,
}

/// 500 people, 3,000 dues, 600 events, 12,000 attendances and 1,000 texts of 2 kB, as changes that a secretary of a
/// section without treasurer may make, in an order in which they are accepted.
///
/// An attendance stands here as one element of a set (J4.2), as one does in an event: one change that adds one element to a person's tags, named by
/// the event. It costs what `attendance_marked` costs, a change of its own in the journal and one more cell in a state, and figures
/// stay comparable with those from before there was that kind.
pub fn reference_section(seed: u64) -> Vec<Item> {
    let (lists, mut chance) = (Lists::read(), Chance::new(seed));
    let mut items = Vec::with_capacity(17_100);
    let mut people = people(&lists, &mut chance);
    items.extend(people.iter_mut().map(recorded));
    dues(&people, &mut items, &mut chance);
    let events: Vec<SubjectId> = (0..EVENTS).map(|nth| event(nth, &lists, &mut items, &mut chance)).collect();
    for (nth, event) in events.iter().enumerate() {
        for place in 0..PRESENT {
            // Every person is at 24 events, never twice at one.
            let person = &mut people[(nth * PRESENT + place) % PEOPLE];
            let attended = set(&format!("tag/{event}"), Value::Bool(true));
            let payload = person.subject.change("person_changed", vec![attended]);
            items.push(Item { compartment: Compartment::Roster, subject: person.subject.id, payload });
        }
    }
    items.extend((0..DOCUMENTS).map(|nth| document(nth, &lists, &mut chance)));
    items
}

const TODAY: Date = date(2026, 11, 22);

fn people(lists: &Lists, chance: &mut Chance) -> Vec<Someone> {
    let setting = Setting { lists, commune: &lists.communes[0], known_on: TODAY, met: false };
    let mut serials = Serials::default();
    (0..PEOPLE).map(|_| someone(setting, None, &mut serials, chance)).collect()
}

fn recorded(person: &mut Someone) -> Item {
    let fields = person.recorded.clone();
    let payload = person.subject.change("person_recorded", fields);
    Item { compartment: Compartment::Roster, subject: person.subject.id, payload }
}

fn dues(people: &[Someone], items: &mut Vec<Item>, chance: &mut Chance) {
    for person in people {
        for year in TODAY.year() - YEARS + 1..=TODAY.year() {
            let mut due = Subject::new(chance);
            let fields = vec![
                set("person", Value::bytes(person.subject.id.as_bytes())),
                set("year", Value::Int(year.into())),
                set("amount_cents", Value::Int(3_600)),
                set("paid_on", iso(date(year, 2, 14))),
                text("method", "cheque"),
            ];
            let payload = due.change("dues_recorded", fields);
            items.push(Item { compartment: Compartment::Dues, subject: due.id, payload });
        }
    }
}

fn event(nth: usize, lists: &Lists, items: &mut Vec<Item>, chance: &mut Chance) -> SubjectId {
    let mut event = Subject::new(chance);
    let day = plus(TODAY, 60 - 3 * i64::try_from(nth).expect("events are counted in hundreds"));
    let when = [("start", wall(day, 20, 0)), ("end", wall(day, 22, 0)), ("zone", Value::text(ZONE))];
    let fields = vec![
        text("title", lists.one("title bureau", chance)),
        set("when", record(&when)),
        text("category", "bureau"),
        text("place", lists.one("halls", chance)),
        text("description", lists.one("agenda", chance)),
        text("uid", format!("{}@coopol.example", event.id)),
    ];
    let payload = event.change("event_planned", fields);
    items.push(Item { compartment: Compartment::Agenda, subject: event.id, payload });
    event.id
}

fn document(nth: usize, lists: &Lists, chance: &mut Chance) -> Item {
    let mut body = String::new();
    while body.len() < 2_000 {
        let block = ["minutes money", "minutes field", "minutes members", "leaflet body"][chance.place(4)];
        body.push_str(lists.one(block, chance));
        body.push('\n');
    }
    let mut end = 2_000;
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    body.truncate(end);
    let mut document = Subject::new(chance);
    let day = plus(TODAY, -2 * i64::try_from(nth).expect("documents are counted in thousands"));
    let fields = vec![
        text("title", format!("Compte rendu n° {}", nth + 1)),
        text("category", "minutes"),
        set("dated_on", iso(day)),
        text("text", body),
    ];
    let payload = document.change("document_filed", fields);
    Item { compartment: Compartment::Archive, subject: document.id, payload }
}

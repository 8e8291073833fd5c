//! Who came to what is over, as somebody of the bureau marks it in the days after.

use coopol_domain::codec::Value;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Attendance;

use super::agenda::Event;
use super::calendar::plus;
use super::people::Someone;
use super::section::Section;
use super::subject::{Set, set};

/// Of a hundred times, how often those come who come to everything, those who come now and then, and all others.
struct Turnout {
    category: &'static str,
    of: [u64; 3],
}

#[rustfmt::skip]
const TURNOUTS: [Turnout; 5] = [
    Turnout { category: "bureau",           of: [82,  3,  0] },
    Turnout { category: "general_assembly", of: [94, 62, 11] },
    Turnout { category: "meeting",          of: [85, 34,  3] },
    Turnout { category: "training",         of: [40, 14,  1] },
    Turnout { category: "leafleting",       of: [48,  9,  0] },
];

/// Of a hundred who don't come, how many say so before; nobody expects the others.
const EXCUSED: [u64; 3] = [55, 12, 0];
/// Of a hundred events, how many are marked at all.
const MARKED: u64 = 86;

/// Marks who came to the events of the year.
pub(super) fn history(section: &mut Section<'_>, people: &[Someone], events: &mut [Event]) {
    for event in events.iter_mut().filter(|event| !event.cancelled) {
        let Some(turnout) = TURNOUTS.iter().find(|turnout| turnout.category == event.category) else { continue };
        let wish = plus(event.day, section.days(1, 4));
        if wish >= section.today || !section.chance.in_a_hundred(MARKED) {
            continue;
        }
        let marks = marks(section, people, event, turnout);
        if let Some(sitting) = section.sit(Compartment::Agenda, wish)
            && !marks.is_empty()
        {
            section.write(sitting, Compartment::Agenda, &mut event.subject, "attendance_marked", marks);
        }
    }
}

fn marks(section: &mut Section<'_>, people: &[Someone], event: &Event, turnout: &Turnout) -> Vec<Set> {
    let mut marks = Vec::new();
    for person in people.iter().filter(|person| is_member(person, event)) {
        let keen = keenness(section, person);
        let mark = if section.chance.in_a_hundred(turnout.of[keen]) {
            Attendance::Present
        } else if turnout.of[keen] > 30 && section.chance.in_a_hundred(EXCUSED[keen]) {
            Attendance::Excused
        } else {
            continue;
        };
        marks.push(set(&Attendance::field(person.subject.id), Value::text(mark.as_str())));
    }
    marks
}

/// Whoever was on the day.
fn is_member(person: &Someone, event: &Event) -> bool {
    let joined = person.joined.is_some_and(|joined| joined <= event.day);
    joined && person.left.is_none_or(|left| left > event.day)
}

/// 0 for those who come to everything, the officers among them, 1 for those who come now and then; the same all year.
fn keenness(section: &Section<'_>, person: &Someone) -> usize {
    let called = person.called();
    match person.subject.id.as_bytes()[0] {
        _ if called == section.secretary || called == section.treasurer => 0,
        0..8 => 0,
        8..56 => 1,
        _ => 2,
    }
}

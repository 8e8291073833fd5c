//! The file of a section: what was imported on the first evening, who was met since, and what became of them.

mod upkeep;

use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, REMOVED};

use super::bureau::Sitting;
use super::calendar::{between, iso, plus};
use super::people::{Category, Serials, Someone, someone};
use super::section::Section;
use super::subject::{Subject, set, text};

pub(super) use upkeep::upkeep;

const ROSTER: Compartment = Compartment::Roster;

/// Somebody who was met, and the sitting at which they were recorded.
pub(super) type Met = (Sitting, Someone);

/// The people of a section, exactly `count`: most known when it came in, the others met since, one in fifteen.
pub(super) fn gather(section: &mut Section<'_>, count: usize, serials: &mut Serials) -> (Vec<Someone>, Vec<Met>) {
    let span = between(section.start, section.today);
    let mut met = Vec::new();
    for _ in 0..count / 15 {
        let day = plus(section.start, section.days(2, span.max(3)));
        let setting = section.setting(day, true);
        // Where nobody holds office any more, nobody is met.
        if let Some(sitting) = section.sit(ROSTER, day) {
            met.push((sitting, someone(setting, None, serials, &mut section.chance)));
        }
    }
    let mut known: Vec<Someone> = Vec::with_capacity(count);
    while known.len() + met.len() < count {
        let setting = section.setting(section.start, false);
        let person = someone(setting, known.last(), serials, &mut section.chance);
        known.push(person);
    }
    (known, met)
}

/// The import of the first evening.
pub(super) fn import(section: &mut Section<'_>, mandate: usize, people: &mut [Someone]) {
    let sitting = section.bureau.at(mandate, section.start);
    let record = |person: &mut Someone| {
        let fields = person.recorded.clone();
        (person.subject.id, person.subject.change("person_recorded", fields))
    };
    let changes = people.iter_mut().map(record).collect();
    section.act(sitting, ROSTER, "adherents.xlsx", changes);
}

/// Those who were met: recorded on the day, some of them members soon after.
pub(super) fn welcome(section: &mut Section<'_>, met: Vec<Met>, serials: &mut Serials) -> Vec<Someone> {
    let mut people = Vec::with_capacity(met.len());
    for (sitting, mut person) in met {
        let fields = person.recorded.clone();
        section.write(sitting, ROSTER, &mut person.subject, "person_recorded", fields);
        let joins = person.category == Category::Regular && section.chance.in_a_hundred(60);
        let after = plus(sitting.day, section.days(7, 60));
        if joins && let Some(sitting) = section.sit(ROSTER, after) {
            person.category = Category::Member;
            person.joined = Some(sitting.day);
            let joined = vec![text("number", serials.member()), set("joined_on", iso(sitting.day))];
            section.write(sitting, ROSTER, &mut person.subject, "category_changed", vec![text("category", "member")]);
            section.write(sitting.then(), ROSTER, &mut person.subject, "membership_changed", joined);
        }
        people.push(person);
    }
    people
}

/// People entered twice, noticed and removed: what undo and the history have to show.
pub(super) fn slips(section: &mut Section<'_>, people: &[Someone]) {
    for person in people.iter().skip(20).step_by(90) {
        let wish = plus(section.start, section.days(15, 120));
        let Some(sitting) = section.sit(ROSTER, wish) else { continue };
        let mut twin = Subject::new(&mut section.chance);
        let own = |(field, _): &&(String, Value)| field != "number";
        let fields = person.recorded.iter().filter(own).cloned().collect();
        section.write(sitting, ROSTER, &mut twin, "person_recorded", fields);
        section.write(sitting.then(), ROSTER, &mut twin, "person_removed", vec![set(REMOVED, Value::Bool(true))]);
    }
}

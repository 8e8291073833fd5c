//! What is changed about people who are known, evening after evening.

use coopol_domain::codec::Value;
use jiff::civil::Date;

use super::ROSTER;
use crate::demo::calendar::{between, iso, plus};
use crate::demo::people::{Category, Contact, Serials, Someone, address};
use crate::demo::section::Section;
use crate::demo::subject::{Set, set, text};

/// The changes of one evening about one person, by kind.
type Evening = Vec<(&'static str, Vec<Set>)>;

/// Lives through the year with everyone who was known when the section came in.
pub(in crate::demo) fn upkeep(section: &mut Section<'_>, people: &mut [Someone], serials: &mut Serials) {
    let span = between(section.start, section.today).max(40);
    for person in people {
        let mut day = section.start;
        while section.chance.in_a_hundred(38) {
            day = plus(day, section.days(2, span * 2 / 3));
            let Some(mut sitting) = section.sit(ROSTER, day) else { break };
            day = sitting.day;
            for (kind, fields) in evening(section, person, day, serials) {
                section.write(sitting, ROSTER, &mut person.subject, kind, fields);
                sitting = sitting.then();
            }
        }
    }
}

fn evening(section: &mut Section<'_>, person: &mut Someone, day: Date, serials: &mut Serials) -> Evening {
    let chance = &mut section.chance;
    match chance.below(100) {
        40..55 => reached(person, Contact::mobile(serials, chance), day),
        55..66 => reached(person, Contact::email(&person.name, person.born, chance), day),
        66..78 => vec![("person_changed", vec![set("address", address(section.lists, section.commune, chance))])],
        78..86 => {
            let tag = section.lists.one("tags", chance);
            vec![("person_changed", vec![set(&format!("tag/{tag}"), Value::Bool(true))])]
        }
        86..91 => vec![("person_changed", vec![text("note", section.lists.one("note", chance))])],
        91..96 if person.category == Category::Member => left(person, day),
        _ => vec![("contact_changed", person.contacts.iter().map(|contact| contact.verification(day)).collect())],
    }
}

/// A new number or address, in place of the one there was.
fn reached(person: &mut Someone, new: Contact, day: Date) -> Evening {
    let known = person.contacts.iter().position(|contact| contact.replaces(&new));
    let place = known.unwrap_or_else(|| {
        person.contacts.push(new.clone());
        person.contacts.len() - 1
    });
    let contact = person.contacts[place].with(new.value);
    person.contacts[place] = contact.clone();
    vec![("contact_changed", contact.verified(day).fields())]
}

fn left(person: &mut Someone, day: Date) -> Evening {
    person.category = Category::Former;
    person.left = Some(day);
    vec![
        ("category_changed", vec![text("category", person.category.word())]),
        ("membership_changed", vec![set("left_on", iso(day))]),
    ]
}

//! What waits for the secretary of Versailles: overlaps to settle, dues held for the treasurer, changes of a former
//! deputy's, refusals. Without it "À vérifier" would be empty, and nobody would see what it is for.

use coopol_domain::codec::Value;
use coopol_domain::journal::Compartment;
use jiff::civil::Date;

use super::agenda::Event;
use super::bureau::Sitting;
use super::calendar::{paris, plus};
use super::dues::Due;
use super::people::{Category, Contact, Serials, Someone};
use super::section::Section;
use super::story::Expected;
use super::subject::{Set, Subject, set, text};

const ROSTER: Compartment = Compartment::Roster;

/// The mandates of those who take part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cast {
    pub(super) secretary: usize,
    pub(super) treasurer: usize,
    pub(super) deputy: usize,
    /// Whose mandate has ended.
    pub(super) former: usize,
}

/// What a section has by then.
pub(super) struct Props<'a> {
    pub(super) people: &'a mut [Someone],
    pub(super) owed: &'a [Due],
    pub(super) events: &'a mut [Event],
}

/// Plays it on the last days before today.
pub(super) fn play(section: &mut Section<'_>, cast: Cast, props: Props<'_>, serials: &mut Serials) {
    let Props { people, owed, events } = props;
    let today = section.today;
    let mut members: Vec<&mut Someone> =
        people.iter_mut().filter(|person| person.category == Category::Member && !person.contacts.is_empty()).collect();
    numbers_clash(section, cast, &mut members, plus(today, -6));
    late_changes(section, cast.former, &mut members[40..42], plus(today, -5), serials);
    people_overlap(section, cast, &mut members[8..11], plus(today, -3), serials);
    events_overlap(section, cast, events, plus(today, -3));
    dues_held(section, cast.secretary, owed, plus(today, -2));
    erasure_held(section, cast.secretary, members[60], plus(today, -1));
}

/// At midday, when nobody else works on the section.
fn midday(mandate: usize, day: Date, minute: i8) -> Sitting {
    Sitting { mandate, day, at: paris(day, 12, minute) }
}

/// A number that another member has, and a treasurer who corrects a name: both refused.
fn numbers_clash(section: &mut Section<'_>, cast: Cast, members: &mut [&mut Someone], day: Date) {
    let taken = members[3].subject.get("number").clone();
    let wrong = members[4].subject.proposal("membership_changed", vec![set("number", taken)]);
    let at = midday(cast.secretary, day, 10);
    section.add(at, ROSTER, members[4].subject.id, wrong, Expected::Refused);
    let renamed = members[5].subject.proposal("person_changed", vec![text("last_name", "Duvernois")]);
    section.add(midday(cast.treasurer, day, 25), ROSTER, members[5].subject.id, renamed, Expected::Refused);
}

/// What a former deputy's laptop still delivered (J9).
fn late_changes(
    section: &mut Section<'_>,
    former: usize,
    members: &mut [&mut Someone],
    day: Date,
    serials: &mut Serials,
) {
    for (minute, person) in (5..).zip(members) {
        let fields = Contact::mobile(serials, &mut section.chance).verified(day).fields();
        let payload = person.subject.proposal("contact_changed", fields);
        section.add(midday(former, day, minute), ROSTER, person.subject.id, payload, Expected::Quarantined);
    }
}

/// The same people changed by two officers, neither of whom had seen the other's change (J4.3).
fn people_overlap(
    section: &mut Section<'_>,
    cast: Cast,
    members: &mut [&mut Someone],
    day: Date,
    serials: &mut Serials,
) {
    for (minute, person) in (10..).zip(members) {
        let contact = person.contacts[0].clone();
        let values = [0, 1].map(|_| match contact.kind {
            "email" => Contact::email(&person.name, person.born, &mut section.chance).value,
            _ => Contact::mobile(serials, &mut section.chance).value,
        });
        let [first, second] = values.map(|value| ("contact_changed", contact.with(value).verified(day).fields()));
        // The one calendar day of the check is the same for both: only the value differs.
        let at = [midday(cast.secretary, day, minute), midday(cast.deputy, day, minute + 25)];
        both(section, ROSTER, &mut person.subject, at, [first, second]);
    }
}

/// A meeting moved to two evenings.
fn events_overlap(section: &mut Section<'_>, cast: Cast, events: &mut [Event], day: Date) {
    let ahead = |event: &&mut Event| event.day > plus(day, 10) && event.category == "bureau" && !event.cancelled;
    let Some(event) = events.iter_mut().find(ahead) else { return };
    let moved = [1, 2].map(|days| ("event_moved", vec![event.on(plus(event.day, days), 2)]));
    let at = [midday(cast.secretary, day, 15), midday(cast.treasurer, day, 45)];
    both(section, Compartment::Agenda, &mut event.subject, at, moved);
}

fn both(
    section: &mut Section<'_>,
    compartment: Compartment,
    subject: &mut Subject,
    at: [Sitting; 2],
    [first, second]: [(&str, Vec<Set>); 2],
) {
    let unseen = subject.proposal(second.0, second.1);
    section.write(at[0], compartment, subject, first.0, first.1);
    section.add(at[1], compartment, subject.id, unseen, Expected::Accepted);
    section.blindly();
}

/// Cheques that the secretary was given at the market: the treasurer has to accept them.
fn dues_held(section: &mut Section<'_>, secretary: usize, owed: &[Due], day: Date) {
    let this_year = owed.iter().rev().filter(|due| due.year == day.year());
    for (minute, due) in (20..).zip(this_year.take(3)) {
        let payload = due.subject.proposal("dues_recorded", due.cheque(plus(day, -1)));
        section.add(midday(secretary, day, minute), Compartment::Dues, due.subject.id, payload, Expected::Held);
    }
}

/// Somebody asks to be erased: a second mandate has to confirm it (J7.2).
fn erasure_held(section: &mut Section<'_>, secretary: usize, person: &Someone, day: Date) {
    let asked = Subject::new(&mut section.chance);
    let whom = set(&format!("subject/{}", person.subject.id), Value::Bool(true));
    let payload = asked.proposal("erasure_asked", vec![whom, text("ground", "asked_by_the_person")]);
    section.add(midday(secretary, day, 40), ROSTER, asked.id, payload, Expected::Held);
}

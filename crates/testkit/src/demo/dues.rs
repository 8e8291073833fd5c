//! Dues of five years: those of the past imported on the first evening, those of each new year called in January, paid
//! little by little, and never by all.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Payload};
use jiff::civil::{Date, date};

use super::calendar::{iso, plus};
use super::people::Someone;
use super::section::Section;
use super::subject::{Set, Subject, set, text};
use crate::chance::Chance;

const DUES: Compartment = Compartment::Dues;
const YEARS: i16 = 5;
/// What members pay by what they earn, in cents.
const SCALE: [i64; 8] = [2_000, 2_000, 3_600, 3_600, 5_000, 6_000, 8_000, 12_000];

/// Dues of one member for one year.
struct Due {
    subject: Subject,
    person: SubjectId,
    year: i16,
    cents: i64,
    /// When they were called.
    opened: Date,
    /// When they were recorded.
    recorded: Date,
    /// When they were or will be paid.
    paid: Option<Date>,
    method: &'static str,
    receipt: String,
}

/// All dues of a section; `mandate` is who imports those of the past. Returns those that are still owed.
pub(super) fn history(section: &mut Section<'_>, mandate: usize, people: &[Someone]) -> Vec<Subject> {
    let mut dues: Vec<Due> = Vec::new();
    for person in people {
        let cents = SCALE[section.chance.place(SCALE.len())];
        for year in section.today.year() - YEARS + 1..=section.today.year() {
            dues.extend(due(person, year, cents, section.today, &mut section.chance));
        }
    }
    let (mut past, since): (Vec<Due>, Vec<Due>) = dues.into_iter().partition(|due| due.opened < section.start);
    let sitting = section.bureau.at(mandate, section.start);
    let start = section.start;
    let changes = past.iter_mut().map(|due| due.record(start)).collect();
    section.act(sitting, DUES, "cotisations.xlsx", changes);
    let called = call(section, since);
    let mut owed = Vec::new();
    for mut due in past.into_iter().chain(called) {
        pay(section, &mut due);
        owed.extend(Some(due.subject).filter(|subject| *subject.get("paid_on") == Value::Null));
    }
    owed
}

/// The call of each new year, as one act; who joins during the year is called alone.
fn call(section: &mut Section<'_>, since: Vec<Due>) -> Vec<Due> {
    let (mut yearly, mut alone): (Vec<Due>, Vec<Due>) =
        since.into_iter().partition(|due| due.opened.day_of_year() == CALL);
    let opened = yearly.first().map(|due| (due.year, due.opened));
    if let Some((year, day)) = opened {
        match section.sit(DUES, day) {
            Some(sitting) => {
                let changes = yearly.iter_mut().map(|due| due.record(sitting.day)).collect();
                section.act(sitting, DUES, &format!("Appel de cotisation {year}"), changes);
            }
            None => yearly.clear(),
        }
    }
    alone.retain_mut(|due| match section.sit(DUES, due.opened) {
        Some(sitting) => {
            let fields = due.fields(sitting.day);
            section.write(sitting, DUES, &mut due.subject, "dues_recorded", fields);
            true
        }
        None => false,
    });
    yearly.append(&mut alone);
    yearly
}

/// The payment, when it came after the dues were recorded.
fn pay(section: &mut Section<'_>, due: &mut Due) {
    let open = *due.subject.get("paid_on") == Value::Null;
    let Some(paid) = due.paid.filter(|paid| open && *paid < section.today) else { return };
    let wish = plus(paid.max(due.recorded), section.days(1, 6));
    let Some(sitting) = section.sit(DUES, wish) else { return };
    let fields = due.payment(paid);
    section.write(sitting, DUES, &mut due.subject, "dues_changed", fields);
}

/// The day of the year on which dues are called.
const CALL: i16 = 6;

fn due(person: &Someone, year: i16, cents: i64, today: Date, chance: &mut Chance) -> Option<Due> {
    let joined = person.joined?;
    let opened = date(year, 1, i8::try_from(CALL).expect("it is in January")).max(plus(joined, 3));
    let gone = person.left.is_some_and(|left| left <= opened);
    if gone || opened.year() != year || opened >= today {
        return None;
    }
    let delay = match chance.below(100) {
        0..52 => Some(1 + chance.below(60)),
        52..83 => Some(40 + chance.below(160)),
        83..92 => Some(200 + chance.below(250)),
        _ => None,
    };
    let paid = delay.map(|days| plus(opened, i64::try_from(days).expect("it is below a thousand")));
    let paid = paid.filter(|paid| person.left.is_none_or(|left| *paid < left));
    let method = ["cheque", "cheque", "cheque", "transfer", "transfer", "direct_debit", "card", "cash"];
    Some(Due {
        subject: Subject::new(chance),
        person: person.subject.id,
        year,
        cents,
        opened,
        recorded: opened,
        paid,
        method: method[chance.place(method.len())],
        receipt: format!("R{year}-{:05}", chance.below(100_000)),
    })
}

impl Due {
    fn record(&mut self, on: Date) -> (SubjectId, Payload) {
        let fields = self.fields(on);
        (self.subject.id, self.subject.change("dues_recorded", fields))
    }

    /// As they are recorded on a day: paid or still owed.
    fn fields(&mut self, on: Date) -> Vec<Set> {
        self.recorded = on;
        let mut fields = vec![
            set("person", Value::bytes(self.person.as_bytes())),
            set("year", Value::Int(self.year.into())),
            set("amount_cents", Value::Int(self.cents)),
        ];
        fields.extend(self.paid.filter(|paid| *paid < on).into_iter().flat_map(|paid| self.payment(paid)));
        fields
    }

    fn payment(&self, on: Date) -> Vec<Set> {
        vec![set("paid_on", iso(on)), text("method", self.method), text("receipt", self.receipt.clone())]
    }
}

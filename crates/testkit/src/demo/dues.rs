//! Dues of five years: those of the past imported on the first evening, those since recorded as they are paid, from January
//! on, and never by all.

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
pub(super) struct Due {
    pub(super) subject: Subject,
    person: SubjectId,
    pub(super) year: i16,
    cents: i64,
    /// When they were or will be paid.
    paid: Option<Date>,
    method: &'static str,
    receipt: String,
}

/// All dues of a section; `mandate` is who imports those of the past. Returns those that nobody has paid.
pub(super) fn history(section: &mut Section<'_>, mandate: usize, people: &[Someone]) -> Vec<Due> {
    let mut dues: Vec<Due> = Vec::new();
    for person in people {
        let cents = SCALE[section.chance.place(SCALE.len())];
        for year in section.today.year() - YEARS + 1..=section.today.year() {
            dues.extend(due(person, year, cents, section.today, &mut section.chance));
        }
    }
    let start = section.start;
    let (past, since): (Vec<Due>, Vec<Due>) =
        dues.into_iter().partition(|due| due.paid.is_some_and(|paid| paid < start));
    let sitting = section.bureau.at(mandate, start);
    let changes = past.into_iter().map(Due::record).collect();
    section.act(sitting, DUES, "cotisations.xlsx", changes);
    since.into_iter().filter_map(|due| pay(section, due)).collect()
}

/// Records the payment some days after it came; gives back what wasn't paid.
fn pay(section: &mut Section<'_>, mut due: Due) -> Option<Due> {
    let Some(paid) = due.paid.filter(|paid| *paid < section.today) else { return Some(due) };
    let wish = plus(paid, section.days(1, 6));
    let Some(sitting) = section.sit(DUES, wish) else { return Some(due) };
    let fields = due.payment(paid);
    section.write(sitting, DUES, &mut due.subject, "dues_recorded", fields);
    None
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
        paid,
        method: method[chance.place(method.len())],
        receipt: format!("R{year}-{:05}", chance.below(100_000)),
    })
}

impl Due {
    fn record(mut self) -> (SubjectId, Payload) {
        let fields = self.paid.map(|paid| self.payment(paid)).unwrap_or_default();
        (self.subject.id, self.subject.change("dues_recorded", fields))
    }

    fn payment(&self, on: Date) -> Vec<Set> {
        let receipt = text("receipt", self.receipt.clone());
        self.by(self.method, on).into_iter().chain([receipt]).collect()
    }

    /// A cheque for which no receipt was written yet.
    pub(super) fn cheque(&self, on: Date) -> Vec<Set> {
        self.by("cheque", on)
    }

    fn by(&self, method: &str, on: Date) -> Vec<Set> {
        vec![
            set("person", Value::bytes(self.person.as_bytes())),
            set("year", Value::Int(self.year.into())),
            set("amount_cents", Value::Int(self.cents)),
            set("paid_on", iso(on)),
            text("method", method),
        ]
    }
}

//! Delegations: as whoever grants them reads them, and what a delegate sees.

use coopol_core::delegations::{self, About, Delegation, Entered, Event, Payments, Person, Sheet, Stage};
use coopol_domain::kinds::DELEGATED_AT_MOST;
use coopol_domain::time::{DAY, Instant};
use jiff::tz::TimeZone;

use super::handover::last_day;
use super::{count, dues, event};
use crate::contract::base::{Day, RowRange};
use crate::contract::delegation::{
    DelegateDues, DelegateEvent, DelegateRow, DelegateSheet, DelegationRow, DelegationStage, EnteredPayment, Payer,
};
use crate::view::time::day;

/// How many days ahead the last one is offered, where no event gives it.
const OFFERED: u64 = 30 * DAY;

/// One of an event's, or of the accounts.
pub fn row(delegation: Delegation, zone: &TimeZone) -> DelegationRow {
    DelegationRow {
        id: delegation.id.to_string(),
        name: delegation.name,
        year: match delegation.about {
            About::Dues { year } => Some(year),
            About::Attendance { .. } => None,
        },
        until: last_day(delegation.until, zone),
        code_until: last_day(delegation.code_until, zone),
        stage: match delegation.stage {
            Stage::Waiting => DelegationStage::Waiting,
            Stage::TakenUp => DelegationStage::TakenUp,
            Stage::Ended => DelegationStage::Ended,
            Stage::Over => DelegationStage::Over,
        },
    }
}

/// The last day that is offered to whoever grants one for dues, and the last that is possible.
pub fn days_of_dues(now: Instant, zone: &TimeZone) -> (Day, Day) {
    days(&day(now.plus(OFFERED), zone), now, zone)
}

/// The last day that is offered to whoever grants one, and the last that is possible: that of the event, unless it is over or too far away.
pub fn days(ends: &str, now: Instant, zone: &TimeZone) -> (Day, Day) {
    // A day less: the instant at which it ends is the end of the day.
    let (today, latest) = (day(now, zone), day(now.plus(DELEGATED_AT_MOST - DAY), zone));
    let offered = ends.get(..10).unwrap_or_default().to_owned();
    (offered.max(today).min(latest.clone()), latest)
}

/// What a delegate sees. Once its day has come, nobody.
pub fn sheet(sheet: Sheet, everybody: &[Person], range: RowRange, now: Instant, zone: &TimeZone) -> DelegateSheet {
    let over = sheet.until.is_some_and(|until| until <= now);
    let waiting = everybody.iter().filter(|person| person.waiting).count();
    let people = if over { Vec::new() } else { sheet.people };
    let total = people.len();
    let rows = people.into_iter().skip(range.offset as usize).take(range.limit as usize);
    DelegateSheet {
        event: sheet.event.map(subject),
        year: sheet.year,
        until: sheet.until.map(|until| last_day(until, zone)),
        over,
        rows: rows.map(person).collect(),
        total: count(total as u64),
        all: if over { 0 } else { count(everybody.len() as u64) },
        present: count(sheet.tally.present),
        excused: count(sheet.tally.excused),
        waiting: count(waiting as u64),
    }
}

/// What a delegate sees of a year's dues. Once its day has come, nobody.
pub fn payments(
    found: Payments,
    everybody: &[delegations::Payer],
    range: RowRange,
    now: Instant,
    zone: &TimeZone,
) -> DelegateDues {
    let over = found.until <= now;
    let waiting = everybody.iter().flat_map(|person| &person.entered).filter(|entered| entered.waiting).count();
    let people = if over { Vec::new() } else { found.people };
    let total = people.len();
    let rows = people.into_iter().skip(range.offset as usize).take(range.limit as usize);
    DelegateDues {
        year: found.year,
        unit: found.unit,
        today: day(now, zone),
        until: last_day(found.until, zone),
        over,
        rows: rows.map(payer).collect(),
        total: count(total as u64),
        all: if over { 0 } else { count(everybody.len() as u64) },
        entered: count(found.count),
        received: count(found.cents),
        waiting: count(waiting as u64),
    }
}

fn payer(person: delegations::Payer) -> Payer {
    Payer {
        id: person.id.to_string(),
        given_name: person.given_name,
        family_name: person.family_name,
        birth_year: person.birth_year,
        city: person.city,
        entered: person.entered.into_iter().map(entered).collect(),
    }
}

fn entered(of: Entered) -> EnteredPayment {
    EnteredPayment {
        id: of.id.to_string(),
        amount: of.cents,
        paid_on: of.paid_on,
        method: of.method.map(dues::paid_by),
        cancelled: of.cancelled,
        taken_over: of.taken_over,
        waiting: of.waiting,
    }
}

fn subject(event: Event) -> DelegateEvent {
    DelegateEvent {
        title: event.title,
        start: event.start,
        place: event.place.unwrap_or_default(),
        cancelled: event.cancelled,
        unit: event.unit,
    }
}

fn person(person: Person) -> DelegateRow {
    DelegateRow {
        id: person.id.to_string(),
        given_name: person.given_name,
        family_name: person.family_name,
        mark: person.mark.map(event::said),
        waiting: person.waiting,
    }
}

#[cfg(test)]
mod tests {
    use coopol_core::agenda::attendance::Tally;
    use coopol_domain::id::SubjectId;
    use coopol_domain::kinds::Attendance;

    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn the_day_of_the_event_is_offered_unless_it_is_over_or_too_far_away() {
        // 22 November 2026, 10:00.
        let now = Instant(1_795_338_000_000);
        let offered = |ends: &str| days(ends, now, &paris()).0;
        assert_eq!(offered("2026-12-03T22:00"), "2026-12-03");
        assert_eq!(offered("2026-11-02T22:00"), "2026-11-22");
        assert_eq!(offered("2027-09-02T22:00"), "2027-02-21");
        let until = crate::view::time::midnight(&days("", now, &paris()).1, 1, &paris()).unwrap();
        assert!(until.since(now) <= DELEGATED_AT_MOST, "the last day that is offered can be granted");
    }

    #[test]
    fn of_dues_a_month_is_offered() {
        // 22 November 2026, 10:00.
        let (offered, latest) = days_of_dues(Instant(1_795_338_000_000), &paris());
        assert_eq!((offered.as_str(), latest.as_str()), ("2026-12-22", "2027-02-21"));
    }

    fn accounts(until: u64) -> DelegateDues {
        let entered = |number: u8, waiting: bool| Entered {
            id: SubjectId::from_bytes([number; 16]),
            cents: 3650,
            paid_on: None,
            method: None,
            cancelled: false,
            taken_over: false,
            waiting,
        };
        let of = |number: u8, entered: Vec<Entered>| delegations::Payer {
            id: SubjectId::from_bytes([number; 16]),
            given_name: "Zoé".to_owned(),
            family_name: "Lefèvre".to_owned(),
            birth_year: None,
            city: None,
            entered,
        };
        let everybody = vec![of(1, vec![entered(4, true), entered(5, false)]), of(2, Vec::new()), of(3, Vec::new())];
        let shown = Payments {
            year: 2026,
            unit: "Section de Versailles".to_owned(),
            people: everybody[..2].to_vec(),
            count: 2,
            cents: 7300,
            until: Instant(until),
        };
        payments(shown, &everybody, RowRange { offset: 0, limit: 1 }, Instant(1000), &paris())
    }

    #[test]
    fn of_dues_too_nobody_is_shown_when_the_day_has_come_and_what_waits_is_told() {
        let told = |of: &DelegateDues| (of.over, of.rows.len(), of.total, of.all, of.waiting, of.entered, of.received);
        assert_eq!(told(&accounts(1001)), (false, 1, 2, 3, 1, 2, 7300));
        assert_eq!(told(&accounts(1000)), (true, 0, 0, 0, 1, 2, 7300));
    }

    fn told(until: u64) -> DelegateSheet {
        let of = |number: u8, waiting: bool| Person {
            id: SubjectId::from_bytes([number; 16]),
            given_name: "Zoé".to_owned(),
            family_name: "Lefèvre".to_owned(),
            mark: waiting.then_some(Attendance::Present),
            waiting,
        };
        let people = vec![of(1, true), of(2, false), of(3, false)];
        let tally = Tally { present: 1, excused: 0, gone: 0 };
        let shown = Sheet { event: None, year: None, people: people[..2].to_vec(), tally, until: Some(Instant(until)) };
        sheet(shown, &people, RowRange { offset: 1, limit: 5 }, Instant(1000), &paris())
    }

    #[test]
    fn when_its_day_has_come_nobody_is_shown_and_what_waits_is_told() {
        let running = told(1001);
        assert_eq!(
            (running.over, running.rows.len(), running.total, running.all, running.waiting),
            (false, 1, 2, 3, 1)
        );
        let over = told(1000);
        assert_eq!((over.over, over.rows.len(), over.total, over.all, over.waiting), (true, 0, 0, 0, 1));
    }
}

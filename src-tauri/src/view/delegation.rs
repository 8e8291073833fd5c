//! Delegations: as whoever grants them reads them, and what a delegate sees.

use coopol_core::delegations::{Delegation, Event, Person, Sheet, Stage};
use coopol_domain::kinds::DELEGATED_AT_MOST;
use coopol_domain::time::{DAY, Instant};
use jiff::tz::TimeZone;

use super::handover::last_day;
use super::{count, event};
use crate::contract::base::{Day, RowRange};
use crate::contract::delegation::{DelegateEvent, DelegateRow, DelegateSheet, DelegationRow, DelegationStage};
use crate::view::time::day;

/// One of an event's.
pub fn row(delegation: Delegation, zone: &TimeZone) -> DelegationRow {
    DelegationRow {
        id: delegation.id.to_string(),
        name: delegation.name,
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

//! The rules of reminders, as tables: given, when, then.

use super::*;

const NONE: &[&str] = &[];

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn clock(text: &str) -> Instant {
    instant(text.parse().unwrap(), &paris())
}

fn event(id: u8, start: &str) -> Event {
    Event {
        id: SubjectId::from_bytes([id; 16]),
        stream: StreamId::from_bytes([7; 16]),
        category: "meeting".to_owned(),
        title: format!("event {id}"),
        place: String::new(),
        when: When::parse(start, None, false, "Europe/Paris").unwrap(),
        cancelled: false,
        by_other: true,
    }
}

/// A program that looks at given times and remembers what it told.
struct Program {
    memory: Memory,
    rules: Rules,
}

impl Program {
    fn new(events: &[Event]) -> Self {
        let mut program = Self { memory: Memory::default(), rules: Rules::default() };
        program.look("2026-11-01T12:00", events);
        program
    }

    /// What is said at a time: event and what happened.
    fn look(&mut self, now: &str, events: &[Event]) -> Vec<String> {
        let due = due(clock(now), &paris(), &self.rules, events, &self.memory);
        assert!(due.told.iter().all(|key| !self.memory.told.contains(key)), "told twice");
        self.memory.told.extend(due.told);
        self.memory.seen.extend(due.seen);
        let said = |news: &News| format!("{} {:?}", news.title, news.what);
        match &due.notice {
            None => Vec::new(),
            Some(Notice::One(news)) => vec![said(news)],
            Some(Notice::Digest(all)) => ["digest".to_owned()].into_iter().chain(all.iter().map(said)).collect(),
        }
    }
}

/// Given an event at an hour, when the program looks at these times, then it says this at each.
#[test]
fn the_table_of_reminders() {
    let reminder: &[&str] = &["event 1 Reminder"];
    for (given, start, looks) in [
        (
            "evening and hour, each once",
            "2026-11-26T20:00",
            vec![
                ("2026-11-25T17:59", NONE),
                ("2026-11-25T18:00", reminder),
                ("2026-11-25T18:01", NONE),
                ("2026-11-26T18:59", NONE),
                ("2026-11-26T19:00", reminder),
                ("2026-11-26T19:30", NONE),
            ],
        ),
        (
            "asleep over the evening: told in the morning, not at night",
            "2026-11-26T20:00",
            vec![
                ("2026-11-25T17:00", NONE),
                ("2026-11-25T23:00", NONE),
                ("2026-11-26T07:59", NONE),
                ("2026-11-26T08:00", reminder),
                ("2026-11-26T19:00", reminder),
            ],
        ),
        (
            "asleep over both: the last one only",
            "2026-11-26T20:00",
            vec![("2026-11-25T17:00", NONE), ("2026-11-26T19:20", reminder), ("2026-11-26T19:40", NONE)],
        ),
        (
            "asleep over the event: nothing",
            "2026-11-26T20:00",
            vec![("2026-11-25T17:00", NONE), ("2026-11-26T20:00", NONE), ("2026-11-27T09:00", NONE)],
        ),
        (
            "the hour before rings in quiet hours",
            "2026-11-26T07:30",
            vec![("2026-11-25T18:00", reminder), ("2026-11-26T06:30", reminder)],
        ),
        (
            "a clock set back says nothing again",
            "2026-11-26T20:00",
            vec![("2026-11-25T18:00", reminder), ("2026-11-24T12:00", NONE), ("2026-11-25T18:00", NONE)],
        ),
        (
            "over the change of the clocks",
            "2026-10-25T20:00",
            vec![("2026-10-24T18:00", reminder), ("2026-10-25T18:59", NONE), ("2026-10-25T19:00", reminder)],
        ),
    ] {
        let events = [event(1, start)];
        let mut program = Program { memory: Memory::default(), rules: Rules::default() };
        for (now, then) in looks {
            assert_eq!(program.look(now, &events), then, "{given}: {now}");
        }
    }
}

#[test]
fn a_whole_day_is_told_the_evening_before_only() {
    let day = Event { when: When::parse("2026-11-26", None, true, "Europe/Paris").unwrap(), ..event(1, "2026-11-26") };
    let rings: Vec<Lead> = times(&day.when, &Rules::default(), &paris()).into_iter().map(|(lead, _)| lead).collect();
    assert_eq!(rings, [Lead::Evening]);
}

#[test]
fn what_was_not_asked_for_does_not_ring() {
    let events = [event(1, "2026-11-26T20:00")];
    let mut program = Program::new(&events);
    program.rules = Rules { evening: None, before: None, quiet: None };
    assert_eq!(program.look("2026-11-25T18:00", &events), NONE);
    assert_eq!(program.look("2026-11-26T19:00", &events), NONE);
    program.rules = Rules { before: Some(120), ..program.rules };
    assert_eq!(program.look("2026-11-26T18:00", &events), ["event 1 Reminder"]);
}

#[test]
fn after_an_absence_one_digest_stands_for_all() {
    let events = [event(2, "2026-11-26T20:00"), event(1, "2026-11-26T18:00"), event(3, "2026-11-28T10:00")];
    let mut program = Program::new(&events);
    let all = ["digest", "event 1 Reminder", "event 2 Reminder"];
    assert_eq!(program.look("2026-11-26T08:30", &events), all);
    assert_eq!(program.look("2026-11-26T08:31", &events), NONE);
}

#[test]
fn what_somebody_else_moved_or_cancelled_is_told_once() {
    let before = [event(1, "2026-11-26T20:00")];
    let mut program = Program::new(&before);
    assert_eq!(program.look("2026-11-25T18:00", &before), ["event 1 Reminder"]);
    let moved = [event(1, "2026-11-27T20:00")];
    assert_eq!(program.look("2026-11-25T19:00", &moved), ["event 1 Moved"]);
    assert_eq!(program.look("2026-11-25T19:01", &moved), NONE);
    assert_eq!(program.look("2026-11-26T19:00", &moved), ["event 1 Reminder"], "the evening before the new day");
    let cancelled = [Event { cancelled: true, ..event(1, "2026-11-27T20:00") }];
    assert_eq!(program.look("2026-11-27T12:00", &cancelled), ["event 1 Cancelled"]);
    assert_eq!(program.look("2026-11-27T19:00", &cancelled), NONE);
    assert_eq!(program.look("2026-11-27T19:10", &moved), ["digest", "event 1 Reinstated", "event 1 Reminder"]);
}

#[test]
fn what_one_did_oneself_or_what_is_over_is_no_news() {
    let mut program = Program::new(&[event(1, "2026-11-26T20:00"), event(2, "2026-11-10T20:00")]);
    let mine = Event { by_other: false, ..event(1, "2026-11-28T20:00") };
    assert_eq!(program.look("2026-11-20T12:00", &[mine]), NONE);
    let over = Event { cancelled: true, ..event(2, "2026-11-10T20:00") };
    assert_eq!(program.look("2026-11-20T12:00", &[over]), NONE);
}

#[test]
fn news_waits_for_the_end_of_the_quiet_hours() {
    let mut program = Program::new(&[event(1, "2026-11-26T20:00")]);
    let moved = [event(1, "2026-11-29T20:00")];
    let night = due(clock("2026-11-20T23:00"), &paris(), &program.rules, &moved, &program.memory);
    assert_eq!((night.notice, night.next), (None, Some(clock("2026-11-21T08:00"))));
    assert_eq!(program.look("2026-11-20T23:00", &moved), NONE);
    assert_eq!(program.look("2026-11-21T08:00", &moved), ["event 1 Moved"]);
}

#[test]
fn the_next_look_is_at_the_next_ring() {
    let events = [event(1, "2026-11-26T20:00"), event(2, "2026-12-26T20:00")];
    let next = |now: &str, program: &Program| due(clock(now), &paris(), &program.rules, &events, &program.memory).next;
    let mut program = Program::new(&events);
    assert_eq!(next("2026-11-20T12:00", &program), Some(clock("2026-11-25T18:00")));
    program.look("2026-11-25T18:00", &events);
    assert_eq!(next("2026-11-25T18:00", &program), Some(clock("2026-11-26T19:00")));
}

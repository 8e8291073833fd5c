//! A calendar file as other programs read it: lines of 75 bytes, CRLF, zones defined, names that stay.

use std::collections::BTreeSet;

use coopol_domain::id::SubjectId;
use coopol_domain::time::Instant;
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::When;
use crate::zone::definition;

/// The longest line, in bytes, its end apart (RFC 5545 §3.1).
const LINE: usize = 75;

/// An event on its way out.
#[derive(Debug, Clone)]
pub struct Written {
    /// The same in every file, for ever.
    pub uid: String,
    /// Greater after each change.
    pub sequence: u64,
    /// When it was changed last.
    pub stamp: Instant,
    /// When it is.
    pub when: When,
    /// How it is called.
    pub title: String,
    /// Where; empty when nothing is said.
    pub place: String,
    /// What is to be known; empty when nothing is said.
    pub description: String,
    /// The journal's word for what it is; empty when nothing is said.
    pub category: String,
    /// Whether it won't take place.
    pub cancelled: bool,
}

/// What follows the id of an event in the name that other programs know it by.
const SUFFIX: &str = "@coopol";

/// The name of an event that was planned in Coopol.
pub fn uid(event: SubjectId) -> String {
    format!("{event}{SUFFIX}")
}

/// The event that a name may be of.
pub fn named(uid: &str) -> Option<SubjectId> {
    uid.strip_suffix(SUFFIX)?.parse().ok()
}

/// An agenda as a file that is taken in once. `name` is what a program calls the calendar.
pub fn calendar(name: &str, events: &[Written]) -> String {
    written(name, None, events)
}

/// An agenda as a calendar that programs come back for, every so often: an ISO 8601 duration, `PT1H` (RFC 7986 §5.7).
pub fn feed(name: &str, every: &str, events: &[Written]) -> String {
    written(name, Some(every), events)
}

fn written(name: &str, every: Option<&str>, events: &[Written]) -> String {
    let mut file = File(String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    file.line("PRODID", concat!("-//Coopol//Coopol ", env!("CARGO_PKG_VERSION"), "//FR"));
    file.line("CALSCALE", "GREGORIAN");
    // Older programs know but the names from before RFC 7986.
    file.text("X-WR-CALNAME", name);
    if let Some(every) = every {
        file.text("NAME", name);
        file.line("REFRESH-INTERVAL;VALUE=DURATION", every);
        file.line("X-PUBLISHED-TTL", every);
    }
    let timed = events.iter().filter(|event| !event.when.all_day);
    let zones: BTreeSet<&str> = timed.map(|event| event.when.zone.as_str()).collect();
    zones.into_iter().filter_map(definition).for_each(|zone| file.0.push_str(&zone));
    for event in events {
        file.event(event);
    }
    file.0.push_str("END:VCALENDAR\r\n");
    file.0
}

struct File(String);

impl File {
    fn event(&mut self, event: &Written) {
        self.line("BEGIN", "VEVENT");
        self.text("UID", &event.uid);
        self.line("DTSTAMP", &in_utc(event.stamp));
        self.line("LAST-MODIFIED", &in_utc(event.stamp));
        self.line("SEQUENCE", &event.sequence.min(i32::MAX.unsigned_abs().into()).to_string());
        self.when(&event.when);
        self.text("SUMMARY", &event.title);
        for (name, text) in [("LOCATION", &event.place), ("DESCRIPTION", &event.description)] {
            if !text.is_empty() {
                self.text(name, text);
            }
        }
        self.line("STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
        if !event.category.is_empty() {
            self.text("X-COOPOL-CATEGORY", &event.category);
        }
        self.line("END", "VEVENT");
    }

    fn when(&mut self, when: &When) {
        let defined = definition(&when.zone).is_some();
        let mut put = |name: &str, wall: DateTime, at: Instant| {
            if defined {
                self.line(&format!("{name};TZID={}", when.zone), &wall.strftime("%Y%m%dT%H%M%S").to_string());
            } else {
                self.line(name, &in_utc(at));
            }
        };
        if !when.all_day {
            put("DTSTART", when.start, when.begins());
            if let Some(end) = when.end {
                put("DTEND", end, when.ends());
            }
            return;
        }
        self.line("DTSTART;VALUE=DATE", &when.start.date().strftime("%Y%m%d").to_string());
        // The end is the day after the last (RFC 5545 §3.6.1).
        let next = when.end.unwrap_or(when.start).date().tomorrow();
        if let Ok(next) = next {
            self.line("DTEND;VALUE=DATE", &next.strftime("%Y%m%d").to_string());
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    /// One line, folded between characters.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

fn in_utc(at: Instant) -> String {
    let ms = i64::try_from(at.0).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Written {
        Written {
            uid: "1@coopol".to_owned(),
            sequence: 3,
            stamp: Instant(1_795_000_000_000),
            when: When::parse("2026-11-26T20:00", Some("2026-11-26T22:00"), false, "Europe/Paris").unwrap(),
            title: "Assemblée générale ; votes, élections".to_owned(),
            place: String::new(),
            description: "Ordre du jour :\n- budget".to_owned(),
            category: "general_assembly".to_owned(),
            cancelled: false,
        }
    }

    #[test]
    fn an_event_is_written_as_outlook_wants_it() {
        let file = calendar("Section de Versailles", &[event()]);
        for line in [
            "TZID:Europe/Paris",
            "DTSTART:19700329T020000",
            "DTSTART;TZID=Europe/Paris:20261126T200000",
            "DTEND;TZID=Europe/Paris:20261126T220000",
            "SEQUENCE:3",
            "SUMMARY:Assemblée générale \\; votes\\, élections",
            "DESCRIPTION:Ordre du jour :\\n- budget",
        ] {
            assert!(file.lines().any(|found| found == line), "{line}\n{file}");
        }
        assert!(file.split("\r\n").all(|line| !line.contains('\n')), "every line ends in CRLF");
    }

    /// RFC 7986: how it is called and how often one may come, for programs of every age; what isn't told has no line.
    #[test]
    fn a_feed_says_when_to_come_back() {
        let told = Written { description: String::new(), category: String::new(), ..event() };
        let file = feed("Section de Versailles", "PT1H", &[told]);
        for line in [
            "NAME:Section de Versailles",
            "X-WR-CALNAME:Section de Versailles",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
            "LAST-MODIFIED:20261118T110640Z",
        ] {
            assert!(file.lines().any(|found| found == line), "{line}\n{file}");
        }
        assert!(!file.contains("DESCRIPTION") && !file.contains("X-COOPOL"), "{file}");
        assert!(!calendar("Section de Versailles", &[event()]).contains("REFRESH-INTERVAL"), "a file is taken in once");
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let file = calendar("", &[Written { title: "é".repeat(100), ..event() }]);
        assert!(file.lines().all(|line| line.len() <= LINE));
        assert!(file.replace("\r\n ", "").contains(&"é".repeat(100)));
    }

    #[test]
    fn days_and_zones_without_a_definition() {
        let day = When::parse("2026-11-26", Some("2026-11-27"), true, "Europe/Paris").unwrap();
        let tokyo = When::parse("2026-11-26T20:00", None, false, "Asia/Tokyo").unwrap();
        let file = calendar("", &[Written { when: day, ..event() }, Written { when: tokyo, ..event() }]);
        assert!(file.contains("DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128\r\n"), "{file}");
        assert!(file.contains("DTSTART:20261126T110000Z\r\n"), "{file}");
        assert!(!file.contains("VTIMEZONE"), "{file}");
    }
}

//! Components as events. Pure: bytes, a zone and a day in, events and problems out.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use calcard::common::timezone::Tz;
use calcard::icalendar::dates::TimeOrDelta;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty, ICalendarStatus, ICalendarValue};
use calcard::{Entry, Parser};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::cut::{Block, Parts, cut, text};
use super::property::property;
use super::reading::{Code, Found, Problem, Reading, Unreadable};
use crate::agenda::When;
use crate::agenda::when::{wall, wall_at};

/// Steps that all the recurrences of a file may take together; a rule that asks for more is cut and reported.
const MOST_STEPS: usize = 50_000;
/// Steps of one recurrence: a daily meeting since 2013.
const STEPS: usize = 5_000;
/// Times of one recurrence that are taken: two years of a weekly meeting, and some.
const TIMES: usize = 200;
/// How far back and ahead the times of a recurrence are taken, in years.
const REACH: (i64, i64) = (1, 2);
/// The longest texts that an event holds, in bytes.
const MOST_TITLE: usize = 300;
const MOST_DESCRIPTION: usize = 8_000;
const MOST_UID: usize = 255;

/// Reads a calendar file. Hours that name no zone, and those in UTC, become hours of `home`; of a recurrence, the times
/// around `today` are taken.
///
/// # Errors
/// [`Unreadable`]; whatever is wrong with one event is a [`Problem`] of the reading.
pub fn read(file: &[u8], home: &TimeZone, today: Date) -> Result<Reading, Unreadable> {
    let mut parts = cut(&text(file)?)?;
    let head = Block { line: 1, text: format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", parts.head) };
    let told = property(&head, "X-WR-TIMEZONE").and_then(|zone| TimeZone::get(&zone.value).ok());
    let cancelled = property(&head, "METHOD").is_some_and(|method| method.value.eq_ignore_ascii_case("CANCEL"));
    let reading = Reading { problems: std::mem::take(&mut parts.problems), others: parts.others, events: Vec::new() };
    let home = told.unwrap_or_else(|| home.clone());
    let mut reader = Reader { zones: zones(&parts), home, today, cancelled, steps: MOST_STEPS, reading };
    for blocks in series(&parts).values() {
        reader.series(blocks);
    }
    let mut reading = reader.reading;
    reading.events.sort_by(|a, b| (a.line, &a.uid).cmp(&(b.line, &b.uid)));
    // The last word of a file on an event counts.
    let mut last = BTreeMap::new();
    reading.events.iter().enumerate().for_each(|(place, found)| {
        last.insert(found.uid.clone(), place);
    });
    let mut place = 0..;
    reading.events.retain(|found| last.get(&found.uid) == place.next().as_ref());
    reading.problems.sort_by_key(|problem| problem.line);
    Ok(reading)
}

fn zones(parts: &Parts) -> String {
    parts.zones.iter().map(|zone| zone.text.as_str()).collect()
}

/// The events of one name: a recurrence and its exceptions stand apart in a file.
fn series(parts: &Parts) -> BTreeMap<(u32, String), Vec<&Block>> {
    let mut first = BTreeMap::new();
    let mut series: BTreeMap<(u32, String), Vec<&Block>> = BTreeMap::new();
    for block in &parts.events {
        let uid = property(block, "UID").map(|uid| uid.value).filter(|uid| !uid.is_empty());
        let uid = uid.unwrap_or_else(|| Hash::of(block.text.as_bytes()).to_string());
        let line = *first.entry(uid.clone()).or_insert(block.line);
        series.entry((line, uid)).or_default().push(block);
    }
    series
}

struct Reader {
    zones: String,
    home: TimeZone,
    today: Date,
    cancelled: bool,
    steps: usize,
    reading: Reading,
}

impl Reader {
    fn series(&mut self, blocks: &[&Block]) {
        let events: String = blocks.iter().map(|block| block.text.as_str()).collect();
        let calendar = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{events}END:VCALENDAR\r\n", self.zones);
        let Entry::ICalendar(calendar) = Parser::new(&calendar).entry() else {
            return self.problem(blocks[0], "BEGIN", Code::NotAnEvent);
        };
        let components = calendar.components.iter().enumerate().filter(|(_, part)| part.component_type.is_event());
        let place: BTreeMap<usize, &Block> = components.map(|(id, _)| id).zip(blocks.iter().copied()).collect();
        for block in blocks {
            self.check_zone(block, &calendar);
        }
        let home = self.home.iana_name().and_then(|name| Tz::from_str(name).ok()).unwrap_or(Tz::UTC);
        let steps = STEPS.min(self.steps);
        let expanded = calendar.expand_dates(home, steps);
        self.steps -= expanded.events.len().min(steps);
        for error in &expanded.errors {
            let Some(block) = place.get(&(error.comp_id as usize)) else { continue };
            let recurs = matches!(error.error, calcard::icalendar::dates::CalendarErrorType::RRule(_));
            self.problem(
                block,
                if recurs { "RRULE" } else { "DTSTART" },
                if recurs { Code::BadRecurrence } else { Code::NoStart },
            );
        }
        // The rules of a zone are recurrences too.
        let recurs = place.keys().filter_map(|id| calendar.components.get(*id)).any(ICalendarComponent::is_recurrent);
        let mut times = 0;
        let full = recurs && expanded.events.len() >= steps;
        for event in expanded.events {
            let id = event.comp_id as usize;
            let (Some(block), Some(component)) = (place.get(&id), calendar.components.get(id)) else { continue };
            // Without an end the day's would be told.
            let ends = component.has_property(&ICalendarProperty::Dtend)
                || component.has_property(&ICalendarProperty::Duration);
            let end = match event.end {
                _ if !ends => None,
                TimeOrDelta::Time(end) => Some(end.with_timezone(&event.start.timezone()).naive_local()),
                TimeOrDelta::Delta(length) => event.start.naive_local().checked_add_signed(length),
            };
            let minute = |time: &dyn std::fmt::Display| wall(&time.to_string());
            let start = minute(&event.start.naive_local().format("%Y-%m-%dT%H:%M"));
            let end = end.and_then(|end| minute(&end.format("%Y-%m-%dT%H:%M")));
            let Some(start) = start.filter(|start| (1850..=2200).contains(&start.year())) else {
                self.problem(block, "DTSTART", Code::NoStart);
                continue;
            };
            if recurs && !self.within(start.date()) {
                continue;
            }
            times += 1;
            if recurs && times > TIMES {
                break;
            }
            let zone = Zone { tz: event.start.timezone(), at: event.start.timestamp() };
            let when = self.when(component, start, end, &zone);
            let slot = recurs.then(|| slot(component, &calendar, home).unwrap_or(zone.at));
            self.found(block, component, when, slot);
        }
        if recurs && (full || times > TIMES) {
            self.problem(blocks[0], "RRULE", Code::ManyTimes);
        }
    }

    fn within(&self, day: Date) -> bool {
        let from = self.today.checked_sub(REACH.0.years()).unwrap_or(Date::MIN);
        let until = self.today.checked_add(REACH.1.years()).unwrap_or(Date::MAX);
        (from..until).contains(&day)
    }

    fn when(&self, component: &ICalendarComponent, start: DateTime, end: Option<DateTime>, zone: &Zone) -> When {
        let home = || self.home.iana_name().unwrap_or("UTC").to_owned();
        if all_day(component) {
            // The end is the day after the last.
            let last = end.and_then(|end| end.date().yesterday().ok()).filter(|last| *last > start.date());
            let midnight = |day: Date| DateTime::from(day);
            return When { start: midnight(start.date()), end: last.map(midnight), all_day: true, zone: home() };
        }
        let end = end.filter(|end| *end > start);
        let own = zone.tz.name().filter(|_| !zone.tz.is_utc() && !zone.tz.is_floating());
        if let Some(name) = own.filter(|name| TimeZone::get(name).is_ok_and(|zone| zone.iana_name().is_some())) {
            return When { start, end, all_day: false, zone: name.into_owned() };
        }
        if zone.tz.is_floating() {
            return When { start, end, all_day: false, zone: home() };
        }
        let begins = Instant(u64::try_from(zone.at).unwrap_or_default() * 1000);
        let here = wall_at(begins, &self.home);
        let end = end.and_then(|end| here.checked_add(start.duration_until(end)).ok());
        When { start: here, end, all_day: false, zone: home() }
    }

    fn found(&mut self, block: &Block, component: &ICalendarComponent, when: When, slot: Option<i64>) {
        let text = |name, most| component.property(&name).and_then(first_text).map(|text| clean(&text, most));
        let place = text(ICalendarProperty::Location, MOST_TITLE).unwrap_or_default();
        let description = text(ICalendarProperty::Description, MOST_DESCRIPTION).unwrap_or_default();
        let title = text(ICalendarProperty::Summary, MOST_TITLE).filter(|title| !title.is_empty());
        let title =
            title.or_else(|| description.lines().next().map(|line| clean(line, MOST_TITLE))).unwrap_or(place.clone());
        if title.is_empty() {
            return self.problem(block, "SUMMARY", Code::NoTitle);
        }
        let cancelled = component.status() == Some(&ICalendarStatus::Cancelled) || self.cancelled;
        let uid = property(block, "UID").map(|uid| unescaped(&uid.value)).filter(|uid| !uid.is_empty());
        let uid = uid.unwrap_or_else(|| Hash::of(format!("{title}\n{:?}", when.start).as_bytes()).to_string());
        let category = property(block, "X-COOPOL-CATEGORY").map(|category| category.value);
        self.reading.events.push(Found {
            line: block.line,
            uid: name(&uid, slot),
            title: title.replace('\n', " "),
            when,
            place: place.replace('\n', " "),
            description,
            category,
            cancelled,
        });
    }

    /// A zone that neither its name nor its definition tells is reported, unless it has the offsets of home.
    fn check_zone(&mut self, block: &Block, calendar: &ICalendar) {
        let Some(start) = property(block, "DTSTART") else { return };
        let parameters = start.parameters.split(';');
        let zone =
            parameters.filter_map(|part| part.split_once('=')).find(|(name, _)| name.eq_ignore_ascii_case("TZID"));
        let Some((_, zone)) = zone else { return };
        let zone = zone.trim_matches('"');
        if calendar.build_tz_resolver().resolve(zone).is_none() && !self.like_home(zone) {
            self.reading.problems.push(Problem { line: start.line, code: Code::UnknownZone, value: zone.to_owned() });
        }
    }

    /// Whether the file defines a zone of this name by the offsets that home has this year.
    fn like_home(&self, name: &str) -> bool {
        let wanted = format!("TZID:{}", name.to_ascii_uppercase());
        let zones = self.zones.split("BEGIN:VTIMEZONE");
        let Some(zone) = zones.into_iter().find(|zone| zone.to_ascii_uppercase().contains(&wanted)) else {
            return false;
        };
        let mut told: Vec<&str> =
            zone.lines().filter_map(|line| line.strip_prefix("TZOFFSETTO:")).map(str::trim).collect();
        let year = self.today.year();
        let offset = |month| {
            let day = Date::new(year, month, 1).ok()?.to_zoned(self.home.clone()).ok()?;
            Some(day.strftime("%z").to_string())
        };
        let mut here: Vec<String> = [1, 7].into_iter().filter_map(offset).collect();
        told.sort_unstable();
        told.dedup();
        here.sort_unstable();
        here.dedup();
        told == here
    }

    fn problem(&mut self, block: &Block, at: &str, code: Code) {
        let found = property(block, at);
        let (line, value) = found.map_or((block.line, String::new()), |found| (found.line, found.value));
        let value = clean(&value, MOST_UID);
        self.reading.problems.push(Problem { line, code, value });
    }
}

struct Zone {
    tz: Tz,
    /// Seconds since 1970.
    at: i64,
}

/// The time that an exception stands for, in seconds since 1970.
fn slot(component: &ICalendarComponent, calendar: &ICalendar, home: Tz) -> Option<i64> {
    let replaced = component.property(&ICalendarProperty::RecurrenceId)?;
    let at = replaced.values.first()?.as_partial_date_time()?.to_date_time()?;
    let zone = calendar.build_tz_resolver().with_default(home).resolve_or_default(replaced.tz_id());
    Some(at.to_date_time_with_tz(zone)?.timestamp())
}

fn all_day(component: &ICalendarComponent) -> bool {
    let start = component.property(&ICalendarProperty::Dtstart).and_then(|start| start.values.first());
    let day = start.and_then(ICalendarValue::as_partial_date_time).is_some_and(|start| !start.has_time());
    let outlook = ICalendarProperty::Other("X-MICROSOFT-CDO-ALLDAYEVENT".to_owned());
    day || component.property(&outlook).and_then(first_text).is_some_and(|said| said.eq_ignore_ascii_case("TRUE"))
}

fn first_text(entry: &calcard::icalendar::ICalendarEntry) -> Option<String> {
    entry.values.first()?.as_text().map(str::to_owned)
}

/// A name of bounded length; a time of a recurrence has one of its own.
fn name(uid: &str, slot: Option<i64>) -> String {
    let suffix = slot.map_or_else(String::new, |at| format!("/{at}"));
    let long = uid.len() + suffix.len() > MOST_UID || uid.chars().any(char::is_control);
    let uid = if long { Hash::of(uid.as_bytes()).to_string() } else { uid.to_owned() };
    uid + &suffix
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        plain.push(if c == '\\' { characters.next().unwrap_or(c) } else { c });
    }
    plain
}

/// Text as a field holds it: line breaks kept, other controls left out, cut between characters.
fn clean(text: &str, most: usize) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}'], "\n").replace('\t', " ");
    let mut kept: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if kept.len() > most {
        let end = (0..=most).rev().find(|&place| kept.is_char_boundary(place)).unwrap_or(0);
        kept.truncate(end);
    }
    kept.trim().to_owned()
}

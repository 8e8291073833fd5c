//! When an event is: what the clock on its wall shows, and the zone that the wall stands in (J13).

use coopol_domain::codec::Value;
use coopol_domain::time::Instant;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Serialize, Serializer};

/// What was given as a time of an event, and is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotATime {
    /// A zone that isn't in the tables.
    #[error("`{given}` is no zone: an IANA name is wanted, Europe/Paris")]
    Zone {
        /// What was given.
        given: String,
    },
    /// A time that doesn't exist, or an end before the start.
    #[error("`{given}` can't be the {field}: a time is wanted, 2026-11-22T18:30, and none before the start")]
    Time {
        /// Of what: `start` or `end`.
        field: &'static str,
        /// What was given.
        given: String,
    },
}

/// Start, end and zone, valid only together (J2.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct When {
    /// To the minute.
    #[serde(serialize_with = "minute")]
    pub start: DateTime,
    /// Not before the start; nothing when nobody said.
    #[serde(serialize_with = "minute_or_none")]
    pub end: Option<DateTime>,
    /// The days count, from the first to the last, and not the times.
    pub all_day: bool,
    /// An IANA name: `Europe/Paris`.
    pub zone: String,
}

impl When {
    /// From texts such as `2026-11-22T18:30`; a day alone is enough for what lasts all day.
    ///
    /// # Errors
    /// [`NotATime`] for a time or a zone that doesn't exist.
    pub fn parse(start: &str, end: Option<&str>, all_day: bool, zone: &str) -> Result<Self, NotATime> {
        TimeZone::get(zone).map_err(|_| NotATime::Zone { given: zone.to_owned() })?;
        let no_time = |field, text: &str| NotATime::Time { field, given: text.to_owned() };
        let time = |field, text: &str| wall(text).ok_or_else(|| no_time(field, text));
        let (start, end) = (time("start", start)?, end.map(|end| time("end", end)).transpose()?);
        if end.is_some_and(|end| end < start) {
            return Err(no_time("end", &text(end.unwrap_or(start))));
        }
        Ok(Self { start, end, all_day, zone: zone.to_owned() })
    }

    /// From the journal's field; `None` for what can't be read, which only a later version writes.
    pub fn read(value: &Value) -> Option<Self> {
        let Value::Map(parts) = value else { return None };
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
        let text = |name: &str| match part(name) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let all_day = part("all_day") == Some(&Value::Bool(true));
        Self::stored(text("start")?, text("end"), all_day, text("zone")?.to_owned())
    }

    /// As the journal holds it, in the order of canonical bytes.
    pub fn to_value(&self) -> Value {
        let mut parts = Vec::with_capacity(4);
        parts.extend(self.end.map(|end| ("end".to_owned(), Value::text(text(end)))));
        parts.push(("zone".to_owned(), Value::text(&self.zone)));
        parts.push(("start".to_owned(), Value::text(text(self.start))));
        parts.extend(self.all_day.then(|| ("all_day".to_owned(), Value::Bool(true))));
        Value::Map(parts)
    }

    /// From what the journal or the cache holds; `None` for what can't be read, which only a later version writes.
    pub fn stored(start: &str, end: Option<&str>, all_day: bool, zone: String) -> Option<Self> {
        Some(Self { start: wall(start)?, end: end.and_then(wall), all_day, zone })
    }

    /// The instant at which it begins.
    pub fn begins(&self) -> Instant {
        instant(if self.all_day { self.start.date().into() } else { self.start }, &self.time_zone())
    }

    /// The instant at which it is over; that of its beginning when nobody said when it ends.
    pub fn ends(&self) -> Instant {
        let end = self.end.unwrap_or(self.start);
        if !self.all_day {
            return instant(end, &self.time_zone());
        }
        let next = end.date().tomorrow().unwrap_or(Date::MAX);
        instant(next.into(), &self.time_zone())
    }

    /// What the clocks of another zone show. A day stays a day everywhere.
    #[must_use]
    pub fn in_zone(&self, zone: &TimeZone) -> Self {
        let own = self.time_zone();
        if self.all_day || own == *zone {
            return self.clone();
        }
        let there = |time: DateTime| {
            own.to_ambiguous_zoned(time).compatible().map_or(time, |at| at.with_time_zone(zone.clone()).datetime())
        };
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Self { start: there(self.start), end: self.end.map(there), all_day: false, zone: name }
    }

    /// Its zone; UTC for one that this machine's tables don't know.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

/// The instant at which a wall shows a time. A time that summer time leaves out is read by the offset before the gap, so
/// half past two becomes half past three; one that comes twice is the first (RFC 5545 §3.3.5).
pub fn instant(wall: DateTime, zone: &TimeZone) -> Instant {
    let at = zone.to_ambiguous_timestamp(wall).compatible().unwrap_or(Timestamp::MAX);
    Instant(u64::try_from(at.as_millisecond()).unwrap_or_default())
}

/// What a wall shows at an instant, to the minute.
pub fn wall_at(at: Instant, zone: &TimeZone) -> DateTime {
    let ms = i64::try_from(at.0).unwrap_or(i64::MAX);
    let shown = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX).to_zoned(zone.clone()).datetime();
    to_minute(shown)
}

/// Without its seconds.
pub fn to_minute(time: DateTime) -> DateTime {
    time.with().second(0).subsec_nanosecond(0).build().unwrap_or(time)
}

/// `2026-11-22T18:30`, or `2026-11-22` for midnight.
pub fn wall(text: &str) -> Option<DateTime> {
    match text.len() {
        10 => text.parse::<Date>().ok().map(DateTime::from),
        16 => text.parse().ok(),
        _ => None,
    }
}

/// `2026-11-22T18:30`.
pub fn text(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The first day after a month.
pub fn after_month(first: Date) -> Date {
    first.checked_add(1.month()).unwrap_or(Date::MAX)
}

fn minute<S: Serializer>(time: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text(*time))
}

#[expect(clippy::ref_option, reason = "the shape that serde calls")]
fn minute_or_none<S: Serializer>(time: &Option<DateTime>, serializer: S) -> Result<S::Ok, S::Error> {
    time.map(text).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: &str, zone: &str) -> String {
        let when = When::parse(start, None, false, zone).unwrap();
        Timestamp::from_millisecond(i64::try_from(when.begins().0).unwrap()).unwrap().to_string()
    }

    /// J13: 20 h is 20 h on both sides of the change, which is another instant of the day in UTC.
    #[test]
    fn a_meeting_keeps_its_hour_over_the_change() {
        assert_eq!(at("2026-10-24T20:00", "Europe/Paris"), "2026-10-24T18:00:00Z");
        assert_eq!(at("2026-10-25T20:00", "Europe/Paris"), "2026-10-25T19:00:00Z");
        assert_eq!(at("2027-03-27T20:00", "Europe/Paris"), "2027-03-27T19:00:00Z");
        assert_eq!(at("2027-03-28T20:00", "Europe/Paris"), "2027-03-28T18:00:00Z");
    }

    /// J13, RFC 5545 §3.3.5.
    #[test]
    fn an_hour_that_is_left_out_or_comes_twice_is_still_one_instant() {
        assert_eq!(at("2027-03-28T02:30", "Europe/Paris"), "2027-03-28T01:30:00Z", "3:30 in summer time");
        assert_eq!(at("2026-10-25T02:30", "Europe/Paris"), "2026-10-25T00:30:00Z", "the first of the two");
        assert_eq!(at("2026-10-25T02:30", "Indian/Reunion"), "2026-10-24T22:30:00Z", "no summer time there");
    }

    #[test]
    fn a_day_lasts_as_long_as_the_law_gives_it() {
        let day = When::parse("2026-10-25", Some("2026-10-25"), true, "Europe/Paris").unwrap();
        assert_eq!(day.ends().since(day.begins()), 25 * 3_600_000);
        assert_eq!(day.in_zone(&TimeZone::get("America/Guadeloupe").unwrap()), day, "a day is a day everywhere");
    }

    #[test]
    fn another_zone_shows_another_hour() {
        let paris = When::parse("2026-12-01T20:00", Some("2026-12-01T22:00"), false, "Europe/Paris").unwrap();
        let there = paris.in_zone(&TimeZone::get("America/Guadeloupe").unwrap());
        assert_eq!((text(there.start), there.zone.as_str()), ("2026-12-01T15:00".to_owned(), "America/Guadeloupe"));
        assert_eq!(there.begins(), paris.begins());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (start, end, zone) in [
            ("2026-02-30T20:00", None, "Europe/Paris"),
            ("2026-02-20T24:00", None, "Europe/Paris"),
            ("20/02/2026", None, "Europe/Paris"),
            ("2026-02-20T20:00", Some("2026-02-20T19:59"), "Europe/Paris"),
            ("2026-02-20T20:00", None, "Europe/Versailles"),
        ] {
            assert!(When::parse(start, end, false, zone).is_err(), "{start} {end:?} {zone}");
        }
    }
}

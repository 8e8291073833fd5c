//! Days and hours as people in the Yvelines live them.

use coopol_domain::codec::Value;
use coopol_domain::time::Instant;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The zone of every unit of the demonstration.
pub const ZONE: &str = "Europe/Paris";

const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The day so many days after `day`, or before it.
pub(super) fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// How many days lie between `from` and `to`; negative when `to` comes first.
pub(super) fn between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| span.get_days().into())
}

/// When it is `hour`:`minute` in Paris on `day`.
pub(super) fn paris(day: Date, hour: i8, minute: i8) -> Instant {
    let zoned = day.at(hour, minute, 0, 0).in_tz(ZONE).expect("jiff carries the zone");
    Instant(u64::try_from(zoned.timestamp().as_millisecond()).expect("the demonstration plays after 1970"))
}

/// The day in Paris.
///
/// # Panics
/// Beyond the year 9999.
pub fn day(at: Instant) -> Date {
    let ms = i64::try_from(at.0).expect("instants of the journal fit");
    let at = jiff::Timestamp::from_millisecond(ms).expect("jiff knows the days until the year 9999");
    at.in_tz(ZONE).expect("jiff carries the zone").date()
}

/// A day as the journal writes it: `2026-11-22`.
pub(super) fn iso(day: Date) -> Value {
    Value::text(day.to_string())
}

/// A time on the wall clock as the journal writes it: `2026-11-22T18:30`.
pub(super) fn wall(day: Date, hour: i8, minute: i8) -> Value {
    Value::text(format!("{day}T{hour:02}:{minute:02}"))
}

/// A day as people say it: `mardi 3 février 2026`.
pub(super) fn spoken(day: Date) -> String {
    let weekday = WEEKDAYS[place(day.weekday().to_monday_zero_offset())];
    let month = MONTHS[place(day.month() - 1)];
    let nth = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{weekday} {nth} {month} {}", day.year())
}

/// An hour as people say it: `20 h 30`.
pub(super) fn spoken_hour(hour: i8, minute: i8) -> String {
    if minute == 0 { format!("{hour}\u{a0}h") } else { format!("{hour}\u{a0}h\u{a0}{minute:02}") }
}

/// The first such weekday on or after `day`.
pub(super) fn next(day: Date, weekday: Weekday) -> Date {
    plus(day, day.weekday().until(weekday).into())
}

fn place(offset: i8) -> usize {
    usize::try_from(offset).expect("weekdays and months are counted from 0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_said_and_placed() {
        let day = date(2026, 2, 3);
        assert_eq!((plus(day, 30), between(day, date(2026, 3, 5))), (date(2026, 3, 5), 30));
        assert_eq!(spoken(day), "mardi 3 février 2026");
        assert_eq!(spoken(date(2026, 3, 1)), "dimanche 1er mars 2026");
        assert_eq!(next(day, Weekday::Tuesday), day);
        assert_eq!(next(day, Weekday::Saturday), date(2026, 2, 7));
        assert_eq!(super::day(paris(day, 0, 5)), day);
        assert_eq!(wall(day, 8, 5), Value::text("2026-02-03T08:05"));
    }

    /// J13: 20 h is 19 h UTC in winter and 18 h UTC in summer.
    #[test]
    fn the_wall_clock_follows_summer_time() {
        assert_eq!(paris(date(2026, 1, 15), 20, 0).0 % 86_400_000 / 3_600_000, 19);
        assert_eq!(paris(date(2026, 7, 15), 20, 0).0 % 86_400_000 / 3_600_000, 18);
    }
}

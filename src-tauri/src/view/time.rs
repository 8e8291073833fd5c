//! Instants as days and wall times of the unit's zone. The page never does zone arithmetic.

use coopol_domain::time::Instant;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::contract::base::{Day, WallTime};
use crate::contract::failure::{ErrorCode, Failure};

/// As the page reads wall times.
pub const MINUTE: &str = "%Y-%m-%dT%H:%M";

/// `2026-11-22`
pub fn day(at: Instant, zone: &TimeZone) -> Day {
    coopol_core::device::day(at, zone).to_string()
}

/// `2026-11-22T18:30`
pub fn wall(at: Instant, zone: &TimeZone) -> WallTime {
    civil(at, zone).strftime(MINUTE).to_string()
}

/// The same, to compute with.
pub fn civil(at: Instant, zone: &TimeZone) -> DateTime {
    let ms = i64::try_from(at.0).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX).to_zoned(zone.clone()).datetime()
}

/// When a day begins; `after` days later when a span ends with it.
pub fn midnight(day: &str, after: i64, zone: &TimeZone) -> Result<Instant, Failure> {
    let unreadable = || Failure::new(ErrorCode::Invalid, "not a day").with("field", "date").with("rule", "day");
    let date: Date = day.parse().map_err(|_| unreadable())?;
    let date = date.checked_add(after.days()).map_err(|_| unreadable())?;
    let begins = date.to_zoned(zone.clone()).map_err(|_| unreadable())?;
    Ok(Instant(u64::try_from(begins.timestamp().as_millisecond()).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn an_instant_is_shown_where_the_unit_is() {
        let late = Instant(1_795_388_340_000);
        assert_eq!(wall(late, &paris()), "2026-11-22T23:59");
        assert_eq!(wall(late, &TimeZone::UTC), "2026-11-22T22:59");
        assert_eq!(day(Instant(late.0 + 60_000), &paris()), "2026-11-23");
    }

    #[test]
    fn a_day_begins_at_midnight_there_and_ends_when_the_next_begins() {
        let begins = midnight("2026-11-22", 0, &paris()).unwrap();
        assert_eq!(wall(begins, &paris()), "2026-11-22T00:00");
        // The night when clocks go back has 25 hours.
        let (from, until) =
            (midnight("2026-10-25", 0, &paris()).unwrap(), midnight("2026-10-25", 1, &paris()).unwrap());
        assert_eq!(until.0 - from.0, 25 * 3_600_000);
        assert!(midnight("22/11/2026", 0, &paris()).is_err());
    }
}

//! What day it is where the unit is.

use coopol_domain::time::Instant;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Failure, Session};

/// Where a unit lies that says nothing else.
const HOME: &str = "Europe/Paris";

impl Session {
    /// The zone of the units that the device knows.
    pub async fn zone(&self) -> Result<TimeZone, Failure> {
        let unit = self.unit().await?;
        let mut reader = self.reader().await?;
        let zone = sqlx::query_scalar::<_, String>("SELECT zone FROM units ORDER BY id IS ? DESC, kind DESC LIMIT 1");
        let zone = zone.bind(unit.map(|unit| unit.as_bytes().to_vec())).fetch_optional(&mut *reader).await?;
        Ok(TimeZone::get(zone.as_deref().unwrap_or(HOME)).unwrap_or(TimeZone::UTC))
    }

    /// The day on the calendar of the unit.
    pub async fn today(&self) -> Result<Date, Failure> {
        Ok(day(self.now().await?, &self.zone().await?))
    }
}

/// The day of an instant in a zone.
pub fn day(at: Instant, zone: &TimeZone) -> Date {
    let ms = i64::try_from(at.0).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX).to_zoned(zone.clone()).date()
}

/// When a day begins in a zone.
pub fn midnight(day: Date, zone: &TimeZone) -> Instant {
    crate::agenda::when::instant(day.into(), zone)
}

//! Sections that are coming out of the unit.

use coopol_domain::id::UnitId;
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::device::{Failure, Session, day};
use crate::units::splits;

/// A section that is coming out of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parting {
    /// How it is called.
    pub name: String,
    /// Whether the unit agreed; else it hasn't answered yet.
    pub agreed: bool,
    /// Since which day.
    pub since: String,
}

impl Parting {
    /// Those of a unit that were decided, or agreed to since an instant.
    pub(super) async fn all(
        session: &Session,
        unit: UnitId,
        since: Instant,
        zone: &TimeZone,
    ) -> Result<Vec<Self>, Failure> {
        let known = splits::list(session).await?.into_iter();
        let under_way = known.filter(|split| split.unit == unit && split.is_under_way(since));
        let told = under_way.map(|split| Self {
            agreed: split.word == "agreed",
            since: day(split.at, zone).to_string(),
            name: split.name,
        });
        Ok(told.collect())
    }
}

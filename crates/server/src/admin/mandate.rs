//! `admin mandate`.

use clap::Subcommand;
use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, UnitId};
use coopol_domain::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::authority::Installed;
use crate::settings::Settings;

/// What can be done with mandates.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Records one and prints its id and its holder's.
    Record {
        /// In which unit.
        #[arg(long)]
        unit: UnitId,
        /// As what: secretary, deputy, treasurer, `first_federal_secretary`… A wrong word names them all.
        #[arg(long)]
        office: Office,
        /// How the holder is called.
        #[arg(long)]
        holder_name: String,
        /// Who, when they hold another office already.
        #[arg(long)]
        holder: Option<HolderId>,
        /// Its last day, 2027-06-30: it ends when that day does in the unit's time zone.
        #[arg(long)]
        until: Option<Date>,
    },
}

pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    let Command::Record { unit, office, holder_name, holder, until } = command;
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| {
        let unit = desk.office(unit).await?.unit;
        if unit.merged_into.is_some() {
            return Err(Failed::UnitClosed { unit: unit.id });
        }
        let until = until.map(|day| end_of(day, &unit.zone).ok_or(Failed::NoSuchDay { day, zone: unit.zone.clone() }));
        let installed = Installed { holder, holder_name, office, since: None, until: until.transpose()? };
        let (mandate, holder) = desk.app.install(&unit, installed).await?;
        let document = json!({ "mandate": mandate, "holder": holder });
        Ok(Answer::new(document, format!("mandate {mandate}\nholder  {holder}")))
    })
    .await
}

/// The bounds of a mandate are instants, computed once from the unit's time zone (J9).
fn end_of(day: Date, zone: &str) -> Option<Instant> {
    let midnight = day.tomorrow().ok()?.to_zoned(TimeZone::get(zone).ok()?).ok()?;
    u64::try_from(midnight.timestamp().as_millisecond()).ok().map(Instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_unit_is() {
        let end = |day: &str, zone: &str| end_of(day.parse().unwrap(), zone).map(|end| end.0);
        assert_eq!(end("2027-06-30", "Europe/Paris"), Some(1_814_392_800_000), "22:00 in UTC: summer time");
        assert_eq!(end("2027-01-30", "Europe/Paris"), Some(1_801_350_000_000), "23:00 in UTC");
        assert_eq!(end("2027-06-30", "America/Guadeloupe"), Some(1_814_414_400_000), "04:00 of the next day in UTC");
        assert_eq!(end("2027-06-30", "Europe/Versailles"), None);
    }
}

//! `coopol handover remind`.

use coopol_core::device::Session;
use coopol_core::handover::{self, Behind, Reminder};
use coopol_domain::kinds::Lacking;
use jiff::tz::TimeZone;
use serde_json::json;

use super::devices::day;
use super::mandate::unit;
use super::season::usual;
use crate::arguments::Arguments;
use crate::arguments::handover::Remind;
use crate::failure::Failure;
use crate::output;

pub async fn run(session: &Session, arguments: &Arguments, wanted: &Remind) -> Result<String, Failure> {
    let since = match wanted.since {
        Some(day) => day,
        None => usual(session.today().await?),
    };
    let mut renewals = handover::season(session, since).await?;
    if let Some(name) = &wanted.unit {
        let one = unit(session, name).await?;
        renewals.retain(|renewal| renewal.unit == one);
    } else {
        renewals.retain(|renewal| wanted.behind.contains(&renewal.step));
    }
    let behind = handover::behind(session, &renewals, since).await?;
    // One that is named is refused by name; of many, those that were reminded lately are left out.
    let (lately, due): (Vec<Behind>, Vec<Behind>) =
        behind.into_iter().partition(|unit| wanted.unit.is_none() && unit.not_before.is_some());
    if !wanted.dry_run {
        handover::remind(session, &due).await?;
    }
    if arguments.json {
        return Ok(output::json(&json!({ "reminded": due, "lately": lately, "dryRun": wanted.dry_run })));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> =
        due.iter().map(|unit| format!("{} : {}", unit.unit_name, lacking(unit.lacking, &unit.since))).collect();
    lines.extend(lately.iter().filter_map(|unit| {
        Some(format!("{} : déjà relancée le {}, passée", unit.unit_name, day(unit.reminded?, &zone)))
    }));
    lines.push(total(due.len(), wanted.dry_run));
    Ok(lines.join("\n"))
}

fn total(count: usize, dry_run: bool) -> String {
    match (count, dry_run) {
        (0, _) => "Aucune unité à relancer.".to_owned(),
        (1, true) => "1 unité serait relancée.".to_owned(),
        (many, true) => format!("{many} unités seraient relancées."),
        (1, false) => "1 unité relancée : ses responsables le liront à leur prochaine synchronisation.".to_owned(),
        (many, false) => {
            format!("{many} unités relancées : leurs responsables le liront à leur prochaine synchronisation.")
        }
    }
}

/// What the level above says to whoever reads it.
pub fn received(reminder: &Reminder, zone: &TimeZone) -> String {
    let Reminder { unit_name, lacking: what, since, at, .. } = reminder;
    format!("Relance du {} par le niveau au-dessus, {unit_name} : {}", day(*at, zone), lacking(*what, since))
}

fn lacking(what: Lacking, since: &str) -> String {
    match what {
        Lacking::Election => format!("aucune élection déclarée depuis le {since}"),
        Lacking::Countersignature => format!("l'élection du {since} attend d'être confirmée"),
        Lacking::Minutes => format!("le compte rendu de l'élection du {since} n'est pas reçu"),
    }
}

//! `coopol handover season`.

use std::path::Path;

use coopol_core::device::Session;
use coopol_core::export::{self, Format};
use coopol_core::handover::{self, Election, Renewal, Secretary, Step};
use coopol_core::mandates::Caretaker;
use coopol_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::devices::day;
use super::dossier::write;
use crate::arguments::Arguments;
use crate::arguments::handover::Season;
use crate::failure::Failure;
use crate::output;

/// How far back a season goes when nobody says.
const MONTHS: i32 = 6;

pub async fn run(session: &Session, arguments: &Arguments, wanted: &Season) -> Result<String, Failure> {
    let today = session.today().await?;
    let since = wanted.since.unwrap_or_else(|| usual(today));
    let mut renewals = handover::season(session, since).await?;
    renewals.retain(|renewal| wanted.step.is_none_or(|step| renewal.step == step));
    if let Some(file) = &wanted.out {
        let bytes = export::season(session, &renewals, format(file)).await?;
        write(file, &bytes).map_err(|source| Failure::File { path: file.clone(), source })?;
        return Ok(if arguments.json {
            output::json(&json!({ "file": file }))
        } else {
            format!("Tableau écrit dans {}.", file.display())
        });
    }
    if arguments.json {
        return Ok(output::json(&json!({ "since": since.to_string(), "renewals": renewals })));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> = renewals.iter().map(|renewal| told(renewal, &zone)).collect();
    lines.push(total(&renewals));
    Ok(lines.join("\n"))
}

/// When a season began of which nobody says so.
pub fn usual(today: Date) -> Date {
    today.saturating_sub(MONTHS.months())
}

fn format(file: &Path) -> Format {
    if file.extension().is_some_and(|ending| ending == "xlsx") { Format::Xlsx } else { Format::Csv }
}

fn told(renewal: &Renewal, zone: &TimeZone) -> String {
    let Renewal { unit_name, step, secretary, election, .. } = renewal;
    let mut lines = vec![format!("{unit_name} : {}", export::step(*step))];
    if let Some(Election { claim, name, elected_on, minutes, contestable_until, .. }) = election {
        let minutes = if *minutes { "compte rendu reçu" } else { "pas de compte rendu" };
        let until = |until: Instant| format!(" ; contestable jusqu'au {}", day(until, zone));
        let until = contestable_until.map(until).unwrap_or_default();
        lines.push(format!("    élection du {elected_on} : {name} ; {minutes}{until}"));
        lines.push(format!("    {claim}"));
    }
    if let Some(Secretary { name, since, until, suspended, caretaker, .. }) = secretary {
        let told_until = |until: Instant| format!(", jusqu'au {}", day(Instant(until.0.saturating_sub(1)), zone));
        let until = until.map(told_until).unwrap_or_default();
        let suspended = suspended.map(|since| format!(", mandat suspendu depuis le {}", day(since, zone)));
        let suspended = suspended.unwrap_or_default();
        let in_charge = caretaker.as_ref().map(in_charge).unwrap_or_default();
        lines.push(format!("    en fonction : {name}, depuis le {}{until}{in_charge}{suspended}", day(*since, zone)));
    }
    lines.extend(renewal.splits.iter().map(|split| {
        let agreed = if split.word == "agreed" { "accepté" } else { "pas encore de réponse" };
        format!("    partage : « {} » doit en naître, {agreed}", split.name)
    }));
    lines.extend(renewal.last_reminded().map(|last| format!("    relancée le {}", day(last.at, zone))));
    lines.join("\n")
}

fn in_charge(caretaker: &Caretaker) -> String {
    let by = caretaker.by.as_deref().unwrap_or("le niveau au-dessus");
    format!(", administration provisoire, par {by} : {}", caretaker.reason)
}

fn total(renewals: &[Renewal]) -> String {
    let done = renewals.iter().filter(|renewal| renewal.step == Step::Done).count();
    match renewals.len() {
        0 => "Aucune unité en dessous n'est dans ce cas.".to_owned(),
        1 => format!("1 unité, {done} renouvelée."),
        many => format!("{many} unités, {done} renouvelées."),
    }
}

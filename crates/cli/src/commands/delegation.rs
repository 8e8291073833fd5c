//! `coopol delegation`.

mod dues;

use coopol_core::codes;
use coopol_core::delegations::{self, About, Delegation, Granted, Sheet, Stage};
use coopol_core::device::{Failure as Refused, Rule, Session, midnight};
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::{Attendance, Task};
use coopol_domain::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::devices::day;
use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::delegation::{Delegation as Wanted, Grant, Mark};
use crate::failure::Failure;
use crate::open::within;
use crate::output;

pub async fn run(arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Wanted::Grant(grant) => granted(session, arguments, grant).await,
        Wanted::List { all } => list(session, arguments, *all).await,
        Wanted::End { delegation } => end(session, arguments, delegation).await,
        Wanted::Show { search } => show(session, arguments, search).await,
        Wanted::Mark(wanted) => mark(session, arguments, wanted).await,
        Wanted::Record { person, amount, how } => dues::record(session, arguments, person, amount, how).await,
        Wanted::Change { payment, amount, how } => {
            dues::change(session, arguments, payment, amount.as_deref(), how).await
        }
        Wanted::Cancel { payment } => dues::cancel(session, arguments, payment).await,
    })
    .await
}

async fn granted(session: &Session, arguments: &Arguments, grant: &Grant) -> Result<String, Failure> {
    // A code of a section without a server would open nothing on another computer.
    if session.is_alone() {
        return Err(Failure::DelegationAlone);
    }
    let (task, what) = match (&grant.event, grant.dues) {
        (_, Some(year)) => (Task::Dues { year }, format!("les cotisations de {year}")),
        (event, None) => {
            let event = SubjectId::from_bytes(identifier(event.as_deref().unwrap_or_default())?);
            (Task::Attendance { event }, "les présences".to_owned())
        }
    };
    let zone = session.zone().await?;
    let wrong = || Refused::Invalid { field: "until", rule: Rule::Day, value: grant.until.clone() };
    let last: Date = grant.until.parse().map_err(|_| wrong())?;
    let until = midnight(last.tomorrow().map_err(|_| wrong())?, &zone);
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let made = delegations::grant(session, &transport, task, &grant.name, until).await?;
    let Granted { delegation, code, waits, .. } = made;
    if arguments.json {
        return Ok(output::json(&json!({
            "delegation": delegation, "code": code.to_string(), "link": codes::link(&code, session.server()).to_string(), "server": session.server(), "until": until, "waits": waits
        })));
    }
    let (name, link) = (grant.name.trim(), codes::link(&code, session.server()).to_string());
    let waits = if waits {
        "\n\nAutour d'une passation, une délégation demande l'accord d'une autre personne : le code ne servira qu'une fois \
         qu'elle l'aura donné (coopol proposals accept)."
    } else {
        ""
    };
    Ok(format!(
        "{name} pourra noter {what} jusqu'au {} inclus, et ne verra que les noms. Code à remettre en main propre ou par \
         un moyen sûr :\n\n{code}\n\nou, en lien, pour la fenêtre de Coopol au premier démarrage :\n\n{link}\n\nDans un terminal : coopol enrol --server {} \
         --invitation CODE, puis coopol delegation show.{waits}\n\nPour y mettre fin : coopol delegation end {delegation}",
        day(Instant(until.0.saturating_sub(1)), &zone),
        session.server()
    ))
}

async fn list(session: &Session, arguments: &Arguments, all: bool) -> Result<String, Failure> {
    let mut found = delegations::list(session).await?;
    found.retain(|delegation| all || delegation.is_open());
    if arguments.json {
        return Ok(output::json(&found));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> =
        found.iter().map(|delegation| format!("{}  {}", delegation.id, line(delegation, &zone))).collect();
    lines.push(match found.len() {
        0 => "Aucune délégation.".to_owned(),
        1 => "1 délégation.".to_owned(),
        many => format!("{many} délégations."),
    });
    Ok(lines.join("\n"))
}

/// One delegation, as it is listed.
fn line(delegation: &Delegation, zone: &TimeZone) -> String {
    let Delegation { name, about, until, code_until, device, stage, .. } = delegation;
    let what = match about {
        About::Attendance { title: Some(title), .. } => format!("présences de « {title} »"),
        About::Attendance { title: None, .. } => "présences d'un événement qui n'est plus connu ici".to_owned(),
        About::Dues { year } => format!("cotisations de {year}"),
    };
    let last = |until: &Instant| day(Instant(until.0.saturating_sub(1)), zone);
    let stands = match stage {
        Stage::Waiting => format!("code pas encore utilisé, valable jusqu'au {}", last(code_until)),
        Stage::TakenUp => format!("en cours sur « {} »", device.as_deref().unwrap_or_default()),
        Stage::Ended => "arrêtée".to_owned(),
        Stage::Over => "finie".to_owned(),
    };
    format!("{name} : {what}, jusqu'au {} ({stands})", last(until))
}

async fn end(session: &Session, arguments: &Arguments, delegation: &str) -> Result<String, Failure> {
    let saved = delegations::end(session, SubjectId::from_bytes(identifier(delegation)?)).await?;
    Ok(if arguments.json {
        output::json(&json!({ "change": saved.change }))
    } else {
        "Enregistré ici. La délégation n'ouvrira plus rien dès `coopol sync`.".to_owned()
    })
}

async fn show(session: &Session, arguments: &Arguments, search: &str) -> Result<String, Failure> {
    if delegations::enters_dues(session).await? {
        return dues::show(session, arguments, search).await;
    }
    let sheet = delegations::show(session, search).await?;
    if arguments.json {
        return Ok(output::json(&sheet));
    }
    let zone = session.zone().await?;
    Ok(told(&sheet, &zone))
}

fn told(sheet: &Sheet, zone: &TimeZone) -> String {
    let mut lines = Vec::new();
    lines.push(match &sheet.event {
        Some(event) => {
            let place = event.place.as_deref().map(|place| format!(", {place}")).unwrap_or_default();
            let cancelled = if event.cancelled { ", annulé" } else { "" };
            let start = event.start.replacen('T', " à ", 1);
            format!("{} : {}, le {start}{place}{cancelled}", event.unit, event.title)
        }
        None => "L'événement n'est plus à l'agenda.".to_owned(),
    });
    lines.extend(sheet.people.iter().map(|person| {
        let mark = match person.mark {
            Some(Attendance::Present) => "présent",
            Some(Attendance::Excused) => "excusé",
            None => "non noté",
        };
        format!("{}  {} {} : {mark}", person.id, person.family_name, person.given_name)
    }));
    let many = |count: u64, word: &str| format!("{count} {word}{}", if count > 1 { "s" } else { "" });
    lines.push(format!("{}, {}.", many(sheet.tally.present, "présent"), many(sheet.tally.excused, "excusé")));
    lines.extend(sheet.until.map(|until| {
        format!("Cette délégation va jusqu'au {} inclus.", day(Instant(until.0.saturating_sub(1)), zone))
    }));
    lines.join("\n")
}

async fn mark(session: &Session, arguments: &Arguments, wanted: &Mark) -> Result<String, Failure> {
    let mark = match (wanted.excused, wanted.clear) {
        (true, _) => Some(Attendance::Excused),
        (_, true) => None,
        _ => Some(Attendance::Present),
    };
    let person = |person: &String| Ok((SubjectId::from_bytes(identifier(person)?), mark));
    let marks = wanted.people.iter().map(person).collect::<Result<Vec<_>, Failure>>()?;
    let saved = delegations::mark(session, &marks).await?;
    if arguments.json {
        let changes: Vec<_> = saved.iter().map(|saved| saved.change).collect();
        return Ok(output::json(&json!({ "changes": changes })));
    }
    Ok(match saved.len() {
        1 => "1 personne notée, enregistrée ici.".to_owned(),
        many => format!("{many} personnes notées, enregistrées ici."),
    })
}

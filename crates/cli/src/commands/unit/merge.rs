//! `coopol unit merge`: a unit becomes a part of another. The level above decides, both agree, the server carries it out.

use coopol_core::device::Session;
use coopol_core::text::fold;
use coopol_core::units::merges::{self, Ground, Merge, Reply};
use coopol_domain::id::UnitId;
use coopol_domain::time::Instant;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use super::done;
use crate::arguments::Arguments;
use crate::arguments::unit::{Join, Joined, Merge as Wanted};
use crate::commands::unit;
use crate::failure::Failure;
use crate::output;

pub async fn run(session: &Session, arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    match wanted {
        Wanted::Decide(wanted) => decide(session, arguments, wanted).await,
        Wanted::List => list(session, arguments).await,
        Wanted::Agree(wanted) => reply(session, arguments, wanted, Reply::Agree).await,
        Wanted::Refuse(wanted) => reply(session, arguments, wanted, Reply::Refuse).await,
        Wanted::Withdraw(wanted) => reply(session, arguments, wanted, Reply::Withdraw).await,
    }
}

async fn decide(session: &Session, arguments: &Arguments, typed: &Join) -> Result<String, Failure> {
    let (ends, into) = (unit(session, &typed.unit).await?, unit(session, &typed.into).await?);
    let ground = if typed.under_five { Ground::UnderFive } else { Ground::Merger };
    let prepared = merges::decide(session, ends, into, ground).await?;
    let changes = if typed.dry_run {
        prepared.weigh(session).await?;
        Vec::new()
    } else {
        prepared.record(session).await?
    };
    if arguments.json {
        let changes: Vec<_> = changes.iter().map(|saved| saved.change).collect();
        return Ok(output::json(&json!({ "unit": ends, "into": into, "changes": changes })));
    }
    if changes.is_empty() && !typed.dry_run {
        return Ok("C'était décidé : rien n'est écrit. `coopol unit merge list` montre où cela en est.".to_owned());
    }
    Ok(format!(
        "{} : « {} » deviendrait une partie de « {} », une fois que les deux l'auront accepté. Alors les mandats de la première prennent fin, \
         ses fichiers sont clos, et le bureau de l'autre les lit. Où plus personne ne la dirige, elle peut refuser pendant trois jours.",
        done(typed.dry_run),
        typed.unit,
        typed.into
    ))
}

async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = merges::list(session).await?;
    if arguments.json {
        return Ok(output::json(&all));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> = all.iter().map(|merge| line(merge, &zone)).collect();
    lines.push(match all.iter().filter(|merge| merge.asked).count() {
        0 => "Rien n'attend votre réponse.".to_owned(),
        1 => "1 réunion attend votre réponse : coopol unit merge agree ou refuse.".to_owned(),
        many => format!("{many} réunions attendent votre réponse : coopol unit merge agree ou refuse."),
    });
    Ok(lines.join("\n"))
}

fn line(merge: &Merge, zone: &TimeZone) -> String {
    let Merge { unit, unit_name, into_name, word, unit_word, into_word, until, ground, .. } = merge;
    let answered = |word: &Option<String>| word.as_deref() == Some("agreed");
    let told = match (word.as_str(), until) {
        ("done", _) => "c'est fait".to_owned(),
        ("refused", _) => "refusé".to_owned(),
        ("withdrawn", _) => "abandonné".to_owned(),
        ("agreed", _) => "accepté ; le serveur le fera dès que tous auront répondu".to_owned(),
        (_, Some(until)) => {
            format!("décidé ; plus personne ne la dirige : elle peut refuser jusqu'au {}", moment(*until, zone))
        }
        _ if answered(unit_word) => format!("décidé ; « {into_name} » n'a pas encore répondu"),
        _ if answered(into_word) => format!("décidé ; « {unit_name} » n'a pas encore répondu"),
        _ => "décidé ; personne n'a encore répondu".to_owned(),
    };
    let ground = if ground == "under_five" { " (moins de cinq adhérents)" } else { "" };
    format!("{unit}  « {unit_name} » dans « {into_name} »{ground} : {told}")
}

fn moment(at: Instant, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or_default()).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%d/%m/%Y à %H:%M").to_string()
}

/// By id, or by the name that the one that ends has.
async fn meant(session: &Session, given: &str, reply: Reply) -> Result<(UnitId, UnitId), Failure> {
    let known = merges::list(session).await?;
    let same = |merge: &&Merge| merge.unit.to_string() == given || fold(&merge.unit_name) == fold(given);
    let mut same: Vec<&Merge> = known.iter().filter(same).collect();
    if same.len() > 1 {
        same.retain(|merge| if reply == Reply::Withdraw { merge.withdrawable } else { merge.asked });
    }
    if let [one] = same.as_slice() {
        return Ok((one.unit, one.into));
    }
    let known = known.into_iter().map(|merge| merge.unit_name).collect();
    Err(Failure::NoUnit { given: given.to_owned(), known })
}

async fn reply(session: &Session, arguments: &Arguments, wanted: &Joined, reply: Reply) -> Result<String, Failure> {
    let (ends, into) = meant(session, &wanted.unit, reply).await?;
    let prepared = merges::reply(session, ends, into, reply).await?;
    let changes = if wanted.dry_run {
        prepared.weigh(session).await?;
        Vec::new()
    } else {
        prepared.record(session).await?
    };
    if arguments.json {
        let changes: Vec<_> = changes.iter().map(|saved| saved.change).collect();
        return Ok(output::json(&json!({ "unit": ends, "into": into, "changes": changes })));
    }
    let told = match reply {
        Reply::Agree => "votre section accepte ; dès que tous ont répondu, le serveur le fait, et cela ne s'annule pas",
        Reply::Refuse => "votre section refuse, rien ne change",
        Reply::Withdraw => "vous renoncez à réunir ces deux sections",
    };
    Ok(format!("{} : {told}.", done(wanted.dry_run)))
}

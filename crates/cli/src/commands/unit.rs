//! `coopol unit`.

mod merge;
mod opening;
mod split;
mod ties;

use coopol_core::device::Session;
use coopol_core::units::ties::Reply;
use coopol_core::units::{self, Facts, Sheet};
use serde_json::json;

use crate::arguments::Arguments;
use crate::arguments::unit::{Rename, Unit as Wanted};
use crate::failure::Failure;
use crate::open::within;
use crate::output;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Wanted::Show { unit } => show(session, arguments, unit.as_deref()).await,
        Wanted::Rename(wanted) => rename(session, arguments, wanted).await,
        Wanted::Create(wanted) => opening::create(session, arguments, wanted).await,
        Wanted::Groups => opening::groups(session, arguments).await,
        Wanted::Split(wanted) => split::run(session, arguments, wanted).await,
        Wanted::Merge(wanted) => merge::run(session, arguments, wanted).await,
        Wanted::Adopt(wanted) => ties::ask(session, arguments, wanted, false).await,
        Wanted::Attach(wanted) => ties::ask(session, arguments, wanted, true).await,
        Wanted::Ties => ties::list(session, arguments).await,
        Wanted::Accept(wanted) => ties::reply(session, arguments, wanted, Reply::Accept).await,
        Wanted::Decline(wanted) => ties::reply(session, arguments, wanted, Reply::Decline).await,
        Wanted::Withdraw(wanted) => ties::reply(session, arguments, wanted, Reply::Withdraw).await,
    })
    .await
}

/// What is announced of something that was only weighed, or done.
fn done(dry_run: bool) -> &'static str {
    if dry_run { "Serait enregistré" } else { "Enregistré ici" }
}

async fn show(session: &Session, arguments: &Arguments, unit: Option<&str>) -> Result<String, Failure> {
    let sheet = sheet(session, unit).await?;
    if arguments.json {
        return Ok(output::json(&sheet));
    }
    let Sheet { kind, facts: Facts { name, zone, code }, parent, parent_name, born_of, closed, .. } = sheet;
    let mut lines = vec![format!("{name} : {}", words::word(&kind)), format!("    fuseau horaire : {zone}")];
    if !code.is_empty() {
        lines.push(format!("    code : {code}"));
    }
    match (parent_name, parent) {
        (Some(name), _) => lines.push(format!("    rattachée à : {name}")),
        (None, Some(parent)) => lines.push(format!("    rattachée à : {parent}")),
        (None, None) => {}
    }
    lines.extend(born_of.map(|name| format!("    née de : {name}")));
    if closed {
        lines.push("    close : elle a rejoint une autre unité, et ne change plus".to_owned());
    }
    Ok(lines.join("\n"))
}

async fn rename(session: &Session, arguments: &Arguments, wanted: &Rename) -> Result<String, Failure> {
    let Sheet { id, facts: seen, .. } = sheet(session, wanted.unit.as_deref()).await?;
    let said = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
    let draft = Facts {
        name: said(&wanted.name, &seen.name),
        zone: said(&wanted.zone, &seen.zone),
        code: said(&wanted.code, &seen.code),
    };
    let prepared = units::prepare(session, Some(id), &seen, &draft).await?;
    let change = if wanted.dry_run {
        prepared.weigh(session).await?;
        None
    } else {
        Some(prepared.record(session).await?.change)
    };
    if arguments.json {
        return Ok(output::json(&json!({ "unit": id, "change": change })));
    }
    let told = [
        ("nom", &seen.name, &draft.name),
        ("fuseau horaire", &seen.zone, &draft.zone),
        ("code", &seen.code, &draft.code),
    ];
    let told = told.into_iter().filter(|(_, before, after)| before.trim() != after.trim());
    let told: Vec<String> =
        told.map(|(what, before, after)| format!("{what} : {} → {}", or_none(before), or_none(after))).collect();
    Ok(format!("{} : {}.", done(wanted.dry_run), told.join(" ; ")))
}

fn or_none(text: &str) -> &str {
    if text.trim().is_empty() { "rien" } else { text.trim() }
}

async fn sheet(session: &Session, unit: Option<&str>) -> Result<Sheet, Failure> {
    let unit = match unit {
        Some(name) => Some(super::unit(session, name).await?),
        None => None,
    };
    Ok(units::sheet(session, unit).await?)
}

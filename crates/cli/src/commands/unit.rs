//! `coopol unit`.

use coopol_core::device::Session;
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
    })
    .await
}

async fn show(session: &Session, arguments: &Arguments, unit: Option<&str>) -> Result<String, Failure> {
    let sheet = sheet(session, unit).await?;
    if arguments.json {
        return Ok(output::json(&sheet));
    }
    let Sheet { kind, facts: Facts { name, zone, code }, parent, parent_name, closed, .. } = sheet;
    let mut lines = vec![format!("{name} : {}", words::word(&kind)), format!("    fuseau horaire : {zone}")];
    if !code.is_empty() {
        lines.push(format!("    code : {code}"));
    }
    match (parent_name, parent) {
        (Some(name), _) => lines.push(format!("    rattachée à : {name}")),
        (None, Some(parent)) => lines.push(format!("    rattachée à : {parent}")),
        (None, None) => {}
    }
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
    let done = if wanted.dry_run { "Serait enregistré" } else { "Enregistré ici" };
    Ok(format!("{done} : {}.", told.join(" ; ")))
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

//! `coopol verify`.

use coopol_core::device::{Seal, Verified};

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments) -> Result<String, Failure> {
    let mut found = within(arguments, async |session| Ok(session.verify().await?)).await?;
    found.sort_by_key(|found| found.compartment);
    if let Some(broken) = found.iter().find_map(|found| match &found.seal {
        Seal::Broken(alarm) => Some((found.compartment.to_string(), alarm.clone())),
        _ => None,
    }) {
        let (compartment, alarm) = broken;
        return Err(Failure::Broken { compartment, alarm });
    }
    if arguments.json {
        let view = |found: &Verified| {
            serde_json::json!({
                "stream": found.stream,
                "compartment": found.compartment.to_string(),
                "entries": found.entries,
                "until": found.until,
                "whole": found.seal == Seal::Whole,
            })
        };
        return Ok(json(&found.iter().map(view).collect::<Vec<_>>()));
    }
    let line = |found: &Verified| {
        let whole = if found.seal == Seal::Whole {
            "vérifié en entier"
        } else {
            "début à vérifier : lancez `coopol sync`"
        };
        let compartment = found.compartment.to_string();
        format!("{} : {} modifications, {whole}", words::compartment(&compartment), found.entries)
    };
    Ok(found.iter().map(line).collect::<Vec<_>>().join("\n"))
}

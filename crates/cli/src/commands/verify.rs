//! `coopol verify`.

use coopol_core::device::{Seal, Verified};
use coopol_domain::device::Heard;
use coopol_domain::kinds::UnitKind;
use jiff::tz::TimeZone;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

/// What a level above cosigned.
fn cosigned((level, heard): (&UnitKind, &Heard)) -> serde_json::Value {
    serde_json::json!({ "level": level.as_str(), "entries": heard.size, "at": heard.at, "device": heard.device })
}

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
                "cosigned": found.witnessed.iter().map(cosigned).collect::<Vec<_>>(),
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
        let cosigned = words::cosigned(&found.witnessed, &TimeZone::system());
        format!("{} : {} modifications, {whole}{cosigned}", words::compartment(&compartment), found.entries)
    };
    Ok(found.iter().map(line).collect::<Vec<_>>().join("\n"))
}

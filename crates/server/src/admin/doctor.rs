//! `admin doctor`.

use serde::Serialize;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::keys::Keys;
use crate::ledger::Ledger;
use crate::settings::Settings;

/// What was found of one thing.
#[derive(Serialize)]
struct Check {
    /// A word for programs.
    #[serde(rename = "check")]
    word: &'static str,
    #[serde(skip)]
    what: &'static str,
    fault: Option<String>,
}

/// Checks each thing, tells what it found, and fails if something is wrong.
pub async fn run(settings: &Settings) -> Result<Answer, Failed> {
    let mut checks = vec![
        check("settings", "settings", settings.check()),
        check("keys", "keys, for nobody else to read", Keys::read(&settings.data).map(drop)),
        check("ledger", "ledger", Ledger::open(&settings.ledger()).map(drop)),
    ];
    match Desk::open(settings).await {
        Ok(desk) => {
            let opened = "database, under the master key and of the authority";
            checks.push(Check { word: "database", what: opened, fault: None });
            let sound = desk.during(async |desk| Ok(desk.database.check().await)).await?;
            checks.push(check("soundness", "database is sound", sound));
        }
        Err(error) => checks.push(Check { word: "database", what: "database", fault: Some(error.to_string()) }),
    }
    let faults = checks.iter().filter(|check| check.fault.is_some()).count();
    let unwell = (faults > 0).then_some(Failed::Unwell { faults });
    Ok(Answer::list(&checks, |check| json!(check), line).and_fails(unwell))
}

fn check<E: std::fmt::Display>(word: &'static str, what: &'static str, found: Result<(), E>) -> Check {
    Check { word, what, fault: found.err().map(|error| error.to_string()) }
}

fn line(Check { what, fault, .. }: &Check) -> String {
    match fault {
        None => format!("ok     {what}"),
        Some(why) => format!("fault  {what}: {why}"),
    }
}

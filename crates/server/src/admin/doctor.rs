//! `admin doctor`.

use std::io::Write;

use super::Failed;
use super::office::Desk;
use crate::keys::Keys;
use crate::ledger::Ledger;
use crate::settings::Settings;

/// Checks each thing, tells what it found, and fails if something is wrong.
pub async fn run(settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let mut faults = 0;
    let mut tell = |what: &str, found: Result<(), String>| {
        let line = match found {
            Ok(()) => format!("ok     {what}"),
            Err(why) => {
                faults += 1;
                format!("fault  {what}: {why}")
            }
        };
        writeln!(out, "{line}")
    };
    tell("settings", settings.check().map_err(|error| error.to_string()))?;
    tell("keys, for nobody else to read", Keys::read(&settings.data).map(drop).map_err(|error| error.to_string()))?;
    tell("ledger", Ledger::open(&settings.ledger()).map(drop).map_err(|error| error.to_string()))?;
    match Desk::open(settings).await {
        Ok(desk) => {
            desk.during(async |desk| {
                tell("database, under the master key and of the authority", Ok(()))?;
                let sound = desk.database.check().await;
                Ok(tell("database is sound", sound.map_err(|error| error.to_string()))?)
            })
            .await?;
        }
        Err(error) => tell("database", Err(error.to_string()))?,
    }
    if faults == 0 { Ok(()) } else { Err(Failed::Unwell { faults }) }
}

//! `admin verify`: everything that is kept, from the first entry on.

use std::io::Write;

use super::Failed;
use super::office::Desk;
use crate::audit::Whole;
use crate::settings::Settings;

/// Checks it, beside whoever serves.
pub async fn run(settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let desk = Desk::open(settings).await?;
    let whole = desk.during(async |desk| Ok(desk.app.check_all().await?)).await?;
    Ok(tell(&whole, out)?)
}

/// What was found whole.
pub(super) fn tell(whole: &Whole, out: &mut impl Write) -> std::io::Result<()> {
    let Whole { streams, files, awaited, last } = whole;
    writeln!(out, "{} streams, {} entries, {files} files: whole", streams.len(), whole.entries())?;
    if *awaited > 0 {
        writeln!(out, "{awaited} files that documents name haven't come from a laptop yet")?;
    }
    match last.and_then(|last| jiff::Timestamp::from_millisecond(i64::try_from(last.0).ok()?).ok()) {
        Some(last) => writeln!(out, "last entry  {last:.0}"),
        None => writeln!(out, "no entry"),
    }
}

//! `admin verify`: everything that is kept, from the first entry on.

use serde_json::{Value as Json, json};

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::audit::Whole;
use crate::settings::Settings;

/// Checks it, beside whoever serves.
pub async fn run(settings: &Settings) -> Result<Answer, Failed> {
    let desk = Desk::open(settings).await?;
    let whole = desk.during(async |desk| Ok(desk.app.check_all().await?)).await?;
    Ok(Answer::new(document(&whole), sentences(&whole)))
}

/// What was found whole.
pub(super) fn document(whole: &Whole) -> Json {
    let Whole { streams, files, awaited, last } = whole;
    json!({
        "streams": streams.len(), "entries": whole.entries(), "files": files, "awaited": awaited, "lastEntry": last,
    })
}

/// The same in sentences.
pub(super) fn sentences(whole: &Whole) -> String {
    let Whole { streams, files, awaited, last } = whole;
    let mut lines = vec![format!("{} streams, {} entries, {files} files: whole", streams.len(), whole.entries())];
    if *awaited > 0 {
        lines.push(format!("{awaited} files that documents name haven't come from a laptop yet"));
    }
    let last = last.and_then(|last| jiff::Timestamp::from_millisecond(i64::try_from(last.0).ok()?).ok());
    lines.push(last.map_or_else(|| "no entry".to_owned(), |last| format!("last entry  {last:.0}")));
    lines.join("\n")
}

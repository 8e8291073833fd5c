//! `admin restored`: what laptops gave back after a restore, and its end (J8).

use clap::Args;
use coopol_domain::time::Instant;
use jiff::Timestamp;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::data::NotOpened;
use crate::settings::Settings;

/// Whether to end it.
#[derive(Debug, Clone, Args)]
pub struct Restored {
    /// Lets everybody in now. What wasn't given back by then, and what comes instead, makes a fork: whoever has it goes on read-only.
    #[arg(long)]
    pub end: bool,
}

impl Restored {
    /// Tells where it stands, beside whoever serves.
    ///
    /// # Errors
    /// [`Failed`].
    pub(super) async fn run(self, settings: &Settings) -> Result<Answer, Failed> {
        let desk = Desk::open(settings).await?;
        desk.during(async |desk| {
            let (store, now) = (&desk.app.store, desk.app.clock.now());
            let Some(restored) = store.restored().await.map_err(NotOpened::from)? else {
                let never = json!({ "at": null, "until": null, "back": null, "open": true });
                return Ok(Answer::new(never, "this server was never restored"));
            };
            let (at, since) = (restored.at, time(restored.at));
            let answer = |back: Option<u64>, until: Instant, open: bool, told: String| {
                Answer::new(json!({ "at": at, "until": until, "back": back, "open": open }), told)
            };
            if now >= restored.until {
                let told = format!("restored at {since}; everybody is let in since {}", time(restored.until));
                return Ok(answer(None, restored.until, true, told));
            }
            let back = store.entries().await.map_err(NotOpened::from)?.saturating_sub(restored.entries);
            if self.end {
                store.end_restoring(now).await.map_err(NotOpened::from)?;
                let told = format!("restored at {since}; {back} entries came back; everybody is let in now");
                return Ok(answer(Some(back), now, true, told));
            }
            let until = time(restored.until);
            let told =
                format!("restored at {since}; {back} entries came back so far; everybody is let in from {until} on");
            Ok(answer(Some(back), restored.until, false, told))
        })
        .await
    }
}

pub(super) fn time(at: Instant) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or(i64::MAX)).unwrap_or(Timestamp::MAX);
    format!("{at:.0}")
}

//! `admin restored`: what laptops gave back after a restore, and its end (J8).

use std::io::Write;

use clap::Args;
use coopol_domain::time::Instant;
use jiff::Timestamp;

use super::Failed;
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
    pub async fn run(self, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
        let desk = Desk::open(settings).await?;
        let told = desk.during(async |desk| {
            let (store, now) = (&desk.app.store, desk.app.clock.now());
            let Some(restored) = store.restored().await.map_err(NotOpened::from)? else {
                return Ok("this server was never restored".to_owned());
            };
            let since = time(restored.at);
            if now >= restored.until {
                return Ok(format!("restored at {since}; everybody is let in since {}", time(restored.until)));
            }
            let back = store.entries().await.map_err(NotOpened::from)?.saturating_sub(restored.entries);
            if self.end {
                store.end_restoring(now).await.map_err(NotOpened::from)?;
                return Ok(format!("restored at {since}; {back} entries came back; everybody is let in now"));
            }
            let until = time(restored.until);
            Ok(format!("restored at {since}; {back} entries came back so far; everybody is let in from {until} on"))
        });
        Ok(writeln!(out, "{}", told.await?)?)
    }
}

pub(super) fn time(at: Instant) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or(i64::MAX)).unwrap_or(Timestamp::MAX);
    format!("{at:.0}")
}

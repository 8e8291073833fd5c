//! Messages that the server was to send and that wait for somebody to act: told once, and again when they wait for something else.

use coopol_core::desk::{self, Scheduled, Stage};
use coopol_core::device::{Failure, Session};
use coopol_domain::id::SubjectId;
use tauri::AppHandle;

use crate::notices;

/// One, as it waits.
type Mark = (SubjectId, Stage);

/// Which were told of since the profile was opened. What waited before is told then, too: time alone brings a message there, while the
/// laptop is off, and nobody is written to before somebody acts.
#[derive(Debug, Default)]
pub struct Stalled {
    told: Vec<Mark>,
}

impl Stalled {
    /// After each synchronisation that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        let all = match desk::mailings(session).await {
            Ok(all) => all,
            // Of an office that has no desk, nothing lies on it.
            Err(Failure::NoStream { .. }) => Vec::new(),
            Err(error) => {
                tracing::warn!(%error, "nothing can be said of scheduled messages");
                return;
            }
        };
        let news = self.news(all);
        if !news.is_empty() && notices::announce_mailings(app, session, &news).await {
            self.told.extend(news.iter().map(mark));
        }
    }

    /// Those that wait, and weren't told of as they stand. What waits no longer is news if it ever does again.
    fn news(&mut self, all: Vec<Scheduled>) -> Vec<Scheduled> {
        self.told.retain(|told| all.iter().any(|mailing| mark(mailing) == *told));
        all.into_iter().filter(|mailing| mailing.stage.waits() && !self.told.contains(&mark(mailing))).collect()
    }
}

fn mark(mailing: &Scheduled) -> Mark {
    (mailing.id, mailing.stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notices::mailing_example as mailing;

    #[test]
    fn each_is_told_once_as_it_stands() {
        let mut stalled = Stalled::default();
        let mut told = |stage: Stage| {
            let news = stalled.news(vec![mailing("Vœux", stage)]);
            stalled.told.extend(news.iter().map(mark));
            news.len()
        };
        assert_eq!(told(Stage::Scheduled), 0, "what goes by itself is nobody's to see to");
        assert_eq!(told(Stage::WaitsForHolder), 1);
        assert_eq!(told(Stage::WaitsForHolder), 0, "once");
        assert_eq!(told(Stage::WaitsForTime), 1, "it waits for something else");
        assert_eq!(told(Stage::Scheduled), 0);
        assert_eq!(told(Stage::WaitsForTime), 1, "it waits again");
        assert_eq!(told(Stage::Sent), 0);
    }
}

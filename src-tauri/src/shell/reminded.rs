//! What the level above reminds of while the program runs, or reminded of since it last ran: told once.

use std::collections::BTreeSet;

use coopol_core::device::Session;
use coopol_core::handover::{self, Reminder};
use coopol_core::status::status;
use coopol_domain::id::UnitId;
use coopol_domain::kinds::Lacking;
use coopol_domain::time::Instant;
use tauri::AppHandle;

use crate::notices;

/// A reminder of something; said again a week later, it is another.
type Mark = (UnitId, Lacking, Instant);

/// Which were there already.
#[derive(Debug, Default)]
pub struct Reminded {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeSet<Mark>>,
    /// What was found in hours that are quiet.
    kept: Vec<Reminder>,
}

impl Reminded {
    /// Before each synchronisation.
    pub async fn begin(&mut self, session: &Session) {
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (None, true, Ok(all)) = (&self.known, met, handover::reminders(session).await) {
            self.known = Some(all.iter().map(mark).collect());
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match handover::reminders(session).await {
            Ok(all) => {
                self.taken(&all);
                if !self.kept.is_empty() && notices::announce_reminders(app, session, &self.kept).await {
                    self.kept.clear();
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of reminders"),
        }
    }

    /// Keeps what is new, and nothing that was done meanwhile.
    fn taken(&mut self, all: &[Reminder]) {
        let known = self.known.replace(all.iter().map(mark).collect());
        self.kept.retain(|kept| all.contains(kept));
        let Some(known) = known else { return };
        self.kept.extend(all.iter().filter(|reminder| !known.contains(&mark(reminder))).cloned());
    }
}

fn mark(reminder: &Reminder) -> Mark {
    (reminder.unit, reminder.lacking, reminder.at)
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::StreamId;

    use super::*;

    fn reminder(at: u64) -> Reminder {
        Reminder {
            unit: UnitId::from_bytes([1; 16]),
            unit_name: "Section de Versailles".to_owned(),
            lacking: Lacking::Election,
            since: "2026-06-01".to_owned(),
            at: Instant(at),
            claim: None,
            office: StreamId::from_bytes([2; 16]),
        }
    }

    #[test]
    fn each_is_told_once_and_not_once_it_is_done() {
        let mut reminded = Reminded::default();
        reminded.taken(&[reminder(1)]);
        assert_eq!(reminded.kept, [], "what was there first isn't news");
        reminded.taken(&[reminder(2)]);
        assert_eq!(reminded.kept, [reminder(2)], "a week later it is");
        reminded.taken(&[reminder(2)]);
        assert_eq!(reminded.kept, [reminder(2)], "once");
        reminded.taken(&[]);
        assert_eq!(reminded.kept, [], "what was done in the night isn't told in the morning");
    }
}

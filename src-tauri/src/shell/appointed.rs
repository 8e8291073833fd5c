//! Whom the level above puts in charge of a unit while the program runs, or put there since it last ran: those in office are told once.

use std::collections::BTreeSet;

use coopol_core::device::Session;
use coopol_core::mandates::{self, Appointed as Appointment};
use coopol_core::status::status;
use coopol_domain::id::MandateId;
use tauri::AppHandle;

use crate::notices;

/// Who was there already.
#[derive(Debug, Default)]
pub struct Appointed {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeSet<MandateId>>,
    /// What was found in hours that are quiet.
    kept: Vec<Appointment>,
}

impl Appointed {
    /// Before each synchronisation.
    pub async fn begin(&mut self, session: &Session) {
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (None, true, Ok(all)) = (&self.known, met, mandates::appointed(session).await) {
            self.known = Some(all.iter().map(|one| one.mandate.id).collect());
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match mandates::appointed(session).await {
            Ok(all) => {
                self.taken(&all);
                if !self.kept.is_empty() && notices::announce_appointed(app, session, &self.kept).await {
                    self.kept.clear();
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of who is in charge for a time"),
        }
    }

    /// Keeps what is new, and nothing that was read meanwhile.
    fn taken(&mut self, all: &[Appointment]) {
        let known = self.known.replace(all.iter().map(|one| one.mandate.id).collect());
        self.kept.retain(|kept| all.iter().any(|one| one.mandate.id == kept.mandate.id));
        let Some(known) = known else { return };
        self.kept.extend(all.iter().filter(|one| !known.contains(&one.mandate.id)).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(number: u8) -> Appointment {
        notices::appointed_example(number)
    }

    #[test]
    fn each_is_told_once_and_not_once_it_was_read() {
        let mut appointed = Appointed::default();
        appointed.taken(&[one(1)]);
        assert_eq!(appointed.kept, [], "what was there first isn't news");
        appointed.taken(&[one(1), one(2)]);
        assert_eq!(appointed.kept, [one(2)]);
        appointed.taken(&[one(1), one(2)]);
        assert_eq!(appointed.kept, [one(2)], "once");
        appointed.taken(&[one(1)]);
        assert_eq!(appointed.kept, [], "what was read in the night isn't told in the morning");
    }
}

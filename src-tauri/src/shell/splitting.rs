//! That a section is to come out of this one, decided by the level above while the program runs or since it last ran: whoever answers is told once.

use std::collections::BTreeSet;

use coopol_core::device::Session;
use coopol_core::status::status;
use coopol_core::units::splits::{self, Split};
use coopol_domain::id::UnitId;
use tauri::AppHandle;

use crate::notices;

/// Which were there already.
#[derive(Debug, Default)]
pub struct Splitting {
    /// Nothing before the first contact of all: what was there first isn't news.
    known: Option<BTreeSet<UnitId>>,
    /// What was found in hours that are quiet.
    kept: Vec<Split>,
}

impl Splitting {
    /// Before each synchronisation.
    pub async fn begin(&mut self, session: &Session) {
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (None, true, Ok(all)) = (&self.known, met, splits::list(session).await) {
            self.known = Some(asked(all).iter().map(|split| split.newborn).collect());
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match splits::list(session).await {
            Ok(all) => {
                self.taken(&asked(all));
                if !self.kept.is_empty() && notices::announce_splits(app, session, &self.kept).await {
                    self.kept.clear();
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of sections that are split"),
        }
    }

    /// Keeps what is new, and nothing that was answered meanwhile.
    fn taken(&mut self, all: &[Split]) {
        let known = self.known.replace(all.iter().map(|split| split.newborn).collect());
        self.kept.retain(|kept| all.iter().any(|split| split.newborn == kept.newborn));
        let Some(known) = known else { return };
        self.kept.extend(all.iter().filter(|split| !known.contains(&split.newborn)).cloned());
    }
}

/// Those that wait for whoever uses this laptop.
fn asked(all: Vec<Split>) -> Vec<Split> {
    all.into_iter().filter(|split| split.asked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(number: u8) -> Split {
        notices::split_example(number)
    }

    #[test]
    fn each_is_told_once_and_not_once_it_was_answered() {
        let mut splitting = Splitting::default();
        splitting.taken(&[one(1)]);
        assert_eq!(splitting.kept, [], "what was there first isn't news");
        splitting.taken(&[one(1), one(2)]);
        assert_eq!(splitting.kept, [one(2)]);
        splitting.taken(&[one(1), one(2)]);
        assert_eq!(splitting.kept, [one(2)], "once");
        splitting.taken(&[one(1)]);
        assert_eq!(splitting.kept, [], "what was answered in the night isn't told in the morning");
    }
}

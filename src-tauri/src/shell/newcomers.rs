//! Laptops that come in while the program runs, and invitations that wait to be seen: each is announced to everybody else of
//! the unit, so that nobody comes in unseen. What came in meanwhile is told after the first contact of the next run.

use std::collections::BTreeSet;

use coopol_core::device::Session;
use coopol_core::devices::{self, Device, Waiting};
use coopol_core::status::status;
use coopol_domain::id::DeviceId;
use tauri::AppHandle;

use crate::notices;

/// Which laptops were there already.
#[derive(Debug, Default)]
pub struct Newcomers {
    /// Nothing before the first contact of all: those who were there first aren't news.
    known: Option<BTreeSet<DeviceId>>,
    /// The invitations that were seen. The first contact tells nothing of them either: Réglages does.
    invited: Option<BTreeSet<DeviceId>>,
}

impl Newcomers {
    /// Before a synchronisation. By ids and not by times, since whoever is enrolled during one is told with the next.
    pub async fn begin(&mut self, session: &Session) {
        if self.known.is_some() {
            return;
        }
        let met = status(session).await.is_ok_and(|status| status.last_contact.is_some());
        if let (true, Ok(all)) = (met, devices::list(session).await) {
            self.known = Some(all.into_iter().map(|device| device.id).collect());
        }
        if let (true, Ok(all)) = (met, devices::waiting(session).await) {
            self.invited = Some(all.into_iter().map(|invitation| invitation.id).collect());
        }
    }

    /// After one that went well.
    pub async fn announce(&mut self, app: &AppHandle, session: &Session) {
        match devices::list(session).await {
            Ok(all) => {
                for device in self.came(all) {
                    notices::announce(app, &device).await;
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of new laptops"),
        }
        match devices::waiting(session).await {
            Ok(all) => {
                for invitation in self.asked(all) {
                    notices::announce_invitation(app, &invitation).await;
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be said of invitations that wait"),
        }
    }

    fn came(&mut self, all: Vec<Device>) -> Vec<Device> {
        let ids = all.iter().map(|device| device.id).collect();
        let Some(known) = self.known.replace(ids) else { return Vec::new() };
        all.into_iter().filter(|device| !device.this && !device.revoked && !known.contains(&device.id)).collect()
    }

    fn asked(&mut self, all: Vec<Waiting>) -> Vec<Waiting> {
        let ids = all.iter().map(|invitation| invitation.id).collect();
        let Some(seen) = self.invited.replace(ids) else { return Vec::new() };
        all.into_iter().filter(|invitation| invitation.contestable && !seen.contains(&invitation.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::HolderId;
    use coopol_domain::time::Instant;

    use super::*;

    fn device(id: u8, this: bool, revoked: bool) -> Device {
        Device {
            id: DeviceId::from_bytes([id; 16]),
            name: "Portable".to_owned(),
            holder: HolderId::from_bytes([id; 16]),
            holder_name: "Zoé".to_owned(),
            since: None,
            revoked,
            this,
        }
    }

    fn invitation(id: u8, contestable: bool) -> Waiting {
        Waiting {
            id: DeviceId::from_bytes([id; 16]),
            holder: HolderId::from_bytes([id; 16]),
            holder_name: "Zoé".to_owned(),
            author_name: "André".to_owned(),
            by_codes: false,
            opens: Instant(2),
            until: Instant(3),
            own: false,
            contestable,
        }
    }

    #[test]
    fn an_invitation_that_waits_is_told_once_to_who_may_contest_it() {
        let mut newcomers = Newcomers::default();
        assert_eq!(newcomers.asked(vec![invitation(1, true)]), [], "Réglages tells of those that were there first");
        let all = vec![invitation(1, true), invitation(2, true), invitation(3, false)];
        assert_eq!(newcomers.asked(all.clone()), [invitation(2, true)]);
        assert_eq!(newcomers.asked(all), [], "once");
    }

    #[test]
    fn each_new_laptop_is_told_once_and_to_others() {
        let mut newcomers = Newcomers::default();
        let first = vec![device(1, true, false), device(2, false, false)];
        assert_eq!(newcomers.came(first.clone()), [], "those who were there first aren't news");
        let mut then = first.clone();
        then.push(device(3, false, false));
        assert_eq!(newcomers.came(then.clone()), [device(3, false, false)]);
        assert_eq!(newcomers.came(then.clone()), [], "once");
        then.push(device(4, false, true));
        assert_eq!(newcomers.came(then), [], "nor one that was shut out before anybody heard of it");
        let mut alone = Newcomers { known: Some(BTreeSet::new()), ..Newcomers::default() };
        assert_eq!(alone.came(vec![device(1, true, false)]), [], "nor itself");
    }
}

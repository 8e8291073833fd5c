//! Laptops that come in while the program runs: each is announced to everybody else of the unit, so that nobody comes in
//! unseen. What came in meanwhile is told after the first contact of the next run.

use std::collections::BTreeSet;

use coopol_core::device::Session;
use coopol_core::devices::{self, Device};
use coopol_core::status::status;
use coopol_domain::id::DeviceId;
use tauri::AppHandle;

use crate::notices;

/// Which laptops were there already.
#[derive(Debug, Default)]
pub struct Newcomers {
    /// Nothing before the first contact of all: those who were there first aren't news.
    known: Option<BTreeSet<DeviceId>>,
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
    }

    fn came(&mut self, all: Vec<Device>) -> Vec<Device> {
        let ids = all.iter().map(|device| device.id).collect();
        let Some(known) = self.known.replace(ids) else { return Vec::new() };
        all.into_iter().filter(|device| !device.this && !device.revoked && !known.contains(&device.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::HolderId;

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
        let mut alone = Newcomers { known: Some(BTreeSet::new()) };
        assert_eq!(alone.came(vec![device(1, true, false)]), [], "nor itself");
    }
}

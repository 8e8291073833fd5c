//! Live connections, each with the rights that it goes by: whoever's may have changed is woken, and nobody else. Thousands listen,
//! and what an `office` says concerns a handful.

use std::collections::HashMap;
use std::sync::Arc;

use coopol_domain::id::{DeviceId, HolderId};
use coopol_domain::time::Instant;
use coopol_store::{Backend, Store, StoreError};
use tokio::sync::Notify;

use super::{Rights, Standing, View};

#[derive(Debug, Default)]
pub(super) struct Followers {
    last: u64,
    each: HashMap<u64, Follower>,
}

#[derive(Debug)]
struct Follower {
    holder: HolderId,
    view: Arc<View>,
    woken: Arc<Notify>,
}

impl Followers {
    /// Wakes those of whom this is true.
    pub(super) fn wake(&self, touched: impl Fn(HolderId, &View) -> bool) {
        for follower in self.each.values().filter(|follower| touched(follower.holder, &follower.view)) {
            follower.woken.notify_one();
        }
    }
}

/// One live connection, until it is dropped.
#[derive(Debug)]
pub struct Following {
    rights: Arc<Rights>,
    number: u64,
    woken: Arc<Notify>,
}

impl Rights {
    /// Follows what somebody may do. Whoever begins asks [`Following::again`]: it may have changed just before.
    pub fn follow(self: &Arc<Self>, standing: &Standing) -> Following {
        let woken = Arc::new(Notify::new());
        let follower = Follower { holder: standing.device.holder, view: standing.view.clone(), woken: woken.clone() };
        let mut memory = self.lock();
        memory.followers.last += 1;
        let number = memory.followers.last;
        memory.followers.each.insert(number, follower);
        drop(memory);
        Following { rights: self.clone(), number, woken }
    }
}

impl Following {
    /// Until they may have changed. That they did isn't lost when this is given up.
    pub async fn changed(&self) {
        self.woken.notified().await;
    }

    /// The rights as they are now, by which it goes from here on; `None` when none is left.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn again<B: Backend>(
        &self,
        store: &Store<B>,
        device: DeviceId,
        now: Instant,
    ) -> Result<Option<Standing>, StoreError> {
        loop {
            let version = self.rights.version();
            let standing = self.rights.of(store, device, now).await?;
            if let Some(standing) = &standing {
                self.go_by(&standing.view);
            }
            // What changed meanwhile was compared with what it went by before.
            if self.rights.version() == version {
                return Ok(standing);
            }
        }
    }

    fn go_by(&self, view: &Arc<View>) {
        if let Some(follower) = self.rights.lock().followers.each.get_mut(&self.number) {
            follower.view = view.clone();
        }
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.rights.lock().followers.each.remove(&self.number);
    }
}

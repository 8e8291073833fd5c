//! How often: per device and per person for those who have signed in, per address for the others.

use std::num::NonZeroU32;
use std::time::Duration;

use coopol_domain::id::HolderId;
use coopol_domain::{id::DeviceId, kinds::Device};
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::{Address, Failure};
use crate::settings::Limits;

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, NoOpMiddleware>;

/// The counters. They live in memory, per replica: they protect the machine, not the rights.
#[derive(Debug)]
pub struct Rates {
    devices: Limiter<DeviceId>,
    accounts: Limiter<HolderId>,
    strangers: Limiter<Address>,
    clock: DefaultClock,
}

impl Rates {
    /// Fresh counters.
    pub fn new(limits: &Limits) -> Self {
        Self {
            devices: RateLimiter::keyed(quota(limits.device_per_second)),
            accounts: RateLimiter::keyed(quota(limits.account_per_second)),
            strangers: RateLimiter::keyed(quota(limits.stranger_per_second)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a request of a device that signed in, against it and against whose it is.
    ///
    /// # Errors
    /// [`Failure::TooMany`].
    pub fn device(&self, device: &Device) -> Result<(), Failure> {
        self.checked(self.devices.check_key(&device.id))?;
        self.checked(self.accounts.check_key(&device.holder))
    }

    /// Counts a request of somebody who didn't.
    ///
    /// # Errors
    /// [`Failure::TooMany`].
    pub fn stranger(&self, address: Address) -> Result<(), Failure> {
        self.checked(self.strangers.check_key(&address))
    }

    /// Forgets those who haven't come for a while.
    pub fn sweep(&self) {
        self.devices.retain_recent();
        self.accounts.retain_recent();
        self.strangers.retain_recent();
    }

    fn checked(
        &self,
        outcome: Result<(), governor::NotUntil<<DefaultClock as governor::clock::Clock>::Instant>>,
    ) -> Result<(), Failure> {
        outcome.map_err(|not_until| {
            let wait: Duration = not_until.wait_time_from(self.clock.now());
            Failure::TooMany { after: wait.as_secs() + 1 }
        })
    }
}

/// So many a second, and ten seconds' worth at once.
fn quota(per_second: NonZeroU32) -> Quota {
    Quota::per_second(per_second).allow_burst(per_second.saturating_mul(NonZeroU32::new(10).expect("ten isn't zero")))
}

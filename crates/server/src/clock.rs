//! Time, as an argument: the one place of the server that reads the system's clock.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use coopol_domain::time::Instant;
use futures_util::future::BoxFuture;

/// What time it is, and waiting for a later one.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since 1970.
    fn now(&self) -> Instant;

    /// Resolves once the clock shows `at` or later.
    fn until(&self, at: Instant) -> BoxFuture<'static, ()>;
}

/// A clock that everybody shares.
pub type SharedClock = Arc<dyn Clock>;

/// The system's.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// The longest sleep, so that a clock that was set is noticed well within the 5 seconds in which a right must end.
const LONGEST: Duration = Duration::from_secs(2);

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the server's clock")]
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock of a server stands after 1970");
        Instant(u64::try_from(since.as_millis()).expect("milliseconds fit for 500 million years"))
    }

    fn until(&self, at: Instant) -> BoxFuture<'static, ()> {
        let clock = *self;
        Box::pin(async move {
            loop {
                let left = Duration::from_millis(at.since(clock.now()));
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(LONGEST)).await;
            }
        })
    }
}

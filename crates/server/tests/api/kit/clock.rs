//! A clock that stands until a test moves it.

use coopol_domain::time::Instant;
use coopol_server::clock::Clock;
use futures_util::future::BoxFuture;
use tokio::sync::watch;

/// 2026-11-22, about noon.
const START: u64 = 1_795_345_200_000;

pub struct TestClock(watch::Sender<u64>);

impl TestClock {
    pub fn new() -> Self {
        Self(watch::Sender::new(START))
    }

    pub fn advance(&self, ms: u64) {
        self.0.send_modify(|now| *now += ms);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(*self.0.borrow())
    }

    fn until(&self, at: Instant) -> BoxFuture<'static, ()> {
        let mut now = self.0.subscribe();
        Box::pin(async move {
            if now.wait_for(|now| *now >= at.0).await.is_err() {
                std::future::pending::<()>().await;
            }
        })
    }
}

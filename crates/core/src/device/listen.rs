//! Listening to the server, so that what others did shows at once (J11): it comes with the hint, and a synchronisation takes it in.
//! Whoever can't listen learns it by the next.

use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use coopol_domain::wire::Told;
use futures_util::FutureExt as _;
use tokio::sync::Notify;
use tokio::time::sleep;

use super::Session;
use crate::transport::{Hint, Hints, TransportError};

/// Before listening again: at first, and at most.
const RETRY: Duration = Duration::from_secs(2);
const MOST_RETRY: Duration = Duration::from_mins(2);

/// A live connection that stands.
#[derive(Debug)]
pub struct Heard<'a>(&'a AtomicBool);

impl Drop for Heard<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Session {
    /// Listens for ever, and notifies whenever a synchronisation has something to bring. Ends when it is dropped.
    pub async fn listen(&self, news: &Notify) -> Infallible {
        let mut pause = RETRY;
        loop {
            pause = match self.hear(news).await {
                Ok(()) => RETRY,
                Err(_) => pause.saturating_mul(2).min(MOST_RETRY),
            };
            sleep(pause).await;
        }
    }

    /// Says that whatever is recorded leaves at once, until what is returned is dropped.
    pub fn heard(&self) -> Heard<'_> {
        self.hears.store(true, Ordering::Relaxed);
        Heard(&self.hears)
    }

    /// One connection, to its end.
    async fn hear(&self, news: &Notify) -> Result<(), TransportError> {
        let http = self.http().await?;
        let mut hints = http.listen().await?;
        let _heard = self.heard();
        // What happened before the connection stood.
        self.ask_for(news);
        while let Ok(Some(hint)) = hints.next().await {
            if self.is_news(&hint).await {
                self.bring(told(hint, &mut hints));
                news.notify_one();
            }
            if http.has_outlived(&hints).await {
                hints = http.listen().await?;
                self.ask_for(news);
            }
        }
        // It ends with the last mandate, too: a synchronisation tells.
        self.ask_for(news);
        Ok(())
    }

    /// Wakes a synchronisation that asks, whatever a hint brings meanwhile.
    fn ask_for(&self, news: &Notify) {
        self.bring(None);
        news.notify_one();
    }
}

/// What goes along with a hint, unless others have come by now: then one question brings all.
fn told(hint: Hint, hints: &mut Hints) -> Option<Told> {
    let mut alone = true;
    while let Some(Ok(Some(_))) = hints.next().now_or_never() {
        alone = false;
    }
    match hint {
        Hint::Grown { told: Some(told), .. } if alone => Some(*told),
        Hint::Grown { .. } | Hint::Missed => None,
    }
}

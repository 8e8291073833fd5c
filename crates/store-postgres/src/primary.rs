//! Which of several servers of PostgreSQL is the primary.
//!
//! A URL names a primary with its standbys, in any order. A standby that is promoted begins the next timeline. So of two that
//! both take writes the one with the greater timeline is the primary, and one with a smaller timeline than was seen isn't any
//! more, whatever it says. What is still written there waits for a standby that doesn't come (`synchronous_standby_names`):
//! nothing is answered.

use std::sync::Arc;
use std::time::Duration;

use coopol_store::StoreError;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool};
use sqlx::{ConnectOptions as _, Error, query_scalar};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, interval, timeout};

use crate::failure::lost;
use crate::session;

/// How often each is asked whether it is the primary.
const ASKED_EVERY: Duration = Duration::from_secs(1);
/// Whoever takes longer to answer isn't.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why there is nobody to write to.
#[derive(Clone, Copy, Debug, thiserror::Error)]
enum NoPrimary {
    #[error("none of the servers of PostgreSQL that answer is the primary")]
    Standby,
    #[error("this server of PostgreSQL was the primary, until a standby was promoted")]
    Past,
    #[error("two servers of PostgreSQL say they are the primary, and neither was promoted after the other")]
    Two,
}

/// The servers of one URL. Cloning it gives the same.
#[derive(Clone)]
pub(crate) struct Primary {
    each: Arc<[PgConnectOptions]>,
    known: watch::Sender<Known>,
}

/// Which of them it is, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    place: usize,
    timeline: i64,
    since: Instant,
}

impl Primary {
    /// Nobody is asked yet.
    pub(crate) fn of(url: &str) -> Result<Self, StoreError> {
        let known = Known { place: 0, timeline: 0, since: Instant::now() };
        Ok(Self { each: session::options(url)?.into(), known: watch::Sender::new(known) })
    }

    /// Whether the URL names more than one.
    pub(crate) fn has_standbys(&self) -> bool {
        self.each.len() > 1
    }

    /// How it is reached.
    pub(crate) fn options(&self) -> PgConnectOptions {
        self.each[self.known().place].clone()
    }

    /// What is known of it: another value once another is the primary.
    pub(crate) fn known(&self) -> Known {
        *self.known.borrow()
    }

    /// To hear when another is the primary.
    pub(crate) fn changes(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// A connection to it, once all were asked.
    pub(crate) async fn connect(&self) -> Result<PgConnection, StoreError> {
        let mut held = self.nobody();
        let place = self.look(&mut held).await?;
        held[place].take().ok_or_else(|| lost(NoPrimary::Past))
    }

    /// Whether a new connection of a pool leads to it. Whoever is told that it doesn't gives it up.
    pub(crate) async fn answers(&self, on: &mut PgConnection) -> Result<(), Error> {
        let Known { place, .. } = self.known();
        let said = match timeline(on).await? {
            Some(timeline) => self.believe(place, timeline),
            None => Err(NoPrimary::Standby),
        };
        said.map_err(|why| Error::Protocol(why.to_string()))
    }

    /// Whether a connection of this age leads to one that was the primary before.
    pub(crate) fn is_past(&self, age: Duration) -> bool {
        age > self.known().since.elapsed()
    }

    /// Leads these pools to whoever is the primary, as long as what is returned is there. Where a URL names one server, its pools
    /// lead there anyway.
    pub(crate) fn follow(&self, pools: Vec<PgPool>) -> Option<Following> {
        if !self.has_standbys() {
            return None;
        }
        let primary = self.clone();
        let task = tokio::spawn(async move {
            let (mut held, mut rounds) = (primary.nobody(), interval(ASKED_EVERY));
            loop {
                rounds.tick().await;
                // Whoever asks the database something is told that there is none.
                if primary.look(&mut held).await.is_ok() {
                    for pool in &pools {
                        pool.set_connect_options(primary.options());
                    }
                }
            }
        });
        Some(Following(task.abort_handle()))
    }

    fn nobody(&self) -> Vec<Option<PgConnection>> {
        self.each.iter().map(|_| None).collect()
    }

    /// Asks all at once, by the connections that are held to them; those that answered are held afterwards. The place of the primary.
    async fn look(&self, held: &mut [Option<PgConnection>]) -> Result<usize, StoreError> {
        let mut asked = JoinSet::new();
        for (place, held) in held.iter_mut().enumerate() {
            let (options, held) = (self.each[place].clone(), held.take());
            asked.spawn(async move { (place, timeout(PATIENCE, ask(options, held)).await) });
        }
        let (mut found, mut why) = (None, None);
        while let Some(answer) = asked.join_next().await {
            let (place, answer) = answer.map_err(lost)?;
            match answer {
                Ok(Ok((on, said))) => {
                    held[place] = Some(on);
                    found = said.map_or(Ok(found), |timeline| younger(found, (timeline, place))).map_err(lost)?;
                }
                Ok(Err(error)) => why = Some(lost(error)),
                Err(silent) => why = Some(lost(silent)),
            }
        }
        match found {
            Some((timeline, place)) => self.believe(place, timeline).map(|()| place).map_err(lost),
            None => Err(why.unwrap_or_else(|| lost(NoPrimary::Standby))),
        }
    }

    /// Takes one for the primary, unless a younger one was seen.
    fn believe(&self, place: usize, timeline: i64) -> Result<(), NoPrimary> {
        let mut believed = true;
        self.known.send_if_modified(|known| {
            let promoted = timeline > known.timeline;
            believed = promoted || (timeline, place) == (known.timeline, known.place);
            if promoted {
                *known = Known { place, timeline, since: Instant::now() };
            }
            promoted
        });
        if believed { Ok(()) } else { Err(NoPrimary::Past) }
    }
}

/// Pools are led on until it is dropped.
pub(crate) struct Following(AbortHandle);

impl Drop for Following {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The one with the greater timeline, of timelines and places.
fn younger(found: Option<(i64, usize)>, other: (i64, usize)) -> Result<Option<(i64, usize)>, NoPrimary> {
    match found {
        Some(found) if found.0 == other.0 => Err(NoPrimary::Two),
        Some(found) => Ok(Some(found.max(other))),
        None => Ok(Some(other)),
    }
}

async fn ask(options: PgConnectOptions, held: Option<PgConnection>) -> Result<(PgConnection, Option<i64>), Error> {
    let mut on = match held {
        Some(on) => on,
        None => options.connect().await?,
    };
    let said = timeline(&mut on).await?;
    Ok((on, said))
}

/// The timeline of a server that isn't a standby.
async fn timeline(on: &mut PgConnection) -> Result<Option<i64>, Error> {
    query_scalar(
        "SELECT CASE WHEN NOT pg_is_in_recovery() \
         THEN ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint END",
    )
    .fetch_one(on)
    .await
}

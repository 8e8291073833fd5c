//! Others on the same database: hearing where they brought streams, who of them leads, and whose turn it is.
//!
//! What is held here is held by a session or a transaction of its own: it ends with its connection, and so with a process
//! that is killed. A connection that nobody answers on any more is given up by PostgreSQL within half a minute
//! (`session.rs`).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use coopol_domain::id::StreamId;
use coopol_store::StoreError;
use coopol_store::company::{Ear, Errand, Heard, Position, Turn};
use sqlx::postgres::{PgConnection, PgListener, PgPool};
use sqlx::{Connection as _, query_as, query_scalar};
use tokio::sync::{Mutex, watch};

use crate::columns::{count, id};
use crate::failure::{Orderly as _, lost};
use crate::primary::{Known, Primary};
use crate::session;

/// Where the trigger on `streams` tells positions (migration 0019).
const CHANNEL: &str = "coopol_positions";
/// How long the connection that leads may take to say that it is still there.
const ALIVE: Duration = Duration::from_secs(2);
/// Turns that one process may have at one time.
const TURNS: u32 = 9;

/// The connections beside those that read and write: whoever waits for a turn keeps nobody from reading.
#[derive(Clone)]
pub(crate) struct Company {
    primary: Primary,
    ears: PgPool,
    turns: PgPool,
    lead: Arc<Mutex<Option<Candidate>>>,
}

/// A connection that leads, or may, by the primary that was known.
struct Candidate {
    on: PgConnection,
    leads: bool,
    by: Known,
}

impl Company {
    pub(crate) fn new(primary: &Primary) -> Self {
        let pool = |most| session::pool(primary, most);
        Self { primary: primary.clone(), ears: pool(1), turns: pool(TURNS), lead: Arc::default() }
    }

    pub(crate) fn pools(&self) -> Vec<PgPool> {
        vec![self.ears.clone(), self.turns.clone()]
    }

    pub(crate) async fn ear(&self) -> Result<Box<dyn Ear>, StoreError> {
        let changes = self.primary.changes();
        let mut listener = PgListener::connect_with(&self.ears).await.orderly()?;
        // Whoever opens another compares positions first.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await.orderly()?;
        Ok(Box::new(Listening { listener, changes }))
    }

    /// The lock is the session's: as long as the same connection answers, it is held.
    pub(crate) async fn leads(&self) -> Result<bool, StoreError> {
        let mut lead = self.lead.lock().await;
        // Whoever led where the primary was before leads nobody.
        let kept = lead.take().filter(|candidate| candidate.by == self.primary.known());
        let mut candidate = if let Some(candidate) = kept {
            candidate
        } else {
            let on = self.primary.connect().await?;
            Candidate { on, leads: false, by: self.primary.known() }
        };
        let asked = async {
            if candidate.leads {
                candidate.on.ping().await.map(|()| true)
            } else {
                let ask = query_scalar("SELECT pg_try_advisory_lock(109330262159214)");
                ask.fetch_one(&mut candidate.on).await
            }
        };
        // One that doesn't answer is dropped, and with it the lock, if it was there.
        let leads = tokio::time::timeout(ALIVE, asked).await.map_err(lost)?.orderly()?;
        candidate.leads = leads;
        *lead = Some(candidate);
        Ok(leads)
    }

    pub(crate) async fn turn(&self, errand: Errand) -> Result<Turn, StoreError> {
        // The session's own limit on idle transactions isn't for one that holds no row.
        let begin = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0";
        let mut held = self.turns.begin_with(begin).await.orderly()?;
        let (sort, number) = match errand {
            Errand::Own => (1_093_302_621, 0),
            Errand::File(number) => (1_093_302_622, i32::from(number)),
        };
        let lock = sqlx::query("SELECT pg_advisory_xact_lock($1, $2)").bind(sort).bind(number);
        lock.execute(&mut *held).await.orderly()?;
        Ok(Turn::until_dropped(held))
    }

    pub(crate) async fn close(&self) {
        if let Some(candidate) = self.lead.lock().await.take() {
            // It ends with its connection, whatever comes of that.
            drop(candidate.on.close().await);
        }
        self.ears.close().await;
        self.turns.close().await;
    }
}

impl fmt::Debug for Company {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Company").finish_non_exhaustive()
    }
}

/// Where every stream stands.
pub(crate) async fn positions(pool: &PgPool) -> Result<Vec<Position>, StoreError> {
    let rows: Vec<(Vec<u8>, i64, i64)> =
        query_as("SELECT id, size, erased FROM streams").fetch_all(pool).await.orderly()?;
    let position = |(stream, size, erased): (Vec<u8>, i64, i64)| {
        Ok(Position { stream: id(&stream)?, size: count(size)?, erased: count(erased)? })
    };
    rows.into_iter().map(position).collect()
}

struct Listening {
    listener: PgListener,
    changes: watch::Receiver<Known>,
}

impl Ear for Listening {
    fn hear(&mut self) -> Heard<'_> {
        Box::pin(async {
            let gone = || lost(std::io::Error::from(std::io::ErrorKind::ConnectionAborted));
            let told = tokio::select! {
                told = self.listener.try_recv() => told.orderly()?.ok_or_else(gone)?,
                _ = self.changes.changed() => return Err(gone()),
            };
            read(told.payload()).ok_or(StoreError::Corrupt { what: "a position that was told" })
        })
    }
}

/// As the trigger writes it: the id in hexadecimal digits, the size and the erasures.
fn read(told: &str) -> Option<Position> {
    let mut words = told.split(' ');
    let digits = words.next()?;
    let bytes = u128::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 32)?.to_be_bytes();
    let mut number = || words.next()?.parse().ok();
    Some(Position { stream: StreamId::from_bytes(bytes), size: number()?, erased: number()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_it_is_told() {
        let stream = StreamId::from_bytes([0x0a; 16]);
        assert_eq!(read(&format!("{} 7 2", "0a".repeat(16))), Some(Position { stream, size: 7, erased: 2 }));
        for strange in ["", "0a 7 2", &format!("{} 7", "0a".repeat(16)), &format!("{} 7 -2", "0a".repeat(16))] {
            assert_eq!(read(strange), None, "{strange}");
        }
    }
}

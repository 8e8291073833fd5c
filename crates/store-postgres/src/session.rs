//! What every connection is set to before anything is asked of it.

use std::time::Duration;

use coopol_store::StoreError;
use sqlx::pool::PoolConnectionMetadata;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, Error};

use crate::failure::lost;
use crate::place;

/// How long to wait for a connection before the answer is "busy".
const PATIENCE: Duration = Duration::from_secs(10);
/// A connection that stood idle for so long may have been cut, and is tried before it is used.
const DOUBT: Duration = Duration::from_secs(1);
/// Statements that a connection keeps prepared: all that there are.
const KEPT: usize = 256;
/// Connections at one time; whoever comes beyond them waits.
pub(crate) const MOST: u32 = 16;

/// Whatever the server, the database or the role is set to, these hold. What was answered is on the disk (J3.5), and nobody
/// who hangs holds others up for longer than that.
const SETTINGS: [(&str, &str); 10] = [
    ("synchronous_commit", "on"),
    ("statement_timeout", "30s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "60s"),
    // One of ours stands idle by design: it says that the database is worked with.
    ("idle_session_timeout", "0"),
    // A machine that is gone holds nothing for longer than it takes to notice.
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
    // Statements here are short: compiling one costs more than running it.
    ("jit", "off"),
    ("client_min_messages", "warning"),
];

pub(crate) fn options(url: &str) -> Result<PgConnectOptions, StoreError> {
    let options = place::options(url)
        .map_err(lost)?
        .application_name("coopol-server")
        .statement_cache_capacity(KEPT)
        .options(SETTINGS);
    // Statements are logged with what they carry, and options with their password.
    Ok(options.disable_statement_logging())
}

/// A connection of its own, beside every pool.
pub(crate) async fn connect(url: &str) -> Result<PgConnection, StoreError> {
    options(url)?.connect().await.map_err(lost)
}

pub(crate) fn pool(options: PgConnectOptions, most: u32) -> PgPool {
    let pool = PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE).test_before_acquire(false);
    let pool = pool.after_connect(|on, _| Box::pin(is_primary(on)));
    pool.before_acquire(|on, known| Box::pin(is_alive(on, known))).connect_lazy_with(options)
}

/// Rights are read where they are written: a standby is a moment behind.
async fn is_primary(on: &mut PgConnection) -> Result<(), Error> {
    let standby: bool = sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(on).await?;
    if standby { Err(Error::Protocol("this server is a standby; the primary is wanted".to_owned())) } else { Ok(()) }
}

async fn is_alive(on: &mut PgConnection, known: PoolConnectionMetadata) -> Result<bool, Error> {
    Ok(known.idle_for < DOUBT || on.ping().await.is_ok())
}

//! What every connection is set to before anything is asked of it.

use std::time::Duration;

use coopol_store::StoreError;
use sqlx::pool::PoolConnectionMetadata;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::failure::lost;
use crate::place;
use crate::primary::Primary;

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

/// For each server that the URL names.
pub(crate) fn options(url: &str) -> Result<Vec<PgConnectOptions>, StoreError> {
    let set = |options: PgConnectOptions| {
        let options = options.application_name("coopol-server").statement_cache_capacity(KEPT).options(SETTINGS);
        // Statements are logged with what they carry, and options with their password.
        options.disable_statement_logging()
    };
    Ok(place::options(url).map_err(lost)?.into_iter().map(set).collect())
}

/// Rights are read where they are written, from the primary: a standby is a moment behind.
pub(crate) fn pool(primary: &Primary, most: u32) -> PgPool {
    let pool = PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE).test_before_acquire(false);
    let (new, old) = (primary.clone(), primary.clone());
    let pool = pool.after_connect(move |on, _| {
        let primary = new.clone();
        Box::pin(async move { primary.answers(on).await })
    });
    let pool = pool.before_acquire(move |on, known| {
        let past = old.is_past(known.age);
        Box::pin(async move { Ok(!past && is_alive(on, known).await) })
    });
    pool.connect_lazy_with(primary.options())
}

async fn is_alive(on: &mut PgConnection, known: PoolConnectionMetadata) -> bool {
    known.idle_for < DOUBT || on.ping().await.is_ok()
}

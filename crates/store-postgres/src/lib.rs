//! The server's store in PostgreSQL: a backend of [`coopol_store`].
//!
//! Whoever reads sees one moment (`REPEATABLE READ READ ONLY`). Whoever writes locks the rows of the streams that are
//! written, in the order of their ids, and others may write other streams meanwhile; what isn't in a stream is written by one at
//! a time ([`read::PostgresRead`]). Every list goes in one statement, as arrays, however long it is.
//!
//! Queries are checked against the schema when they are compiled, from the data in `.sqlx`; a test holds that data to the
//! schema. After changing a query or a migration, refresh it in this folder against an empty database of your own:
//! `(cat ../../migrations/server-postgres/*.sql; echo "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY)") | psql $URL &&
//! rm .sqlx/* && touch src/lib.rs && COOPOL_POSTGRES_URL=$URL
//! SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$PWD/.sqlx SQLX_TMP=$PWD/.sqlx cargo check`.
//!
//! To add a table: a migration in `migrations/server-postgres`, its reading in `read`, its writing in `write`, its columns in
//! [`coopol_store::tables`].

mod care;
mod columns;
mod company;
mod dump;
mod failure;
mod place;
mod primary;
mod read;
mod session;
mod spread;
mod statement;
mod tables;
mod write;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_store::company::{Ear, Errand, Position, Turn};
use coopol_store::schema::Schema;
use coopol_store::{Backend, StoreError};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Connection as _, Executor as _, query_as, query_scalar};

pub use care::Careless;
use company::Company;
pub use dump::NotCopied;
use failure::Orderly as _;
pub use place::BadUrl;
use primary::{Following, Primary};
pub use read::PostgresRead;
pub use spread::{NotTogether, Spread, SpreadRead, SpreadWrite};
pub use write::PostgresWrite;

/// The schema, step by step. Steps that a newer program took are none of its business: see [`coopol_store::schema`].
pub static MIGRATIONS: Migrator =
    Migrator { ignore_missing: true, ..sqlx::migrate!("../../migrations/server-postgres") };

/// A database. Cloning it gives another handle to the same one.
#[derive(Clone)]
pub struct Postgres {
    pool: PgPool,
    /// No password stands in it.
    url: Arc<str>,
    primary: Primary,
    _following: Option<Arc<Following>>,
    /// A connection of its own says that the database is worked with.
    claim: Arc<Mutex<Option<PgConnection>>>,
    company: Company,
    ahead: bool,
}

impl Postgres {
    /// Checks a URL without using it.
    ///
    /// # Errors
    /// [`BadUrl`].
    pub fn check_url(url: &str) -> Result<(), BadUrl> {
        place::options(url).map(drop)
    }

    /// Opens the database of this URL (`postgres://…`) and brings its schema up to date. What the URL leaves out comes from the
    /// environment, as everywhere with PostgreSQL (`PGPASSFILE`, `PGSSLMODE`…). Where it names several servers
    /// (`postgres://coopol@one,two/coopol`), the primary among them is worked with, whichever that is from time to time.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the URL is bad or nobody lets us in there, [`StoreError::Io`] when it isn't a
    /// database of this program's, [`StoreError::NewerSchema`], [`StoreError::NotTogether`] when it is one of several.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::opened(url, true).await
    }

    /// `alone`: not as one of several.
    async fn opened(url: &str, alone: bool) -> Result<Self, StoreError> {
        let primary = Primary::of(url)?;
        let mut first = primary.connect().await?;
        // A step may take as long as it takes; another server that starts waits for it.
        first.execute("SET statement_timeout = 0; SET lock_timeout = 0").await.orderly()?;
        let mut fit = brought_up(&mut first).await;
        if alone && let Ok(ahead) = fit {
            fit = spread::alone(&mut first, url).await.map(|()| ahead);
        }
        let closed = first.close().await.orderly();
        let ahead = fit?;
        closed?;
        let pool = session::pool(&primary, session::MOST);
        let company = Company::new(&primary);
        let following = primary.follow([company.pools(), vec![pool.clone()]].concat()).map(Arc::new);
        Ok(Self { pool, url: url.into(), primary, _following: following, claim: Arc::default(), company, ahead })
    }

    /// Whether a newer program took steps with the schema that this one doesn't know.
    pub const fn is_ahead(&self) -> bool {
        self.ahead
    }

    /// Says that the database is worked with, until it is closed; `alone`: by nobody else who says so. Whether that is so.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim(&self, alone: bool) -> Result<bool, StoreError> {
        let mut on = self.primary.connect().await?;
        let claimed = if alone {
            query_scalar!(r#"SELECT pg_try_advisory_lock(109330262159213) AS "claimed!""#).fetch_one(&mut on).await
        } else {
            query_scalar!(r#"SELECT pg_try_advisory_lock_shared(109330262159213) AS "claimed!""#)
                .fetch_one(&mut on)
                .await
        };
        let claimed = claimed.orderly()?;
        if claimed {
            *self.claimed() = Some(on);
        } else {
            on.close().await.orderly()?;
        }
        Ok(claimed)
    }

    fn claimed(&self) -> MutexGuard<'_, Option<PgConnection>> {
        self.claim.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a connection of ours finds a setting of PostgreSQL's to be.
    ///
    /// # Errors
    /// [`StoreError`], also when there is no such setting.
    pub async fn set_to(&self, setting: &str) -> Result<String, StoreError> {
        let found = query_scalar!(r#"SELECT current_setting($1) AS "set_to!""#, setting);
        found.fetch_one(&self.pool).await.orderly()
    }

    /// Closes every connection, after those who still use one.
    pub async fn close(&self) {
        let claim = self.claimed().take();
        if let Some(claim) = claim {
            // It ends with its connection, whatever comes of that.
            drop(claim.close().await);
        }
        self.company.close().await;
        self.pool.close().await;
    }
}

/// Whether the schema is ahead of this program.
async fn brought_up(on: &mut PgConnection) -> Result<bool, StoreError> {
    MIGRATIONS.run(&mut *on).await.map_err(|error| StoreError::Io(Box::new(error)))?;
    let found = query_as!(
        Schema,
        r#"SELECT (SELECT max(version) FROM _sqlx_migrations) AS "taken!", step AS "floor!" FROM schema_floor"#
    );
    let known = MIGRATIONS.iter().map(|step| step.version).max().unwrap_or_default();
    found.fetch_one(on).await.orderly()?.served_by(known)
}

/// Without the options of its connections: a password may stand there.
impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").finish_non_exhaustive()
    }
}

impl Backend for Postgres {
    type Read = PostgresRead;
    type Write = PostgresWrite;

    async fn read(&self) -> Result<PostgresRead, StoreError> {
        Ok(PostgresRead::of_one_moment(self.pool.clone()))
    }

    async fn glance(&self) -> Result<PostgresRead, StoreError> {
        Ok(PostgresRead::of_one_question(self.pool.clone()))
    }

    async fn write(&self) -> Result<PostgresWrite, StoreError> {
        Ok(PostgresWrite::new(PostgresRead::before_writing(self.pool.clone())))
    }

    async fn ear(&self) -> Result<Option<Box<dyn Ear>>, StoreError> {
        self.company.ear().await.map(Some)
    }

    async fn positions(&self) -> Result<Vec<Position>, StoreError> {
        company::positions(&self.pool).await
    }

    async fn leads(&self) -> Result<bool, StoreError> {
        self.company.leads().await
    }

    async fn turn(&self, errand: Errand) -> Result<Turn, StoreError> {
        self.company.turn(errand).await
    }
}

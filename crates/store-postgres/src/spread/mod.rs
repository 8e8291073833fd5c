//! A server's store in several databases: streams are spread over them by their ids.
//!
//! The first one is home. It holds whatever isn't in a stream, and the streams that rights are computed from (`office`, `dues` and
//! `agenda`); of the others each is where its id says ([`places`]). Whoever writes begins at home, and so is alone or beside
//! others in all of them. What is written in one database is a plain commit; in several it is one in two phases ([`commit`]).

mod belonging;
mod commit;
mod ears;
mod parted;
mod places;
mod read;
mod write;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use coopol_store::company::{Ear, Errand, Position, Turn};
use coopol_store::tables::Relocation;
use coopol_store::{Backend, StoreError};

use crate::Postgres;
use crate::care::Careless;
use crate::read::PostgresRead;
pub use belonging::NotTogether;
pub(crate) use belonging::alone;
use places::{HOME, Places};
pub use read::SpreadRead;
pub use write::SpreadWrite;

/// Several databases. Cloning it gives another handle to the same ones.
#[derive(Clone)]
pub struct Spread {
    each: Arc<[Postgres]>,
    /// What they are called together.
    whole: Arc<str>,
    places: Places,
    /// A commit in several of them may have been left unfinished.
    left: Arc<AtomicBool>,
}

impl Spread {
    /// Opens the databases of these URLs, the first of which is home, brings their schemas up to date, and ends what was left
    /// unfinished between them. How many there are, and in which order, is settled when they are first opened.
    ///
    /// # Errors
    /// [`StoreError::NotTogether`], and what [`Postgres::open`] finds.
    pub async fn open(urls: &[impl AsRef<str>]) -> Result<Self, StoreError> {
        let mut each = Vec::new();
        for url in urls {
            each.push(Postgres::opened(url.as_ref(), false).await?);
        }
        let whole = match belonging::together(&each).await {
            Ok(whole) => whole,
            Err(error) => {
                for one in each {
                    one.close().await;
                }
                return Err(error);
            }
        };
        let places = Places::new(each.len());
        let spread = Self { each: each.into(), whole: whole.into(), places, left: Arc::default() };
        if let Err(error) = spread.settle().await {
            spread.close().await;
            return Err(error);
        }
        Ok(spread)
    }

    /// See [`Postgres::is_ahead`]: any of them.
    pub fn is_ahead(&self) -> bool {
        self.each.iter().any(Postgres::is_ahead)
    }

    /// See [`Postgres::claim`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim(&self, alone: bool) -> Result<bool, StoreError> {
        self.each[HOME].claim(alone).await
    }

    /// What lies between these databases and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation(&self) -> Result<Option<Relocation>, StoreError> {
        self.each[HOME].relocation().await
    }

    /// See [`Postgres::careless`]: the first of any of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn careless(&self) -> Result<Option<Careless>, StoreError> {
        for one in &*self.each {
            if let Some(careless) = one.careless().await? {
                return Ok(Some(careless));
            }
        }
        Ok(None)
    }

    /// Closes every connection, after those who still use one.
    pub async fn close(&self) {
        for one in &*self.each {
            one.close().await;
        }
    }

    fn glance_at(&self, place: usize) -> PostgresRead {
        PostgresRead::of_one_question(self.each[place].pool.clone())
    }

    fn rows(&self, begin: impl Fn(sqlx::postgres::PgPool) -> PostgresRead) -> SpreadRead {
        SpreadRead::new(self.places.clone(), self.each.iter().map(|one| begin(one.pool.clone())).collect())
    }

    /// Whoever waited too long may have waited for what somebody left unfinished.
    fn may_be_held(&self, error: &StoreError) {
        if matches!(error, StoreError::Busy) {
            self.left.store(true, Ordering::SeqCst);
        }
    }

    async fn settle_what_was_left(&self) -> Result<(), StoreError> {
        if !self.left.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        // It is large, and almost never done.
        Box::pin(self.settle()).await.inspect_err(|_| self.left.store(true, Ordering::SeqCst))
    }
}

impl fmt::Debug for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spread").field("databases", &self.each.len()).finish_non_exhaustive()
    }
}

impl Backend for Spread {
    type Read = SpreadRead;
    type Write = SpreadWrite;

    async fn read(&self) -> Result<SpreadRead, StoreError> {
        Ok(self.rows(PostgresRead::of_one_moment))
    }

    async fn glance(&self) -> Result<SpreadRead, StoreError> {
        Ok(self.rows(PostgresRead::of_one_question))
    }

    async fn write(&self) -> Result<SpreadWrite, StoreError> {
        self.settle_what_was_left().await?;
        Ok(SpreadWrite::new(self.rows(PostgresRead::before_writing), self.clone()))
    }

    async fn ear(&self) -> Result<Option<Box<dyn Ear>>, StoreError> {
        let mut each = Vec::new();
        for one in &*self.each {
            each.extend(one.ear().await?);
        }
        Ok(Some(ears::together(each)))
    }

    async fn positions(&self) -> Result<Vec<Position>, StoreError> {
        let mut positions = Vec::new();
        for one in &*self.each {
            positions.extend(one.positions().await?);
        }
        Ok(positions)
    }

    /// Whoever leads ends what others left unfinished.
    async fn leads(&self) -> Result<bool, StoreError> {
        let leads = self.each[HOME].leads().await?;
        if leads {
            self.settle().await?;
        }
        Ok(leads)
    }

    async fn turn(&self, errand: Errand) -> Result<Turn, StoreError> {
        self.each[HOME].turn(errand).await
    }
}

//! The lease: how long the cache may be read without a word from the server. A clock set back gains nothing.

use coopol_domain::time::Instant;
use sqlx::SqliteConnection;

use super::{Failure, Session};
use crate::cache::{CacheError, Contact, Reader};
use crate::transport::Suspended;

/// What may be done with the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Everything that the mandates give.
    Open,
    /// The same, until the suspension of the holder's mandate is lifted.
    Suspended(Suspended),
    /// Nothing but speaking with the server.
    LeaseOver {
        /// When it last did.
        last_contact: Option<Instant>,
    },
    /// Reading: what the server said contradicts itself (J5.2).
    ReadOnly {
        /// The word by which the alarm is known.
        alarm: String,
        /// What was found, for the log.
        text: String,
    },
}

impl Session {
    /// What may be done now.
    pub async fn standing(&self) -> Result<Standing, CacheError> {
        if let Some(why) = self.suspended().await? {
            return Ok(Standing::Suspended(why));
        }
        let mut reader = self.cache.reader().await?;
        if let Some(last_contact) = self.over(&mut reader).await? {
            return Ok(Standing::LeaseOver { last_contact });
        }
        let row = sqlx::query!("SELECT alarm, alarm_text FROM device").fetch_one(&mut *reader).await?;
        Ok(row
            .alarm
            .map_or(Standing::Open, |alarm| Standing::ReadOnly { alarm, text: row.alarm_text.unwrap_or_default() }))
    }

    /// A connection for the screens, as long as the lease runs.
    pub async fn reader(&self) -> Result<Reader<'_>, Failure> {
        let mut reader = self.cache.reader().await?;
        match self.over(&mut reader).await? {
            Some(last_contact) => Err(Failure::LeaseOver { last_contact }),
            None => Ok(reader),
        }
    }

    /// What time it is, by the server's clock as far as it is known, and never before a time that was seen. Notes it.
    pub async fn see(&self) -> Result<Instant, CacheError> {
        let mut writer = self.cache.writer().await;
        let mut transaction = writer.begin().await?;
        let wall = column(self.ambient.now());
        let row = sqlx::query!(
            r#"UPDATE lease SET last_seen = max(last_seen, ? + skew) RETURNING last_seen AS "last_seen!: i64""#,
            wall
        );
        let seen = row.fetch_one(&mut *transaction).await?.last_seen;
        transaction.commit().await?;
        Ok(Instant(crate::cache::count(seen)))
    }

    /// That the server spoke at `now`, by its own clock.
    pub(super) fn contact(&self, now: Instant) -> Contact {
        Contact { now, skew: column(now).saturating_sub(column(self.ambient.now())) }
    }

    /// `Some` when the lease is over, with the last contact.
    async fn over(&self, connection: &mut SqliteConnection) -> Result<Option<Option<Instant>>, CacheError> {
        let row = sqlx::query!("SELECT until, last_contact, last_seen, skew FROM lease").fetch_one(connection).await?;
        let now = row.last_seen.max(column(self.ambient.now()).saturating_add(row.skew));
        let over = row.until.is_some_and(|until| until <= now);
        Ok(over.then(|| row.last_contact.map(|at| Instant(crate::cache::count(at)))))
    }
}

fn column(at: Instant) -> i64 {
    crate::cache::column(at.0)
}

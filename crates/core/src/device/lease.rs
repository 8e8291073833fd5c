//! The lease: how long the cache may be read without a word from the server. A clock that is set back closes it at once, and one that is
//! set back by little goes on from what was seen.

use coopol_domain::device::Write;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::SyncResponse;

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
    /// Nothing but speaking with the server, until the machine's clock is put right: it shows a time more than a day before one that was seen.
    ClockBehind {
        /// The time that was seen.
        seen: Instant,
    },
    /// Reading: what the server said contradicts itself (J5.2).
    ReadOnly {
        /// The word by which the alarm is known.
        alarm: String,
        /// What was found, for the log.
        text: String,
    },
}

/// How far a clock may be behind what was seen. A battery that is empty puts one back by years, somebody who wants more time by weeks; a system
/// that takes the wall's clock for UTC by fourteen hours at most.
const BEHIND: u64 = DAY;

impl Session {
    /// What may be done now.
    pub async fn standing(&self) -> Result<Standing, CacheError> {
        if let Some(why) = self.suspended().await? {
            return Ok(Standing::Suspended(why));
        }
        match self.lease().await?.closed(column(self.ambient.now())) {
            Some(Closed::Over { last_contact }) => return Ok(Standing::LeaseOver { last_contact }),
            Some(Closed::Behind { seen }) => return Ok(Standing::ClockBehind { seen }),
            None => {}
        }
        let mut reader = self.cache.reader().await?;
        let row = sqlx::query!("SELECT alarm, alarm_text FROM device").fetch_one(&mut *reader).await?;
        Ok(row
            .alarm
            .map_or(Standing::Open, |alarm| Standing::ReadOnly { alarm, text: row.alarm_text.unwrap_or_default() }))
    }

    /// A connection for the screens, as long as the lease runs.
    pub async fn reader(&self) -> Result<Reader<'_>, Failure> {
        match self.lease().await?.closed(column(self.ambient.now())) {
            Some(Closed::Over { last_contact }) => Err(Failure::LeaseOver { last_contact }),
            Some(Closed::Behind { seen }) => Err(Failure::ClockBehind { seen }),
            None => Ok(self.cache.reader().await?),
        }
    }

    /// What time it is, by the server's clock as far as it is known, and never before a time that was seen. Notes it; and where the clock was
    /// set back by less than what closes the cache, time goes on from there, so that it can't be made to stand still.
    pub async fn see(&self) -> Result<Instant, CacheError> {
        let mut writer = self.cache.writer().await;
        let mut transaction = writer.begin().await?;
        let (wall, behind) = (column(self.ambient.now()), column(Instant(BEHIND)));
        let row = sqlx::query!(
            r#"UPDATE lease SET last_seen = max(last_seen, ?1 + skew),
                skew = CASE WHEN last_seen - (?1 + skew) BETWEEN 0 AND ?2 THEN last_seen - ?1 ELSE skew END
            RETURNING last_seen AS "last_seen!: i64""#,
            wall,
            behind
        );
        let seen = row.fetch_one(&mut *transaction).await?.last_seen;
        transaction.commit().await?;
        self.cache.note_lease();
        Ok(Instant(crate::cache::count(seen)))
    }

    /// The same, of which nothing is noted: to look at what is here, and to record.
    pub async fn now(&self) -> Result<Instant, CacheError> {
        let Lease { last_seen, skew, .. } = self.lease().await?;
        Ok(Instant(crate::cache::count(last_seen.max(column(self.ambient.now()).saturating_add(skew)))))
    }

    /// That the server spoke at `now`, by its own clock.
    pub(super) fn contact(&self, response: &SyncResponse) -> Contact {
        let now = response.now;
        Contact { now, skew: column(now).saturating_sub(column(self.ambient.now())), mails: response.mails }
    }

    /// Notes what the cache says of the lease since a step was written that took the server's word.
    pub(super) fn note_contact(&self, generation: u64, contact: Option<Contact>, writes: &[Write]) {
        let Some(Contact { now, skew, .. }) = contact else { return };
        let told = writes.iter().find_map(|write| match write {
            Write::Access { lease_until, .. } => Some(column(*lease_until)),
            _ => None,
        });
        self.memos.lease.renew(generation, &(), |lease| {
            let (now, until) = (column(now), told.or(lease.until));
            *lease = Lease { until, last_contact: Some(now), last_seen: now, skew };
        });
    }

    /// The word of an answer that may have waited on its way: by as long as it waited, the server's clock shows more by now. So what makes
    /// time later is believed, and nothing that makes it earlier.
    pub(super) async fn delayed(&self, contact: Contact) -> Result<Contact, CacheError> {
        let lease = self.lease().await?;
        Ok(Contact { skew: contact.skew.max(lease.skew), ..contact })
    }

    async fn lease(&self) -> Result<Lease, CacheError> {
        let read = async {
            let mut reader = self.cache.reader().await?;
            let lease = sqlx::query_as!(Lease, "SELECT until, last_contact, last_seen, skew FROM lease");
            Ok(lease.fetch_one(&mut *reader).await?)
        };
        self.memos.lease.get(self.cache.leases(), (), read).await
    }
}

/// The lease as it is kept, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lease {
    until: Option<i64>,
    last_contact: Option<i64>,
    last_seen: i64,
    skew: i64,
}

impl Lease {
    /// `Some` when nothing may be read while the machine's clock shows `wall`, with the reason.
    fn closed(self, wall: i64) -> Option<Closed> {
        let shown = wall.saturating_add(self.skew);
        if self.until.is_some_and(|until| until <= shown.max(self.last_seen)) {
            let last_contact = self.last_contact.map(|at| Instant(crate::cache::count(at)));
            return Some(Closed::Over { last_contact });
        }
        let behind = self.last_seen.saturating_sub(shown) > column(Instant(BEHIND));
        behind.then(|| Closed::Behind { seen: Instant(crate::cache::count(self.last_seen)) })
    }
}

/// Why nothing may be read.
enum Closed {
    Over { last_contact: Option<Instant> },
    Behind { seen: Instant },
}

fn column(at: Instant) -> i64 {
    crate::cache::column(at.0)
}

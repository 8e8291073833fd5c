//! Mailings: what lies scheduled on the desks, whom it goes to when its time has come, and what came of it.
//!
//! ```text
//! scheduled  the mailings of all desks, read again where a desk grew
//! agreed     leave to take people out, as two gave it
//! begin      whom one goes to: put down first, then said in the journal
//! deliver    each mail taken by one process, handed over once, and the counts said at the end
//! ```
//!
//! What is sent can't be taken back. So a mail is marked as under way before it is handed over, and one that is found so after its time counts as
//! unknown: it is never handed over again.

mod agreed;
mod begin;
mod deliver;
mod scheduled;

pub use scheduled::Scheduled;

use coopol_domain::access::Directory;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, SubjectKey};
use coopol_domain::kinds::{Mailing, Unit};
use coopol_domain::mailing::{Desk, Waits};
use coopol_store::{Backend, StoreError};
use metrics::gauge;

use crate::app::App;
use crate::http::metrics::MAILS_WAITING;
use crate::mail::Post;

/// A mailing with where it lies.
#[derive(Debug, Clone)]
struct Lying {
    desk: StreamId,
    office: Desk,
    mailing: Mailing,
    key: SubjectKey,
}

impl Lying {
    fn id(&self) -> (StreamId, SubjectId) {
        (self.desk, self.mailing.id)
    }
}

impl<B: Backend> App<B> {
    /// Does what is due: goes on with what has begun, and begins what is to begin. Only one does at a time in a process; several processes hand
    /// over each mail once.
    ///
    /// # Errors
    /// [`StoreError`]; what was begun goes on the next time.
    pub async fn send_mailings(&self, post: &Post) -> Result<(), StoreError> {
        let mut scheduled = self.scheduled.lock().await;
        if self.store.restoring(self.clock.now()).await?.is_some() {
            return Ok(());
        }
        scheduled.follow(self).await?;
        let mut waiting = 0;
        for begun in self.store.mailings().await? {
            waiting += self.go_on(post, begun).await?;
        }
        for lying in scheduled.due(self.clock.now()) {
            if self.waits(&lying).await?.is_none() && self.begin(&lying).await? {
                waiting += self.go_on(post, lying.id()).await?;
            }
        }
        gauge!(MAILS_WAITING).set(f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)));
        Ok(())
    }

    /// What a mailing whose time has come waits for.
    async fn waits(&self, lying: &Lying) -> Result<Option<Waits>, StoreError> {
        let now = self.clock.now();
        let Some(unit) = self.store.unit(lying.office.unit).await? else { return Ok(Some(Waits::Holder)) };
        let Some(&office) = unit.streams.get(&Compartment::Office) else { return Ok(Some(Waits::Holder)) };
        if unit.merged_into.is_some() {
            return Ok(Some(Waits::Holder));
        }
        // What was due before a restore may have been sent in what was lost.
        if self.store.restored().await?.is_some_and(|restored| lying.mailing.at <= restored.at) {
            return Ok(Some(Waits::NewTime));
        }
        let found = self.store.claims_in(office).await?;
        let directory = Directory { mandates: found.mandates, ..Directory::default() };
        let agreed = self.agreed(&unit, now).await?;
        Ok(lying.office.waits(&lying.mailing, &directory, &found.claims, &agreed, now))
    }
}

fn roster(unit: &Unit) -> Option<StreamId> {
    unit.streams.get(&Compartment::Roster).copied()
}

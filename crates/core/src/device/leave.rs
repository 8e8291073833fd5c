//! When the server lets the device in no more, or not for now: what it may no longer hold goes, what it hadn't sent is delivered (J9).

use coopol_domain::time::Instant;
use coopol_domain::wire::{Access, Opaque, PushAnswer, PushOutcome, Rejection, SyncResponse};

use super::sync::Round;
use super::{Notice, Session, SyncError};
use crate::cache::CacheError;
use crate::transport::{Suspended, Transport};

/// How many pushes are delivered at once.
const BATCH: usize = 64;

impl Session {
    /// Signs what waits, drops every stream, delivers. No further round follows.
    pub(super) async fn leave<T: Transport>(&self, transport: &T) -> Result<Round, SyncError> {
        self.drop_all().await?;
        self.deliver(transport).await
    }

    /// The same for a time: the key stays, and why is noted before anything goes, so that whoever opens the program is told.
    pub(super) async fn pause<T: Transport>(&self, transport: &T, why: Suspended) -> Result<Round, SyncError> {
        if self.suspended().await?.as_ref() != Some(&why) {
            self.note_suspended(Some(&why)).await?;
            self.tell(Notice::Standing);
        }
        if !self.machine.lock().await.streams.is_empty() {
            self.drop_all().await?;
        }
        self.deliver(transport).await?;
        Ok(Round::Suspended)
    }

    /// The server lets the device in: whatever suspended it is lifted.
    pub(super) async fn resume(&self) -> Result<(), SyncError> {
        if self.suspended().await?.is_some() {
            self.note_suspended(None).await?;
            self.tell(Notice::Standing);
        }
        Ok(())
    }

    /// Why the server let this device in no more when it spoke last, if that was for a time.
    pub async fn suspended(&self) -> Result<Option<Suspended>, CacheError> {
        let mut reader = self.cache().reader().await?;
        let kept =
            sqlx::query_scalar::<_, Option<String>>("SELECT suspended FROM device").fetch_one(&mut *reader).await?;
        let damaged = |error: serde_json::Error| CacheError::Damaged { place: "device", why: error.to_string() };
        kept.map(|kept| serde_json::from_str(&kept).map_err(damaged)).transpose()
    }

    async fn note_suspended(&self, why: Option<&Suspended>) -> Result<(), CacheError> {
        let why = why.map(|why| serde_json::to_string(why).expect("texts and instants become JSON"));
        let mut writer = self.cache.writer().await;
        let mut transaction = writer.begin().await?;
        sqlx::query("UPDATE device SET suspended = ?").bind(why).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn drop_all(&self) -> Result<(), SyncError> {
        let nothing = Access { mark: String::new(), lease_until: Instant(0), streams: Vec::new() };
        self.absorb(SyncResponse { access: Some(nothing), ..SyncResponse::default() }, None).await?;
        Ok(())
    }

    async fn deliver<T: Transport>(&self, transport: &T) -> Result<Round, SyncError> {
        loop {
            let (device, parcels) = {
                let device = self.machine.lock().await;
                let parcels = device.parcels.iter().take(BATCH).map(|parcel| Opaque(parcel.bytes.clone()));
                (device.id, parcels.collect::<Vec<_>>())
            };
            if parcels.is_empty() {
                return Ok(Round::Last);
            }
            let answers = transport.deliver(device, &parcels).await?;
            // To the machine such an answer is a server that breaks its word: it has to be an end before that.
            if !answers.is_empty() && answers.iter().all(nobody_takes) {
                return self.abandon().await;
            }
            let before = parcels.len();
            self.absorb(SyncResponse { pushes: answers.clone(), ..SyncResponse::default() }, None).await?;
            let left = self.machine.lock().await.parcels.len();
            if answers.len() < before || left >= before {
                // Busy, or out of order: the next synchronisation goes on.
                return Ok(Round::Last);
            }
        }
    }

    /// Lets go of pushes that nobody will ever take: the device was revoked.
    async fn abandon(&self) -> Result<Round, SyncError> {
        let mut device = self.machine.lock().await;
        let done: Vec<_> = device
            .parcels
            .drain(..)
            .map(|parcel| coopol_domain::device::Write::ParcelDone(parcel.stream, parcel.number))
            .collect();
        self.durable(&mut device, &done).await?;
        Ok(Round::Abandoned)
    }
}

fn nobody_takes(answer: &PushAnswer) -> bool {
    answer.outcome == PushOutcome::Rejected(Rejection::UnknownDevice)
}

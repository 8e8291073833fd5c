//! When the server lets the device in no more: what it may no longer hold goes, what it hadn't sent is delivered (J9).

use coopol_domain::time::Instant;
use coopol_domain::wire::{Access, Opaque, PushAnswer, PushOutcome, Rejection, SyncResponse};

use super::sync::Round;
use super::{Session, SyncError};
use crate::transport::Transport;

/// How many pushes are delivered at once.
const BATCH: usize = 64;

impl Session {
    /// Signs what waits, drops every stream, delivers. No further round follows.
    pub(super) async fn leave<T: Transport>(&self, transport: &T) -> Result<Round, SyncError> {
        let nothing = Access { mark: String::new(), lease_until: Instant(0), streams: Vec::new() };
        self.absorb(SyncResponse { access: Some(nothing), ..SyncResponse::default() }, None).await?;
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

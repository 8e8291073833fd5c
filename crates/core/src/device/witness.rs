//! Being a witness, beside every synchronisation (J5.2): what the streams of the units below came to is cosigned, if it
//! continues what was cosigned before.

use coopol_domain::access::Verb;
use coopol_domain::wire::Cosigned;

use super::{Session, SyncError};
use crate::transport::{Transport, TransportError};

impl Session {
    /// Cosigns what there is to cosign; nothing when this device is no witness. A server that knows of none, or wants none of it
    /// now, keeps nobody from working.
    pub(super) async fn witness<T: Transport>(&self, transport: &T) -> Result<(), SyncError> {
        let witness = {
            let device = self.machine.lock().await;
            !device.read_only && device.streams.values().any(|at| at.verbs.has(Verb::Witness))
        };
        if !witness {
            return Ok(());
        }
        let shown = match transport.witnessing().await {
            Err(TransportError::Refused { .. }) => return Ok(()),
            shown => shown?,
        };
        let notes = {
            let mut device = self.machine.lock().await;
            match device.vouch(&shown, self.now().await?) {
                Err(alarm) => return Err(self.raise(&mut device, alarm).await),
                Ok((notes, writes)) => {
                    // It never signs against what it may have given: that is durable before it leaves.
                    self.durable(&mut device, &writes).await?;
                    notes
                }
            }
        };
        if notes.is_empty() {
            return Ok(());
        }
        match transport.cosign(&Cosigned { notes }).await {
            Err(TransportError::Refused { .. }) => Ok(()),
            given => Ok(given?),
        }
    }
}

//! Closing the profile, and leaving nothing behind.

use std::sync::Arc;
use std::time::Duration;

use coopol_core::device::{Session, WipeError};
use coopol_core::profile::Protection;
use coopol_core::vault::{Keyring as _, KeyringError, SystemKeyring};
use tauri::AppHandle;
use tauri::async_runtime::{JoinHandle, spawn_blocking};

use super::Shell;
use super::gate::{Gate, Opened, Shut};
use super::open::told;
use crate::contract::failure::{ErrorCode, Failure};

impl Shell {
    /// Closes the database. A profile without a passphrase opens again at the next call.
    pub async fn lock(&self, app: &AppHandle) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        if let Gate::Open(opened) = std::mem::replace(&mut *gate, Gate::Untried) {
            alone(opened).await.close().await?;
        }
        told(app)
    }

    /// Destroys the key, then the files of the profile; the next start is a first run.
    pub async fn forget(&self, app: &AppHandle) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        match std::mem::replace(&mut *gate, Gate::Untried) {
            Gate::Open(opened) => destroy(alone(opened).await).await?,
            Gate::Shut(Shut::KeyringChanged) => self.remove_closed().await?,
            _ => {}
        }
        drop(gate);
        told(app)
    }

    /// The mandate ended or the laptop was shut out; what wasn't sent is delivered, if anybody takes it: nothing may stay
    /// here.
    pub(super) async fn revoke(&self, app: &AppHandle, ended: Shut) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        if let Gate::Open(opened) = std::mem::replace(&mut *gate, Gate::Shut(ended)) {
            destroy(alone(opened).await).await?;
        }
        drop(gate);
        told(app)
    }

    /// Removes a profile whose key is gone already.
    async fn remove_closed(&self) -> Result<(), Failure> {
        let Some(card) = self.card()? else { return Ok(()) };
        let profile = self.profiles.open(&card.name)?;
        if card.protection == Protection::Keyring {
            let destroyed = spawn_blocking(move || SystemKeyring::start()?.destroy(&card.id)).await;
            destroyed.expect("destroying a key doesn't panic").map_err(unavailable)?;
        }
        Ok(profile.remove()?)
    }
}

/// The session, once nobody else has it: commands that still run are short.
pub(super) async fn alone(opened: Arc<Opened>) -> Session {
    opened.tasks.iter().for_each(JoinHandle::abort);
    let mut session = Arc::clone(&opened.session);
    drop(opened);
    loop {
        match Arc::try_unwrap(session) {
            Ok(session) => return session,
            Err(shared) => session = shared,
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn destroy(session: Session) -> Result<(), Failure> {
    let keyring = spawn_blocking(SystemKeyring::start).await.expect("starting a thread doesn't panic");
    session.destroy(&keyring.map_err(unavailable)?).await.map_err(|error| match error {
        WipeError::Keyring(error) => unavailable(error),
        error => Failure::bug(&error),
    })
}

fn unavailable(error: KeyringError) -> Failure {
    Failure::new(ErrorCode::KeyringUnavailable, error)
}

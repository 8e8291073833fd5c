//! Closing the profile, and leaving nothing behind.

use std::sync::Arc;
use std::time::Duration;

use coopol_core::cache::CacheError;
use coopol_core::device::{Session, WipeError};
use coopol_core::profile::{Profile, ProfileError, Protection};
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
            close(opened).await?;
        }
        told(app)
    }

    /// Destroys the key, then the files of the profile; the next start is a first run.
    pub async fn forget(&self, app: &AppHandle) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        match std::mem::replace(&mut *gate, Gate::Untried) {
            Gate::Open(opened) => destroy(opened).await?,
            Gate::Shut(shut) if shut.can_begin_again() => self.remove_closed().await?,
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
            destroy(opened).await?;
        }
        drop(gate);
        told(app)
    }

    /// Removes the profile that can't be opened: that one, and no other.
    async fn remove_closed(&self) -> Result<(), Failure> {
        match self.card() {
            Ok(Some(card)) => remove(self.profiles.open(&card.name)?).await,
            Ok(None) => Ok(()),
            Err(ProfileError::Damaged { path, .. }) => remove(self.profiles.damaged(&path)?).await,
            Err(error) => Err(error.into()),
        }
    }
}

/// Destroys the key of a profile that isn't open, then its files. A keyring that is gone took the key with it.
pub(super) async fn remove(profile: Profile) -> Result<(), Failure> {
    if profile.card().protection == Protection::Keyring {
        let id = profile.card().id.clone();
        let destroyed = spawn_blocking(move || SystemKeyring::start()?.destroy(&id)).await;
        match destroyed.expect("destroying a key doesn't panic") {
            Ok(()) | Err(KeyringError::Absent { .. }) => {}
            Err(error) => return Err(unavailable(error)),
        }
    }
    Ok(profile.remove()?)
}

/// Closes the database, and then the authority's while that is here.
pub(super) async fn close(opened: Arc<Opened>) -> Result<(), CacheError> {
    let authority = opened.authority.clone();
    let closed = sole(opened).await.close().await;
    if let Some(authority) = authority {
        authority.close().await;
    }
    closed
}

/// The session, once nobody else has it: commands that still run are short.
async fn sole(opened: Arc<Opened>) -> Session {
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

/// The key first: whatever still reads, and however long, nobody opens the profile again.
async fn destroy(opened: Arc<Opened>) -> Result<(), Failure> {
    let keyring = spawn_blocking(SystemKeyring::start).await.expect("starting a thread doesn't panic");
    let keyring = keyring.map_err(unavailable)?;
    opened.session.destroy_key(&keyring).map_err(unavailable)?;
    let authority = opened.authority.clone();
    let session = sole(opened).await;
    if let Some(authority) = authority {
        // Its files go with the profile's.
        authority.close().await;
    }
    session.destroy(&keyring).await.map_err(|error| match error {
        WipeError::Keyring(error) => unavailable(error),
        error => Failure::bug(&error),
    })
}

fn unavailable(error: KeyringError) -> Failure {
    Failure::new(ErrorCode::KeyringUnavailable, error)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use coopol_core::ambient::System;

    use super::*;
    use crate::arguments::Arguments;
    use crate::settings::SettingsFile;

    /// Profiles that no key opens any more, and a program that was started for `wanted`.
    fn shell(data: &Path, names: &[&str], wanted: Option<&str>) -> Shell {
        let arguments = Arguments { profile: wanted.map(str::to_owned), ..Arguments::default() };
        let shell = Shell::new(data, SettingsFile::read(data), arguments);
        for name in names {
            shell.profiles.begin(name, Protection::KeyFile, &System).unwrap().finish().unwrap();
        }
        shell
    }

    fn names(shell: &Shell) -> Vec<String> {
        shell.profiles.readable().unwrap().into_iter().map(|card| card.name).collect()
    }

    #[tokio::test]
    async fn nobody_elses_profile_is_removed() {
        let data = tempfile::tempdir().unwrap();
        let shell = shell(data.path(), &["andre", "zoe"], Some("zoe"));
        shell.remove_closed().await.unwrap();
        assert_eq!(names(&shell), ["andre"]);
        shell.remove_closed().await.unwrap();
        assert_eq!(names(&shell), ["andre"], "the one that was asked for is gone");
    }

    #[tokio::test]
    async fn the_profile_that_cant_be_read_is_removed_when_it_alone_is_left() {
        let data = tempfile::tempdir().unwrap();
        let shell = shell(data.path(), &["andre", "zoe"], Some("zoe"));
        let folder = shell.profiles.open("zoe").unwrap().folder().to_owned();
        std::fs::write(folder.join("profile.json"), "{").unwrap();
        assert!(matches!(shell.card(), Err(ProfileError::Damaged { .. })));
        // Whether this machine has a keyring or none: the key of a profile that never had one is gone.
        shell.remove_closed().await.unwrap();
        assert!(!folder.exists());
        assert_eq!(names(&shell), ["andre"]);
        assert_eq!(shell.card().unwrap(), None);
    }

    #[test]
    fn a_profile_of_the_command_line_is_nobodys_first() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(shell(data.path(), &["andre"], None).card().unwrap(), None);
        assert!(shell(data.path(), &[], Some("andre")).card().unwrap().is_some(), "it was asked for");
    }
}

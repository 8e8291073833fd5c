//! A profile that this program has to itself.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::{Card, ProfileError, Protection, disk, folder};

/// Holds the lock of the profile as long as it lives.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
    card: Card,
    /// Released by the system, even when the program is killed.
    lock: File,
}

impl Profile {
    pub(super) fn lock(folder: PathBuf, card: Card) -> Result<Self, ProfileError> {
        let path = folder.join("lock");
        let lock = folder::private(&path)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { folder, card, lock }),
            Err(TryLockError::WouldBlock) => Err(ProfileError::InUse { name: card.name }),
            Err(TryLockError::Error(error)) => Err(disk(&path)(error)),
        }
    }

    /// How it is called and protected.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database's file, created for its owner alone before anything is written to it: what SQLite puts beside it gets
    /// the same permissions.
    pub fn database(&self) -> Result<PathBuf, ProfileError> {
        let path = self.folder.join("cache.db");
        drop(folder::private(&path)?);
        Ok(path)
    }

    /// Makes it a profile that counts. The database must be complete.
    pub fn finish(&self) -> Result<(), ProfileError> {
        self.card.write(&self.folder)
    }

    /// Keeps the key in another way from now on. Whoever calls has already put it there.
    pub fn protect(&mut self, protection: Protection) -> Result<(), ProfileError> {
        self.card.protection = protection;
        self.card.write(&self.folder)
    }

    /// Removes its files. A key in the keyring must have been destroyed before; a wrapped one goes first, with the card.
    pub fn remove(self) -> Result<(), ProfileError> {
        Card { protection: Protection::Keyring, ..self.card.clone() }.write(&self.folder)?;
        fs::remove_dir_all(&self.folder).map_err(disk(&self.folder))
    }
}

impl Drop for Profile {
    /// A program that is just being started may hold a copy of the file, and with it the lock, for a moment longer: closing
    /// the file isn't enough.
    fn drop(&mut self) {
        // Closing the file, which comes next, is all that is left to do about it.
        drop(self.lock.unlock());
    }
}

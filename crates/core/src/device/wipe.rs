//! Leaving nothing behind: the key first, then the files. A machine that dies in between keeps what nobody can read.

use super::Session;
use crate::cache::CacheError;
use crate::profile::{ProfileError, Protection};
use crate::vault::{Keyring, KeyringError};

/// Why something may be left.
#[derive(Debug, thiserror::Error)]
pub enum WipeError {
    /// The key is still there, and so are the files.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database couldn't be closed.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// The key is gone, some files are left.
    #[error(transparent)]
    Files(#[from] ProfileError),
}

impl Session {
    /// Destroys the key, while others may still read: from the next start on nobody does. A key in a file of the person's own
    /// choice is theirs to destroy: it opens nothing any more once the files are gone.
    pub fn destroy_key(&self, keyring: &dyn Keyring) -> Result<(), KeyringError> {
        match self.profile.card().protection {
            Protection::Keyring => keyring.destroy(&self.profile.card().id),
            Protection::Passphrase(_) | Protection::KeyFile => Ok(()),
        }
    }

    /// Destroys the key, then the files.
    pub async fn destroy(self, keyring: &dyn Keyring) -> Result<(), WipeError> {
        self.destroy_key(keyring)?;
        self.cache.close().await?;
        Ok(self.profile.remove()?)
    }
}

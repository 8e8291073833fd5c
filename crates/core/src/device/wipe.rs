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
    /// Destroys the key, then the files. A key in a file of the person's own choice is theirs to destroy: it opens nothing
    /// any more.
    pub async fn destroy(self, keyring: &dyn Keyring) -> Result<(), WipeError> {
        let closed = self.cache.close().await;
        if self.profile.card().protection == Protection::Keyring {
            keyring.destroy(&self.profile.card().id)?;
        }
        closed?;
        Ok(self.profile.remove()?)
    }
}

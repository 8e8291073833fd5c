//! What a keyring does, behind a trait so that the absent, the locked and the slow ones can be tried out.

use super::CacheKey;

/// Keeps one key per profile, by the profile's id.
pub trait Keyring: Send + Sync {
    /// The key kept under `entry`; `None` when the keyring answers and has none.
    fn read(&self, entry: &str) -> Result<Option<CacheKey>, KeyringError>;
    /// Keeps a key, in place of the one there was.
    fn write(&self, entry: &str, key: &CacheKey) -> Result<(), KeyringError>;
    /// Destroys a key; it is no error when there was none.
    fn destroy(&self, entry: &str) -> Result<(), KeyringError>;
}

/// Why a keyring gives nothing. Each names its recovery.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// Ask the person to unlock it, then try again.
    #[error("the keyring is locked, or didn't answer within {seconds} s")]
    Locked {
        /// For how long it was waited for.
        seconds: u64,
    },
    /// Use a passphrase: this system has none, or none that works.
    #[error("there is no keyring here: {why}")]
    Absent {
        /// What the system said.
        why: String,
    },
    /// Enrol again: what is kept under the profile's name isn't a key.
    #[error("the keyring holds something that isn't a key")]
    Changed,
}

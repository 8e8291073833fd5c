//! Where the key of a cache is kept: the system's keyring, a passphrase, or a file of the person's choice. Never in a plain
//! file that nobody asked for.

mod file;
mod key;
mod keyring;
mod passphrase;
mod system;
mod unlock;

pub use file::{KeyFileError, create_key_file, read_key_file};
pub use key::CacheKey;
pub use keyring::{Keyring, KeyringError};
pub use passphrase::{Passphrase, Wrapped, WrongPassphrase};
pub use system::SystemKeyring;
pub use unlock::{Brought, Locked, unlock};

//! Where this laptop stands.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use coopol_alone::Alone;
use coopol_core::archive::Viewing;
use coopol_core::cache::CacheError;
use coopol_core::device::{OpenError, Session};
use coopol_core::profile::ProfileError;
use coopol_core::vault::KeyringError;
use tauri::async_runtime::JoinHandle;
use tokio::sync::{Notify, OnceCell, watch};

use crate::contract::base::Day;
use crate::contract::session::Connection;

/// A profile is open, or it isn't for one of these reasons.
pub enum Gate {
    /// Nobody asked yet.
    Untried,
    Shut(Shut),
    Open(Arc<Opened>),
}

/// An open profile and what goes on around it.
pub struct Opened {
    pub session: Arc<Session>,
    /// The authority, while the section has no server: it is closed after the session.
    pub authority: Option<Arc<Alone>>,
    pub around: Around,
    /// Copies that the system's viewer shows; they go with the profile.
    pub viewing: OnceCell<Viewing>,
    /// What goes on around it, which ends with it.
    pub tasks: [JoinHandle<()>; 3],
}

/// What the quiet line says of the world around an open profile.
#[derive(Debug, Clone)]
pub struct Around {
    /// What came of the last attempt to reach the server.
    pub connection: Arc<watch::Sender<Connection>>,
    /// Whether somebody shows notifications, as far as is known.
    pub notifies: Arc<AtomicBool>,
    /// The first attempt to reach the server is over: what is due can be told, all of it at once.
    pub attempted: Arc<Notify>,
}

impl Around {
    /// Nothing was tried yet.
    pub fn new() -> Self {
        Self {
            connection: Arc::new(watch::Sender::new(Connection::Offline)),
            notifies: Arc::new(AtomicBool::new(true)),
            attempted: Arc::default(),
        }
    }
}

/// Why no profile is open. Each is a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shut {
    /// There is none.
    FirstRun,
    /// It wants its passphrase.
    Locked {
        /// What its owner called it.
        name: String,
    },
    /// The keyring has the key and gives no answer.
    KeyringLocked,
    /// The keyring that had the key is gone.
    KeyringAbsent,
    /// The keyring has another key, or none any more.
    KeyringChanged,
    /// Another program has it.
    AlreadyOpen,
    /// Its database is another program's file.
    Foreign,
    /// A later version of the program wrote it.
    Newer,
    /// What is stored doesn't read back.
    Damaged,
    /// No room is left to open it.
    DiskFull,
    /// It was named at the start, and its key is in a file: that is the command line's.
    KeyFile,
    /// The mandate ended or the laptop was shut out, and what was here is destroyed.
    Revoked { on: Day, unit: String, delivered: u32, lost: u32 },
    /// The delegation is over, and what was here is destroyed.
    DelegationOver { on: Day, unit: String, event: Option<String>, year: Option<u16>, delivered: u32, lost: u32 },
}

impl Shut {
    /// Whether its page offers to remove what is here and to link the laptop again.
    pub fn can_begin_again(&self) -> bool {
        matches!(self, Self::Locked { .. } | Self::KeyringAbsent | Self::KeyringChanged | Self::Foreign | Self::Damaged)
    }
}

/// What went wrong on the way to an open profile.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    #[error(transparent)]
    Profile(#[from] ProfileError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error(transparent)]
    Session(#[from] OpenError),
    /// Nobody gave its passphrase yet.
    #[error("the profile `{name}` wants its passphrase")]
    PassphraseWanted { name: String },
    /// The keyring answers, and has no key for this profile.
    #[error("the keyring has no key for this profile")]
    NoKey,
    /// The key is in a file, which this program never asks for.
    #[error("the key of the profile `{name}` is in a file: only the command line opens it")]
    KeyFile { name: String },
}

impl OpeningError {
    /// The page that it leads to; nothing for a fault of the program.
    pub fn shut(&self) -> Option<Shut> {
        Some(match self {
            Self::Profile(ProfileError::InUse { .. }) => Shut::AlreadyOpen,
            Self::Keyring(KeyringError::Locked { .. }) => Shut::KeyringLocked,
            Self::Keyring(KeyringError::Absent { .. }) => Shut::KeyringAbsent,
            Self::Keyring(KeyringError::Changed)
            | Self::NoKey
            | Self::Session(OpenError::Cache(CacheError::WrongKey)) => Shut::KeyringChanged,
            Self::PassphraseWanted { name } => Shut::Locked { name: name.clone() },
            Self::KeyFile { .. } => Shut::KeyFile,
            Self::Profile(error) | Self::Session(OpenError::Profile(error)) => return of_profile(error),
            Self::Session(OpenError::Cache(error)) => return of_cache(error),
            Self::Session(OpenError::NotEnrolled) => return None,
        })
    }
}

fn of_profile(error: &ProfileError) -> Option<Shut> {
    match error {
        ProfileError::Damaged { .. } => Some(Shut::Damaged),
        ProfileError::Disk { source, .. } if source.kind() == ErrorKind::StorageFull => Some(Shut::DiskFull),
        _ => None,
    }
}

fn of_cache(error: &CacheError) -> Option<Shut> {
    match error {
        CacheError::Foreign { .. } => Some(Shut::Foreign),
        CacheError::Newer { .. } => Some(Shut::Newer),
        CacheError::Damaged { .. } => Some(Shut::Damaged),
        CacheError::Full => Some(Shut::DiskFull),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_of_the_keyring_has_its_page() {
        let page = |error: KeyringError| OpeningError::from(error).shut();
        assert_eq!(page(KeyringError::Locked { seconds: 30 }), Some(Shut::KeyringLocked));
        assert_eq!(page(KeyringError::Absent { why: String::new() }), Some(Shut::KeyringAbsent));
        assert_eq!(page(KeyringError::Changed), Some(Shut::KeyringChanged));
        assert_eq!(OpeningError::NoKey.shut(), Some(Shut::KeyringChanged));
    }

    #[test]
    fn what_keeps_a_database_closed_has_its_page() {
        let page = |error: CacheError| OpeningError::from(OpenError::from(error)).shut();
        assert_eq!(page(CacheError::WrongKey), Some(Shut::KeyringChanged));
        assert_eq!(page(CacheError::Foreign { why: "a plain database" }), Some(Shut::Foreign));
        assert_eq!(page(CacheError::Newer { found: 999 }), Some(Shut::Newer));
        assert_eq!(page(CacheError::Damaged { place: "lines", why: String::new() }), Some(Shut::Damaged));
        assert_eq!(page(CacheError::Full), Some(Shut::DiskFull));
        let card = || ProfileError::Damaged { path: "profile.json".into(), why: String::new() };
        assert_eq!(OpeningError::from(card()).shut(), Some(Shut::Damaged));
        let full = ProfileError::Disk { path: "lock".into(), source: ErrorKind::StorageFull.into() };
        assert_eq!(OpeningError::from(OpenError::from(full)).shut(), Some(Shut::DiskFull));
        assert_eq!(OpeningError::KeyFile { name: "a".to_owned() }.shut(), Some(Shut::KeyFile));
    }

    #[test]
    fn a_fault_of_the_program_is_no_page() {
        assert_eq!(OpeningError::from(OpenError::NotEnrolled).shut(), None);
    }
}

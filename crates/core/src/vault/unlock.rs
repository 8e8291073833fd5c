//! From how a profile is protected to its key.

use std::path::Path;

use super::{CacheKey, KeyFileError, Keyring, KeyringError, Passphrase, WrongPassphrase, read_key_file};
use crate::profile::{Card, Protection};

/// What the person brought along.
#[derive(Debug, Default)]
pub struct Brought<'a> {
    /// The file they named.
    pub key_file: Option<&'a Path>,
    /// What they typed.
    pub passphrase: Option<&'a Passphrase>,
}

/// Why a profile stays locked. Each names its recovery.
#[derive(Debug, thiserror::Error)]
pub enum Locked {
    /// See the reason.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// Enrol again: the keyring answers, and the key isn't there.
    #[error("the keyring has no key for this profile any more")]
    KeyGone,
    /// Name the file.
    #[error("this profile's key is in a file: name it")]
    KeyFileWanted,
    /// See the reason.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// Ask for it.
    #[error("this profile wants its passphrase")]
    PassphraseWanted,
    /// Ask again.
    #[error(transparent)]
    Passphrase(#[from] WrongPassphrase),
}

/// The key of a profile. Asks the keyring only when the profile's key is there; may take as long as a person takes to
/// unlock it: not for a thread that others wait for.
pub fn unlock(card: &Card, keyring: &dyn Keyring, brought: &Brought<'_>) -> Result<CacheKey, Locked> {
    match &card.protection {
        Protection::Keyring => keyring.read(&card.id)?.ok_or(Locked::KeyGone),
        Protection::KeyFile => Ok(read_key_file(brought.key_file.ok_or(Locked::KeyFileWanted)?)?),
        Protection::Passphrase(wrapped) => Ok(wrapped.open(brought.passphrase.ok_or(Locked::PassphraseWanted)?)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keyring that always answers the same.
    struct Answers(Result<Option<CacheKey>, KeyringError>);

    impl Keyring for Answers {
        fn read(&self, _: &str) -> Result<Option<CacheKey>, KeyringError> {
            self.0.clone()
        }

        fn write(&self, _: &str, _: &CacheKey) -> Result<(), KeyringError> {
            self.0.clone().map(drop)
        }

        fn destroy(&self, _: &str) -> Result<(), KeyringError> {
            self.0.clone().map(drop)
        }
    }

    fn card(protection: Protection) -> Card {
        Card { id: "id".to_owned(), name: "name".to_owned(), protection }
    }

    #[test]
    fn each_state_of_a_keyring_is_told_apart() {
        let key = CacheKey::from_bytes([1; 32]);
        let ask = |answer| unlock(&card(Protection::Keyring), &Answers(answer), &Brought::default());
        assert_eq!(ask(Ok(Some(key.clone()))).unwrap(), key);
        assert!(matches!(ask(Ok(None)), Err(Locked::KeyGone)));
        for error in [
            KeyringError::Locked { seconds: 30 },
            KeyringError::Absent { why: "none".to_owned() },
            KeyringError::Changed,
        ] {
            assert!(matches!(ask(Err(error.clone())), Err(Locked::Keyring(told)) if told == error));
        }
    }

    #[test]
    fn what_is_missing_is_asked_for() {
        let nobody = Answers(Err(KeyringError::Absent { why: "not to be asked".to_owned() }));
        let locked = |protection| unlock(&card(protection), &nobody, &Brought::default());
        assert!(matches!(locked(Protection::KeyFile), Err(Locked::KeyFileWanted)));
        let passphrase = Passphrase::new("x".to_owned());
        let key = CacheKey::from_bytes([1; 32]);
        let wrapped = super::super::Wrapped::new(&key, &passphrase, &crate::ambient::System);
        assert!(matches!(locked(Protection::Passphrase(wrapped.clone())), Err(Locked::PassphraseWanted)));
        let brought = Brought { passphrase: Some(&passphrase), ..Brought::default() };
        assert_eq!(unlock(&card(Protection::Passphrase(wrapped)), &nobody, &brought).unwrap(), key);
    }
}

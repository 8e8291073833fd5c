//! Profiles: one folder per person and server, each with a database, a key and a lock of its own (J7.3).
//!
//! ```text
//! <data root>/profiles/<uuid>/profile.json   how it is called, how its key is kept; written last, so that a folder
//!                                            without it is an enrolment that never ended
//!                             cache.db       the encrypted database, with its -wal and -shm
//!                             lock           held while a program has the profile open
//! ```

mod card;
pub(crate) mod folder;
mod opened;

pub use card::{Card, Protection};
pub use opened::Profile;

use std::io;
use std::path::{Path, PathBuf};

use crate::ambient::{Ambient, chance};

/// The longest name of a profile, in bytes.
pub const MAX_NAME: usize = 80;

/// The profiles under one data root, which the caller chose: `$XDG_DATA_HOME/org.coopol.Coopol` on a desktop.
#[derive(Debug, Clone)]
pub struct Profiles {
    root: PathBuf,
}

/// Why a profile can't be had.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Another program, or another window, has it open.
    #[error("the profile `{name}` is open in another program: close it there first")]
    InUse {
        /// Which.
        name: String,
    },
    /// No profile of this name.
    #[error("there is no profile `{name}` in {}", root.display())]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// Where it was looked for.
        root: PathBuf,
    },
    /// A profile of this name is there already.
    #[error("there is a profile `{name}` already")]
    Taken {
        /// Which.
        name: String,
    },
    /// A name that can't be one.
    #[error("`{name}` can't name a profile: 1 to {MAX_NAME} bytes without control characters")]
    BadName {
        /// The name.
        name: String,
    },
    /// The file that describes it can't be understood.
    #[error("{} can't be read: {why}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Profiles {
    /// The profiles under `root`, which need not exist yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Every finished profile, by name.
    ///
    /// # Errors
    /// [`ProfileError::Damaged`] when one of them can't be read: nobody can tell how it is called.
    pub fn list(&self) -> Result<Vec<Card>, ProfileError> {
        self.cards()?.into_iter().collect()
    }

    /// The profiles that can be read, by name: what happened to one of them keeps nobody from the others.
    pub fn readable(&self) -> Result<Vec<Card>, ProfileError> {
        Ok(self.cards()?.into_iter().flatten().collect())
    }

    fn cards(&self) -> Result<Vec<Result<Card, ProfileError>>, ProfileError> {
        let folders = folder::children(&self.folder())?;
        let mut cards: Vec<_> = folders.iter().filter_map(|folder| Card::read(folder).transpose()).collect();
        cards.sort_by(|a, b| name(a).cmp(&name(b)));
        Ok(cards)
    }

    /// Opens the profile of this name, and keeps others from it.
    pub fn open(&self, name: &str) -> Result<Profile, ProfileError> {
        let Some(card) = self.readable()?.into_iter().find(|card| card.name == name) else {
            // One that can't be read may be the one.
            self.list()?;
            return Err(ProfileError::Unknown { name: name.to_owned(), root: self.root.clone() });
        };
        Profile::lock(self.folder().join(&card.id), card)
    }

    /// The profile whose card at `path` is [`ProfileError::Damaged`], so that it can be removed. Nothing tells how its key
    /// was kept: it is taken for one whose key is in the keyring.
    pub fn damaged(&self, path: &Path) -> Result<Profile, ProfileError> {
        let folder = path.parent().unwrap_or(path);
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Profile::lock(self.folder().join(&id), Card { name: id.clone(), id, protection: Protection::Keyring })
    }

    /// Begins a profile: its folder and its lock. It counts once [`Profile::finish`] was called.
    pub fn begin(&self, name: &str, protection: Protection, ambient: &dyn Ambient) -> Result<Profile, ProfileError> {
        if name.is_empty() || name.len() > MAX_NAME || name.chars().any(char::is_control) {
            return Err(ProfileError::BadName { name: name.to_owned() });
        }
        if self.readable()?.iter().any(|card| card.name == name) {
            return Err(ProfileError::Taken { name: name.to_owned() });
        }
        let id = random_uuid(ambient);
        let folder = self.folder().join(&id);
        folder::create(&folder)?;
        Profile::lock(folder, Card { id, name: name.to_owned(), protection })
    }

    fn folder(&self) -> PathBuf {
        self.root.join("profiles")
    }
}

fn name(card: &Result<Card, ProfileError>) -> Option<&str> {
    card.as_ref().ok().map(|card| card.name.as_str())
}

/// A UUID version 4 (RFC 9562 §5.4).
fn random_uuid(ambient: &dyn Ambient) -> String {
    let mut bytes: [u8; 16] = chance(ambient);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    coopol_domain::id::SubjectId::from_bytes(bytes).to_string()
}

fn disk(path: &Path) -> impl Fn(io::Error) -> ProfileError {
    move |source| ProfileError::Disk { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ambient::System;

    #[test]
    fn profiles_are_kept_apart_and_one_program_has_each() {
        let data = tempfile::tempdir().unwrap();
        let profiles = Profiles::at(data.path());
        assert_eq!(profiles.list().unwrap(), []);
        let versailles = profiles.begin("versailles", Protection::Keyring, &System).unwrap();
        assert_eq!(profiles.list().unwrap(), [], "it isn't finished");
        versailles.finish().unwrap();
        profiles.begin("practice", Protection::KeyFile, &System).unwrap().finish().unwrap();
        let names: Vec<_> = profiles.list().unwrap().into_iter().map(|card| card.name).collect();
        assert_eq!(names, ["practice", "versailles"]);
        assert!(matches!(profiles.open("versailles"), Err(ProfileError::InUse { .. })));
        drop(versailles);
        let again = profiles.open("versailles").unwrap();
        assert_eq!(again.card().protection, Protection::Keyring);
        assert!(matches!(profiles.open("nobody"), Err(ProfileError::Unknown { .. })));
        assert!(matches!(profiles.begin("practice", Protection::Keyring, &System), Err(ProfileError::Taken { .. })));
        assert!(matches!(profiles.begin("a\nb", Protection::Keyring, &System), Err(ProfileError::BadName { .. })));
    }

    #[test]
    fn a_damaged_profile_keeps_nobody_from_the_others() {
        let data = tempfile::tempdir().unwrap();
        let profiles = Profiles::at(data.path());
        for name in ["a", "b"] {
            profiles.begin(name, Protection::KeyFile, &System).unwrap().finish().unwrap();
        }
        let folder = profiles.open("a").unwrap().folder().to_owned();
        std::fs::write(folder.join("profile.json"), "{").unwrap();
        assert_eq!(profiles.readable().unwrap().len(), 1);
        drop(profiles.open("b").unwrap());
        let Err(ProfileError::Damaged { path, .. }) = profiles.open("a") else { panic!("nobody knows its name") };
        profiles.damaged(&path).unwrap().remove().unwrap();
        assert!(!folder.exists());
        assert!(matches!(profiles.open("a"), Err(ProfileError::Unknown { .. })));
        drop(profiles.open("b").unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_a_profile() {
        use std::os::unix::fs::PermissionsExt as _;
        let data = tempfile::tempdir().unwrap();
        let profile = Profiles::at(data.path()).begin("a", Protection::Keyring, &System).unwrap();
        profile.finish().unwrap();
        drop(profile.database().unwrap());
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(profile.folder()), 0o700);
        for name in ["profile.json", "cache.db", "lock"] {
            assert_eq!(mode(&profile.folder().join(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn a_profile_that_goes_leaves_nothing() {
        let data = tempfile::tempdir().unwrap();
        let profiles = Profiles::at(data.path());
        let profile = profiles.begin("a", Protection::KeyFile, &System).unwrap();
        profile.finish().unwrap();
        let folder = profile.folder().to_owned();
        profile.remove().unwrap();
        assert!(!folder.exists());
        assert_eq!(profiles.list().unwrap(), []);
    }
}

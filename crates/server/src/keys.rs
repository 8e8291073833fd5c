//! The two keys of a server, each in a file of its own beside the database and never in its backups: the master key,
//! which opens what is stored, and the authority's, which signs.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use coopol_store::{Chance, MasterKey};
use ed25519_dalek::{SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::durable;

/// The master key's file in the data folder.
pub const MASTER: &str = "master.key";
/// The authority's.
pub const AUTHORITY: &str = "authority.key";

/// The one that follows it, until the database is that of it (J5.4).
pub const NEXT: &str = "authority.next.key";

/// The one that follows the master key, until all that is stored is under it.
pub const MASTER_NEXT: &str = "master.next.key";

/// Both keys.
pub struct Keys {
    /// Opens what is stored.
    pub master: MasterKey,
    /// Signs checkpoints and the authority's own pushes.
    pub authority: SigningKey,
}

/// A key that can't be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file can't be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is none: the folder was never made, or it is another one.
    #[error("{}: there is no key; `coopol-server admin init` makes a data folder with its keys", .path.display())]
    Missing {
        /// Which.
        path: PathBuf,
    },
    /// It doesn't hold a key.
    #[error("{}: a key has 32 bytes, this file has {length}", .path.display())]
    Length {
        /// Which.
        path: PathBuf,
        /// What it holds.
        length: usize,
    },
    /// Somebody else on the machine may read it.
    #[error("{}: readable by others (mode {mode:o}); it must be 600", .path.display())]
    Open {
        /// Which.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
}

impl Keys {
    /// Reads both.
    ///
    /// # Errors
    /// [`KeyError`], also when others may read them.
    pub fn read(folder: &Path) -> Result<Self, KeyError> {
        let master = read(&folder.join(MASTER))?;
        let authority = read(&folder.join(AUTHORITY))?;
        Ok(Self { master: MasterKey::from_bytes(*master), authority: SigningKey::from_bytes(&authority) })
    }

    /// Makes those that aren't there yet.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn make(folder: &Path, chance: &dyn Chance) -> Result<(), KeyError> {
        for name in [MASTER, AUTHORITY] {
            let path = folder.join(name);
            if !path.exists() {
                let mut key = Zeroizing::new([0; 32]);
                chance.fill(key.as_mut_slice());
                write(&path, key.as_slice())?;
            }
        }
        Ok(())
    }
}

/// The master key alone, where the authority's is lost.
///
/// # Errors
/// [`KeyError`].
pub fn master(folder: &Path) -> Result<MasterKey, KeyError> {
    Ok(MasterKey::from_bytes(*read(&folder.join(MASTER))?))
}

/// The key that is to follow the authority's, made if it isn't there yet: a change that was interrupted goes on with it.
///
/// # Errors
/// [`KeyError`].
pub fn next(folder: &Path, chance: &dyn Chance) -> Result<SigningKey, KeyError> {
    Ok(SigningKey::from_bytes(&*coming(&folder.join(NEXT), chance)?))
}

/// The key that is to follow the master key, in the same way.
///
/// # Errors
/// [`KeyError`].
pub fn next_master(folder: &Path, chance: &dyn Chance) -> Result<MasterKey, KeyError> {
    Ok(MasterKey::from_bytes(*coming(&folder.join(MASTER_NEXT), chance)?))
}

/// Puts the following master key in the place of the one there was, once nothing is under that any more: it is gone from this folder.
///
/// # Errors
/// [`KeyError`].
pub fn follow_master(folder: &Path) -> Result<(), KeyError> {
    let path = folder.join(MASTER_NEXT);
    let failed = |source| KeyError::Io { path: path.clone(), source };
    std::fs::rename(&path, folder.join(MASTER)).map_err(failed)?;
    durable::sync(folder).map_err(failed)
}

fn coming(path: &Path, chance: &dyn Chance) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    if let Some(key) = following(path)? {
        return Ok(key);
    }
    if path.exists() {
        std::fs::remove_file(path).map_err(|source| KeyError::Io { path: path.to_owned(), source })?;
    }
    let mut key = Zeroizing::new([0; 32]);
    chance.fill(key.as_mut_slice());
    write(path, key.as_slice())?;
    read(path)
}

/// The key that is to follow, if it is there. One that was cut off while it was written has signed nothing: it is none.
fn following(path: &Path) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
    match read(path) {
        Ok(key) => Ok(Some(key)),
        Err(KeyError::Missing { .. }) => Ok(None),
        Err(KeyError::Length { length, .. }) if length < 32 => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts the following key in the place of the authority's, if it is the one that the database knows: the old one has
/// signed what it had to sign, and is no more.
///
/// # Errors
/// [`KeyError`].
pub fn follow(folder: &Path, known: Option<VerifyingKey>) -> Result<Option<SigningKey>, KeyError> {
    let path = folder.join(NEXT);
    let next = following(&path)?.map(|next| SigningKey::from_bytes(&next));
    let next = next.filter(|next| Some(next.verifying_key()) == known);
    let Some(next) = next else { return Ok(None) };
    let failed = |source| KeyError::Io { path: path.clone(), source };
    std::fs::rename(&path, folder.join(AUTHORITY)).map_err(failed)?;
    durable::sync(folder).map_err(failed)?;
    Ok(Some(next))
}

/// What a file holds that only its owner may read.
pub(crate) fn secret_text(path: &Path) -> Result<Zeroizing<String>, KeyError> {
    private(path)?;
    std::fs::read_to_string(path).map(Zeroizing::new).map_err(|source| KeyError::Io { path: path.to_owned(), source })
}

fn read(path: &Path) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let failed = |source| KeyError::Io { path: path.to_owned(), source };
    if !path.exists() {
        return Err(KeyError::Missing { path: path.to_owned() });
    }
    private(path)?;
    let bytes = Zeroizing::new(std::fs::read(path).map_err(failed)?);
    let key = bytes.as_slice().try_into().map(Zeroizing::new);
    key.map_err(|_| KeyError::Length { path: path.to_owned(), length: bytes.len() })
}

/// Writes a new file that only its owner may read, whole or not at all; it is on the disk, with its name, before anything is sealed
/// with it. A file that has its length already and not its bytes would be taken for a key of zeros.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    placed(path, bytes).map_err(|source| KeyError::Io { path: path.to_owned(), source })
}

fn placed(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // Another process may be about to write one as well.
    let mut coming = path.as_os_str().to_owned();
    coming.push(format!(".{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&coming)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    // A name that is taken stays whose it is. A stick may know no second names.
    let named = match std::fs::hard_link(&coming, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists && !path.exists() => {
            std::fs::rename(&coming, path)
        }
        linked => std::fs::remove_file(&coming).and(linked),
    };
    named?;
    durable::sync_name(path)
}

#[cfg(unix)]
fn private(path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt as _;
    let failed = |source| KeyError::Io { path: path.to_owned(), source };
    let mode = std::fs::metadata(path).map_err(failed)?.permissions().mode() & 0o777;
    if mode | 0o700 == 0o700 { Ok(()) } else { Err(KeyError::Open { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), KeyError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_there_stays_and_nothing_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(MASTER);
        write(&path, &[1; 32]).unwrap();
        let again = write(&path, &[2; 32]);
        assert!(
            matches!(again, Err(KeyError::Io { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists)
        );
        assert_eq!(*read(&path).unwrap(), [1; 32]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

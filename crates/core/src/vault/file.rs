//! A key in a file of the person's choice: on a stick, or on a server's own disk for scripts. It is only ever used when it
//! was asked for by name.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::CacheKey;
use crate::profile::folder::sync_name;

/// The permissions of everybody but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;
/// More than a key and some white space ever takes.
const MOST: u64 = 4096;

/// Why a key file isn't used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It can't be read or written.
    #[error("the key file {} can't be used: {source}", path.display())]
    Unusable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others than its owner may read it.
    #[error("the key file {} may be read by others (mode {mode:o}): set it to 600", path.display())]
    OpenToOthers {
        /// Which.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// It holds something else.
    #[error("the key file {} doesn't hold 64 hexadecimal digits", path.display())]
    NotAKey {
        /// Which.
        path: PathBuf,
    },
}

/// The key in the file.
pub fn read_key_file(path: &Path) -> Result<CacheKey, KeyFileError> {
    let unusable = |source| KeyFileError::Unusable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unusable)?;
    private(&file, path)?;
    let mut text = zeroize::Zeroizing::new(String::new());
    file.take(MOST).read_to_string(&mut text).map_err(unusable)?;
    CacheKey::from_hex(&text).ok_or_else(|| KeyFileError::NotAKey { path: path.to_owned() })
}

/// Writes `key` to a new file that its owner alone may read, and waits until it is on the disk, with its name.
pub fn create_key_file(path: &Path, key: &CacheKey) -> Result<(), KeyFileError> {
    let unusable = |source| KeyFileError::Unusable { path: path.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(unusable)?;
    file.write_all(key.to_hex().as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(unusable)?;
    file.sync_all().and_then(|()| sync_name(path)).map_err(unusable)
}

#[cfg(unix)]
fn private(file: &File, path: &Path) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = file.metadata().map_err(|source| KeyFileError::Unusable { path: path.to_owned(), source })?;
    let mode = found.permissions().mode() & 0o777;
    if mode & OTHERS == 0 { Ok(()) } else { Err(KeyFileError::OpenToOthers { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn private(_: &File, _: &Path) -> Result<(), KeyFileError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let key = CacheKey::from_bytes([7; 32]);
        create_key_file(&path, &key).unwrap();
        assert_eq!(read_key_file(&path).unwrap(), key);
        assert!(matches!(create_key_file(&path, &key), Err(KeyFileError::Unusable { .. })), "never overwritten");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
            assert!(matches!(read_key_file(&path), Err(KeyFileError::OpenToOthers { mode: 0o640, .. })));
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        std::fs::write(&path, "not a key").unwrap();
        assert!(matches!(read_key_file(&path), Err(KeyFileError::NotAKey { .. })));
        assert!(matches!(read_key_file(&folder.path().join("none")), Err(KeyFileError::Unusable { .. })));
    }
}

//! The authority's two keys, which a server has in files of their own: here they are sealed under a key that comes of the
//! profile's, so that whoever opens the profile has them, and nobody else (J7.3).

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use coopol_core::ambient::Ambient;
use coopol_core::vault::CacheKey;
use coopol_server::durable;
use coopol_server::keys::Keys;
use coopol_store::MasterKey;
use ed25519_dalek::SigningKey;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The file in the authority's folder.
pub const FILE: &str = "keys";

const NONCE: usize = 24;
const LENGTH: usize = 64;
/// What the seal is for: nothing else is ever sealed so.
const PURPOSE: &[u8] = b"coopol authority keys, version 1\n";

/// Keys that can't be had.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file can't be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// They were sealed under another key, or altered.
    #[error("{}: the keys of this section's authority can't be opened", .path.display())]
    Sealed {
        /// Which.
        path: PathBuf,
    },
}

/// What opens the file: it comes of the profile's key, and leads back to it by no way.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// That of a profile.
    pub fn of(key: &CacheKey) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length");
        mac.update(PURPOSE);
        Self(Zeroizing::new(mac.finalize().into_bytes().into()))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

/// Makes both keys and seals them into a new file in `folder`; they are on the disk before anything is sealed with them.
///
/// # Errors
/// [`KeysError::Io`], also when there is one already.
pub fn make(folder: &Path, secret: &Secret, ambient: &dyn Ambient) -> Result<(), KeysError> {
    let mut keys = Zeroizing::new([0; LENGTH]);
    ambient.fill(keys.as_mut_slice());
    let mut nonce = [0; NONCE];
    ambient.fill(&mut nonce);
    let payload = Payload { msg: keys.as_slice(), aad: PURPOSE };
    let sealed = secret.cipher().encrypt(&XNonce::from(nonce), payload).expect("64 bytes can be sealed");
    let path = folder.join(FILE);
    let failed = |source| KeysError::Io { path: path.clone(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(failed)?;
    let written = file.write_all(&[nonce.as_slice(), &sealed].concat()).and_then(|()| file.sync_all());
    written.and_then(|()| durable::sync(folder)).map_err(failed)
}

/// The keys in `folder`.
///
/// # Errors
/// [`KeysError`].
pub fn read(folder: &Path, secret: &Secret) -> Result<Keys, KeysError> {
    let path = folder.join(FILE);
    let sealed = std::fs::read(&path).map_err(|source| KeysError::Io { path: path.clone(), source })?;
    let opened = sealed.split_first_chunk::<NONCE>().and_then(|(nonce, text)| {
        secret.cipher().decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: PURPOSE }).ok()
    });
    let opened = Zeroizing::new(opened.unwrap_or_default());
    let halves = opened
        .split_first_chunk::<32>()
        .and_then(|(master, authority)| Some((master, <&[u8; 32]>::try_from(authority).ok()?)));
    let (master, authority) = halves.ok_or(KeysError::Sealed { path })?;
    Ok(Keys { master: MasterKey::from_bytes(*master), authority: SigningKey::from_bytes(authority) })
}

#[cfg(test)]
mod tests {
    use coopol_core::ambient::System;

    use super::*;

    fn secret(seed: u8) -> Secret {
        Secret::of(&CacheKey::from_bytes([seed; 32]))
    }

    #[test]
    fn the_keys_open_with_the_profile_and_with_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), &secret(1), &System).unwrap();
        let authority = read(folder.path(), &secret(1)).unwrap().authority;
        assert_eq!(read(folder.path(), &secret(1)).unwrap().authority, authority);
        assert!(matches!(read(folder.path(), &secret(2)), Err(KeysError::Sealed { .. })));
        assert!(matches!(make(folder.path(), &secret(1), &System), Err(KeysError::Io { .. })), "never made twice");
        let path = folder.path().join(FILE);
        let written = std::fs::read(&path).unwrap();
        assert!(!written.windows(32).any(|part| part == authority.as_bytes()), "nothing stands there in clear");
        for place in 0..written.len() {
            let mut altered = written.clone();
            altered[place] ^= 1;
            std::fs::write(&path, altered).unwrap();
            assert!(matches!(read(folder.path(), &secret(1)), Err(KeysError::Sealed { .. })), "byte {place}");
        }
        std::fs::write(&path, &written[..20]).unwrap();
        assert!(matches!(read(folder.path(), &secret(1)), Err(KeysError::Sealed { .. })), "half a nonce");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), &secret(1), &System).unwrap();
        let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

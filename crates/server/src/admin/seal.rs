//! How a backup is sealed: age (<https://age-encryption.org/v1>), under a passphrase or for a key pair.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use clap::Args;

/// One of both.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct SealWith {
    /// A file whose first line is the passphrase.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// A file with an age key: the recipient (age1…) to seal, the identity (AGE-SECRET-KEY-1…) to open.
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// A backup that can't be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum BadSeal {
    /// A file can't be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It doesn't hold a key.
    #[error("{}: holds no age {wanted}", .path.display())]
    NoKey {
        /// Which.
        path: PathBuf,
        /// What was looked for.
        wanted: &'static str,
    },
    /// It can't be sealed.
    #[error("the backup can't be sealed: {0}")]
    Seal(#[from] age::EncryptError),
    /// It can't be opened: another key or passphrase, or altered.
    #[error("the backup can't be opened: {0}")]
    Open(#[from] age::DecryptError),
}

impl SealWith {
    /// What is written to it comes out sealed; it must be finished.
    pub(super) fn seal<W: Write>(&self, out: W) -> Result<age::stream::StreamWriter<W>, BadSeal> {
        let io = |source| BadSeal::Seal(age::EncryptError::Io(source));
        let Some(path) = &self.key_file else {
            return age::Encryptor::with_user_passphrase(self.passphrase()?).wrap_output(out).map_err(io);
        };
        let missing = || BadSeal::NoKey { path: path.clone(), wanted: "recipient (age1…)" };
        let text = read(path)?;
        let recipient = text.lines().find_map(|line| line.trim().parse::<age::x25519::Recipient>().ok());
        let recipient = recipient.ok_or_else(missing)?;
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))?;
        encryptor.wrap_output(out).map_err(io)
    }

    /// What was sealed, opened.
    pub(super) fn open<R: Read>(&self, sealed: R) -> Result<age::stream::StreamReader<R>, BadSeal> {
        let decryptor = age::Decryptor::new(sealed)?;
        let Some(path) = &self.key_file else {
            let identity = age::scrypt::Identity::new(self.passphrase()?);
            return Ok(decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))?);
        };
        let missing = || BadSeal::NoKey { path: path.clone(), wanted: "identity (AGE-SECRET-KEY-1…)" };
        let text = read(path)?;
        let identity = text.lines().find_map(|line| line.trim().parse::<age::x25519::Identity>().ok());
        let identity = identity.ok_or_else(missing)?;
        Ok(decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))?)
    }

    fn passphrase(&self) -> Result<SecretString, BadSeal> {
        let path = self.passphrase_file.clone().unwrap_or_default();
        let line = read(&path)?.lines().next().unwrap_or_default().to_owned();
        if line.is_empty() {
            return Err(BadSeal::NoKey { path, wanted: "passphrase in its first line" });
        }
        Ok(SecretString::from(line))
    }
}

fn read(path: &Path) -> Result<String, BadSeal> {
    std::fs::read_to_string(path).map_err(|source| BadSeal::Io { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret as _;

    use super::*;

    /// Whoever writes backups needs no key that opens them.
    #[test]
    fn a_backup_is_sealed_for_a_key_that_lies_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            SealWith { passphrase_file: None, key_file: Some(path) }
        };
        let identity = age::x25519::Identity::generate();
        let recipient = file("recipient", &format!("# public key\n{}\n", identity.to_public()));
        let mut sealed = recipient.seal(Vec::new()).unwrap();
        sealed.write_all(b"a section").unwrap();
        let sealed = sealed.finish().unwrap();
        assert!(!sealed.windows(9).any(|window| window == b"a section"));
        let open = |with: &SealWith| {
            let mut text = String::new();
            with.open(sealed.as_slice()).map(|mut reader| reader.read_to_string(&mut text).map(|_| text).unwrap())
        };
        let own = file("identity", identity.to_string().expose_secret());
        assert_eq!(open(&own).unwrap(), "a section");
        let other = file("other", age::x25519::Identity::generate().to_string().expose_secret());
        assert!(matches!(open(&other), Err(BadSeal::Open(_))));
        assert!(matches!(open(&recipient), Err(BadSeal::NoKey { .. })), "what seals doesn't open");
        assert!(matches!(own.seal(Vec::new()), Err(BadSeal::NoKey { .. })));
    }
}

//! TLS for a server that stands alone. Its certificate is read again whenever the file was replaced: it is renewed while the server
//! runs.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert, ServerConfig};
use rustls::sign::CertifiedKey;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_mins(1);

/// The certificate and its key.
#[derive(Debug)]
pub struct Certificate {
    chain: PathBuf,
    key: PathBuf,
    now: RwLock<Arc<CertifiedKey>>,
    read_at: Mutex<Option<SystemTime>>,
}

/// A certificate that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum NoCertificate {
    /// A file can't be read, or isn't PEM.
    #[error("{}: {why}", .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// There is none in the file.
    #[error("{}: holds no certificate", .path.display())]
    Empty {
        /// Which.
        path: PathBuf,
    },
    /// The two don't belong together, or the key is of a sort that isn't spoken.
    #[error("{} isn't the key of {}: {source}", .key.display(), .chain.display())]
    Apart {
        /// The certificate.
        chain: PathBuf,
        /// The key.
        key: PathBuf,
        /// Why.
        source: rustls::Error,
    },
}

impl Certificate {
    /// Reads both files: PEM, the server's own certificate first, then those above it.
    ///
    /// # Errors
    /// [`NoCertificate`].
    pub fn read(chain: &Path, key: &Path) -> Result<Arc<Self>, NoCertificate> {
        let (since, first) = (changed(chain), load(chain, key)?);
        Ok(Arc::new(Self {
            chain: chain.to_owned(),
            key: key.to_owned(),
            now: RwLock::new(Arc::new(first)),
            read_at: Mutex::new(since),
        }))
    }

    /// What speaks TLS 1.2 and 1.3 by it.
    ///
    /// # Errors
    /// [`io::Error`], where this build speaks neither.
    pub fn acceptor(self: &Arc<Self>) -> io::Result<TlsAcceptor> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = versions.map_err(io::Error::other)?.with_no_client_auth();
        let mut config = config.with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    /// Reads the files again where they were replaced. One that can't be used leaves the earlier one, which may still be good.
    ///
    /// # Errors
    /// [`NoCertificate`].
    pub fn renew(&self) -> Result<bool, NoCertificate> {
        let since = changed(&self.chain);
        let mut read_at = self.read_at.lock().unwrap_or_else(PoisonError::into_inner);
        if *read_at == since {
            return Ok(false);
        }
        let next = Arc::new(load(&self.chain, &self.key)?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = next;
        *read_at = since;
        Ok(true)
    }

    /// [`Self::renew`] every minute, until `stop`.
    pub async fn keep(self: Arc<Self>, stop: CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
            match self.renew() {
                Ok(true) => tracing::info!("the certificate was read again"),
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "the certificate can't be read again; the earlier one stays"),
            }
        }
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.now.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|about| about.modified()).ok()
}

fn load(chain: &Path, key: &Path) -> Result<CertifiedKey, NoCertificate> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error: rustls::pki_types::pem::Error| NoCertificate::Unreadable { path, why: error.to_string() }
    };
    let certificates = CertificateDer::pem_file_iter(chain).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let certificates = certificates.map_err(unreadable(chain))?;
    if certificates.is_empty() {
        return Err(NoCertificate::Empty { path: chain.to_owned() });
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
    let apart = |source| NoCertificate::Apart { chain: chain.to_owned(), key: key.to_owned(), source };
    CertifiedKey::from_der(certificates, private, &aws_lc_rs::default_provider()).map_err(apart)
}

//! Mail out: one message to one person, handed over to the mail server that the settings name.

mod compose;

pub use compose::Letter;

use std::path::PathBuf;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::Code;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use crate::keys::{self, KeyError};
use crate::settings::{BadSetting, Mail, Security};

/// How long the other end may take for each of its answers. All of them together take less than [`Post::LEASE`].
const ANSWERS: Duration = Duration::from_secs(30);

/// A way to hand mail over that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum NoPost {
    /// A setting can't be.
    #[error(transparent)]
    Setting(#[from] BadSetting),
    /// The password can't be read, or others can read it.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Whoever certifies the mail server can't be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Whoever certifies the mail server can't be believed.
    #[error("the mail server's certificates: {0}")]
    Tls(#[from] lettre::transport::smtp::Error),
}

/// A mail server that doesn't take mail now, with what it said.
#[derive(Debug, thiserror::Error)]
#[error("the mail server takes nothing: {0}")]
pub struct NotReached(#[from] lettre::transport::smtp::Error);

/// What came of handing a mail over.
#[derive(Debug, PartialEq, Eq)]
pub enum HandedOver {
    /// It was taken.
    Taken,
    /// It was refused for good (RFC 5321 §4.2.1: 5yz), or nobody can write to such an address.
    Refused(Option<Code>),
    /// It may be taken later (4yz).
    Later(Code),
    /// Nobody can tell: it was cut off, or answered in no words that there are.
    Unknown {
        /// What sort of end it was.
        sort: &'static str,
        /// How it was told. A mail server's own words may name whom it was for: for nobody's log.
        said: String,
    },
}

/// The way to the mail server. Each mail has a connection of its own: one that was kept may be gone by the next, and then nobody could tell
/// whether that was taken.
#[derive(Debug, Clone)]
pub struct Post {
    way: AsyncSmtpTransport<Tokio1Executor>,
    sender: Address,
}

impl Post {
    /// How long handing one mail over takes at most, in milliseconds: whoever took longer was cut off.
    pub const LEASE: u64 = 10 * 60_000;

    /// As the settings say. Nobody is spoken to yet.
    ///
    /// # Errors
    /// [`NoPost`].
    pub fn open(settings: &Mail) -> Result<Self, NoPost> {
        // Another part of this process may have been first.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let mut way = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.as_str())
            .port(settings.port())
            .tls(tls(settings)?)
            .timeout(Some(ANSWERS));
        if let (Some(user), Some(file)) = (&settings.user, &settings.password_file) {
            let password = keys::secret_text(file)?;
            way = way.credentials(Credentials::new(user.clone(), password.trim_end_matches(['\r', '\n']).to_owned()));
        }
        Ok(Self { way: way.build(), sender: settings.sender()? })
    }

    /// The address that mails come from.
    pub fn sender(&self) -> &Address {
        &self.sender
    }

    /// Whether the mail server lets this one in now: asked before anything is handed over, so that nothing is lost to a server that isn't there.
    ///
    /// # Errors
    /// [`NotReached`].
    pub async fn reached(&self) -> Result<(), NotReached> {
        self.way.test_connection().await.map(drop).map_err(NotReached)
    }

    /// Hands a letter over.
    pub async fn hand_over(&self, letter: &Letter<'_>) -> HandedOver {
        let Ok(to) = letter.to.parse::<Address>() else { return HandedOver::Refused(None) };
        let Some(bytes) = letter.written(&self.sender, &to) else { return HandedOver::Refused(None) };
        let Ok(envelope) = Envelope::new(Some(self.sender.clone()), vec![to]) else {
            return HandedOver::Refused(None);
        };
        match self.way.send_raw(&envelope, &bytes).await {
            Ok(_) => HandedOver::Taken,
            Err(error) => match error.status() {
                Some(code) if error.is_permanent() => HandedOver::Refused(Some(code)),
                Some(code) => HandedOver::Later(code),
                None => HandedOver::Unknown { sort: sort(&error), said: error.to_string() },
            },
        }
    }
}

fn sort(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_response() {
        "it answered in no words that there are"
    } else {
        "the connection broke"
    }
}

fn tls(settings: &Mail) -> Result<Tls, NoPost> {
    if settings.security == Security::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.certified_by {
        let pem = std::fs::read(path).map_err(|source| NoPost::Io { path: path.clone(), source })?;
        parameters = parameters.add_root_certificate(Certificate::from_pem(&pem)?);
    }
    let parameters = parameters.build_rustls()?;
    Ok(match settings.security {
        Security::Tls => Tls::Wrapper(parameters),
        Security::Starttls | Security::None => Tls::Required(parameters),
    })
}

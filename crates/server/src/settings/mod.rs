//! How the server is set up: a file, over it the environment, over that the command line.

mod file;
mod files;
mod flags;
mod mail;
mod place;

pub use file::BadFile;
pub use files::{BadFiles, Files};
pub use flags::Flags;
pub use mail::{Mail, Security};
pub use place::{BadPlace, Place};

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::slice;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::http::tls::{Certificate, NoCertificate};

/// Everything that can be set, with what counts when nothing is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where it listens; TLS is in front of it, or the two next name its certificate.
    pub listen: SocketAddr,
    /// Its certificate and those above it, where nothing stands in front of it: PEM, read again when it was renewed.
    pub tls_certificate: Option<PathBuf>,
    /// The key of the certificate, in PEM.
    pub tls_key: Option<PathBuf>,
    /// Where it gives its figures; nowhere when absent.
    pub metrics_listen: Option<SocketAddr>,
    /// The folder of the keys, the files, and the database where that is a file.
    pub data: PathBuf,
    /// Where the database is: `sqlite:` for a file in the data folder, or the URL of a PostgreSQL.
    pub database: Place,
    /// The databases that streams are spread over beside that, in an order that stays: each in PostgreSQL.
    pub database_parts: Vec<Place>,
    /// Where the files are: `folder:` for `blobs` in the data folder, or `s3://BUCKET/PREFIX`.
    pub files: Files,
    /// Where the service of the bucket is: `https://s3.example`.
    pub files_endpoint: Option<String>,
    /// The region of the bucket, where its service has several.
    pub files_region: Option<String>,
    /// A file that only the server may read: `access_key_id` and `secret_access_key`, in TOML.
    pub files_credentials: Option<PathBuf>,
    /// The ledger of erasures and revocations; in the data folder when absent, better on another disk.
    pub ledger: Option<PathBuf>,
    /// What log lines to write: `info`, `coopol_server=debug`.
    pub log: String,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address, trusted proxies apart.
    pub connections_per_address: usize,
    /// Requests at once; live connections don't count.
    pub requests: usize,
    /// Requests a second of one device.
    pub device_per_second: NonZeroU32,
    /// Requests a second of one person, on all their devices.
    pub account_per_second: NonZeroU32,
    /// Requests a second from one address, of those who haven't signed in.
    pub stranger_per_second: NonZeroU32,
    /// The largest body, in MiB, unpacked.
    pub body_mib: usize,
    /// The largest file, in MiB.
    pub blob_mib: u64,
    /// The mail server that mailings go through; without it the server sends none.
    pub mail: Option<Mail>,
}

impl Default for Settings {
    fn default() -> Self {
        let some = |number| NonZeroU32::new(number).expect("it isn't zero");
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8420)),
            tls_certificate: None,
            tls_key: None,
            metrics_listen: None,
            data: PathBuf::from("/var/lib/coopol"),
            database: Place::Folder,
            database_parts: Vec::new(),
            files: Files::Folder,
            files_endpoint: None,
            files_region: None,
            files_credentials: None,
            ledger: None,
            log: "info".to_owned(),
            trusted_proxies: Vec::new(),
            connections: 8192,
            connections_per_address: 256,
            requests: 512,
            device_per_second: some(20),
            account_per_second: some(30),
            stranger_per_second: some(5),
            body_mib: 16,
            blob_mib: 100,
            mail: None,
        }
    }
}

/// What protects the machine.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address.
    pub per_address: usize,
    /// Requests at once.
    pub in_flight: usize,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long the head of a request may take.
    pub header_time: Duration,
    /// How long a body may pause.
    pub body_time: Duration,
    /// How long a request may take.
    pub request_time: Duration,
    /// How long the other end may take nothing of what is written.
    pub write_time: Duration,
    /// Bytes of a body, packed and unpacked.
    pub body: usize,
    /// Bytes of a file.
    pub blob: u64,
    /// Bytes of one part of a file.
    pub blob_part: usize,
    /// Bytes that a section that joins may hand over, packed, before it is taken in.
    pub staged: u64,
    /// Requests a second of one device.
    pub device_per_second: NonZeroU32,
    /// Requests a second of one person.
    pub account_per_second: NonZeroU32,
    /// Requests a second of one address without a token.
    pub stranger_per_second: NonZeroU32,
}

impl From<&Settings> for Limits {
    fn from(settings: &Settings) -> Self {
        Self {
            connections: settings.connections,
            per_address: settings.connections_per_address,
            in_flight: settings.requests,
            trusted_proxies: settings.trusted_proxies.clone(),
            header_time: Duration::from_secs(10),
            body_time: Duration::from_secs(10),
            request_time: Duration::from_secs(30),
            write_time: Duration::from_secs(30),
            body: settings.body_mib << 20,
            blob: settings.blob_mib << 20,
            blob_part: 4 << 20,
            staged: settings.blob_mib << 24,
            device_per_second: settings.device_per_second,
            account_per_second: settings.account_per_second,
            stranger_per_second: settings.stranger_per_second,
        }
    }
}

/// A setting that can't be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` can't be {given}: {wanted}")]
pub struct BadSetting {
    /// Which.
    pub name: &'static str,
    /// What was given.
    pub given: String,
    /// What is allowed.
    pub wanted: &'static str,
}

impl Settings {
    /// Where the ledger is.
    pub fn ledger(&self) -> PathBuf {
        self.ledger.clone().unwrap_or_else(|| self.data.join("ledger.jsonl"))
    }

    /// The certificate, where it serves TLS itself.
    ///
    /// # Errors
    /// [`NoCertificate`].
    pub fn certificate(&self) -> Result<Option<Arc<Certificate>>, NoCertificate> {
        match (&self.tls_certificate, &self.tls_key) {
            (Some(chain), Some(key)) => Certificate::read(chain, key).map(Some),
            _ => Ok(None),
        }
    }

    /// Checks what the types let through.
    ///
    /// # Errors
    /// [`BadSetting`], for the first.
    pub fn check(&self) -> Result<(), BadSetting> {
        let bad = |name, given: String, wanted| Err(BadSetting { name, given, wanted });
        if !(1..=64).contains(&self.body_mib) {
            return bad("body_mib", self.body_mib.to_string(), "1 to 64");
        }
        if !(1..=4096).contains(&self.blob_mib) {
            return bad("blob_mib", self.blob_mib.to_string(), "1 to 4096");
        }
        if self.connections == 0 || self.connections_per_address == 0 || self.requests == 0 {
            return bad("connections, connections_per_address, requests", "0".to_owned(), "at least 1");
        }
        if self.tls_certificate.is_some() != self.tls_key.is_some() {
            return bad("tls_certificate, tls_key", "one without the other".to_owned(), "both, or none");
        }
        self.databases()?;
        self.way()?;
        self.mail.as_ref().map_or(Ok(()), Mail::check)?;
        if self.log.parse::<tracing_subscriber::EnvFilter>().is_err() {
            return bad("log", self.log.clone(), "a level, or target=level, separated by commas");
        }
        Ok(())
    }

    fn databases(&self) -> Result<(), BadSetting> {
        let all = [slice::from_ref(&self.database), &self.database_parts].concat();
        let twice = (1..all.len()).any(|place| all[..place].contains(&all[place]));
        if self.database_parts.is_empty() || !(twice || all.contains(&Place::Folder)) {
            return Ok(());
        }
        let given = all.iter().map(Place::to_string).collect::<Vec<_>>().join(" ");
        let wanted = "databases in PostgreSQL, each named once";
        Err(BadSetting { name: "database, database_parts", given, wanted })
    }
}

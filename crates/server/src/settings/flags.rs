//! What the command line and the environment may set.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use super::{Place, Settings};

/// Whatever is absent is left as the file says.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// Where to listen.
    #[arg(long, env = "COOPOL_LISTEN", value_name = "ADDRESS:PORT", global = true)]
    pub listen: Option<SocketAddr>,
    /// The certificate, in PEM, where the server speaks TLS itself.
    #[arg(long, env = "COOPOL_TLS_CERTIFICATE", value_name = "FILE", global = true)]
    pub tls_certificate: Option<PathBuf>,
    /// Its key.
    #[arg(long, env = "COOPOL_TLS_KEY", value_name = "FILE", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Where to give figures.
    #[arg(long, env = "COOPOL_METRICS_LISTEN", value_name = "ADDRESS:PORT", global = true)]
    pub metrics_listen: Option<SocketAddr>,
    /// The folder of the keys, the files, and the database where that is a file.
    #[arg(long, env = "COOPOL_DATA", value_name = "FOLDER", global = true)]
    pub data: Option<PathBuf>,
    /// Where the database is: `sqlite:` for a file in the data folder, or the URL of a PostgreSQL, without a password.
    #[arg(long, env = "COOPOL_DATABASE", value_name = "URL", global = true)]
    pub database: Option<Place>,
    /// The ledger of erasures and revocations.
    #[arg(long, env = "COOPOL_LEDGER", value_name = "FILE", global = true)]
    pub ledger: Option<PathBuf>,
    /// What log lines to write.
    #[arg(long, env = "COOPOL_LOG", value_name = "FILTER", global = true)]
    pub log: Option<String>,
    /// The proxies whose X-Forwarded-For is believed.
    #[arg(long, env = "COOPOL_TRUSTED_PROXIES", value_name = "ADDRESS", value_delimiter = ',', global = true)]
    pub trusted_proxies: Option<Vec<IpAddr>>,
}

impl Flags {
    pub(super) fn over(self, settings: Settings) -> Settings {
        Settings {
            listen: self.listen.unwrap_or(settings.listen),
            tls_certificate: self.tls_certificate.or(settings.tls_certificate),
            tls_key: self.tls_key.or(settings.tls_key),
            metrics_listen: self.metrics_listen.or(settings.metrics_listen),
            data: self.data.unwrap_or(settings.data),
            database: self.database.unwrap_or(settings.database),
            ledger: self.ledger.or(settings.ledger),
            log: self.log.unwrap_or(settings.log),
            trusted_proxies: self.trusted_proxies.unwrap_or(settings.trusted_proxies),
            ..settings
        }
    }
}

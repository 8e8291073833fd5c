//! What the command line and the environment may set.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use super::{Files, Place, Settings};

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
    /// The databases that streams are spread over beside that, separated by spaces, in an order that stays: each in PostgreSQL.
    #[arg(long, env = "COOPOL_DATABASE_PARTS", value_name = "URLS", value_delimiter = ' ', global = true)]
    pub database_parts: Option<Vec<Place>>,
    /// Where the files are: `folder:` for a folder in the data folder, or `s3://BUCKET/PREFIX`.
    #[arg(long, env = "COOPOL_FILES", value_name = "PLACE", global = true)]
    pub files: Option<Files>,
    /// Where the service of the bucket is.
    #[arg(long, env = "COOPOL_FILES_ENDPOINT", value_name = "URL", global = true)]
    pub files_endpoint: Option<String>,
    /// The region of the bucket.
    #[arg(long, env = "COOPOL_FILES_REGION", value_name = "NAME", global = true)]
    pub files_region: Option<String>,
    /// The credentials of the bucket, in a file that only the server may read.
    #[arg(long, env = "COOPOL_FILES_CREDENTIALS", value_name = "FILE", global = true)]
    pub files_credentials: Option<PathBuf>,
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
            database_parts: self.database_parts.unwrap_or(settings.database_parts),
            files: self.files.unwrap_or(settings.files),
            files_endpoint: self.files_endpoint.or(settings.files_endpoint),
            files_region: self.files_region.or(settings.files_region),
            files_credentials: self.files_credentials.or(settings.files_credentials),
            ledger: self.ledger.or(settings.ledger),
            log: self.log.unwrap_or(settings.log),
            trusted_proxies: self.trusted_proxies.unwrap_or(settings.trusted_proxies),
            ..settings
        }
    }
}

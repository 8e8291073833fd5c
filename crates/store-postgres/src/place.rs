//! Where a database is.

use std::net::IpAddr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// A URL under which no database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It isn't one.
    #[error("postgres://USER@HOST/DATABASE is wanted")]
    Form,
    /// It is shown where settings are.
    #[error("a password mustn't stand in it: put it into a file and name that with PGPASSFILE")]
    Password,
    /// Whoever stands between could read and write everything.
    #[error("a database on another machine is reached with sslmode=verify-full")]
    Unproven,
}

/// The same, as what opens a connection to each server that it names, separated by commas as PostgreSQL's own programs have them.
pub(crate) fn options(url: &str) -> Result<Vec<PgConnectOptions>, BadUrl> {
    let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://")).ok_or(BadUrl::Form)?;
    let (authority, query) = (rest.split(['/', '?']).next().unwrap_or_default(), rest.split_once('?'));
    let (user, hosts) = authority.rsplit_once('@').map_or(("", authority), |(user, hosts)| (user, hosts));
    let asked = query.map_or("", |(_, query)| query);
    if user.contains(':') || asked.split('&').any(|word| word.starts_with("password=")) {
        return Err(BadUrl::Password);
    }
    let after = &rest[authority.len()..];
    hosts.split(',').map(|host| server(&format!("postgres://{user}@{host}{after}"))).collect()
}

/// A database on another machine has to prove who it is.
fn server(url: &str) -> Result<PgConnectOptions, BadUrl> {
    let options: PgConnectOptions = url.parse().map_err(|_| BadUrl::Form)?;
    if is_here(&options) {
        return Ok(options);
    }
    match options.get_ssl_mode() {
        PgSslMode::VerifyCa | PgSslMode::VerifyFull => Ok(options),
        // Nothing was said of it.
        PgSslMode::Prefer => Ok(options.ssl_mode(PgSslMode::VerifyFull)),
        PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Require => Err(BadUrl::Unproven),
    }
}

/// A socket in a folder, or the loopback.
pub(crate) fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let loopback = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    options.get_socket().is_some() || host.starts_with('/') || host == "localhost" || loopback
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(url: &str) -> Result<String, BadUrl> {
        let modes = options(url)?.into_iter().map(|options| format!("{:?}", options.get_ssl_mode()));
        Ok(modes.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_database_elsewhere_proves_who_it_is() {
        for here in ["postgres://coopol@%2Frun%2Fpostgresql/coopol", "postgres://localhost/a", "postgres://[::1]/a"] {
            assert_eq!(mode(here).as_deref(), Ok("Prefer"), "{here}");
        }
        assert_eq!(mode("postgres://coopol@db.example/coopol").as_deref(), Ok("VerifyFull"));
        assert_eq!(mode("postgresql://db.example/coopol?sslmode=verify-ca").as_deref(), Ok("VerifyCa"));
        assert_eq!(mode("postgres://coopol@localhost,db.example:5433/coopol").as_deref(), Ok("Prefer VerifyFull"));
        for careless in ["disable", "allow", "require"] {
            assert_eq!(mode(&format!("postgres://db.example/a?sslmode={careless}")), Err(BadUrl::Unproven));
        }
    }

    #[test]
    fn no_password_stands_in_it() {
        for url in ["postgres://coopol:secret@localhost/a", "postgres://localhost/a?sslmode=prefer&password=secret"] {
            assert_eq!(mode(url), Err(BadUrl::Password), "{url}");
        }
        assert_eq!(mode("mysql://localhost/a"), Err(BadUrl::Form));
        for strange in ["postgres://localhost:port/a", "postgres://localhost,db.example:port/a"] {
            assert_eq!(mode(strange), Err(BadUrl::Form), "{strange}");
        }
    }
}

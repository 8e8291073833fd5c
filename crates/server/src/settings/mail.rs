//! The mail server that mailings go through.

use std::net::IpAddr;
use std::path::PathBuf;

use lettre::Address;
use serde::{Deserialize, Serialize};

use super::BadSetting;

/// Where mail is handed over; without it the server sends none, and no laptop offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The mail server that takes it from here.
    pub host: String,
    /// Its port; where nothing is said, the one that goes with `security`.
    pub port: Option<u16>,
    /// Who can read what goes there.
    #[serde(default)]
    pub security: Security,
    /// As whom the server signs in there, if it has to.
    pub user: Option<String>,
    /// A file that only the server may read, with the password and nothing else.
    pub password_file: Option<PathBuf>,
    /// The address that mails come from; whoever answers writes to the office.
    pub sender: String,
    /// Whoever certifies that mail server, in PEM, where the system doesn't know them.
    pub certified_by: Option<PathBuf>,
}

/// Who can read what goes between the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Nobody, from the first byte on (RFC 8314).
    Tls,
    /// Nobody, once both have said so (RFC 3207): a server that doesn't say so isn't spoken to.
    #[default]
    Starttls,
    /// Whoever stands between: only within one machine.
    None,
}

impl Mail {
    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Tls => 465,
            Security::Starttls => 587,
            Security::None => 25,
        })
    }

    /// The address that mails come from.
    ///
    /// # Errors
    /// [`BadSetting`].
    pub fn sender(&self) -> Result<Address, BadSetting> {
        let bad = |_| BadSetting { name: "mail.sender", given: self.sender.clone(), wanted: "an address: a@b.fr" };
        self.sender.parse().map_err(bad)
    }

    pub(super) fn check(&self) -> Result<(), BadSetting> {
        let bad = |name, given: &str, wanted| Err(BadSetting { name, given: given.to_owned(), wanted });
        self.sender()?;
        if self.host.is_empty() || self.host.contains(|c: char| c.is_whitespace() || c == '/') {
            return bad("mail.host", &self.host, "the name of a mail server");
        }
        if self.user.is_some() != self.password_file.is_some() {
            return bad("mail.user, mail.password_file", "one without the other", "both, or none");
        }
        if self.security == Security::None && !self.is_here() {
            return bad("mail.security", "none", "tls or starttls, unless the mail server is on this machine");
        }
        Ok(())
    }

    fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    fn checked(text: &str) -> Result<(), String> {
        let settings: Settings = toml::from_str(text).map_err(|error| error.to_string())?;
        settings.check().map_err(|error| error.to_string())
    }

    #[test]
    fn the_way_of_mail_is_checked() {
        let mail = |more: &str| format!("[mail]\nsender = \"section@exemple.fr\"\n{more}");
        for fits in [
            "host = \"smtp.exemple.fr\"",
            "host = \"smtp.exemple.fr\"\nsecurity = \"tls\"\nuser = \"a\"\npassword_file = \"/etc/coopol/mail\"",
            "host = \"127.0.0.1\"\nsecurity = \"none\"\nport = 2525",
        ] {
            assert_eq!(checked(&mail(fits)), Ok(()), "{fits}");
        }
        for (bad, named) in [
            ("", "host"),
            ("host = \"\"", "mail.host"),
            ("host = \"smtp.exemple.fr\"\nsecurity = \"none\"", "mail.security"),
            ("host = \"smtp.exemple.fr\"\nsecurity = \"ssl\"", "starttls"),
            ("host = \"smtp.exemple.fr\"\nuser = \"a\"", "mail.password_file"),
            ("host = \"smtp.exemple.fr\"\npassword = \"a\"", "password"),
        ] {
            let told = checked(&mail(bad)).unwrap_err();
            assert!(told.contains(named), "{bad}: {told}");
        }
        let nameless = checked("[mail]\nhost = \"smtp.exemple.fr\"\nsender = \"la section\"").unwrap_err();
        assert!(nameless.contains("mail.sender"), "{nameless}");
    }

    #[test]
    fn each_way_has_its_port() {
        let port = |more: &str| {
            let text = format!("[mail]\nhost = \"localhost\"\nsender = \"a@b.fr\"\n{more}");
            toml::from_str::<Settings>(&text).unwrap().mail.unwrap().port()
        };
        let ports = ["", "security = \"tls\"", "security = \"none\"", "port = 2525"].map(port);
        assert_eq!(ports, [587, 465, 25, 2525]);
    }
}

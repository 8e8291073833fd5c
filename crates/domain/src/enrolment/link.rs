//! A code with the server it belongs to, as a link that opens the program: `coopol://server.example/join/…`.

use std::fmt;
use std::str::FromStr;

use super::{BadCode, Invitation};

const SCHEME: &str = "coopol://";
const JOIN: &str = "/join/";

/// An invitation and where to take it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The server: a host, and a port when it isn't that of HTTPS.
    pub server: String,
    /// What the code says.
    pub invitation: Invitation,
}

/// Text that isn't such a link. It comes from outside: it may be anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadLink {
    /// Another form.
    #[error("not a link of the form {SCHEME}server{JOIN}code")]
    Form,
    /// The form is right, the code isn't.
    #[error(transparent)]
    Code(#[from] BadCode),
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}{}{JOIN}{}", self.server, self.invitation.compact())
    }
}

impl FromStr for Link {
    type Err = BadLink;

    fn from_str(text: &str) -> Result<Self, BadLink> {
        let (server, code) = text.strip_prefix(SCHEME).and_then(|rest| rest.split_once(JOIN)).ok_or(BadLink::Form)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if server.is_empty() || server.len() > 253 + 6 || !server.chars().all(plain) {
            return Err(BadLink::Form);
        }
        Ok(Self { server: server.to_owned(), invitation: code.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::Fingerprint;
    use crate::id::{DeviceId, StreamId};
    use crate::wire::Root;

    #[test]
    fn a_link_reads_back_and_a_strange_one_is_refused() {
        let invitation = Invitation {
            seed: [9; 16],
            device: DeviceId::from_bytes([1; 16]),
            authority: Fingerprint([2; 16]),
            office: StreamId::from_bytes([3; 16]),
            size: 0,
            root: Root::from_bytes([4; 8]),
        };
        let link = Link { server: "coopol.example:8443".to_owned(), invitation };
        assert_eq!(link.to_string().parse(), Ok(link.clone()));
        let code = link.invitation.compact();
        for strange in [
            format!("https://coopol.example/join/{code}"),
            format!("coopol:///join/{code}"),
            format!("coopol://someone@coopol.example/join/{code}"),
            format!("coopol://coopol.example/{code}"),
        ] {
            assert_eq!(strange.parse::<Link>(), Err(BadLink::Form), "{strange}");
        }
        let slip = link.to_string().replace(&code[..1], "Z");
        assert!(matches!(slip.parse::<Link>(), Err(BadLink::Code(_) | BadLink::Form)));
    }
}

//! The recovery sheet, from the first word with the server to the code that is worth printing.

use coopol_domain::enrolment::{Invitation, Link};

use crate::cache::CacheError;
use crate::device::{Failure, Session, SyncError};
use crate::transport::Transport;

/// Why there is no sheet. Nothing is to be printed then.
#[derive(Debug, thiserror::Error)]
pub enum NoSheet {
    /// The server, without which a sheet is worth nothing.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// As any command.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The server didn't take it.
    #[error("the server didn't take the recovery sheet")]
    NotTaken,
}

/// Makes a sheet of this laptop and returns its code once the server has it. Those that were made before serve no more.
pub async fn prepare<T: Transport>(session: &Session, transport: &T) -> Result<Invitation, NoSheet> {
    // First what others did: a device that is behind might not be heard.
    session.sync_once(transport).await?;
    let code = session.prepare_recovery().await?;
    session.sync_once(transport).await?;
    if session.recovers(&code).await? { Ok(code) } else { Err(NoSheet::NotTaken) }
}

/// The lines to print: a link, cut so that the eye finds its place. Typed with or without the cuts, it reads back.
pub fn printed(code: &Invitation, server: &str) -> Vec<String> {
    /// Groups of five letters to a line.
    const GROUPS: usize = 4;
    let host = server.split_once("://").map_or(server, |(_, host)| host).trim_end_matches('/');
    let link = Link { server: host.to_owned(), invitation: code.clone() }.to_string();
    let start = link.strip_suffix(&code.compact()).unwrap_or(&link).to_owned();
    let letters = code.to_string();
    let groups: Vec<&str> = letters.split('-').collect();
    let lines = groups.chunks(GROUPS).map(|line| line.join("-"));
    std::iter::once(start).chain(lines).collect()
}

impl From<CacheError> for NoSheet {
    fn from(error: CacheError) -> Self {
        Self::Failure(error.into())
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::enrolment::Fingerprint;
    use coopol_domain::id::{DeviceId, StreamId};
    use coopol_domain::wire::Root;

    use super::*;

    #[test]
    fn what_is_printed_reads_back_as_a_link() {
        let code = Invitation {
            seed: [7; 16],
            device: DeviceId::from_bytes([1; 16]),
            authority: Fingerprint([2; 16]),
            office: StreamId::from_bytes([3; 16]),
            size: 41,
            root: Root::from_bytes([4; 8]),
        };
        for (server, host) in [
            ("coopol.example", "coopol.example"),
            ("https://coopol.example/", "coopol.example"),
            ("http://127.0.0.1:8420", "127.0.0.1:8420"),
        ] {
            let lines = printed(&code, server);
            assert!(lines.iter().skip(1).all(|line| line.len() <= 23), "{lines:?}");
            let link: Link = lines.concat().parse().unwrap();
            assert_eq!((link.server.as_str(), &link.invitation), (host, &code));
        }
    }
}

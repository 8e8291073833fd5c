//! Codes that enrol a laptop, from the first word with the server to the code that is worth handing over or printing.

use coopol_domain::enrolment::{Invitation, Link};
use coopol_domain::id::HolderId;

use crate::cache::CacheError;
use crate::device::{Failure, Invited, Session, SyncError};
use crate::transport::Transport;

/// Why there is no code. Nothing is to be handed over or printed then.
#[derive(Debug, thiserror::Error)]
pub enum NoCode {
    /// The server, without which a code is worth nothing.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// As any command.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The server didn't take it.
    #[error("the server didn't take the invitation")]
    NotTaken,
}

/// Makes a recovery sheet of this laptop and returns its code once the server has it. Those that were made before serve no
/// more.
pub async fn recover<T: Transport>(session: &Session, transport: &T) -> Result<Invitation, NoCode> {
    // First what others did: a device that is behind might not be heard.
    session.sync_once(transport).await?;
    let code = session.prepare_recovery().await?;
    taken(session, transport, code).await
}

/// Invites one laptop of somebody who holds an office here, and returns the code once the server has it.
pub async fn invite<T: Transport>(session: &Session, transport: &T, holder: HolderId) -> Result<Invited, NoCode> {
    session.sync_once(transport).await?;
    let Invited { code, opens } = session.prepare_invitation(holder).await?;
    Ok(Invited { code: taken(session, transport, code).await?, opens })
}

async fn taken<T: Transport>(session: &Session, transport: &T, code: Invitation) -> Result<Invitation, NoCode> {
    session.sync_once(transport).await?;
    if session.serves(&code).await? { Ok(code) } else { Err(NoCode::NotTaken) }
}

/// The link in which a code travels: it names the server too.
pub fn link(code: &Invitation, server: &str) -> Link {
    let host = server.split_once("://").map_or(server, |(_, host)| host).trim_end_matches('/');
    Link { server: host.to_owned(), invitation: code.clone() }
}

/// The lines to print: a link, cut so that the eye finds its place. Typed with or without the cuts, it reads back.
pub fn printed(code: &Invitation, server: &str) -> Vec<String> {
    let link = link(code, server).to_string();
    let start = link.strip_suffix(&code.compact()).unwrap_or(&link).to_owned();
    std::iter::once(start).chain(lines(code)).collect()
}

/// The same of a code that names no server.
pub fn lines(code: &Invitation) -> Vec<String> {
    /// Groups of five letters to a line.
    const GROUPS: usize = 4;
    let letters = code.to_string();
    let groups: Vec<&str> = letters.split('-').collect();
    groups.chunks(GROUPS).map(|line| line.join("-")).collect()
}

impl From<CacheError> for NoCode {
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

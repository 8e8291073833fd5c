//! Opening a section from above: the authority founds it, its first secretary is appointed, and a code brings their laptop in.

use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, UnitId};

use super::{Facts, ties};
use crate::ambient::chance;
use crate::codes::{self, NoCode};
use crate::device::{Invited, Session};
use crate::mandates::{self, NewMandate};
use crate::transport::Transport;

/// A section that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which.
    pub unit: UnitId,
    /// Who its first secretary is.
    pub holder: HolderId,
    /// What is to be handed to them.
    pub invited: Invited,
}

/// Opens a section below the federation that is worked in. Without the server there is neither section nor code, and nothing is
/// written.
///
/// # Errors
/// [`NoCode`]. What was done by then stays: a section without a secretary gets one as any other does.
pub async fn create<T: Transport>(
    session: &Session,
    server: &T,
    facts: &Facts,
    secretary: &str,
) -> Result<Opened, NoCode> {
    session.sync_once(server).await?;
    let (opening, prepared) = ties::open(session, facts).await?;
    prepared.record(session).await?;
    session.sync_once(server).await?;
    // What it opens is told with the next answer.
    session.sync_once(server).await?;
    let unit = ties::opened(session, opening).await?.ok_or(NoCode::NotTaken)?;
    let holder = HolderId::from_bytes(chance(session.ambient()));
    let mandate = NewMandate {
        unit: Some(unit),
        office: Office::Secretary,
        holder: Some(holder),
        holder_name: secretary.trim().to_owned(),
        since: session.see().await?,
        until: None,
    };
    mandates::prepare(session, &mandate).await?.record(session).await?;
    Ok(Opened { unit, holder, invited: codes::invite(session, server, holder).await? })
}

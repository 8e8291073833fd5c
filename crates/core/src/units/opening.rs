//! Opening a section from above, or a working group: the authority founds it, its first secretary is appointed, and a code brings their laptop in.

use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, SubjectId, UnitId};

use super::Facts;
use super::ties::{self, New};
use crate::ambient::chance;
use crate::codes::{self, NoCode};
use crate::device::{Failure, Invited, Session};
use crate::mandates::{self, NewMandate};
use crate::transport::Transport;

/// A unit that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which.
    pub unit: UnitId,
    /// Who leads it first.
    pub holder: HolderId,
    /// What is to be handed to them.
    pub invited: Invited,
}

/// Opens a section or a working group below the unit that is worked in. Without the server there is neither section nor code, and nothing is
/// written. What was cut off before is taken up where it was: a section that was asked for in the same words, and that nobody but this
/// secretary was ever appointed in, who has no laptop yet.
///
/// # Errors
/// [`NoCode`]. What was done by then stays, and the same again does what is left to do.
pub async fn create<T: Transport>(
    session: &Session,
    server: &T,
    kind: New,
    facts: &Facts,
    secretary: &str,
) -> Result<Opened, NoCode> {
    session.sync_once(server).await?;
    let mut begun = cut_off(session, kind, facts, secretary.trim()).await?;
    if begun.is_some() {
        // Its streams are told with the answer after the one that names it: who was appointed there is read before anybody is again.
        session.sync_once(server).await?;
        begun = cut_off(session, kind, facts, secretary.trim()).await?;
    }
    let (unit, appointed) = match begun {
        Some(Begun::Asked(opening)) => (told(session, server, opening).await?, None),
        Some(Begun::Opened(unit, appointed)) => (unit, appointed),
        None => {
            let (opening, prepared) = ties::open(session, kind, facts).await?;
            prepared.record(session).await?;
            session.sync_once(server).await?;
            (told(session, server, opening).await?, None)
        }
    };
    if let Some(holder) = appointed {
        return Ok(Opened { unit, holder, invited: codes::invite(session, server, holder).await? });
    }
    let holder = HolderId::from_bytes(chance(session.ambient()));
    let mandate = NewMandate {
        unit: Some(unit),
        holder: Some(holder),
        ..NewMandate::new(Office::Secretary, secretary.trim(), session.see().await?)
    };
    mandates::prepare(session, &mandate).await?.record(session).await?;
    Ok(Opened { unit, holder, invited: codes::invite(session, server, holder).await? })
}

/// What an opening that was cut off has left.
enum Begun {
    /// It was asked for, and nothing came of it yet.
    Asked(SubjectId),
    /// The section, and its secretary if they were appointed.
    Opened(UnitId, Option<HolderId>),
}

/// Which unit the authority founded for a question.
async fn told<T: Transport>(session: &Session, server: &T, opening: SubjectId) -> Result<UnitId, NoCode> {
    // What it opens is told with the next answer.
    session.sync_once(server).await?;
    ties::opened(session, opening).await?.ok_or(NoCode::NotTaken)
}

async fn cut_off(session: &Session, kind: New, facts: &Facts, secretary: &str) -> Result<Option<Begun>, Failure> {
    let mandates = mandates::list(session).await?;
    for (opening, unit) in ties::asked_so(session, kind, facts).await? {
        let Some(unit) = unit else { return Ok(Some(Begun::Asked(opening))) };
        let known: Vec<_> = mandates.iter().filter(|mandate| mandate.unit == unit).collect();
        match known.as_slice() {
            [] => return Ok(Some(Begun::Opened(unit, None))),
            [one] if one.holder_name == secretary && !has_a_laptop(session, one.holder).await? => {
                return Ok(Some(Begun::Opened(unit, Some(one.holder))));
            }
            _ => {}
        }
    }
    Ok(None)
}

pub(super) async fn has_a_laptop(session: &Session, holder: HolderId) -> Result<bool, Failure> {
    let mut reader = session.reader().await?;
    let known = sqlx::query_scalar::<_, bool>("SELECT EXISTS (SELECT 1 FROM devices WHERE holder = ? AND enrolled)");
    Ok(known.bind(holder.as_bytes().to_vec()).fetch_one(&mut *reader).await?)
}

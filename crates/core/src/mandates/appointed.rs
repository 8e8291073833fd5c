//! What those in office in a unit read of somebody whom the level above put in charge of it, until they have.

use coopol_domain::access::{Office, Verb};
use coopol_domain::id::{MandateId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{self, UnitKind};
use sqlx::QueryBuilder;

use super::change::stream_of;
use super::{Mandate, list};
use crate::cache::id;
use crate::device::{Failure, Notice, Session};

/// Somebody who was put in charge of a unit of the holder's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointed {
    /// The mandate by which they are.
    pub mandate: Mandate,
    /// In whose facts it stands.
    pub office: StreamId,
}

/// The offices of a unit in which the holder of this device may put somebody in charge; none where they may not.
pub async fn appointable(session: &Session, unit: UnitId) -> Result<Vec<Office>, Failure> {
    let may = session.held().await.iter().any(|held| held.unit == unit && held.verbs.has(Verb::Suspend));
    if !may {
        return Ok(Vec::new());
    }
    let mut reader = session.reader().await?;
    let kind = sqlx::query_scalar::<_, String>("SELECT kind FROM units WHERE id = ? AND merged_into IS NULL LIMIT 1");
    let kind = kind.bind(unit.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
    let kinds = [UnitKind::National, UnitKind::Federation, UnitKind::Section, UnitKind::Group];
    let of = |word: String| kinds.into_iter().find(|kind| kind.as_str() == word);
    let Some(kind) = kind.and_then(of) else { return Ok(Vec::new()) };
    Ok(Office::ALL.into_iter().filter(|office| office.is_held_in(kind)).collect())
}

/// Those whom the level above put in charge of the holder's own units, whose mandate isn't over, and of which nobody said here that they
/// read it: nothing of the holder's own, by which they are in charge or put somebody there.
pub async fn appointed(session: &Session) -> Result<Vec<Appointed>, Failure> {
    let unread = unread(session).await?;
    if unread.is_empty() {
        return Ok(Vec::new());
    }
    let (own, now) = (session.holder().await, session.now().await?);
    let mut known = list(session).await?;
    known.retain(|mandate| mandate.holder != own && !mandate.is_over(now));
    let mut appointed = Vec::new();
    for mandate in known {
        let Some((_, office)) = unread.iter().find(|(unread, _)| *unread == mandate.id) else { continue };
        let state = session.shown(*office, mandate.id.into()).await?;
        let stated = state.and_then(|state| kinds::Mandate::read(mandate.id, &state)?.caretaker);
        if stated.is_some_and(|stated| stated.by != own) {
            appointed.push(Appointed { mandate, office: *office });
        }
    }
    Ok(appointed)
}

async fn unread(session: &Session) -> Result<Vec<(MandateId, StreamId)>, Failure> {
    let own = session.own_streams(Compartment::Office).await?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = QueryBuilder::new(
        "SELECT id, stream FROM mandates
         WHERE caretaker IS NOT NULL AND id NOT IN (SELECT mandate FROM read_appointments) AND stream IN (",
    );
    let mut these = sql.separated(", ");
    for stream in own {
        these.push_bind(stream.as_bytes().to_vec());
    }
    sql.push(")");
    let mut reader = session.reader().await?;
    let rows = sql.build_query_as::<(Vec<u8>, Vec<u8>)>().fetch_all(&mut *reader).await?.into_iter();
    let ids = |(mandate, stream): (Vec<u8>, Vec<u8>)| {
        Ok((id("mandates", &mandate, MandateId::from_bytes)?, id("mandates", &stream, StreamId::from_bytes)?))
    };
    rows.map(ids).collect()
}

/// The holder has read that somebody was put in charge: it waits no longer here.
///
/// # Errors
/// [`Failure::NotFound`] when the mandate isn't known here.
pub async fn read_appointment(session: &Session, mandate: MandateId) -> Result<(), Failure> {
    let office = stream_of(session, mandate).await?;
    let mut writer = session.cache().writer().await;
    let mut transaction = writer.begin().await?;
    let noted = sqlx::query("INSERT OR IGNORE INTO read_appointments (mandate, stream) VALUES (?, ?)");
    let noted = noted.bind(mandate.as_bytes().to_vec()).bind(office.as_bytes().to_vec());
    noted.execute(&mut *transaction).await?;
    transaction.commit().await?;
    drop(writer);
    session.tell(Notice::Status);
    Ok(())
}

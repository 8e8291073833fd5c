//! Sending somebody to another unit (J1.5): they leave here, and whoever keeps the roster there takes them in. What tells who
//! they are goes along, their contacts, their membership and the last year they paid; notes, tags and the dues themselves stay.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Edit, REMOVED, State};
use coopol_domain::kinds::Passage;

use super::edit::{intent, known, unknown};
use crate::ambient::chance;
use crate::cache::{CacheError, id};
use crate::device::{Failure, Saved, Session};
use crate::transport::{Http, TransportError, UnitNamed};

/// The units that somebody may be sent to: all but one's own and those that keep no section's roster.
pub async fn destinations(session: &Session, server: &Http) -> Result<Vec<UnitNamed>, TransportError> {
    let own = own_unit(session).await.ok();
    let units = server.units().await?.into_iter();
    Ok(units.filter(|unit| unit.kind == "section" && Some(unit.id) != own).collect())
}

/// Sends somebody away; undo keeps them here as long as nobody has answered there.
pub async fn transfer(session: &Session, person: SubjectId, to: &UnitNamed) -> Result<Saved, Failure> {
    let (stream, state) = known(session, person).await?;
    if state.is_removed() {
        return Err(unknown(person));
    }
    session.record(leaving(session, (stream, person), &state, (to.id, &to.name)).await?).await
}

/// That somebody who lives in a roster leaves for a unit of this name.
pub(super) async fn leaving(
    session: &Session,
    (stream, person): (StreamId, SubjectId),
    state: &State,
    (to, name): (UnitId, &str),
) -> Result<Intent, Failure> {
    let transfer = SubjectId::from_bytes(chance(session.ambient()));
    let passage = Passage { unit: to, name: name.to_owned(), transfer };
    let paid = paid_until(session, person).await?.map_or(Value::Null, Value::Int);
    let after = [
        (REMOVED, Value::Bool(true)),
        ("destination", passage.value()),
        ("received", Value::Null),
        ("paid_until", paid),
    ];
    let edits = after.into_iter().filter_map(|(field, after)| {
        let before = state.get(field).clone();
        (before != after).then(|| Edit::change(field, before, after))
    });
    Ok(intent(stream, person, "person_left", edits.collect()))
}

/// The unit whose roster is kept here.
async fn own_unit(session: &Session) -> Result<UnitId, Failure> {
    let stream: StreamId = session.stream(coopol_domain::journal::Compartment::Roster).await?;
    let mut reader = session.reader().await?;
    let unit = sqlx::query_scalar::<_, Vec<u8>>("SELECT unit FROM streams WHERE id = ?");
    let unit = unit.bind(stream.as_bytes().to_vec()).fetch_one(&mut *reader).await?;
    Ok(id("streams", &unit, UnitId::from_bytes)?)
}

/// The last year for which anything was paid, as far as this device may see it.
async fn paid_until(session: &Session, person: SubjectId) -> Result<Option<i64>, CacheError> {
    let mut reader = session.cache().reader().await?;
    let year = sqlx::query_scalar::<_, Option<i64>>(
        "SELECT max(year) FROM dues WHERE person = ? AND NOT removed AND amount_cents > 0",
    );
    Ok(year.bind(person.as_bytes().to_vec()).fetch_one(&mut *reader).await?)
}

//! Whose a mark at an event is: the journal names people by their ids, the screens by their names.

use std::collections::BTreeMap;

use coopol_domain::id::SubjectId;
use coopol_domain::journal::Payload;
use coopol_domain::kinds::Attendance;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{FieldChange, fields};
use crate::cache::id;
use crate::device::{Failure, Session};

/// Ids asked for at once.
const BATCH: usize = 500;

/// Says of marks at events whose they are, as far as the roster here knows; those who were taken out of it too.
pub(crate) async fn name(reader: &mut SqliteConnection, fields: &mut [FieldChange]) -> Result<(), Failure> {
    let people: Vec<SubjectId> = fields.iter().filter_map(|change| Attendance::person(&change.field)).collect();
    let mut names = BTreeMap::new();
    for batch in people.chunks(BATCH) {
        names.extend(called(reader, batch).await?);
    }
    for change in fields {
        change.whose = Attendance::person(&change.field).and_then(|person| names.get(&person).cloned());
    }
    Ok(())
}

/// The same, where nothing is being read.
pub(super) async fn name_all(session: &Session, fields: &mut [FieldChange]) -> Result<(), Failure> {
    if fields.iter().all(|change| Attendance::person(&change.field).is_none()) {
        return Ok(());
    }
    name(&mut *session.reader().await?, fields).await
}

/// What a change did, field by field, and whose each mark is; nothing where there is no change to tell.
pub(super) async fn named(session: &Session, payload: Option<&Payload>) -> Result<Vec<FieldChange>, Failure> {
    let mut fields = payload.map(fields).unwrap_or_default();
    name_all(session, &mut fields).await?;
    Ok(fields)
}

/// How people are called.
pub(crate) async fn called(
    reader: &mut SqliteConnection,
    people: &[SubjectId],
) -> Result<BTreeMap<SubjectId, String>, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT id, trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) FROM people WHERE id IN (",
    );
    let mut list = sql.separated(", ");
    for person in people {
        list.push_bind(person.as_bytes().to_vec());
    }
    sql.push(")");
    let rows = sql.build_query_as::<(Vec<u8>, String)>().fetch_all(reader).await?;
    rows.into_iter().map(|(person, name)| Ok((id("people", &person, SubjectId::from_bytes)?, name))).collect()
}

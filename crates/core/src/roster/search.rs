//! The first finds while somebody types: what begins with the words before what holds them further in.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use serde::Serialize;
use sqlx::SqliteConnection;

use crate::cache::id;
use crate::device::{Failure, Session};
use crate::text::query;

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Who.
    pub id: SubjectId,
    /// First and last name, as people say them.
    pub name: String,
    /// What tells them from another of the same name; empty when unknown.
    pub commune: String,
}

/// At most `limit` people of the unit that is worked in whose name, e-mail, phone, commune or number holds every word of `text`.
pub async fn search(session: &Session, text: &str, limit: u32) -> Result<Vec<Found>, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let mut reader = session.reader().await?;
    let Some(at_start) = query(text, true) else { return Ok(Vec::new()) };
    let mut found = matching(&mut reader, stream, &at_start, limit).await?;
    let anywhere = query(text, false).filter(|anywhere| *anywhere != at_start);
    if let Some(anywhere) = anywhere.filter(|_| found.len() < limit as usize) {
        for further in matching(&mut reader, stream, &anywhere, limit).await? {
            if found.len() < limit as usize && !found.contains(&further) {
                found.push(further);
            }
        }
    }
    Ok(found)
}

async fn matching(
    reader: &mut SqliteConnection,
    stream: StreamId,
    words: &str,
    limit: u32,
) -> Result<Vec<Found>, Failure> {
    // Without an order of its own the index is left as soon as there are enough.
    let rows = sqlx::query_as::<_, (Vec<u8>, Option<String>, Option<String>, Option<String>)>(
        "SELECT people.id, people.first_name, people.last_name, people.city FROM people_search
         JOIN people ON people.place = people_search.rowid
         WHERE people_search MATCH ? AND people.stream = ? AND NOT people.removed LIMIT ?",
    );
    let rows = rows.bind(words).bind(stream.as_bytes().to_vec()).bind(limit).fetch_all(reader).await?;
    let found = rows.into_iter().map(|(person, first, last, city)| {
        let names: Vec<String> = [first, last].into_iter().flatten().collect();
        let id = id("people", &person, SubjectId::from_bytes)?;
        Ok(Found { id, name: names.join(" "), commune: city.unwrap_or_default() })
    });
    found.collect()
}

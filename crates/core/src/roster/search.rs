//! The first finds while somebody types: what begins with the words before what holds them further in.

use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use serde::Serialize;
use sqlx::SqliteConnection;

use crate::cache::{id, list_of};
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
    let places = {
        let people = session.cache().people(&mut reader).await?;
        let (at_start, anywhere, most) = (query(text, true), query(text, false), limit as usize);
        let (mut places, mut further) = (Vec::new(), Vec::new());
        for person in people.find(&anywhere).filter(|person| person.stream == stream && !person.removed) {
            if places.len() == most {
                break;
            }
            let list = if people.holds(person, &at_start) { &mut places } else { &mut further };
            list.push(person.place);
        }
        places.extend(further);
        places.truncate(most);
        places
    };
    named(&mut reader, &places).await
}

/// Those of these places, in this order.
async fn named(reader: &mut SqliteConnection, places: &[i64]) -> Result<Vec<Found>, Failure> {
    let rows = sqlx::query_as::<_, (Vec<u8>, Option<String>, Option<String>, Option<String>)>(
        "SELECT people.id, first_name, last_name, city FROM json_each(?) AS wanted
         JOIN people ON people.place = wanted.value ORDER BY wanted.key",
    );
    let rows = rows.bind(list_of(places.iter().copied())).fetch_all(reader).await?;
    let found = rows.into_iter().map(|(person, first, last, city)| {
        let names: Vec<String> = [first, last].into_iter().flatten().collect();
        let id = id("people", &person, SubjectId::from_bytes)?;
        Ok(Found { id, name: names.join(" "), commune: city.unwrap_or_default() })
    });
    found.collect()
}

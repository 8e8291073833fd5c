//! The palette: people, events and documents by a few letters, best finds first.

use coopol_domain::id::SubjectId;
use jiff::civil::Date;
use serde::Serialize;

use crate::agenda::{self, Span};
use crate::archive;
use crate::device::{Failure, Session};
use crate::roster::{self, Window};
use crate::text::fold;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub name: String,
    /// What tells it from another of the same name: a commune, a day; empty when nothing does.
    pub detail: String,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody of the roster.
    Person,
    /// An event of the agenda.
    Event,
    /// A document of the archives.
    Document,
}

/// At most `limit` finds: people first, then events from the nearest on, then documents, latest first. Each sort leaves
/// the others a third of the places when they have finds too.
pub async fn search(session: &Session, text: &str, limit: u32) -> Result<Vec<Hit>, Failure> {
    if fold(text).is_empty() {
        return Ok(Vec::new());
    }
    let sorts =
        [people(session, text, limit).await, events(session, text, limit).await, documents(session, text, limit).await];
    let mut found = Vec::new();
    for sort in sorts {
        match sort {
            // A mandate needn't give all three.
            Err(Failure::NoStream { .. }) => {}
            hits => found.push(hits?),
        }
    }
    Ok(shared(found, limit as usize))
}

/// Takes from each list in turn until there are enough, and leaves the order of the lists.
fn shared(lists: Vec<Vec<Hit>>, limit: usize) -> Vec<Hit> {
    let mut taken = vec![0; lists.len()];
    let mut left = limit;
    while left > 0 && taken.iter().zip(&lists).any(|(taken, list)| *taken < list.len()) {
        for (taken, list) in taken.iter_mut().zip(&lists) {
            if left > 0 && *taken < list.len() {
                *taken += 1;
                left -= 1;
            }
        }
    }
    lists.into_iter().zip(taken).flat_map(|(list, taken)| list.into_iter().take(taken)).collect()
}

async fn people(session: &Session, text: &str, limit: u32) -> Result<Vec<Hit>, Failure> {
    let found = roster::search(session, text, limit).await?.into_iter();
    Ok(found
        .map(|person| Hit { kind: Kind::Person, id: person.id, name: person.name, detail: person.commune })
        .collect())
}

async fn events(session: &Session, text: &str, limit: u32) -> Result<Vec<Hit>, Failure> {
    let mut found = Vec::new();
    for span in [Span::Coming, Span::Past] {
        let query = agenda::Query { span, text: text.to_owned() };
        found.extend(agenda::list(session, &query, Window { offset: 0, limit }).await?.rows);
    }
    let day = |day: Date| day.to_string();
    let hit =
        |row: agenda::Row| Hit { kind: Kind::Event, id: row.id, name: row.title, detail: day(row.when.start.date()) };
    Ok(found.into_iter().map(hit).collect())
}

async fn documents(session: &Session, text: &str, limit: u32) -> Result<Vec<Hit>, Failure> {
    let query = archive::Query { text: text.to_owned(), ..archive::Query::default() };
    let found = archive::list(session, &query, Window { offset: 0, limit }).await?.rows.into_iter();
    let hit = |row: archive::Row| Hit {
        kind: Kind::Document,
        id: row.id,
        name: row.title,
        detail: row.dated_on.unwrap_or_default(),
    };
    Ok(found.map(hit).collect())
}

#[cfg(test)]
mod tests {
    use super::Kind::{Document, Event, Person};
    use super::*;

    #[test]
    fn no_sort_of_finds_hides_the_others() {
        let hits = |kind, count: u8| -> Vec<Hit> {
            let hit =
                |at| Hit { kind, id: SubjectId::from_bytes([at; 16]), name: String::new(), detail: String::new() };
            (0..count).map(hit).collect()
        };
        let kinds = |lists| shared(lists, 6).into_iter().map(|hit| hit.kind).collect::<Vec<_>>();
        assert_eq!(
            kinds(vec![hits(Person, 9), hits(Event, 1), hits(Document, 9)]),
            [Person, Person, Person, Event, Document, Document]
        );
        assert_eq!(kinds(vec![hits(Person, 9), hits(Event, 0), hits(Document, 0)]), [Person; 6]);
        assert_eq!(kinds(vec![]), []);
    }
}

//! What whoever takes office receives, gathered from the rooms.

use coopol_core::device::{self, Session};
use coopol_core::roster::{self, Window};
use coopol_core::{agenda, archive, history, status};
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;

use super::session::office;
use super::{count, document, event};
use crate::contract::failure::Failure;
use crate::contract::first_day::{DocumentsReceived, EventsReceived, FirstDay, Minutes, PeopleReceived, RosterAuthor};

/// How many of the next events, and of the latest minutes, are named.
const NAMED: u32 = 3;

/// How many days back the roster is looked at.
const DAYS: i64 = 90;

/// What waits for somebody who takes office today.
pub async fn first_day(session: &Session) -> Result<FirstDay, Failure> {
    let (zone, today) = (session.zone().await?, session.today().await?);
    let waiting = status::status(session).await?;
    let since = today.saturating_sub(DAYS.days());
    Ok(FirstDay {
        people: people(session).await?,
        events: events(session, &zone).await?,
        documents: documents(session, &zone).await?,
        to_verify: count(waiting.to_verify + waiting.proposals + waiting.arrivals),
        refused: count(waiting.refused),
        changed_since: since.to_string(),
        changed: changed(session, device::midnight(since, &zone)).await?,
    })
}

async fn people(session: &Session) -> Result<Option<PeopleReceived>, Failure> {
    let page = seen(roster::list(session, &roster::Query::default(), Window { offset: 0, limit: 1 }).await)?;
    Ok(page.map(|page| PeopleReceived {
        total: count(page.all),
        up_to_date: count(page.counts.up_to_date),
        late: count(page.counts.late),
    }))
}

async fn events(session: &Session, zone: &TimeZone) -> Result<Option<EventsReceived>, Failure> {
    let coming = agenda::Query { span: agenda::Span::Coming, text: String::new() };
    let page = seen(agenda::list(session, &coming, Window { offset: 0, limit: NAMED }).await)?;
    let received = |page: agenda::Page| EventsReceived {
        total: count(page.total),
        next: page.rows.into_iter().map(|row| event::row(row, zone)).collect(),
    };
    Ok(page.map(received))
}

async fn documents(session: &Session, zone: &TimeZone) -> Result<Option<DocumentsReceived>, Failure> {
    let minutes = archive::Query { text: String::new(), year: None, category: Some("minutes".to_owned()) };
    let page = seen(archive::list(session, &minutes, Window { offset: 0, limit: NAMED }).await)?;
    Ok(page.map(|page| {
        let page = document::page(page, zone);
        let minutes = page.rows.into_iter().map(|row| Minutes { id: row.id, title: row.title, date: row.date });
        DocumentsReceived { total: page.all, minutes: minutes.collect() }
    }))
}

async fn changed(session: &Session, since: Instant) -> Result<Option<Vec<RosterAuthor>>, Failure> {
    let authors = seen(history::authors(session, Compartment::Roster, "person", since).await)?;
    let author = |author: history::Author| RosterAuthor {
        // What the server states has no other author.
        name: author.name.unwrap_or_else(|| "Coopol".to_owned()),
        office: office(author.office.as_deref().unwrap_or_default()),
        people: count(author.subjects),
    };
    Ok(authors.map(|authors| authors.into_iter().map(author).collect()))
}

/// Nothing for a part that the mandate doesn't give.
fn seen<T>(answer: Result<T, device::Failure>) -> Result<Option<T>, Failure> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(device::Failure::NoStream { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

//! Mails of mailings.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_store::StoreError;
use coopol_store::row::{MailRow, MailStanding};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_as};

use super::{Row, Rows};
use crate::columns::{count, id, instant};
use crate::failure::Orderly as _;

pub async fn mailings(on: &mut PgConnection) -> Rows<(StreamId, SubjectId)> {
    let found = query!("SELECT DISTINCT stream, mailing FROM mail_queue").fetch_all(on).await.orderly()?;
    found.iter().map(|row| Ok((id(&row.stream)?, id(&row.mailing)?))).collect()
}

struct Found {
    stream: Vec<u8>,
    mailing: Vec<u8>,
    person: Vec<u8>,
    standing: String,
    tries: i64,
    at: i64,
}

impl Found {
    fn row(&self) -> Result<MailRow, StoreError> {
        Ok(MailRow {
            stream: id(&self.stream)?,
            mailing: id(&self.mailing)?,
            person: id(&self.person)?,
            standing: MailStanding::read(&self.standing)?,
            tries: count(self.tries)?,
            at: instant(self.at)?,
        })
    }
}

pub async fn of(on: &mut PgConnection, stream: StreamId, mailing: SubjectId) -> Rows<MailRow> {
    let (stream, mailing) = (stream.as_bytes().as_slice(), mailing.as_bytes().as_slice());
    let found = query_as!(
        Found,
        "SELECT stream, mailing, person, standing, tries, at FROM mail_queue WHERE stream = $1 AND mailing = $2",
        stream,
        mailing
    );
    found.fetch_all(on).await.orderly()?.iter().map(Found::row).collect()
}

pub async fn to(on: &mut PgConnection, stream: StreamId, mailing: SubjectId, person: SubjectId) -> Row<MailRow> {
    let (stream, mailing) = (stream.as_bytes().as_slice(), mailing.as_bytes().as_slice());
    let person = person.as_bytes().as_slice();
    let found = query_as!(
        Found,
        "SELECT stream, mailing, person, standing, tries, at FROM mail_queue
         WHERE stream = $1 AND mailing = $2 AND person = $3",
        stream,
        mailing,
        person
    );
    found.fetch_optional(on).await.orderly()?.map(|found| found.row()).transpose()
}

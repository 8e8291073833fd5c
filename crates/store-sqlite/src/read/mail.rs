//! Mails of mailings.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_store::StoreError;
use coopol_store::row::{MailRow, MailStanding};
use rusqlite::{Connection, Row as Found};

use super::{Row, Rows};
use crate::columns::{count, id, instant};
use crate::statement::{bytes, cell, rows};

pub fn mailings(on: &Connection) -> Rows<(StreamId, SubjectId)> {
    let read = |row: &Found<'_>| Ok((id(bytes(row, 0)?)?, id(bytes(row, 1)?)?));
    rows!(on, read, "SELECT DISTINCT stream, mailing FROM mail_queue")
}

fn read(row: &Found<'_>) -> Result<MailRow, StoreError> {
    Ok(MailRow {
        stream: id(bytes(row, 0)?)?,
        mailing: id(bytes(row, 1)?)?,
        person: id(bytes(row, 2)?)?,
        standing: MailStanding::read(&cell::<String>(row, 3)?)?,
        tries: count(cell(row, 4)?)?,
        at: instant(cell(row, 5)?)?,
    })
}

pub fn of(on: &Connection, stream: StreamId, mailing: SubjectId) -> Rows<MailRow> {
    let (stream, mailing) = (stream.as_bytes().as_slice(), mailing.as_bytes().as_slice());
    rows!(
        on,
        read,
        "SELECT stream, mailing, person, standing, tries, at FROM mail_queue WHERE stream = ?1 AND mailing = ?2",
        stream,
        mailing
    )
}

pub fn to(on: &Connection, stream: StreamId, mailing: SubjectId, person: SubjectId) -> Row<MailRow> {
    let (stream, mailing) = (stream.as_bytes().as_slice(), mailing.as_bytes().as_slice());
    let person = person.as_bytes().as_slice();
    let found = rows!(
        on,
        read,
        "SELECT stream, mailing, person, standing, tries, at FROM mail_queue
         WHERE stream = ?1 AND mailing = ?2 AND person = ?3",
        stream,
        mailing,
        person
    );
    Ok(found?.pop())
}

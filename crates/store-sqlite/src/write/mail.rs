//! Mails of mailings.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_store::row::MailRow;
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
use crate::statement::run;

pub fn mailed(on: &Connection, mailed: &[(StreamId, SubjectId)]) -> Done {
    for (stream, mailing) in mailed {
        let (stream, mailing) = (stream.as_bytes().as_slice(), mailing.as_bytes().as_slice());
        run!(on, "DELETE FROM mail_queue WHERE stream = ?1 AND mailing = ?2", stream, mailing)?;
    }
    Ok(())
}

pub fn mail(on: &Connection, mail: &[MailRow]) -> Done {
    for row in mail {
        let (stream, mailing) = (row.stream.as_bytes().as_slice(), row.mailing.as_bytes().as_slice());
        let (person, standing) = (row.person.as_bytes().as_slice(), row.standing.word());
        let (tries, at) = (number(row.tries), number(row.at.0));
        run!(
            on,
            "INSERT INTO mail_queue (stream, mailing, person, standing, tries, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (stream, mailing, person)
                 DO UPDATE SET standing = excluded.standing, tries = excluded.tries, at = excluded.at",
            stream,
            mailing,
            person,
            standing,
            tries,
            at
        )?;
    }
    Ok(())
}

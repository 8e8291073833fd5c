//! Mails of mailings.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_store::row::MailRow;
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, last, numbers};
use crate::statement::run;

pub async fn mailed(on: &mut PgConnection, mailed: &[(StreamId, SubjectId)]) -> Done {
    if mailed.is_empty() {
        return Ok(());
    }
    let streams = each(mailed, |(stream, _)| stream.as_bytes());
    let mailings = each(mailed, |(_, mailing)| mailing.as_bytes());
    run!(
        on,
        "DELETE FROM mail_queue AS q USING unnest($1::bytea[], $2::bytea[]) AS done (stream, mailing)
         WHERE q.stream = done.stream AND q.mailing = done.mailing",
        &streams as _,
        &mailings as _
    )
}

pub async fn mail(on: &mut PgConnection, mail: &[MailRow]) -> Done {
    let rows = last(mail, |row| (row.stream, row.mailing, row.person));
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, mailings) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.mailing.as_bytes()));
    let people = each(&rows, |row| row.person.as_bytes());
    let standing: Vec<&str> = rows.iter().map(|row| row.standing.word()).collect();
    let (tries, at) = (numbers(&rows, |row| row.tries), numbers(&rows, |row| row.at.0));
    run!(
        on,
        "INSERT INTO mail_queue (stream, mailing, person, standing, tries, at)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::text[], $5::bigint[], $6::bigint[])
         ON CONFLICT (stream, mailing, person)
             DO UPDATE SET standing = excluded.standing, tries = excluded.tries, at = excluded.at",
        &streams as _,
        &mailings as _,
        &people as _,
        &standing as _,
        &tries,
        &at
    )
}

//! Subjects, and the values by which they are looked up.

use coopol_store::row::{LookRow, SubjectRow};
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
use crate::statement::run;

/// What was erased stays erased.
pub fn subjects(on: &Connection, subjects: &[SubjectRow]) -> Done {
    for row in subjects {
        let (stream, id, secret) =
            (row.stream.as_bytes().as_slice(), row.id.as_bytes().as_slice(), row.secret.as_ref());
        let (key, state) = (secret.map(|secret| secret.key.as_slice()), secret.map(|secret| secret.state.as_slice()));
        let seq = secret.map(|secret| number(secret.seq));
        run!(
            on,
            "INSERT INTO subjects (stream, id, key, state, seq) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (stream, id) DO UPDATE SET key = excluded.key, state = excluded.state, seq = excluded.seq
                 WHERE subjects.key IS NOT NULL",
            stream,
            id,
            key,
            state,
            seq
        )?;
    }
    Ok(())
}

pub fn freed(on: &Connection, looks: &[LookRow]) -> Done {
    for row in looks {
        let (stream, look) = (row.stream.as_bytes().as_slice(), row.look.as_bytes().as_slice());
        let subject = row.subject.as_bytes().as_slice();
        run!(on, "DELETE FROM looks WHERE stream = ?1 AND look = ?2 AND subject = ?3", stream, look, subject)?;
    }
    Ok(())
}

pub fn taken(on: &Connection, looks: &[LookRow]) -> Done {
    for row in looks {
        let (stream, look) = (row.stream.as_bytes().as_slice(), row.look.as_bytes().as_slice());
        let subject = row.subject.as_bytes().as_slice();
        run!(
            on,
            "INSERT INTO looks (stream, look, subject) VALUES (?1, ?2, ?3)
             ON CONFLICT (stream, look) DO UPDATE SET subject = excluded.subject",
            stream,
            look,
            subject
        )?;
    }
    Ok(())
}

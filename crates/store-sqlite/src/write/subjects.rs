//! Subjects, and the values by which they are looked up.

use coopol_store::row::{LookRow, SubjectRow};

use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

/// What was erased stays erased.
pub fn subjects(script: &mut Script, subjects: &[SubjectRow]) {
    if subjects.is_empty() {
        return;
    }
    let new = rows(subjects.iter().map(|row| {
        let secret = row.secret.as_ref();
        (
            Hex(row.stream.as_bytes()),
            Hex(row.id.as_bytes()),
            secret.map(|secret| Hex(&secret.key)),
            secret.map(|secret| Hex(&secret.state)),
            secret.map(|secret| secret.seq),
        )
    }));
    step!(
        script,
        "INSERT INTO subjects (stream, id, key, state, seq)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), unhex(value ->> 3), value ->> 4
         FROM json_each(?) WHERE true
         ON CONFLICT (stream, id) DO UPDATE SET key = excluded.key, state = excluded.state, seq = excluded.seq
             WHERE subjects.key IS NOT NULL",
        new
    );
}

pub fn freed(script: &mut Script, looks: &[LookRow]) {
    if looks.is_empty() {
        return;
    }
    let freed = triples(looks);
    step!(
        script,
        "DELETE FROM looks WHERE (stream, look) IN (
             SELECT l.stream, l.look FROM json_each(?) AS freed
             CROSS JOIN looks AS l ON l.stream = unhex(freed.value ->> 0) AND l.look = unhex(freed.value ->> 1)
             WHERE l.subject = unhex(freed.value ->> 2)
         )",
        freed
    );
}

pub fn taken(script: &mut Script, looks: &[LookRow]) {
    if looks.is_empty() {
        return;
    }
    let taken = triples(looks);
    step!(
        script,
        "INSERT INTO looks (stream, look, subject)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?) WHERE true
         ON CONFLICT (stream, look) DO UPDATE SET subject = excluded.subject",
        taken
    );
}

fn triples(looks: &[LookRow]) -> String {
    let triple = |row: &LookRow| (Hex(*row.stream.as_bytes()), Hex(*row.look.as_bytes()), Hex(*row.subject.as_bytes()));
    rows(looks.iter().map(triple))
}

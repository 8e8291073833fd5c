//! Several questions handed over at once, and their answers row by row.

use coopol_domain::authority::Head;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_store::row::{ChainRow, DecidedRow, LineRow, LookRow, Secret, StreamRow, SubjectRow};
use coopol_store::{Answers, Questions, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row as _, Sqlite, Type};

use super::{Rows, SqliteRead};
use crate::columns::{count, frontier, hash, id, instant};
use crate::failure::Orderly as _;
use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

/// Each list that isn't empty is one statement of a single script.
pub async fn ask(rows: &mut SqliteRead, questions: &Questions) -> Result<Answers, StoreError> {
    let mut script = Script::default();
    let asked = [
        streams(&mut script, questions),
        devices(&mut script, questions),
        mandates(&mut script, questions),
        above(&mut script, questions),
        subjects(&mut script, questions),
        looks(&mut script, questions),
        decided(&mut script, questions),
        chains(&mut script, questions),
    ];
    let mut found = rows.run(script).await?.into_iter();
    let mut next = asked.into_iter().map(|asked| if asked { found.next().unwrap_or_default() } else { Vec::new() });
    let mut next = || next.next().unwrap_or_default();
    Ok(Answers {
        streams: all(&next(), stream_row)?,
        devices: all(&next(), subject_row)?,
        mandates: all(&next(), subject_row)?,
        above: all(&next(), subject_row)?,
        subjects: all(&next(), subject_row)?,
        looks: all(&next(), look_row)?,
        decided: all(&next(), decided_row)?,
        chains: all(&next(), chain_row)?,
    })
}

fn streams(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.streams;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|id| Hex(id.as_bytes())));
    step!(
        script,
        r#"SELECT s.id, s.unit, s.compartment, s.size, s.frontier, s.recorded_at, s.key, s.subjects, s.erased,
               latest.seq AS "snapshot?", latest.state_root AS "state_root?"
           FROM json_each(?) AS wanted
           CROSS JOIN streams AS s ON s.id = unhex(wanted.value)
           LEFT JOIN snapshots AS latest ON latest.stream = s.id"#,
        wanted
    );
    true
}

fn devices(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.devices;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|id| Hex(id.as_bytes())));
    step!(
        script,
        "SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM json_each(?) AS wanted
           CROSS JOIN devices AS d ON d.id = unhex(wanted.value)
           CROSS JOIN subjects AS s ON s.stream = d.stream AND s.id = d.id",
        wanted
    );
    true
}

fn mandates(script: &mut Script, questions: &Questions) -> bool {
    let Questions { holders, units, .. } = questions;
    if holders.is_empty() && units.is_empty() {
        return false;
    }
    let holders = rows(holders.iter().map(|id| Hex(id.as_bytes())));
    let units = rows(units.iter().map(|id| Hex(id.as_bytes())));
    step!(
        script,
        "WITH wanted (stream, id) AS (
               SELECT m.stream, m.id FROM json_each(?) AS of CROSS JOIN mandates AS m ON m.holder = unhex(of.value)
               UNION
               SELECT m.stream, m.id FROM json_each(?) AS of CROSS JOIN mandates AS m ON m.unit = unhex(of.value)
           )
           SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM wanted
           CROSS JOIN subjects AS s ON s.stream = wanted.stream AND s.id = wanted.id",
        holders,
        units
    );
    true
}

/// `UNION` takes each unit once, so that a loop, which no tree should have, ends.
fn above(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.above;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|id| Hex(id.as_bytes())));
    step!(
        script,
        "WITH RECURSIVE above (id, stream, parent) AS (
               SELECT u.id, u.stream, u.parent
               FROM json_each(?) AS wanted CROSS JOIN units AS u ON u.id = unhex(wanted.value)
               UNION
               SELECT u.id, u.stream, u.parent FROM above CROSS JOIN units AS u ON u.id = above.parent
           )
           SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM above
           CROSS JOIN subjects AS s ON s.stream = above.stream AND s.id = above.id",
        wanted
    );
    true
}

fn subjects(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.subjects;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|(stream, id)| (Hex(stream.as_bytes()), Hex(id.as_bytes()))));
    step!(
        script,
        "SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM json_each(?) AS wanted
           CROSS JOIN subjects AS s ON s.stream = unhex(wanted.value ->> 0) AND s.id = unhex(wanted.value ->> 1)",
        wanted
    );
    true
}

fn looks(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.looks;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|(stream, look)| (Hex(stream.as_bytes()), Hex(look.as_bytes()))));
    step!(
        script,
        "SELECT l.stream, l.look, l.subject
           FROM json_each(?) AS wanted
           CROSS JOIN looks AS l ON l.stream = unhex(wanted.value ->> 0) AND l.look = unhex(wanted.value ->> 1)",
        wanted
    );
    true
}

/// What a change that waits says is read with it; of the others only the entry is wanted.
fn decided(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.decided;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|id| Hex(id.as_bytes())));
    step!(
        script,
        r#"SELECT e.change, e.stream, e.seq AS "seq!", e.subject, e.bytes, push.holder,
               waiting.seq IS NOT NULL AS "waiting!: bool", p.sealed AS "payload?", s.key AS "key?"
           FROM json_each(?) AS wanted
           CROSS JOIN entries AS e ON e.change = unhex(wanted.value)
           CROSS JOIN pushes AS push ON push.hash = e.push
           LEFT JOIN waiting ON waiting.stream = e.stream AND waiting.seq = e.seq
           LEFT JOIN payloads AS p ON p.stream = waiting.stream AND p.seq = waiting.seq
           LEFT JOIN subjects AS s ON s.stream = p.stream AND s.id = p.subject"#,
        wanted
    );
    true
}

fn chains(script: &mut Script, questions: &Questions) -> bool {
    let wanted = &questions.chains;
    if wanted.is_empty() {
        return false;
    }
    let wanted = rows(wanted.iter().map(|(stream, device)| (Hex(stream.as_bytes()), Hex(device.as_bytes()))));
    step!(
        script,
        "SELECT p.stream, p.device, p.number, p.hash
           FROM json_each(?) AS wanted
           CROSS JOIN pushes AS p ON p.id = (
               SELECT last.id FROM pushes AS last
               WHERE last.device = unhex(wanted.value ->> 1) AND last.stream = unhex(wanted.value ->> 0)
               ORDER BY last.number DESC LIMIT 1
           )",
        wanted
    );
    true
}

fn all<T>(found: &[SqliteRow], read: impl Fn(&SqliteRow) -> Result<T, StoreError>) -> Rows<T> {
    found.iter().map(read).collect()
}

fn cell<'row, T: Decode<'row, Sqlite> + Type<Sqlite>>(row: &'row SqliteRow, place: usize) -> Result<T, StoreError> {
    row.try_get(place).orderly()
}

fn stream_row(row: &SqliteRow) -> Result<StreamRow, StoreError> {
    let head = Head {
        stream: id(cell(row, 0)?)?,
        unit: id(cell(row, 1)?)?,
        compartment: cell::<&str>(row, 2)?.parse().map_err(|_| StoreError::Corrupt { what: "a compartment" })?,
        frontier: frontier(cell(row, 3)?, cell(row, 4)?)?,
        recorded_at: instant(cell(row, 5)?)?,
    };
    let snapshot = match (cell::<Option<i64>>(row, 9)?, cell::<Option<&[u8]>>(row, 10)?) {
        (Some(seq), Some(root)) => Some(StateRoot { seq: count(seq)?, root: hash(root)? }),
        _ => None,
    };
    Ok(StreamRow { head, key: cell(row, 6)?, subjects: count(cell(row, 7)?)?, erased: count(cell(row, 8)?)?, snapshot })
}

fn subject_row(row: &SqliteRow) -> Result<SubjectRow, StoreError> {
    let secret = match (cell(row, 2)?, cell(row, 3)?, cell::<Option<i64>>(row, 4)?) {
        (Some(key), Some(state), Some(seq)) => Some(Secret { key, state, seq: count(seq)? }),
        _ => None,
    };
    Ok(SubjectRow { stream: id(cell(row, 0)?)?, id: id(cell(row, 1)?)?, secret })
}

fn look_row(row: &SqliteRow) -> Result<LookRow, StoreError> {
    Ok(LookRow { stream: id(cell(row, 0)?)?, look: hash(cell(row, 1)?)?, subject: id(cell(row, 2)?)? })
}

fn decided_row(row: &SqliteRow) -> Result<DecidedRow, StoreError> {
    let line = LineRow {
        stream: id(cell(row, 1)?)?,
        seq: count(cell(row, 2)?)?,
        subject: id(cell(row, 3)?)?,
        bytes: cell(row, 4)?,
        payload: cell(row, 7)?,
        key: cell(row, 8)?,
    };
    Ok(DecidedRow {
        change: id(cell(row, 0)?)?,
        line,
        holder: cell::<Option<&[u8]>>(row, 5)?.map(id).transpose()?,
        waiting: cell(row, 6)?,
    })
}

fn chain_row(row: &SqliteRow) -> Result<ChainRow, StoreError> {
    Ok(ChainRow {
        stream: id(cell(row, 0)?)?,
        device: id(cell(row, 1)?)?,
        number: count(cell(row, 2)?)?,
        hash: hash(cell(row, 3)?)?,
    })
}

//! What was done, as it is kept: one line each, oldest first.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Payload;
use jiff::Timestamp;
use serde::Serialize;

use super::table::{Cell, Table};
use crate::cache::{CacheError, id};
use crate::device::{Failure, Session};
use crate::history::{FieldChange, fields, name_people};

/// A change as the file tells of it.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// In UTC.
    at: String,
    compartment: String,
    stream: StreamId,
    /// Its number in the stream; nothing while it waits on this device.
    seq: Option<i64>,
    author: Option<String>,
    office: Option<String>,
    kind: String,
    verdict: String,
    subject: SubjectId,
    name: Option<String>,
    fields: Vec<FieldChange>,
}

/// Everything that was done, of which the content is known.
pub(super) async fn lines(session: &Session) -> Result<Vec<Line>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query!(
        r#"SELECT entry.stream AS "stream!: Vec<u8>", entry.seq AS "seq?: i64", entry.subject AS "subject!: Vec<u8>",
               entry.made_at AS "made_at!: i64", entry.kind AS "kind!: String", entry.verdict AS "verdict!: String",
               entry.payload AS "payload?: Vec<u8>", streams.compartment AS "compartment!: String",
               mandates.holder_name AS "author?: String", mandates.office AS "office?: String",
               coalesce(events.title, documents.title,
                   nullif(trim(coalesce(people.first_name, '') || ' ' || coalesce(people.last_name, '')), ''))
                   AS "name?: String"
           FROM (
               SELECT stream, seq, change AS id, subject, made_at, kind, verdict, payload, push FROM lines
               WHERE kind IS NOT NULL
               UNION ALL
               SELECT stream, NULL, id, subject, made_at, kind, reached, payload, NULL FROM outbox_reached
           ) AS entry
           JOIN streams ON streams.id = entry.stream
           LEFT JOIN pushes ON pushes.hash = entry.push
           LEFT JOIN mandates ON mandates.id = coalesce(pushes.mandate, streams.mandate)
           LEFT JOIN people ON people.id = entry.subject AND people.stream = entry.stream
           LEFT JOIN events ON events.id = entry.subject AND events.stream = entry.stream
           LEFT JOIN documents ON documents.id = entry.subject AND documents.stream = entry.stream
           GROUP BY entry.id ORDER BY 4, entry.id"#
    );
    let mut lines = Vec::new();
    for row in rows.fetch_all(&mut *reader).await? {
        let payload = row.payload.as_deref().map(Payload::decode).transpose().map_err(CacheError::damaged("lines"))?;
        lines.push(Line {
            at: Timestamp::from_millisecond(row.made_at).unwrap_or(Timestamp::UNIX_EPOCH).to_string(),
            compartment: row.compartment,
            stream: id("lines", &row.stream, StreamId::from_bytes)?,
            seq: row.seq,
            author: row.author,
            office: row.office,
            kind: row.kind,
            verdict: row.verdict,
            subject: id("lines", &row.subject, SubjectId::from_bytes)?,
            name: row.name,
            fields: payload.map(|payload| fields(&payload)).unwrap_or_default(),
        });
    }
    for line in &mut lines {
        name_people(&mut reader, &mut line.fields).await?;
    }
    Ok(lines)
}

/// The field, and whose it is where it is a mark at an event.
fn called(field: &FieldChange) -> String {
    match &field.whose {
        Some(name) => format!("{} ({name})", field.field),
        None => field.field.clone(),
    }
}

/// One JSON object per line.
pub(super) fn json_lines(lines: &[Line]) -> Vec<u8> {
    let mut file = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut file, line).expect("a line is made of texts and numbers");
        file.push(b'\n');
    }
    file
}

/// One row per field.
pub(super) fn table(lines: &[Line]) -> Table {
    let columns =
        ["Date (UTC)", "Auteur", "Fonction", "Partie", "Modification", "Sujet", "Champ", "Avant", "Après", "État"];
    let mut rows = Vec::new();
    for line in lines {
        let text = |text: &str| Cell::text(Some(text));
        let told = |field: Option<&FieldChange>| {
            vec![
                text(&line.at),
                Cell::text(line.author.as_deref()),
                Cell::text(line.office.as_deref()),
                text(&line.compartment),
                text(&line.kind),
                Cell::text(line.name.as_deref()),
                Cell::text(field.map(called).as_deref()),
                Cell::text(field.and_then(|field| field.before.as_deref())),
                Cell::text(field.and_then(|field| field.after.as_deref())),
                text(&line.verdict),
            ]
        };
        match line.fields.as_slice() {
            [] => rows.push(told(None)),
            fields => rows.extend(fields.iter().map(|field| told(Some(field)))),
        }
    }
    Table { name: "Historique", columns: columns.map(String::from).into(), rows }
}

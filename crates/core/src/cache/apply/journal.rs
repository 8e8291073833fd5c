//! The history: lines, the pushes that brought them, and what waits for somebody.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Entry, Payload, SignedPush, Verdict};
use coopol_domain::wire::Line;
use sqlx::SqliteConnection;

use crate::cache::CacheError;
use crate::cache::codec::column;

pub(super) async fn line(connection: &mut SqliteConnection, line: &Line) -> Result<(), CacheError> {
    let entry = &line.entry;
    let payload = line.payload.as_deref().map(Payload::decode).transpose().map_err(CacheError::damaged("lines"))?;
    keep(connection, line, payload.as_ref()).await?;
    match (&entry.verdict, &line.payload) {
        (Verdict::Held(_) | Verdict::Quarantined, Some(bytes)) => wait(connection, entry, bytes).await?,
        (Verdict::Accepted, _) => {
            if let Some(quoted) = payload.and_then(|payload| payload.quotes) {
                let quoted = quoted.as_bytes().as_slice();
                sqlx::query!("DELETE FROM waiting WHERE change = ?", quoted).execute(connection).await?;
            }
        }
        _ => {}
    }
    Ok(())
}

async fn keep(connection: &mut SqliteConnection, line: &Line, payload: Option<&Payload>) -> Result<(), CacheError> {
    let (entry, header) = (&line.entry, &line.entry.header);
    let (stream, seq) = (header.stream.as_bytes().as_slice(), column(entry.seq));
    let (change, subject) = (header.id.as_bytes().as_slice(), header.subject.as_bytes().as_slice());
    let act = header.act.map(|act| act.as_bytes().to_vec());
    let push = entry.push.as_bytes().as_slice();
    let (recorded_at, made_at) = (column(entry.recorded_at.0), column(entry.effective_at.instant().0));
    let verdict = word(&entry.verdict);
    let kind = payload.map(|payload| payload.kind.clone());
    let quotes = payload.and_then(|payload| payload.quotes).map(|quoted| quoted.as_bytes().to_vec());
    let (entry, payload) = (entry.encode(), line.payload.as_deref());
    // A history that is checked again brings lines that are there already.
    sqlx::query!(
        "INSERT INTO lines (stream, seq, change, subject, act, push, recorded_at, made_at, verdict, kind, quotes,
             entry, payload)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream, seq) DO NOTHING",
        stream,
        seq,
        change,
        subject,
        act,
        push,
        recorded_at,
        made_at,
        verdict,
        kind,
        quotes,
        entry,
        payload,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds a change to those that wait for somebody.
pub(super) async fn wait(connection: &mut SqliteConnection, entry: &Entry, payload: &[u8]) -> Result<(), CacheError> {
    let header = &entry.header;
    let (change, stream) = (header.id.as_bytes().as_slice(), header.stream.as_bytes().as_slice());
    let (subject, seq, entry) = (header.subject.as_bytes().as_slice(), column(entry.seq), entry.encode());
    sqlx::query!(
        "INSERT INTO waiting (change, stream, subject, seq, entry, payload) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (change) DO NOTHING",
        change,
        stream,
        subject,
        seq,
        entry,
        payload,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The word by which a verdict stands in the table.
fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Refused(_) => "refused",
        Verdict::Held(_) => "held",
        Verdict::Quarantined => "quarantined",
    }
}

pub(super) async fn push(connection: &mut SqliteConnection, signed: &SignedPush) -> Result<(), CacheError> {
    let push = &signed.push;
    let (hash, stream) = (push.hash(), push.stream.as_bytes().as_slice());
    let (hash, device) = (hash.as_bytes().as_slice(), push.device.as_bytes().as_slice());
    let (mandate, number, bytes) = (push.mandate.as_bytes().as_slice(), column(push.number), signed.encode());
    sqlx::query!(
        "INSERT INTO pushes (hash, stream, device, mandate, number, bytes) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (hash) DO NOTHING",
        hash,
        stream,
        device,
        mandate,
        number,
        bytes,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes away what was said about a subject: entries stay, they hold nothing personal (J2.2, J7.2).
pub(super) async fn erase(
    connection: &mut SqliteConnection,
    stream: StreamId,
    subject: SubjectId,
) -> Result<(), CacheError> {
    let (stream, subject) = (stream.as_bytes().as_slice(), subject.as_bytes().as_slice());
    sqlx::query!(
        "UPDATE lines SET payload = NULL, kind = NULL, quotes = NULL WHERE stream = ? AND subject = ?",
        stream,
        subject
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("DELETE FROM subjects WHERE stream = ? AND subject = ?", stream, subject)
        .execute(&mut *connection)
        .await?;
    sqlx::query!("DELETE FROM waiting WHERE stream = ? AND subject = ?", stream, subject).execute(connection).await?;
    Ok(())
}

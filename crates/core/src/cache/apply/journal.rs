//! The history: lines, the pushes that brought them, and what waits for somebody.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Entry, Payload, SignedPush, Verdict};
use coopol_domain::wire::Line;
use sqlx::SqliteConnection;

use crate::cache::CacheError;
use crate::cache::codec::column;
use crate::cache::insert::{Row, Values, insert};

/// Lines gathered to be written together.
#[derive(Default)]
pub(super) struct Lines(Vec<LineRow>);

struct LineRow {
    stream: [u8; 16],
    seq: i64,
    change: [u8; 16],
    subject: [u8; 16],
    act: Option<[u8; 16]>,
    push: [u8; 32],
    recorded_at: i64,
    made_at: i64,
    verdict: &'static str,
    kind: Option<String>,
    quotes: Option<[u8; 16]>,
    entry: Vec<u8>,
    payload: Option<Vec<u8>>,
}

impl Lines {
    /// Adds a line; what it makes wait, or no longer wait, is written at once.
    pub(super) async fn add(&mut self, connection: &mut SqliteConnection, line: &Line) -> Result<(), CacheError> {
        let entry = &line.entry;
        let payload = line.payload.as_deref().map(Payload::decode).transpose().map_err(CacheError::damaged("lines"))?;
        let quotes = payload.as_ref().and_then(|payload| payload.quotes);
        match (&entry.verdict, &line.payload) {
            (Verdict::Held(_) | Verdict::Quarantined, Some(bytes)) => wait(connection, entry, bytes).await?,
            (Verdict::Accepted, _) => {
                if let Some(quoted) = quotes {
                    let quoted = quoted.as_bytes().as_slice();
                    sqlx::query!("DELETE FROM waiting WHERE change = ?", quoted).execute(connection).await?;
                }
            }
            _ => {}
        }
        let header = &entry.header;
        self.0.push(LineRow {
            stream: *header.stream.as_bytes(),
            seq: column(entry.seq),
            change: *header.id.as_bytes(),
            subject: *header.subject.as_bytes(),
            act: header.act.map(|act| *act.as_bytes()),
            push: *entry.push.as_bytes(),
            recorded_at: column(entry.recorded_at.0),
            made_at: column(entry.effective_at.instant().0),
            verdict: word(&entry.verdict),
            kind: payload.map(|payload| payload.kind),
            quotes: quotes.map(|quoted| *quoted.as_bytes()),
            entry: entry.encode(),
            payload: line.payload.clone(),
        });
        Ok(())
    }

    pub(super) async fn write(&mut self, connection: &mut SqliteConnection) -> Result<(), CacheError> {
        insert(connection, &std::mem::take(&mut self.0)).await
    }
}

impl Row for LineRow {
    const INSERT: &'static str = "INSERT INTO lines \
        (stream, seq, change, subject, act, push, recorded_at, made_at, verdict, kind, quotes, entry, payload) ";
    // A history that is checked again brings lines that are there already.
    const CONFLICT: &'static str = " ON CONFLICT (stream, seq) DO NOTHING";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.stream.as_slice())
            .push_bind(self.seq)
            .push_bind(self.change.as_slice())
            .push_bind(self.subject.as_slice())
            .push_bind(self.act.as_ref().map(<[u8; 16]>::as_slice))
            .push_bind(self.push.as_slice())
            .push_bind(self.recorded_at)
            .push_bind(self.made_at)
            .push_bind(self.verdict)
            .push_bind(self.kind.as_deref())
            .push_bind(self.quotes.as_ref().map(<[u8; 16]>::as_slice))
            .push_bind(self.entry.as_slice())
            .push_bind(self.payload.as_deref());
    }
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

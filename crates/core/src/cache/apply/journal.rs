//! The history: lines, the pushes that brought them, and what waits for somebody.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Entry, Payload, SignedPush, Verdict};
use coopol_domain::wire::Line;
use rusqlite::{Connection, params};

use crate::cache::CacheError;
use crate::cache::codec::column;
use crate::cache::statement::{Row, Values, insert, run};

/// Lines gathered to be written together, and the pushes that brought them.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<LineRow>,
    pushes: Vec<PushRow>,
}

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
    pub(super) fn add(&mut self, on: &Connection, line: &Line) -> Result<(), CacheError> {
        let entry = &line.entry;
        let payload = line.payload.as_deref().map(Payload::decode).transpose().map_err(CacheError::damaged("lines"))?;
        let quotes = payload.as_ref().and_then(|payload| payload.quotes);
        match (&entry.verdict, &line.payload) {
            (Verdict::Held(_) | Verdict::Quarantined, Some(bytes)) => wait(on, entry, bytes)?,
            (Verdict::Accepted, _) => {
                if let Some(quoted) = quotes {
                    run(on, "DELETE FROM waiting WHERE change = ?", [quoted.as_bytes().as_slice()])?;
                }
            }
            _ => {}
        }
        let header = &entry.header;
        self.lines.push(LineRow {
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

    pub(super) fn add_push(&mut self, push: &SignedPush) {
        self.pushes.push(PushRow::of(push));
    }

    pub(super) fn write(&mut self, on: &Connection) -> Result<(), CacheError> {
        insert(on, &std::mem::take(&mut self.pushes))?;
        insert(on, &std::mem::take(&mut self.lines))
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
pub(super) fn wait(on: &Connection, entry: &Entry, payload: &[u8]) -> Result<(), CacheError> {
    let header = &entry.header;
    let (id, stream, subject) = (header.id.as_bytes(), header.stream.as_bytes(), header.subject.as_bytes());
    run(
        on,
        "INSERT INTO waiting (change, stream, subject, seq, entry, payload) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (change) DO NOTHING",
        params![id.as_slice(), stream.as_slice(), subject.as_slice(), column(entry.seq), entry.encode(), payload],
    )
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

/// A push that lines speak of.
struct PushRow {
    hash: [u8; 32],
    stream: [u8; 16],
    device: [u8; 16],
    mandate: [u8; 16],
    number: i64,
    bytes: Vec<u8>,
}

impl PushRow {
    fn of(signed: &SignedPush) -> Self {
        let push = &signed.push;
        Self {
            hash: *push.hash().as_bytes(),
            stream: *push.stream.as_bytes(),
            device: *push.device.as_bytes(),
            mandate: *push.mandate.as_bytes(),
            number: column(push.number),
            bytes: signed.encode(),
        }
    }
}

impl Row for PushRow {
    const INSERT: &'static str = "INSERT INTO pushes (hash, stream, device, mandate, number, bytes) ";
    const CONFLICT: &'static str = " ON CONFLICT (hash) DO NOTHING";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.hash.as_slice())
            .push_bind(self.stream.as_slice())
            .push_bind(self.device.as_slice())
            .push_bind(self.mandate.as_slice())
            .push_bind(self.number)
            .push_bind(self.bytes.as_slice());
    }
}

/// Takes away what was said about a subject: entries stay, they hold nothing personal (J2.2, J7.2).
pub(super) fn erase(on: &Connection, stream: StreamId, subject: SubjectId) -> Result<(), CacheError> {
    let about = [stream.as_bytes().as_slice(), subject.as_bytes().as_slice()];
    run(on, "UPDATE lines SET payload = NULL, kind = NULL, quotes = NULL WHERE stream = ? AND subject = ?", about)?;
    run(on, "DELETE FROM subjects WHERE stream = ? AND subject = ?", about)?;
    run(on, "DELETE FROM waiting WHERE stream = ? AND subject = ?", about)
}

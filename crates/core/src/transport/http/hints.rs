//! Hints, as they happen: the server says which streams grew, and by what (J11). Whoever hears one synchronises; a lost one costs
//! nothing, since the next synchronisation goes by its own cursors.

use coopol_domain::id::StreamId;
use coopol_domain::wire::Told;
use reqwest::Response;
use serde::Deserialize;

use super::Http;
use crate::transport::TransportError;
use crate::transport::client::unreachable;

/// The longest line that is taken, in bytes: a hint has some eighty, and what goes along a thousand.
const LONGEST: usize = 64 << 10;

/// What the server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// A stream has entries up to this one.
    Grown {
        /// Which.
        stream: StreamId,
        /// Its last entry.
        seq: u64,
        /// How many of its subjects were erased.
        erased: u64,
        /// What it grew by, where that goes along.
        told: Option<Box<Told>>,
    },
    /// More happened than could be told.
    Missed,
}

/// A live connection. The server ends it with the last mandate.
#[derive(Debug)]
pub struct Hints {
    response: Response,
    lines: Lines,
    /// The token by which it was asked for.
    token: String,
}

impl Http {
    /// Listens from now on. What happened before is learnt by a synchronisation.
    pub async fn listen(&self) -> Result<Hints, TransportError> {
        let (response, token) = self.signed_by(|| self.client.get("/v1/events")).await?;
        Ok(Hints { response, lines: Lines::default(), token })
    }

    /// Whether the device signed in anew since it listens so: then nothing goes along with a hint any more.
    pub async fn has_outlived(&self, hints: &Hints) -> bool {
        self.badge.worn(&hints.token).await
    }
}

impl Hints {
    /// Waits for the next hint; nothing when the server ended the connection. Dropped while it waits, it loses nothing.
    pub async fn next(&mut self) -> Result<Option<Hint>, TransportError> {
        loop {
            if let Some(hint) = self.lines.hint()? {
                return Ok(Some(hint));
            }
            match self.response.chunk().await.map_err(|error| unreachable(&error))? {
                Some(part) => self.lines.bytes.extend_from_slice(&part),
                None => return Ok(None),
            }
        }
    }
}

/// An event stream (HTML Living Standard, "Server-sent events"), as far as this server's needs it: the bytes that weren't
/// read yet, and the event's name if that line came already.
#[derive(Debug, Default)]
struct Lines {
    bytes: Vec<u8>,
    event: String,
}

#[derive(Deserialize)]
struct Grown {
    stream: StreamId,
    seq: u64,
    #[serde(default)]
    erased: u64,
    #[serde(default)]
    told: Option<Box<Told>>,
}

impl Lines {
    /// The next hint among the bytes that are here.
    fn hint(&mut self) -> Result<Option<Hint>, TransportError> {
        while let Some(end) = self.bytes.iter().position(|&byte| byte == b'\n') {
            let line: Vec<u8> = self.bytes.drain(..=end).collect();
            let line = line.trim_ascii_end();
            if let Some(event) = line.strip_prefix(b"event:") {
                self.event = String::from_utf8_lossy(event.trim_ascii()).into_owned();
            } else if let Some(data) = line.strip_prefix(b"data:") {
                match std::mem::take(&mut self.event).as_str() {
                    "grown" => return grown(data).map(Some),
                    "missed" => return Ok(Some(Hint::Missed)),
                    // A server to come may say more.
                    _ => {}
                }
            }
        }
        if self.bytes.len() > LONGEST {
            return Err(TransportError::Unreadable { why: format!("a hint of more than {LONGEST} bytes") });
        }
        Ok(None)
    }
}

fn grown(data: &[u8]) -> Result<Hint, TransportError> {
    let Grown { stream, seq, erased, told } = serde_json::from_slice(data)
        .map_err(|_| TransportError::Unreadable { why: "a hint that names no entry".to_owned() })?;
    Ok(Hint::Grown { stream, seq, erased, told })
}

#[cfg(test)]
mod tests {
    use coopol_domain::time::Instant;
    use coopol_domain::wire::SyncResponse;

    use super::*;

    const STREAM: StreamId = StreamId::from_bytes([7; 16]);

    fn told() -> String {
        let data = format!("data: {{\"stream\":\"{STREAM}\",\"seq\":12}}\n\n");
        let more = format!(
            "event: grown\ndata: {{\"stream\":\"{STREAM}\",\"seq\":13,\"erased\":2,\"told\":{{\"from\":12,\"answer\":{{\"now\":5}}}}}}\n\n"
        );
        format!(":\n\nevent: grown\n{data}event: later\n{data}{more}event: missed\ndata: \n\n")
    }

    fn wanted() -> [Hint; 3] {
        let answer = SyncResponse { now: Instant(5), ..SyncResponse::default() };
        let told = Some(Box::new(Told { from: 12, erased: 0, answer }));
        [
            Hint::Grown { stream: STREAM, seq: 12, erased: 0, told: None },
            Hint::Grown { stream: STREAM, seq: 13, erased: 2, told },
            Hint::Missed,
        ]
    }

    fn read(parts: &[&[u8]]) -> Result<Vec<Hint>, TransportError> {
        let (mut lines, mut hints) = (Lines::default(), Vec::new());
        for part in parts {
            lines.bytes.extend_from_slice(part);
            while let Some(hint) = lines.hint()? {
                hints.push(hint);
            }
        }
        Ok(hints)
    }

    #[test]
    fn hints_are_read_however_the_network_cut_them() {
        let (told, wanted) = (told(), wanted());
        for cut in 0..told.len() {
            let (before, after) = told.as_bytes().split_at(cut);
            assert_eq!(read(&[before, after]).unwrap(), wanted, "cut at {cut}");
        }
        assert_eq!(read(&[told.replace('\n', "\r\n").as_bytes()]).unwrap(), wanted);
    }

    #[test]
    fn what_is_no_hint_ends_the_connection() {
        for wrong in ["event: grown\ndata: {}\n".to_owned(), "x".repeat(LONGEST + 1)] {
            assert!(matches!(read(&[wrong.as_bytes()]), Err(TransportError::Unreadable { .. })));
        }
    }
}

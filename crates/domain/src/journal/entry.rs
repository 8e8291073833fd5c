//! An entry: the authority's envelope around one pushed change (J3.2).

use super::Header;
use crate::access::Need;
use crate::codec::{Malformed, Value};
use crate::id::StreamId;
use crate::seal::{Hash, leaf_hash};
use crate::time::{Hlc, Instant};

/// What the authority decided; each decision is an entry, so that none can be hidden (J3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It counts.
    Accepted,
    /// It doesn't; the code says why, and its payload stays on its device.
    Refused(String),
    /// It waits for somebody.
    Held(Need),
    /// It came after its author's mandate had ended; the successor decides (J9).
    Quarantined,
}

/// The mandate facts that a change was judged by: the entry of the `office` stream that last changed the mandate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Authority {
    /// The `office` stream of the mandate's unit.
    pub stream: StreamId,
    /// The entry.
    pub seq: u64,
}

/// One line of a stream, sealed for ever as a leaf of its tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// 1 for the first of the stream, then dense.
    pub seq: u64,
    /// The push that brought the change.
    pub push: Hash,
    /// Which of its changes, from 0.
    pub position: u16,
    /// When the authority took it, by its own clock; never before the entry above.
    pub recorded_at: Instant,
    /// When it takes effect (J4.1).
    pub effective_at: Hlc,
    /// What was decided.
    pub verdict: Verdict,
    /// By which facts; `None` when no mandate of the device's holder was found.
    pub authority: Option<Authority>,
    /// The change.
    pub header: Header,
}

/// The definition of an entry's bytes.
const ENTRY: i64 = 1;

impl Verdict {
    fn to_value(&self) -> Value {
        match self {
            Self::Accepted => Value::Array(vec![Value::text("accepted")]),
            Self::Refused(code) => Value::Array(vec![Value::text("refused"), Value::text(code)]),
            Self::Held(need) => Value::Array(vec![Value::text("held"), Value::text(need.to_string())]),
            Self::Quarantined => Value::Array(vec![Value::text("quarantined")]),
        }
    }

    fn from_value(value: Value) -> Result<Self, Malformed> {
        let wanted = Malformed::Shape { place: "verdict", wanted: "accepted, refused, held or quarantined" };
        let mut words = value.items("verdict")?.into_iter().map(|word| word.into_text("verdict"));
        let (word, told) = (words.next().transpose()?, words.next().transpose()?);
        match (word.as_deref(), told) {
            (Some("accepted"), None) => Ok(Self::Accepted),
            (Some("refused"), Some(code)) => Ok(Self::Refused(code)),
            (Some("held"), Some(need)) => Ok(Self::Held(need.parse().map_err(|_| wanted)?)),
            (Some("quarantined"), None) => Ok(Self::Quarantined),
            _ => Err(wanted),
        }
    }
}

impl Entry {
    /// The canonical bytes: an array of version, seq, push, position, `recorded_at`, `effective_at`, verdict,
    /// authority, header.
    pub fn encode(&self) -> Vec<u8> {
        let authority = self.authority.map_or(Value::Null, |facts| {
            Value::Array(vec![Value::bytes(facts.stream.as_bytes()), Value::count(facts.seq)])
        });
        Value::Array(vec![
            Value::Int(ENTRY),
            Value::count(self.seq),
            Value::bytes(self.push),
            Value::Int(self.position.into()),
            Value::count(self.recorded_at.0),
            Value::count(self.effective_at.0),
            self.verdict.to_value(),
            authority,
            self.header.to_value(),
        ])
        .encode()
    }

    /// Reads what [`Entry::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let [version, seq, push, position, recorded_at, effective_at, verdict, authority, header] =
            Value::decode(bytes)?.parts("entry")?;
        if version != Value::Int(ENTRY) {
            return Err(Malformed::Shape { place: "entry version", wanted: "1" });
        }
        Ok(Self {
            seq: seq.number("seq")?,
            push: Hash::from(push.array_of("push")?),
            position: u16::try_from(position.number("position")?)
                .map_err(|_| Malformed::Shape { place: "position", wanted: "a number below 65536" })?,
            recorded_at: Instant(recorded_at.number("recorded_at")?),
            effective_at: Hlc(effective_at.number("effective_at")?),
            verdict: Verdict::from_value(verdict)?,
            authority: authority.optional().map(Authority::from_value).transpose()?,
            header: Header::from_value(header)?,
        })
    }

    /// Its leaf in the stream's tree (J5.1): SHA-256(0x00 ‖ canonical bytes), the header and commitment being among them.
    pub fn leaf(&self) -> Hash {
        leaf_hash(&self.encode())
    }
}

impl Authority {
    fn from_value(value: Value) -> Result<Self, Malformed> {
        let [stream, seq] = value.parts("authority")?;
        Ok(Self {
            stream: StreamId::from_bytes(stream.array_of("authority stream")?),
            seq: seq.number("authority seq")?,
        })
    }
}

//! An entry: the authority's envelope around one pushed change (J3.2).

use super::Header;
use crate::access::Need;
use crate::codec::{Malformed, Reader, Writer};
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
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Accepted => out.array(1).text("accepted"),
            Self::Refused(code) => out.array(2).text("refused").text(code),
            Self::Held(need) => out.array(2).text("held").text(&need.to_string()),
            Self::Quarantined => out.array(1).text("quarantined"),
        };
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        let wanted = Malformed::Shape { place: "verdict", wanted: "accepted, refused, held or quarantined" };
        match input.items("verdict", |words| words.text("verdict"))?[..] {
            ["accepted"] => Ok(Self::Accepted),
            ["refused", code] => Ok(Self::Refused(code.to_owned())),
            ["held", need] => Ok(Self::Held(need.parse().map_err(|_| wanted)?)),
            ["quarantined"] => Ok(Self::Quarantined),
            _ => Err(wanted),
        }
    }
}

impl Entry {
    /// The canonical bytes: an array of version, seq, push, position, `recorded_at`, `effective_at`, verdict,
    /// authority, header.
    pub fn encode(&self) -> Vec<u8> {
        Writer::bytes_of(|out| self.write(out))
    }

    fn write(&self, out: &mut Writer) {
        out.array(9).int(ENTRY).count(self.seq).bytes(self.push).int(self.position.into());
        out.count(self.recorded_at.0).count(self.effective_at.0);
        self.verdict.write(out);
        match self.authority {
            Some(Authority { stream, seq }) => out.array(2).bytes(stream.as_bytes()).count(seq),
            None => out.null(),
        };
        self.header.write(out);
    }

    /// Reads what [`Entry::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| {
            input.parts(9, "entry")?;
            input.version_1("entry version")?;
            Ok(Self {
                seq: input.number("seq")?,
                push: Hash::from(input.array_of("push")?),
                position: input.small("position")?,
                recorded_at: Instant(input.number("recorded_at")?),
                effective_at: Hlc(input.number("effective_at")?),
                verdict: Verdict::read(input)?,
                authority: input.optional(Authority::read)?,
                header: Header::read(input)?,
            })
        })
    }

    /// Its leaf in the stream's tree (J5.1): SHA-256(0x00 ‖ canonical bytes), the header and commitment being among them.
    pub fn leaf(&self) -> Hash {
        leaf_hash(&self.encode())
    }
}

impl Authority {
    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(2, "authority")?;
        Ok(Self {
            stream: StreamId::from_bytes(input.array_of("authority stream")?),
            seq: input.number("authority seq")?,
        })
    }
}

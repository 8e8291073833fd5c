//! A change: a fact in the past tense about one subject, field by field, before and after (J2.1).

use super::Field;
use crate::codec::{Malformed, Reader, Value, Writer};
use crate::id::{ActId, ChangeId, StreamId, SubjectId};
use crate::seal::Hash;
use crate::time::Hlc;

/// The part of a change that everyone may keep for ever: no personal data, not even what kind of fact it is (J2.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// Made by the device, once.
    pub id: ChangeId,
    /// Where it belongs.
    pub stream: StreamId,
    /// What it is about.
    pub subject: SubjectId,
    /// The last entry of the stream that its author had folded; 0 before the first.
    pub base: u64,
    /// When it was made, by the device's clock.
    pub made_at: Hlc,
    /// The act it is part of.
    pub act: Option<ActId>,
    /// Changes, in any stream, without which it makes no sense (J2.7).
    pub depends_on: Vec<ChangeId>,
    /// HMAC of the payload (J2.3).
    pub commitment: Hash,
}

/// What happened, which an erasure can take away (J2.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payload {
    /// The name of the fact: `person_recorded`.
    pub kind: String,
    /// Which definition of that kind (J2.5).
    pub version: u16,
    /// The fields it changed, in the order of their names, each once.
    pub edits: Vec<Edit>,
    /// The change it repeats in its own name: an accepted or declined proposal (J3.3), a late change taken over (J9).
    pub quotes: Option<ChangeId>,
}

/// One field, before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Which field.
    pub field: Field,
    /// What its author saw; [`Value::Null`] for nothing.
    pub before: Value,
    /// What it is from now on; [`Value::Null`] for nothing.
    pub after: Value,
}

/// A header with its payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What stays.
    pub header: Header,
    /// What can be erased.
    pub payload: Payload,
}

/// The definition of a header's bytes.
const HEADER: i64 = 1;

impl Header {
    /// The canonical bytes: an array of version, id, stream, subject, base, `made_at`, act, `depends_on`, commitment.
    pub fn encode(&self) -> Vec<u8> {
        Writer::bytes_of(|out| self.write(out))
    }

    /// Reads what [`Header::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, Self::read)
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.array(9).int(HEADER).bytes(self.id.as_bytes()).bytes(self.stream.as_bytes()).bytes(self.subject.as_bytes());
        out.count(self.base).count(self.made_at.0).bytes_if(self.act.as_ref().map(ActId::as_bytes));
        out.array(self.depends_on.len());
        for id in &self.depends_on {
            out.bytes(id.as_bytes());
        }
        out.bytes(self.commitment);
    }

    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(9, "header")?;
        input.version_1("header version")?;
        Ok(Self {
            id: ChangeId::from_bytes(input.array_of("change id")?),
            stream: StreamId::from_bytes(input.array_of("stream id")?),
            subject: SubjectId::from_bytes(input.array_of("subject id")?),
            base: input.number("base")?,
            made_at: Hlc(input.number("made_at")?),
            act: input.optional(|act| act.array_of("act").map(ActId::from_bytes))?,
            depends_on: input.items("depends_on", |ids| ids.array_of("depends_on").map(ChangeId::from_bytes))?,
            commitment: Hash::from(input.array_of("commitment")?),
        })
    }

    /// What a push signs in its place (J3.1).
    pub fn hash(&self) -> Hash {
        Hash::of(&Writer::bytes_after(b"coopol change\n", |out| self.write(out)))
    }
}

impl Payload {
    /// A payload with its edits put in order.
    pub fn new(kind: &str, version: u16, mut edits: Vec<Edit>) -> Self {
        edits.sort_by(|a, b| a.field.cmp(&b.field));
        Self { kind: kind.to_owned(), version, edits, quotes: None }
    }

    /// The canonical bytes: an array of kind, version, edits as `[field, before, after]`, quotes.
    pub fn encode(&self) -> Vec<u8> {
        Writer::bytes_of(|out| {
            out.array(4).text(&self.kind).int(self.version.into()).array(self.edits.len());
            for Edit { field, before, after } in &self.edits {
                out.array(3).text(field.as_str()).value(before).value(after);
            }
            out.bytes_if(self.quotes.as_ref().map(ChangeId::as_bytes));
        })
    }

    /// Reads what [`Payload::encode`] wrote; a kind that isn't known here is read like any other (J2.5).
    ///
    /// # Errors
    /// [`Malformed`], naming the part; edits out of order or a field named twice are malformed too.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| {
            input.parts(4, "payload")?;
            let (kind, version) = (input.text("kind")?.to_owned(), input.small("version")?);
            let edits = input.items("edits", Edit::read)?;
            if !edits.is_sorted_by(|a, b| a.field < b.field) {
                return Err(Malformed::NotCanonical);
            }
            let quotes = input.optional(|id| id.array_of("quotes").map(ChangeId::from_bytes))?;
            Ok(Self { kind, version, edits, quotes })
        })
    }

    /// The kind of a payload that may be well formed, without reading the rest of it.
    pub fn kind_of(bytes: &[u8]) -> Option<&str> {
        Reader::beginning(bytes, |input| {
            input.parts(4, "payload")?;
            input.text("kind")
        })
        .ok()
    }

    /// What it did to `field`.
    pub fn edit(&self, field: &str) -> Option<&Edit> {
        self.edits.iter().find(|edit| edit.field.as_str() == field)
    }
}

impl Edit {
    /// A field that was empty and is now `after`.
    ///
    /// # Panics
    /// When `field` can't name one: it comes from the program's own tables.
    pub fn set(field: &str, after: Value) -> Self {
        Self::change(field, Value::Null, after)
    }

    /// A field that was `before` and is now `after`.
    ///
    /// # Panics
    /// When `field` can't name one: it comes from the program's own tables.
    pub fn change(field: &str, before: Value, after: Value) -> Self {
        Self { field: field.parse().expect("the program's own tables name fields rightly"), before, after }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(3, "edit")?;
        let wanted = Malformed::Shape { place: "field", wanted: "a name, and an element if it is a set" };
        let field = input.text("field")?.parse().map_err(|_| wanted)?;
        // Around it stand the edit, the edits and the payload.
        Ok(Self { field, before: input.value(3)?, after: input.value(3)? })
    }
}

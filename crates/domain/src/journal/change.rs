//! A change: a fact in the past tense about one subject, field by field, before and after (J2.1).

use super::Field;
use crate::codec::{Malformed, Value};
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
    /// The canonical value: an array of version, id, stream, subject, base, `made_at`, act, `depends_on`, commitment.
    pub fn to_value(&self) -> Value {
        Value::Array(vec![
            Value::Int(HEADER),
            Value::bytes(self.id.as_bytes()),
            Value::bytes(self.stream.as_bytes()),
            Value::bytes(self.subject.as_bytes()),
            Value::count(self.base),
            Value::count(self.made_at.0),
            self.act.map_or(Value::Null, |act| Value::bytes(act.as_bytes())),
            Value::Array(self.depends_on.iter().map(|id| Value::bytes(id.as_bytes())).collect()),
            Value::bytes(self.commitment),
        ])
    }

    /// Reads what [`Header::to_value`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn from_value(value: Value) -> Result<Self, Malformed> {
        let [version, id, stream, subject, base, made_at, act, depends_on, commitment] = value.parts("header")?;
        if version != Value::Int(HEADER) {
            return Err(Malformed::Shape { place: "header version", wanted: "1" });
        }
        let depends_on = depends_on.items("depends_on")?;
        Ok(Self {
            id: ChangeId::from_bytes(id.array_of("change id")?),
            stream: StreamId::from_bytes(stream.array_of("stream id")?),
            subject: SubjectId::from_bytes(subject.array_of("subject id")?),
            base: base.number("base")?,
            made_at: Hlc(made_at.number("made_at")?),
            act: act.optional().map(|act| act.array_of("act").map(ActId::from_bytes)).transpose()?,
            depends_on: depends_on
                .iter()
                .map(|id| id.array_of("depends_on").map(ChangeId::from_bytes))
                .collect::<Result<_, _>>()?,
            commitment: Hash::from(commitment.array_of("commitment")?),
        })
    }

    /// The canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        self.to_value().encode()
    }

    /// What a push signs in its place (J3.1).
    pub fn hash(&self) -> Hash {
        Hash::of(&[b"coopol change\n", self.encode().as_slice()].concat())
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
        let edits = self
            .edits
            .iter()
            .map(|edit| Value::Array(vec![Value::text(edit.field.as_str()), edit.before.clone(), edit.after.clone()]));
        Value::Array(vec![
            Value::text(&self.kind),
            Value::Int(self.version.into()),
            Value::Array(edits.collect()),
            self.quotes.map_or(Value::Null, |quoted| Value::bytes(quoted.as_bytes())),
        ])
        .encode()
    }

    /// Reads what [`Payload::encode`] wrote; a kind that isn't known here is read like any other (J2.5).
    ///
    /// # Errors
    /// [`Malformed`], naming the part; edits out of order or a field named twice are malformed too.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let [kind, version, edits, quotes] = Value::decode(bytes)?.parts("payload")?;
        let edits = edits.items("edits")?.into_iter().map(Edit::from_value).collect::<Result<Vec<_>, _>>()?;
        if !edits.is_sorted_by(|a, b| a.field < b.field) {
            return Err(Malformed::NotCanonical);
        }
        Ok(Self {
            kind: kind.into_text("kind")?,
            version: u16::try_from(version.number("version")?)
                .map_err(|_| Malformed::Shape { place: "version", wanted: "a number below 65536" })?,
            edits,
            quotes: quotes.optional().map(|id| id.array_of("quotes").map(ChangeId::from_bytes)).transpose()?,
        })
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

    fn from_value(value: Value) -> Result<Self, Malformed> {
        let [field, before, after] = value.parts("edit")?;
        let field = field.into_text("field")?;
        let wanted = Malformed::Shape { place: "field", wanted: "a name, and an element if it is a set" };
        Ok(Self { field: field.parse().map_err(|_| wanted)?, before, after })
    }
}

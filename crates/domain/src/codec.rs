//! Canonical bytes (J2.2): deterministic CBOR (RFC 8949 §4.2.1) of a small set of values. One value has one encoding,
//! and bytes that aren't that encoding are refused, so that a hash names a value and nothing else.

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

/// How deep arrays and maps may stand in one another.
pub const DEPTH: usize = 12;

/// A value of the journal. Floating point, tags and indefinite lengths don't exist.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Value {
    /// Nothing: the field isn't filled in.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number: a count, cents, milliseconds.
    Int(i64),
    /// Bytes: an identifier, a key, a hash.
    Bytes(Vec<u8>),
    /// Text, in UTF-8.
    Text(String),
    /// Values in order.
    Array(Vec<Value>),
    /// Values by name; sorted as RFC 8949 §4.2.1 wants (shorter names first) when encoded.
    Map(Vec<(String, Value)>),
}

/// Bytes or a value that can't be what they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Not CBOR, cut short, or longer than what it holds.
    #[error("not canonical CBOR: {0}")]
    Bytes(String),
    /// CBOR, but not the one encoding that the value has.
    #[error("CBOR that isn't in its canonical form (RFC 8949 §4.2.1)")]
    NotCanonical,
    /// Deeper than [`DEPTH`].
    #[error("nested more than {DEPTH} deep")]
    TooDeep,
    /// A value of another shape than the place wants.
    #[error("`{place}` should be {wanted}")]
    Shape {
        /// Which part of what was read.
        place: &'static str,
        /// What should stand there.
        wanted: &'static str,
    },
}

impl From<minicbor::decode::Error> for Malformed {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Bytes(error.to_string())
    }
}

impl Value {
    /// The canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut encoder = Encoder::new(Vec::new());
        write(self, &mut encoder);
        encoder.into_writer()
    }

    /// The value these bytes are the canonical encoding of.
    ///
    /// # Errors
    /// [`Malformed`] for anything else, a byte too many included.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut decoder = Decoder::new(bytes);
        let value = read(&mut decoder, 0)?;
        if decoder.position() != bytes.len() {
            return Err(Malformed::Bytes(format!("{} bytes too many", bytes.len() - decoder.position())));
        }
        if value.encode() == bytes { Ok(value) } else { Err(Malformed::NotCanonical) }
    }

    /// Text of a `str`.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Bytes of anything that has some.
    pub fn bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self::Bytes(bytes.as_ref().to_vec())
    }

    /// A count. Above `i64::MAX` nothing in the journal counts.
    pub fn count(count: u64) -> Self {
        Self::Int(i64::try_from(count).expect("no count of the journal reaches 2^63"))
    }

    /// The parts of an array of exactly `N`, for what is encoded by position.
    pub(crate) fn parts<const N: usize>(self, place: &'static str) -> Result<[Self; N], Malformed> {
        let wanted = Malformed::Shape { place, wanted: "an array of the right length" };
        match self {
            Self::Array(items) => items.try_into().map_err(|_| wanted),
            _ => Err(wanted),
        }
    }

    pub(crate) fn items(self, place: &'static str) -> Result<Vec<Self>, Malformed> {
        match self {
            Self::Array(items) => Ok(items),
            _ => Err(Malformed::Shape { place, wanted: "an array" }),
        }
    }

    pub(crate) fn entries(self, place: &'static str) -> Result<Vec<(String, Self)>, Malformed> {
        match self {
            Self::Map(entries) => Ok(entries),
            _ => Err(Malformed::Shape { place, wanted: "a map" }),
        }
    }

    pub(crate) fn into_text(self, place: &'static str) -> Result<String, Malformed> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(Malformed::Shape { place, wanted: "text" }),
        }
    }

    pub(crate) fn into_bytes(self, place: &'static str) -> Result<Vec<u8>, Malformed> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(Malformed::Shape { place, wanted: "bytes" }),
        }
    }

    pub(crate) fn number(&self, place: &'static str) -> Result<u64, Malformed> {
        match self {
            Self::Int(number) => u64::try_from(*number).ok(),
            _ => None,
        }
        .ok_or(Malformed::Shape { place, wanted: "a number, 0 or more" })
    }

    pub(crate) fn array_of<const N: usize>(&self, place: &'static str) -> Result<[u8; N], Malformed> {
        match self {
            Self::Bytes(bytes) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
        .ok_or(Malformed::Shape { place, wanted: "bytes of the right length" })
    }

    /// `None` for [`Value::Null`].
    pub(crate) fn optional(self) -> Option<Self> {
        (self != Self::Null).then_some(self)
    }
}

fn write(value: &Value, encoder: &mut Encoder<Vec<u8>>) {
    let done = match value {
        Value::Null => encoder.null().map(drop),
        Value::Bool(bool) => encoder.bool(*bool).map(drop),
        Value::Int(int) => encoder.i64(*int).map(drop),
        Value::Bytes(bytes) => encoder.bytes(bytes).map(drop),
        Value::Text(text) => encoder.str(text).map(drop),
        Value::Array(items) => {
            let head = encoder.array(items.len() as u64).map(drop);
            for item in items {
                write(item, encoder);
            }
            head
        }
        Value::Map(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
            let head = encoder.map(entries.len() as u64).map(drop);
            for (name, item) in sorted {
                encoder.str(name).map(drop).expect("writing to memory can't fail");
                write(item, encoder);
            }
            head
        }
    };
    done.expect("writing to memory can't fail");
}

fn read(decoder: &mut Decoder<'_>, depth: usize) -> Result<Value, Malformed> {
    if depth > DEPTH {
        return Err(Malformed::TooDeep);
    }
    Ok(match decoder.datatype()? {
        Type::Null => {
            decoder.null()?;
            Value::Null
        }
        Type::Bool => Value::Bool(decoder.bool()?),
        Type::Bytes => Value::Bytes(decoder.bytes()?.to_vec()),
        Type::String => Value::Text(decoder.str()?.to_owned()),
        Type::Array => {
            let length = decoder.array()?.ok_or(Malformed::NotCanonical)?;
            let mut items = Vec::new();
            for _ in 0..length {
                items.push(read(decoder, depth + 1)?);
            }
            Value::Array(items)
        }
        Type::Map => {
            let length = decoder.map()?.ok_or(Malformed::NotCanonical)?;
            let mut entries: Vec<(String, Value)> = Vec::new();
            for _ in 0..length {
                let name = decoder.str()?.to_owned();
                if entries.last().is_some_and(|(last, _)| (last.len(), last) >= (name.len(), &name)) {
                    return Err(Malformed::NotCanonical);
                }
                entries.push((name, read(decoder, depth + 1)?));
            }
            Value::Map(entries)
        }
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::Int => {
            Value::Int(decoder.i64()?)
        }
        other => return Err(Malformed::Bytes(format!("{other} has no place in the journal"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            proptest::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
            ".{0,30}".prop_map(Value::Text),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                proptest::collection::btree_map("[a-z]{0,30}", inner, 0..6)
                    .prop_map(|map| Value::Map(map.into_iter().collect())),
            ]
        })
    }

    fn sorted(value: Value) -> Value {
        match value {
            Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
            Value::Map(mut entries) => {
                entries.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
                Value::Map(entries.into_iter().map(|(name, value)| (name, sorted(value))).collect())
            }
            other => other,
        }
    }

    proptest! {
        /// J2.2: what is written is read back, and is the same bytes again.
        #[test]
        fn one_value_one_encoding(value in values()) {
            let bytes = value.encode();
            let back = Value::decode(&bytes).unwrap();
            prop_assert_eq!(&back, &sorted(value));
            prop_assert_eq!(back.encode(), bytes);
        }

        /// J2.2: no other bytes are read as a value.
        #[test]
        fn bytes_that_are_read_are_canonical(bytes in proptest::collection::vec(any::<u8>(), 0..30)) {
            if let Ok(value) = Value::decode(&bytes) {
                prop_assert_eq!(value.encode(), bytes);
            }
        }
    }

    #[test]
    fn what_is_not_canonical_is_refused() {
        for (bytes, why) in [
            (&[0x18, 0x01][..], "1 in two bytes"),
            (&[0x9f, 0xff], "an array of indefinite length"),
            (&[0x5f, 0x41, 0x00, 0xff], "bytes in pieces"),
            (&[0xa2, 0x61, b'b', 0x00, 0x61, b'a', 0x00], "names out of order"),
            (&[0xa2, 0x61, b'a', 0x00, 0x61, b'a', 0x00], "a name twice"),
            (&[0xf9, 0x3c, 0x00], "a floating point number"),
            (&[0xc0, 0x60], "a tag"),
            (&[0xf7], "undefined"),
            (&[0x00, 0x00], "a byte too many"),
            (&[0x62, b'a'], "text cut short"),
            (&[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "a number above 2^63"),
            (&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "an array of 2^64 items in nine bytes"),
        ] {
            assert!(Value::decode(bytes).is_err(), "{why}");
        }
        assert_eq!(Value::decode(&[0x81; 40]), Err(Malformed::TooDeep));
    }
}

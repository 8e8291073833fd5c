//! Canonical bytes (J2.2): deterministic CBOR (RFC 8949 §4.2.1) of a small set of values. One value has one encoding,
//! and bytes that aren't that encoding are refused, so that a hash names a value and nothing else.

mod reader;
mod writer;

pub(crate) use reader::Reader;
pub(crate) use writer::{Writer, in_order};

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
        Writer::bytes_of(|out| {
            out.value(self);
        })
    }

    /// The value these bytes are the canonical encoding of.
    ///
    /// # Errors
    /// [`Malformed`] for anything else, a byte too many included.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| input.value(0))
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

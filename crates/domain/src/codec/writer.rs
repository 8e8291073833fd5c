//! Canonical bytes, written part by part: what is encoded often makes no [`Value`] of itself first.

use minicbor::Encoder;

use super::Value;

/// Bytes on their way. Whoever writes keeps what [`Value::encode`] keeps by itself: as many parts as an array or a map
/// says, and a map's names in their order (RFC 8949 §4.2.1).
#[derive(Debug)]
pub(crate) struct Writer(Encoder<Vec<u8>>);

/// Writing to memory can't fail.
const MEMORY: &str = "writing to memory can't fail";

impl Writer {
    /// What `write` writes.
    pub(crate) fn bytes_of(write: impl FnOnce(&mut Self)) -> Vec<u8> {
        Self::bytes_after(b"", write)
    }

    /// The same, after bytes that say what it is: what is hashed or signed.
    pub(crate) fn bytes_after(label: &[u8], write: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        bytes.extend_from_slice(label);
        let mut writer = Self(Encoder::new(bytes));
        write(&mut writer);
        writer.0.into_writer()
    }

    /// An array, of which so many parts follow.
    pub(crate) fn array(&mut self, parts: usize) -> &mut Self {
        self.0.array(parts as u64).expect(MEMORY);
        self
    }

    /// A map, of which so many names with their values follow.
    pub(crate) fn map(&mut self, entries: usize) -> &mut Self {
        self.0.map(entries as u64).expect(MEMORY);
        self
    }

    pub(crate) fn null(&mut self) -> &mut Self {
        self.0.null().expect(MEMORY);
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.0.str(text).expect(MEMORY);
        self
    }

    pub(crate) fn bytes(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.0.bytes(bytes.as_ref()).expect(MEMORY);
        self
    }

    /// Bytes, or null where there are none.
    pub(crate) fn bytes_if(&mut self, bytes: Option<impl AsRef<[u8]>>) -> &mut Self {
        match bytes {
            Some(bytes) => self.bytes(bytes),
            None => self.null(),
        }
    }

    pub(crate) fn int(&mut self, int: i64) -> &mut Self {
        self.0.i64(int).expect(MEMORY);
        self
    }

    /// A count. Above `i64::MAX` nothing in the journal counts.
    pub(crate) fn count(&mut self, count: u64) -> &mut Self {
        self.int(i64::try_from(count).expect("no count of the journal reaches 2^63"))
    }

    pub(crate) fn value(&mut self, value: &Value) -> &mut Self {
        match value {
            Value::Null => self.null(),
            Value::Bool(bool) => {
                self.0.bool(*bool).expect(MEMORY);
                self
            }
            Value::Int(int) => self.int(*int),
            Value::Bytes(bytes) => self.bytes(bytes),
            Value::Text(text) => self.text(text),
            Value::Array(items) => {
                self.array(items.len());
                for item in items {
                    self.value(item);
                }
                self
            }
            Value::Map(entries) => {
                let mut sorted: Vec<_> = entries.iter().map(|(name, item)| (name.as_str(), item)).collect();
                sorted.sort_by(|(a, _), (b, _)| in_order(a).cmp(&in_order(b)));
                self.map(sorted.len());
                for (name, item) in sorted {
                    self.text(name).value(item);
                }
                self
            }
        }
    }
}

/// By what the names of a map are sorted: shorter ones first, then by their bytes (RFC 8949 §4.2.1 in the lengths that names have).
pub(crate) fn in_order(name: &str) -> (usize, &str) {
    (name.len(), name)
}

//! Lists as parameters: a JSON array of arrays, one for each row, with bytes in hexadecimal. `json_each`, `->>` and
//! `unhex` turn them back into rows.

use serde::{Serialize, Serializer};

/// Bytes, which JSON hasn't.
pub(crate) struct Hex<T>(pub T);

impl<T: AsRef<[u8]>> Serialize for Hex<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let bytes = self.0.as_ref();
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            text.push(DIGITS[usize::from(byte >> 4)].into());
            text.push(DIGITS[usize::from(byte & 0x0f)].into());
        }
        serializer.serialize_str(&text)
    }
}

/// One parameter for a list: each row a tuple of [`Hex`], numbers and words.
pub(crate) fn rows<T: Serialize>(rows: impl IntoIterator<Item = T>) -> String {
    let rows: Vec<T> = rows.into_iter().collect();
    serde_json::to_string(&rows).expect("bytes, numbers and words can always be written as JSON")
}

//! Entries on their way to a device.

use super::submission::{key_value, read_key};
use crate::codec::{Malformed, Value};
use crate::journal::{Entry, SignedPush, SubjectKey};

/// One entry with what a reader of the stream may know of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The sealed part.
    pub entry: Entry,
    /// The canonical payload; `None` when it was refused, or erased since.
    pub payload: Option<Vec<u8>>,
    /// The subject's key, with the first line of a page that speaks of it; `None` once erased.
    pub key: Option<SubjectKey>,
}

/// A run of entries of one stream, in order, with the pushes that brought them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Without a gap.
    pub lines: Vec<Line>,
    /// Each once, in any order.
    pub pushes: Vec<SignedPush>,
}

impl Page {
    /// The canonical bytes: an array of lines as `[entry, payload, key]` and of signed pushes.
    pub fn encode(&self) -> Vec<u8> {
        let lines = self.lines.iter().map(|line| {
            Value::Array(vec![
                Value::bytes(line.entry.encode()),
                line.payload.as_ref().map_or(Value::Null, Value::bytes),
                key_value(line.key.as_ref()),
            ])
        });
        let pushes = self.pushes.iter().map(|push| Value::bytes(push.encode()));
        Value::Array(vec![Value::Array(lines.collect()), Value::Array(pushes.collect())]).encode()
    }

    /// Reads what [`Page::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let [lines, pushes] = Value::decode(bytes)?.parts("page")?;
        let lines = lines.items("lines")?.into_iter().map(|line| {
            let [entry, payload, key] = line.parts("line")?;
            Ok(Line {
                entry: Entry::decode(&entry.into_bytes("entry")?)?,
                payload: payload.optional().map(|payload| payload.into_bytes("payload")).transpose()?,
                key: read_key(key)?,
            })
        });
        let pushes =
            pushes.items("pushes")?.into_iter().map(|push| SignedPush::decode(&push.into_bytes("signed push")?));
        Ok(Self { lines: lines.collect::<Result<_, Malformed>>()?, pushes: pushes.collect::<Result<_, _>>()? })
    }
}

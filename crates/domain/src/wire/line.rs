//! Entries on their way to a device.

use std::collections::BTreeSet;

use super::submission::payload_and_key;
use crate::codec::{Malformed, Reader, Writer};
use crate::id::SubjectId;
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
        Writer::bytes_of(|out| {
            out.array(2).array(self.lines.len());
            for Line { entry, payload, key } in &self.lines {
                out.array(3).bytes(entry.encode()).bytes_if(payload.as_ref());
                out.bytes_if(key.as_ref().map(SubjectKey::as_bytes));
            }
            out.array(self.pushes.len());
            for push in &self.pushes {
                out.bytes(push.encode());
            }
        })
    }

    /// Takes away what it says of subjects that were erased since.
    #[must_use]
    pub fn without(mut self, erased: &BTreeSet<SubjectId>) -> Self {
        for line in self.lines.iter_mut().filter(|line| erased.contains(&line.entry.header.subject)) {
            (line.payload, line.key) = (None, None);
        }
        self
    }

    /// Reads what [`Page::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| {
            input.parts(2, "page")?;
            Ok(Self {
                lines: input.items("lines", Line::read)?,
                pushes: input.items("pushes", |pushes| SignedPush::decode(pushes.bytes("signed push")?))?,
            })
        })
    }
}

impl Line {
    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(3, "line")?;
        let entry = Entry::decode(input.bytes("entry")?)?;
        let (payload, key) = payload_and_key(input)?;
        Ok(Self { entry, payload, key })
    }
}

//! A push with what it names: what a device uploads.

use crate::codec::{Malformed, Value};
use crate::journal::{Header, SignedPush, SubjectKey};

/// A signed push and its changes, in the order it names them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submission {
    /// What the device signed.
    pub signed: SignedPush,
    /// What it signed for.
    pub changes: Vec<Sent>,
}

/// One change on its way to the authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    /// What stays for ever.
    pub header: Header,
    /// The canonical payload; `None` for one that is no longer to be had.
    pub payload: Option<Vec<u8>>,
    /// The subject's key, with the first change about it.
    pub key: Option<SubjectKey>,
}

impl Submission {
    /// The canonical bytes: an array of the signed push's bytes and of changes as `[header, payload, key]`.
    pub fn encode(&self) -> Vec<u8> {
        let changes = self.changes.iter().map(|sent| {
            Value::Array(vec![
                Value::bytes(sent.header.encode()),
                sent.payload.as_ref().map_or(Value::Null, Value::bytes),
                key_value(sent.key.as_ref()),
            ])
        });
        Value::Array(vec![Value::bytes(self.signed.encode()), Value::Array(changes.collect())]).encode()
    }

    /// Reads what [`Submission::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let [signed, changes] = Value::decode(bytes)?.parts("submission")?;
        let changes = changes.items("changes")?.into_iter().map(|change| {
            let [header, payload, key] = change.parts("change")?;
            Ok(Sent {
                header: Header::from_value(Value::decode(&header.into_bytes("header")?)?)?,
                payload: payload.optional().map(|payload| payload.into_bytes("payload")).transpose()?,
                key: read_key(key)?,
            })
        });
        Ok(Self {
            signed: SignedPush::decode(&signed.into_bytes("signed push")?)?,
            changes: changes.collect::<Result<_, Malformed>>()?,
        })
    }

    /// What the limit of a push counts (J3.1): the bytes of its headers and payloads.
    pub fn weight(&self) -> usize {
        let weigh = |sent: &Sent| sent.header.encode().len() + sent.payload.as_ref().map_or(0, Vec::len);
        self.changes.iter().map(weigh).sum()
    }
}

pub(super) fn key_value(key: Option<&SubjectKey>) -> Value {
    key.map_or(Value::Null, |key| Value::bytes(key.as_bytes()))
}

pub(super) fn read_key(value: Value) -> Result<Option<SubjectKey>, Malformed> {
    value.optional().map(|key| key.array_of("subject key").map(SubjectKey::from_bytes)).transpose()
}

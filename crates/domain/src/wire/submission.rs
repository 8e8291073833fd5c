//! A push with what it names: what a device uploads.

use crate::codec::{Malformed, Reader, Writer};
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
        Writer::bytes_of(|out| {
            out.array(2).bytes(self.signed.encode()).array(self.changes.len());
            for Sent { header, payload, key } in &self.changes {
                out.array(3).bytes(header.encode()).bytes_if(payload.as_ref());
                out.bytes_if(key.as_ref().map(SubjectKey::as_bytes));
            }
        })
    }

    /// Reads what [`Submission::encode`] wrote.
    ///
    /// # Errors
    /// [`Malformed`], naming the part.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        Reader::whole(bytes, |input| {
            input.parts(2, "submission")?;
            Ok(Self {
                signed: SignedPush::decode(input.bytes("signed push")?)?,
                changes: input.items("changes", Sent::read)?,
            })
        })
    }

    /// What the limit of a push counts (J3.1): the bytes of its headers and payloads.
    pub fn weight(&self) -> usize {
        let weigh = |sent: &Sent| sent.header.encode().len() + sent.payload.as_ref().map_or(0, Vec::len);
        self.changes.iter().map(weigh).sum()
    }
}

impl Sent {
    fn read(input: &mut Reader<'_>) -> Result<Self, Malformed> {
        input.parts(3, "change")?;
        let header = Header::decode(input.bytes("header")?)?;
        let (payload, key) = payload_and_key(input)?;
        Ok(Self { header, payload, key })
    }
}

/// What may be gone of a change: its payload, and its subject's key, which stands with the first that needs it.
pub(super) fn payload_and_key(input: &mut Reader<'_>) -> Result<(Option<Vec<u8>>, Option<SubjectKey>), Malformed> {
    let payload = input.optional(|payload| payload.bytes("payload").map(<[u8]>::to_vec))?;
    let key = input.optional(|key| key.array_of("subject key").map(SubjectKey::from_bytes))?;
    Ok((payload, key))
}

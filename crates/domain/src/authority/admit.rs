//! What is checked before anything is locked: form, size, signature.

use std::collections::BTreeSet;

use super::Author;
use crate::id::{ChangeId, DeviceId, StreamId, SubjectId};
use crate::journal::{MAX_BYTES, MAX_CHANGES, Payload};
use crate::kinds::{Look, brings_back, looks};
use crate::wire::{Rejection, Sent, Submission};

/// What has to be loaded before a push can be judged. Found without believing anything in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Needs {
    /// The stream.
    pub stream: StreamId,
    /// Who says to have signed.
    pub device: DeviceId,
    /// The number of the push.
    pub number: u64,
    /// The size of the stream that the device says to have seen.
    pub seen: u64,
    /// What the changes are about.
    pub subjects: BTreeSet<SubjectId>,
    /// What they look up.
    pub looks: BTreeSet<Look>,
    /// Those of the subjects that they bring back: what these had is looked up as well.
    pub brought_back: BTreeSet<SubjectId>,
    /// The changes themselves, those they depend on and those they quote.
    pub changes: BTreeSet<ChangeId>,
}

/// A push whose form, size and signature are right: the only thing that [`super::judge()`] takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Admitted {
    pub(super) submission: Submission,
    /// The payloads, decoded, in the same order.
    pub(super) payloads: Vec<Option<Payload>>,
}

/// Checks a push against the author that its device id names.
///
/// # Errors
/// [`Rejection`]: malformed, too large, unknown device, bad signature.
pub fn admit(submission: Submission, author: &Author) -> Result<Admitted, Rejection> {
    let push = &submission.signed.push;
    if push.device != author.device() {
        return Err(Rejection::UnknownDevice);
    }
    within_limits(&submission)?;
    let named = push.changes.len() == submission.changes.len()
        && push.changes.iter().zip(&submission.changes).all(|(hash, sent)| *hash == sent.header.hash());
    if !named {
        return Err(malformed("it doesn't name exactly the changes that came with it"));
    }
    if submission.changes.iter().any(|sent| sent.header.stream != push.stream) {
        return Err(malformed("one of its changes belongs to another stream"));
    }
    let key = author.key().ok_or(Rejection::UnknownDevice)?;
    submission.signed.verify(key).map_err(|_| Rejection::BadSignature)?;
    let payloads = payloads(&submission).map_err(|error| malformed(&error.to_string()))?;
    Ok(Admitted { submission, payloads })
}

fn within_limits(submission: &Submission) -> Result<(), Rejection> {
    let (changes, bytes) = (submission.changes.len(), submission.weight());
    if !(1..=MAX_CHANGES).contains(&changes) {
        return Err(malformed(&format!("{changes} changes, 1 to {MAX_CHANGES} are allowed")));
    }
    if bytes > MAX_BYTES {
        return Err(malformed(&format!("{bytes} bytes, {MAX_BYTES} at most are allowed")));
    }
    Ok(())
}

fn malformed(why: &str) -> Rejection {
    Rejection::Malformed { why: why.to_owned() }
}

fn payloads(submission: &Submission) -> Result<Vec<Option<Payload>>, crate::codec::Malformed> {
    submission.changes.iter().map(|sent| sent.payload.as_deref().map(Payload::decode).transpose()).collect()
}

impl Admitted {
    /// What must be loaded to judge it.
    pub fn needs(&self) -> Needs {
        let payloads = self.payloads.iter().map(Option::as_ref);
        Needs::of(&self.submission, payloads)
    }
}

impl Submission {
    /// The same before it is admitted; payloads that can't be read need nothing, and are refused by [`admit`].
    pub fn needs(&self) -> Needs {
        let decoded = |sent: &Sent| Payload::decode(sent.payload.as_deref()?).ok();
        let payloads: Vec<Option<Payload>> = self.changes.iter().map(decoded).collect();
        Needs::of(self, payloads.iter().map(Option::as_ref))
    }
}

impl Needs {
    /// Of a submission and its payloads, in the same order.
    fn of<'p>(submission: &Submission, payloads: impl Iterator<Item = Option<&'p Payload>>) -> Self {
        let push = &submission.signed.push;
        let mut needs = Self {
            stream: push.stream,
            device: push.device,
            number: push.number,
            seen: push.seen.size,
            subjects: BTreeSet::new(),
            looks: BTreeSet::new(),
            brought_back: BTreeSet::new(),
            changes: BTreeSet::new(),
        };
        for (Sent { header, .. }, payload) in submission.changes.iter().zip(payloads) {
            needs.subjects.insert(header.subject);
            needs.changes.insert(header.id);
            needs.changes.extend(&header.depends_on);
            let Some(payload) = payload else { continue };
            needs.changes.extend(payload.quotes);
            needs.looks.extend(looks(payload));
            if brings_back(payload) {
                needs.brought_back.insert(header.subject);
            }
        }
        needs
    }
}

//! What a delegate says of who came to an event, and how the authority carries it into the agenda.

use ed25519_dalek::{Signer as _, SigningKey};

use super::{Delegation, Task};
use crate::codec::Value;
use crate::id::{StreamId, SubjectId};
use crate::journal::{Edit, Payload, State};
use crate::kinds::attendance::{self, Attendance};
use crate::time::Instant;

/// What a delegate said of somebody, as their laptop signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// What; nothing takes back what was.
    pub mark: Option<Attendance>,
    /// When, by the laptop: later than what it said of them before.
    pub at: Instant,
    /// Its signature.
    pub signature: [u8; 64],
}

impl Said {
    /// Signs what is said of `person` under the delegation `of` an agenda's event.
    pub fn sign(
        key: &SigningKey,
        of: (SubjectId, StreamId, SubjectId),
        person: SubjectId,
        mark: Option<Attendance>,
        at: Instant,
    ) -> Self {
        Self { mark, at, signature: key.sign(&statement(of, person, mark, at)).to_bytes() }
    }
}

impl Delegation {
    /// Whether its laptop signed, for this agenda, what the holder said of somebody.
    pub fn signed(&self, agenda: StreamId, person: SubjectId, said: &Said) -> bool {
        let Task::Attendance { event } = self.task else { return false };
        self.signed_message(&statement((self.id, agenda, event), person, said.mark, said.at), &said.signature)
    }
}

/// Begins with words of its own, so that no other signature serves for it.
fn statement(
    (delegation, agenda, event): (SubjectId, StreamId, SubjectId),
    person: SubjectId,
    mark: Option<Attendance>,
    at: Instant,
) -> Vec<u8> {
    let ids = [delegation.as_bytes(), agenda.as_bytes(), event.as_bytes(), person.as_bytes()].map(Value::bytes);
    let said = [attendance::value(mark), Value::count(at.0)];
    let values = Value::Array(ids.into_iter().chain(said).collect());
    [b"coopol delegation\n".as_slice(), &values.encode()].concat()
}

/// What the authority carries into the agenda of what a delegate said.
pub fn delegated(delegation: SubjectId, person: SubjectId, said: &Said, event: &State) -> Payload {
    let (mark, by) = (Attendance::field(person), attendance::delegated_field(person));
    let record = [
        ("at", Value::count(said.at.0)),
        ("by", Value::bytes(delegation.as_bytes())),
        ("signature", Value::bytes(said.signature)),
    ];
    let record = Value::Map(record.map(|(name, value)| (name.to_owned(), value)).into());
    let edits = vec![
        Edit::change(&mark, event.get(&mark).clone(), attendance::value(said.mark)),
        Edit::change(&by, event.get(&by).clone(), record),
    ];
    Payload::new(attendance::DELEGATED, 1, edits)
}

/// What a payload of [`delegated`] says: whose delegation, of whom, what.
pub fn said_in(payload: &Payload) -> Option<(SubjectId, SubjectId, Said)> {
    let [one, two] = payload.edits.as_slice() else { return None };
    let mark_first = Attendance::person(one.field.as_str()).is_some();
    let (mark, by) = if mark_first { (one, two) } else { (two, one) };
    let person = Attendance::person(mark.field.as_str())?;
    if by.field.as_str() != attendance::delegated_field(person) {
        return None;
    }
    let (delegation, at, signature) = attendance::record(&by.after)?;
    let mark = attendance::read(&mark.after).ok()?;
    Some((delegation, person, Said { mark, at, signature }))
}

/// Whether a line says what the laptop of this delegation signed for `event` of `agenda`, and later than what the event said of it `before`. Asked
/// where it is judged, and again by every device.
pub(crate) fn delegated_rightly(
    delegation: &Delegation,
    (agenda, event): (StreamId, SubjectId),
    before: Option<&State>,
    payload: &Payload,
) -> bool {
    let Some((by, person, said)) = said_in(payload) else { return false };
    let earlier = before.map(|before| before.get(&attendance::delegated_field(person)));
    let earlier = earlier.and_then(attendance::record).filter(|(of, ..)| *of == by);
    by == delegation.id
        && delegation.task == Task::Attendance { event }
        && earlier.is_none_or(|(_, at, _)| at < said.at)
        && delegation.signed(agenda, person, &said)
}

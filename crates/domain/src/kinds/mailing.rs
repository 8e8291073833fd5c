//! Mailings: a message that the authority sends at its time, to whoever its question finds then. It lies on the desk of an office, and somebody
//! in that office answers for it; whoever follows there finds it, answers for it or calls it off.

use super::desk::QUESTION;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, identifier, optional, required};
use crate::access::{Office, Reach, Verb, verbs};
use crate::codec::Value;
use crate::id::{HolderId, SubjectId};
use crate::journal::{Change, Compartment, Edit, Payload, REMOVED, State};
use crate::mailing::Asked;
use crate::time::{DAY, Instant};

const AT: &str = "at";
pub(super) const ANSWERED_BY: &str = "answered_by";
const BEGUN: &str = "begun";
const SENT: &str = "sent";

/// How many people at most: no roster has more.
const MANY: Shape = Shape::Count(1 << 32);

/// How many it goes to, and how many it can't reach.
const ADDRESSED: Shape = Shape::Record(2, &[("addressed", MANY), ("without_address", MANY)]);
/// What came of them. `unknown`: the server was cut off while it handed it over; `gone`: they had left, or their address had.
const OUTCOME: Shape = Shape::Record(4, &[("sent", MANY), ("refused", MANY), ("unknown", MANY), ("gone", MANY)]);

const FIELDS: &[FieldRule] = &[
    required("subject", Shape::Text(300)),
    required("body", Shape::Text(20_000)),
    required("question", QUESTION),
    required(AT, Shape::Instant),
    required(ANSWERED_BY, Shape::Id),
    optional(BEGUN, ADDRESSED),
    optional(SENT, OUTCOME),
];

/// Of whichever desk: see [`lies_on`].
pub(super) static MAILING: Sort = Sort { name: Mailing::SORT, compartment: None, owner: Owner::Unit, fields: FIELDS };

const WRITTEN: &[&str] = &["subject", "body", "question", AT, ANSWERED_BY];

/// What was sent is nobody's to take back; and who answered before is nobody to be put back by somebody else.
pub(super) const KINDS: &[Kind] = &[
    Kind { rule: Some(in_time), ..creates("mailing_scheduled", &MAILING, WRITTEN, Undo::By(CALLED_OFF)) },
    Kind { rule: Some(in_time), undo: Undo::Never, ..changes("mailing_changed", &MAILING, WRITTEN) },
    Kind { rule: Some(before_it_begins), undo: Undo::Never, ..changes(CALLED_OFF, &MAILING, &[REMOVED]) },
    Kind { verb: Verb::Relay, rule: Some(due), undo: Undo::Never, ..changes("mailing_begun", &MAILING, &[BEGUN]) },
    Kind { verb: Verb::Relay, rule: Some(once), undo: Undo::Never, ..changes("mailing_sent", &MAILING, &[SENT]) },
];

const CALLED_OFF: &str = "mailing_called_off";

/// One who reads no roster writes to nobody in it.
pub(super) fn lies_on(office: Office) -> bool {
    verbs(office, Reach::Own, Compartment::Roster, false).has(Verb::Read)
}

/// It isn't called off, and nothing of it was sent.
fn open(before: Option<&State>) -> Result<(), Refusal> {
    match before {
        Some(state) if state.is_removed() => Err(Refusal::SubjectMissing),
        Some(state) if *state.get(BEGUN) != Value::Null => Err(Refusal::ValueInvalid { field: BEGUN.to_owned() }),
        _ => Ok(()),
    }
}

/// It is to come, within a year, and asks what the authority can answer. Whoever writes it answers for it from then on.
fn in_time(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before)?;
    let invalid = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    let at = after.get(AT).number("instant").map(Instant).unwrap_or_default();
    if at <= now || at.since(now) > Mailing::AHEAD {
        return invalid(AT);
    }
    if Asked::read(after.get("question")).is_err() {
        return invalid("question");
    }
    match change.payload.edit(ANSWERED_BY) {
        None => Err(Refusal::FieldMissing { field: ANSWERED_BY.to_owned() }),
        // Written as if it had been before whoever answers now said so: nobody answers for what they didn't see.
        Some(edit) if edit.after != *after.get(ANSWERED_BY) => invalid(ANSWERED_BY),
        Some(_) => Ok(()),
    }
}

fn before_it_begins(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    open(before)?;
    if after.is_removed() { Ok(()) } else { Err(Refusal::ValueInvalid { field: REMOVED.to_owned() }) }
}

/// Neither before its time nor so late that what it says may be over.
fn due(before: Option<&State>, _: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before)?;
    let at = after.get(AT).number("instant").map(Instant).unwrap_or_default();
    let begins = *after.get(BEGUN) != Value::Null && at <= now && now.since(at) < Mailing::LATEST;
    if begins { Ok(()) } else { Err(Refusal::ValueInvalid { field: BEGUN.to_owned() }) }
}

/// What was begun comes to one end.
fn once(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let begun = before.is_some_and(|before| *before.get(BEGUN) != Value::Null && *before.get(SENT) == Value::Null);
    if begun && *after.get(SENT) != Value::Null {
        Ok(())
    } else {
        Err(Refusal::ValueInvalid { field: SENT.to_owned() })
    }
}

/// How many a mailing goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Addressed {
    /// Those whom it is sent to, each address once.
    pub addressed: u64,
    /// Those of whom no address is known.
    pub without_address: u64,
}

/// What came of a mailing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// Taken by the next mail server.
    pub sent: u64,
    /// Refused by it, or not taken within a day.
    pub refused: u64,
    /// Handed over when the server was cut off: it is sent to nobody twice.
    pub unknown: u64,
    /// Not sent: they had left the roster, were erased, or had no address any more.
    pub gone: u64,
}

/// A mailing as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// The subject of its facts.
    pub id: SubjectId,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// Whom it goes to, as a saved list asks.
    pub question: Value,
    /// When.
    pub at: Instant,
    /// Who answers for it.
    pub answered_by: HolderId,
    /// Whether it was called off.
    pub called_off: bool,
    /// Since it begins to be sent.
    pub begun: Option<Addressed>,
    /// Once it was.
    pub sent: Option<Outcome>,
}

impl Mailing {
    /// Its sort, in the journal.
    pub const SORT: &str = "mailing";
    /// How long ahead one may be scheduled, in milliseconds.
    pub const AHEAD: u64 = 366 * DAY;
    /// How long after its time it may still begin, in milliseconds: later, somebody has to say anew when.
    pub const LATEST: u64 = DAY;

    /// The mailing whose facts these are; `None` when they aren't a mailing's.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        if state.sort != Self::SORT {
            return None;
        }
        let begun = counts(state.get(BEGUN), ["addressed", "without_address"]);
        let sent = counts(state.get(SENT), ["sent", "refused", "unknown", "gone"]);
        Some(Self {
            id,
            subject: state.text("subject")?,
            body: state.text("body")?,
            question: state.get("question").clone(),
            at: Instant(state.get(AT).number("instant").ok()?),
            answered_by: HolderId::from_bytes(*identifier(state.get(ANSWERED_BY))?.as_bytes()),
            called_off: state.is_removed(),
            begun: begun.map(|[addressed, without_address]| Addressed { addressed, without_address }),
            sent: sent.map(|[sent, refused, unknown, gone]| Outcome { sent, refused, unknown, gone }),
        })
    }

    /// That it begins to be sent.
    pub fn begins(of: Addressed) -> Payload {
        let parts = [("addressed", of.addressed), ("without_address", of.without_address)];
        Payload::new("mailing_begun", 1, vec![Edit::set(BEGUN, record(&parts))])
    }

    /// That it was sent.
    pub fn ends(of: Outcome) -> Payload {
        let parts = [("gone", of.gone), ("sent", of.sent), ("refused", of.refused), ("unknown", of.unknown)];
        Payload::new("mailing_sent", 1, vec![Edit::set(SENT, record(&parts))])
    }
}

/// In the order of canonical bytes.
fn record(parts: &[(&str, u64)]) -> Value {
    Value::Map(parts.iter().map(|(name, count)| ((*name).to_owned(), Value::count(*count))).collect())
}

fn counts<const N: usize>(record: &Value, names: [&str; N]) -> Option<[u64; N]> {
    let Value::Map(parts) = record else { return None };
    let of = |name: &str| parts.iter().find(|(part, _)| part == name)?.1.number("count").ok();
    let mut counts = [0; N];
    for (count, name) in counts.iter_mut().zip(names) {
        *count = of(name)?;
    }
    Some(counts)
}

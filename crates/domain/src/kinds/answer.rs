//! Answers to what waits for somebody (J3.3, J9), other than taking it over: who may decide declines it, who asked withdraws
//! it. Both quote it, and it waits no longer. The subject of an answer is the id of what it answers, which may be about
//! something that was never recorded.

use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, creates, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::ChangeId;
use crate::journal::{Change, Payload, State};
use crate::time::Instant;

const FIELDS: &[FieldRule] = &[required("answer", Shape::Choice(&["declined", "withdrawn"]))];

static ANSWER: Sort = Sort { name: "answer", compartment: None, owner: Owner::Unit, fields: FIELDS };

const DECLINED: &str = "proposal_declined";
const WITHDRAWN: &str = "proposal_withdrawn";

/// Whoever was answered states it again, if need be: an answer isn't taken back.
pub(super) const KINDS: &[Kind] = &[
    Kind { rule: Some(declined), ..creates(DECLINED, &ANSWER, &["answer"], Undo::Never) },
    Kind { verb: Verb::Propose, rule: Some(withdrawn), ..creates(WITHDRAWN, &ANSWER, &["answer"], Undo::Never) },
];

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// By who may decide.
    Declined,
    /// By who asked.
    Withdrawn,
}

impl Answer {
    /// The answer that a change is, if it is one.
    pub fn of(kind: &str) -> Option<Self> {
        match kind {
            DECLINED => Some(Self::Declined),
            WITHDRAWN => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// The fact that gives this answer to `quoted`.
    pub fn to(self, quoted: ChangeId) -> Payload {
        let (kind, word) = match self {
            Self::Declined => (DECLINED, "declined"),
            Self::Withdrawn => (WITHDRAWN, "withdrawn"),
        };
        let edits = vec![crate::journal::Edit::set("answer", Value::text(word))];
        Payload { quotes: Some(quoted), ..Payload::new(kind, 1, edits) }
    }
}

fn declined(_: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    stated("declined", change, after)
}

fn withdrawn(_: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    stated("withdrawn", change, after)
}

fn stated(word: &str, change: &Change, after: &State) -> Result<(), Refusal> {
    if *after.get("answer") != Value::text(word) {
        return Err(Refusal::ValueInvalid { field: "answer".to_owned() });
    }
    let quoted = change.payload.quotes.filter(|quoted| quoted.as_bytes() == change.header.subject.as_bytes());
    quoted.map(|_| ()).ok_or(Refusal::NotWaiting)
}

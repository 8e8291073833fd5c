//! The kinds of change: one table per sort of subject says which facts exist, which fields they may touch, what each
//! field may hold, who may state them and how they are taken back.
//!
//! To add a kind: a row in the file of its sort, a golden fold in `tests/golden/`, a sentence in both languages. What a
//! (kind, version) does is frozen from the day it is released; other behaviour is a new version (J2.5).

mod act;
mod answer;
mod attendance;
mod caretaker;
mod check;
mod claim;
mod codes;
mod delegation;
mod desk;
mod device;
mod document;
mod dues;
mod erasure;
mod event;
mod export;
mod feed;
mod home;
mod mailing;
mod mandate;
mod merge;
mod payers;
mod person;
mod practical;
mod promise;
mod reminder;
mod shape;
mod slice;
mod split;
mod suspension;
mod tie;
mod transfer;
mod unit;
mod voice;

pub use answer::Answer;
pub use attendance::Attendance;
pub(crate) use attendance::DELEGATED;
pub(crate) use caretaker::APPOINTED;
pub use caretaker::{AT_MOST_AHEAD, Caretaker, LONGEST, prolonged_rightly};
pub use check::{Look, Refusal, View, brings_back, check, looked_up_by, looks, sought, unique_of};
pub(crate) use claim::{ANNOUNCED, GRANTED};
pub use claim::{CONTEST, Claim, Level, Ruling};
pub use codes::{Comeback, PROVISIONAL, SEALED_CODES, TRIED_AGAIN, leader, sealed_codes};
pub(crate) use codes::{MADE, USED, called_back_rightly, lent_rightly, used_rightly};
pub use delegation::{
    Account, DELEGATED_AT_MOST, Delegation, OPEN_DELEGATIONS, Paid, Payment, Said, Taken, Task, delegated,
    delegated_payment, is_overtaken, payment_in, said_in,
};
pub(crate) use delegation::{
    DELEGATION_GRANTED, DELEGATION_TAKEN_UP, DUES_DELEGATED, DUES_DELEGATED_CHANGED, DUES_DELEGATION_GRANTED,
    DUES_DELEGATION_TAKEN_UP, delegated_by, delegated_rightly, paid_rightly, taken_up_rightly,
};
pub(crate) use device::{CALLED_BACK, ENROLLED, proven};
pub use device::{Device, REINVITATION, proof_of_invitation};
pub use document::file_of;
pub use dues::PaidBy;
pub(crate) use erasure::{ASKED, WITHDRAWN};
pub use erasure::{DAILY_CAP, Erasure, WAIT};
pub use export::Permission;
pub use feed::Feed;
pub use home::Home;
pub use mailing::{Addressed, Mailing, Outcome};
pub use mandate::Mandate;
pub(crate) use mandate::{LENT, SUCCEEDED, TAKEN_UP};
pub use merge::Merge;
pub(crate) use merge::{AGREED, DECIDED, WITHDRAWN as MERGE_WITHDRAWN, rightly as merged_rightly};
pub use payers::{DELEGATE_RECORDED, Payer, SliceDues, paid_by_delegate, paid_of, recorded};
pub(crate) use payers::{DUES_OPENED, DUES_TOLD, PAYER_SHOWN, PAYER_TOLD, taken_over_field};
pub use reminder::{Lacking, REMINDED_EVERY, Reminder, reminders};
pub use shape::Shape;
pub use slice::{DELEGATE_MARKED, SlicePerson, SliceSubject, marked, said, said_by_delegate};
pub(crate) use slice::{OPENED, PERSON_SHOWN, PERSON_TOLD, SUBJECT_TOLD};
pub use split::{Split, born_of};
pub use suspension::Suspension;
pub use tie::{CARRIED, Tie, stands_above};
pub use transfer::{Passage, TAKEN_ALONG, arrival, offer};
use unit::identifier;
pub use unit::{CUSTODIANS, Unit, UnitKind, custodians};
pub(crate) use voice::in_ones_own_name;

use crate::access::Verb;
use crate::codec::Value;
use crate::journal::{Change, Compartment, Edit, REMOVED, State};
use crate::time::Instant;

/// A sort of subject and the fields it has.
#[derive(Debug)]
pub struct Sort {
    /// Its name in the journal: `person`.
    pub name: &'static str,
    /// Where it lives; `None` for what may live anywhere.
    pub compartment: Option<Compartment>,
    /// Whose it is.
    pub owner: Owner,
    /// Its fields, [`REMOVED`] apart, which all have.
    pub fields: &'static [FieldRule],
}

/// Whose a subject is, and so who has it once whoever recorded it is gone. Every sort says so: this is the one place where it is
/// said, and one that doesn't say it isn't compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The unit's. Whoever holds an office that may, goes on with it as if they had recorded it themselves.
    Unit,
    /// One person's, who is named by it: a mandate, a claim to one, a laptop. It ends with its term or with them, and nothing of the unit's
    /// hangs on it.
    Holder,
}

/// What a field may hold.
#[derive(Debug)]
pub struct FieldRule {
    /// Its name.
    pub name: &'static str,
    /// What it holds when it holds something.
    pub shape: Shape,
    /// How it stands among the others.
    pub role: Role,
}

/// How a field stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// May be empty.
    Optional,
    /// Never empty.
    Required,
    /// No two subjects of the stream may have the same (J2.4: looked up by number, by UID).
    Unique,
    /// A set, merged element by element (J4.2).
    Set,
}

/// A kind of change: a fact in the past tense.
#[derive(Debug)]
pub struct Kind {
    /// `person_recorded`.
    pub name: &'static str,
    /// Which definition.
    pub version: u16,
    /// The sort of subject it is about.
    pub sort: &'static Sort,
    /// What it takes to state it.
    pub verb: Verb,
    /// Whether it is the first change about its subject.
    pub creates: bool,
    /// The fields it may touch.
    pub fields: &'static [&'static str],
    /// How it is taken back.
    pub undo: Undo,
    /// What the fields must satisfy together, given the subject as it would become.
    pub rule: Option<Rule>,
}

/// A rule over a whole subject: before (`None` when there was none), the change, after, and what time it is.
pub type Rule = fn(Option<&State>, &Change, &State, Instant) -> Result<(), Refusal>;

/// How a kind is taken back. This is the one place where it is said (J2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// By a change of the kind of this name, whose fields stand back as they were.
    By(&'static str),
    /// Not at all: it has had effects that no later fact undoes.
    Never,
}

/// Every kind, in the order of the sorts.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    [
        unit::KINDS,
        mandate::KINDS,
        claim::KINDS,
        device::KINDS,
        person::KINDS,
        transfer::KINDS,
        dues::KINDS,
        event::KINDS,
        feed::KINDS,
        delegation::KINDS,
        slice::KINDS,
        payers::KINDS,
        document::KINDS,
        practical::KINDS,
        promise::KINDS,
        desk::KINDS,
        mailing::KINDS,
        act::KINDS,
        answer::KINDS,
        erasure::KINDS,
        export::KINDS,
        tie::KINDS,
        &unit::SPLITTING,
        &unit::MERGING,
    ]
    .into_iter()
    .flatten()
}

/// The kind of this name and version, if this program knows it.
pub fn find(name: &str, version: u16) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name && kind.version == version)
}

/// The newest version of a kind.
pub fn current(name: &str) -> Option<&'static Kind> {
    all().filter(|kind| kind.name == name).max_by_key(|kind| kind.version)
}

/// The sort of this name.
pub fn sort(name: &str) -> Option<&'static Sort> {
    all().map(|kind| kind.sort).find(|sort| sort.name == name)
}

/// The edit that deletes a subject.
pub fn removal() -> Edit {
    Edit::set(REMOVED, Value::Bool(true))
}

impl Sort {
    /// The rule of a field.
    pub fn field(&self, name: &str) -> Option<&FieldRule> {
        static TOMBSTONE: FieldRule = optional(REMOVED, Shape::Bool);
        if name == REMOVED { Some(&TOMBSTONE) } else { self.fields.iter().find(|rule| rule.name == name) }
    }
}

const fn field(name: &'static str, shape: Shape, role: Role) -> FieldRule {
    FieldRule { name, shape, role }
}

const fn optional(name: &'static str, shape: Shape) -> FieldRule {
    field(name, shape, Role::Optional)
}

const fn required(name: &'static str, shape: Shape) -> FieldRule {
    field(name, shape, Role::Required)
}

const fn set(name: &'static str, shape: Shape) -> FieldRule {
    field(name, shape, Role::Set)
}

/// A first version that creates its subject.
const fn creates(name: &'static str, sort: &'static Sort, fields: &'static [&'static str], undo: Undo) -> Kind {
    Kind { name, version: 1, sort, verb: Verb::Write, creates: true, fields, undo, rule: None }
}

/// A first version that changes a subject and is taken back by its like.
const fn changes(name: &'static str, sort: &'static Sort, fields: &'static [&'static str]) -> Kind {
    Kind { name, version: 1, sort, verb: Verb::Write, creates: false, fields, undo: Undo::By(name), rule: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J2.4, J2.5: the table names each (kind, version) once, and only fields and inverses that it has.
    #[test]
    fn the_table_holds_together() {
        for kind in all() {
            let name = kind.name;
            assert_eq!(all().filter(|other| other.name == name && other.version == kind.version).count(), 1, "{name}");
            for field in kind.fields {
                assert!(kind.sort.field(field).is_some(), "{name}: {field}");
            }
            if let Undo::By(inverse) = kind.undo {
                let inverse = current(inverse).unwrap_or_else(|| panic!("{name}: its inverse isn't in the table"));
                let touched: &[&str] = if kind.creates { &[REMOVED] } else { kind.fields };
                assert!(std::ptr::eq(inverse.sort, kind.sort) && !inverse.creates, "{name}");
                assert!(touched.iter().all(|field| inverse.fields.contains(field)), "{name}");
            }
        }
    }
}

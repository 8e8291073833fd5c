//! What lies on an office's desk: the lists that are asked for again and again, and the texts of messages. They are the office's, so whoever
//! follows in it finds them.
//!
//! A list keeps the question, never the people: who satisfies it is read in the roster each time, by whoever may.

use super::{
    FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, identifier, mailing, optional, required,
};
use crate::access::{Office, Verb};
use crate::codec::Value;
use crate::journal::{Change, Compartment, REMOVED, State};
use crate::kinds::UnitKind;
use crate::time::Instant;

/// What is asked of the roster: words, filters and an order, valid only together (J2.6). The words of filters and columns, with spaces between,
/// are those of the program that saved it: one that doesn't know them says so, and asks nothing else instead.
pub(super) const QUESTION: Shape = Shape::Record(
    0,
    &[
        ("words", Shape::Text(300)),
        ("filters", Shape::Text(400)),
        ("column", Shape::Text(40)),
        ("descending", Shape::Bool),
    ],
);

const LIST_FIELDS: &[FieldRule] = &[required("name", Shape::Text(160)), required("question", QUESTION)];

const MESSAGE_FIELDS: &[FieldRule] = &[
    required("purpose", Shape::Choice(&["template", "draft"])),
    required("subject", Shape::Text(300)),
    optional("body", Shape::Text(20_000)),
    // To whom a draft goes: who satisfies it on the day it goes.
    optional("question", QUESTION),
];

// Of whichever desk: see `placed`.
static LIST: Sort = Sort { name: "saved_list", compartment: None, owner: Owner::Unit, fields: LIST_FIELDS };
static MESSAGE: Sort = Sort { name: "kept_message", compartment: None, owner: Owner::Unit, fields: MESSAGE_FIELDS };

const LISTED: &[&str] = &["name", "question"];
const WRITTEN: &[&str] = &["purpose", "subject", "body", "question"];

pub(super) const KINDS: &[Kind] = &[
    creates("list_saved", &LIST, LISTED, Undo::By("list_dropped")),
    changes("list_changed", &LIST, LISTED),
    Kind { undo: Undo::By("list_restored"), ..changes("list_dropped", &LIST, &[REMOVED]) },
    Kind { undo: Undo::By("list_dropped"), ..changes("list_restored", &LIST, &[REMOVED]) },
    creates("message_kept", &MESSAGE, WRITTEN, Undo::By("message_dropped")),
    changes("message_changed", &MESSAGE, WRITTEN),
    Kind { undo: Undo::By("message_restored"), ..changes("message_dropped", &MESSAGE, &[REMOVED]) },
    Kind { undo: Undo::By("message_dropped"), ..changes("message_restored", &MESSAGE, &[REMOVED]) },
];

/// The authority gives offices a desk that the unit was founded without.
pub(super) const OPENED: &str = "desks_opened";

/// Whoever could name a unit's streams could name another's: the authority alone opens desks.
pub(super) const fn opened(unit: &'static Sort) -> Kind {
    Kind { verb: Verb::Relay, undo: Undo::Never, rule: Some(once), ..changes(OPENED, unit, &["stream"]) }
}

/// Desks only, of offices that the unit has, and each once: what lies on one is never left behind for another.
fn once(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let kind = match after.get("kind") {
        Value::Text(word) => UnitKind::of(word),
        _ => None,
    };
    for edit in &change.payload.edits {
        let office = edit.field.of().and_then(|name| name.parse().ok()).and_then(|compartment| match compartment {
            Compartment::Desk(office) => Some(office),
            _ => None,
        });
        let held = |office: Office| kind.is_some_and(|kind| office.is_held_in(kind));
        let known = before.is_some_and(|before| *before.get(edit.field.as_str()) != Value::Null);
        if known || !office.is_some_and(held) || identifier(&edit.after).is_none() {
            return Err(Refusal::ValueInvalid { field: edit.field.as_str().to_owned() });
        }
    }
    Ok(())
}

/// Whether a sort has its place in a compartment, as far as desks are concerned: what lies on one stands nowhere else.
pub(super) fn placed(sort: &Sort, compartment: Compartment) -> bool {
    let lies_there = [&LIST, &MESSAGE, &mailing::MAILING].iter().any(|own| own.name == sort.name);
    match compartment {
        Compartment::Desk(office) => sort.name != mailing::MAILING.name || mailing::lies_on(office),
        _ => !lies_there,
    }
}

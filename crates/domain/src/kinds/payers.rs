//! What a delegate of a year's dues sees (J1.1): people by their names, and of what was paid only what they entered themselves. Like the slice of
//! an event (see `slice`), and as closed.
//!
//! Money is put down to one person, so namesakes have to be told apart: by the year of their birth or else by their town, and only where two are
//! called the same. The authority says which (`authority::shows_payers`).

use super::delegation::{Paid, paid_value, read_paid};
use super::dues::METHOD;
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, optional, required, set};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{StreamId, SubjectId};
use crate::journal::{Change, Edit, Payload, REMOVED, State};
use crate::time::Instant;

const YEAR_FIELDS: &[FieldRule] = &[
    // The stream for which the delegate's laptop signs.
    required("dues", Shape::Id),
    required("year", Shape::Count(2200)),
    required("unit_name", Shape::Text(200)),
    required("until", Shape::Instant),
];

/// By payment: what the delegate said last of it.
const PAID: &str = "paid";
/// By payment: whether whoever keeps the accounts changed it since, so that it isn't the delegate's any more.
const TAKEN_OVER: &str = "taken_over";

const ENTERED: Shape = Shape::Record(
    3,
    &[
        ("at", Shape::Instant),
        ("signature", Shape::Bytes(64)),
        ("amount_cents", Shape::Count(10_000_000)),
        ("paid_on", Shape::Date),
        ("method", METHOD),
        ("cancelled", Shape::Bool),
    ],
);

const PAYER_FIELDS: &[FieldRule] = &[
    optional("last_name", Shape::Text(120)),
    optional("first_name", Shape::Text(120)),
    // Of namesakes alone.
    optional("birth_year", Shape::Count(2200)),
    optional("city", Shape::Text(80)),
    set(PAID, ENTERED),
    set(TAKEN_OVER, Shape::Bool),
];

pub(super) static YEAR: Sort = Sort { name: "slice_dues", compartment: None, owner: Owner::Unit, fields: YEAR_FIELDS };
pub(super) static PAYER: Sort =
    Sort { name: "slice_payer", compartment: None, owner: Owner::Unit, fields: PAYER_FIELDS };

pub(crate) const DUES_OPENED: &str = "slice_dues_opened";
pub(crate) const DUES_TOLD: &str = "slice_dues_told";
pub(crate) const PAYER_SHOWN: &str = "slice_payer_shown";
pub(crate) const PAYER_TOLD: &str = "slice_payer_told";
/// What a delegate states of what somebody paid.
pub const DELEGATE_RECORDED: &str = "delegate_recorded";

/// The year, and the people that the authority shows, follow the unit's own records; the delegate takes a payment back by saying so.
pub(super) const KINDS: &[Kind] = &[
    Kind { verb: Verb::Relay, ..creates(DUES_OPENED, &YEAR, &["dues", "year", "unit_name", "until"], Undo::Never) },
    Kind { verb: Verb::Relay, undo: Undo::Never, ..changes(DUES_TOLD, &YEAR, &["unit_name"]) },
    Kind {
        verb: Verb::Relay,
        ..creates(PAYER_SHOWN, &PAYER, &["last_name", "first_name", "birth_year", "city"], Undo::Never)
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        ..changes(PAYER_TOLD, &PAYER, &["last_name", "first_name", "birth_year", "city", TAKEN_OVER, REMOVED])
    },
    Kind { verb: Verb::Propose, undo: Undo::Never, rule: Some(later), ..changes(DELEGATE_RECORDED, &PAYER, &[PAID]) },
];

/// One payment, whose id is written in one way only, of somebody who is shown; said after what was said of it before, and as long as it is the
/// delegate's.
fn later(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let invalid = || Refusal::ValueInvalid { field: PAID.to_owned() };
    let (id, now) = paid_by_delegate(&change.payload).ok_or_else(invalid)?;
    let earlier = before.and_then(|before| paid_of(before, id));
    let taken_over = *after.get(&taken_over_field(id)) == Value::Bool(true);
    if after.is_removed() || taken_over || earlier.is_some_and(|earlier| now.at <= earlier.at) {
        return Err(invalid());
    }
    Ok(())
}

fn paid_field(payment: SubjectId) -> String {
    format!("{PAID}/{payment}")
}

/// The field in which it stands that a payment isn't the delegate's any more.
pub(crate) fn taken_over_field(payment: SubjectId) -> String {
    format!("{TAKEN_OVER}/{payment}")
}

/// What the delegate said last of one payment.
pub fn paid_of(payer: &State, payment: SubjectId) -> Option<Paid> {
    read_paid(payer.get(&paid_field(payment)))
}

/// What a delegate states of a payment, `payer` being how whoever paid is shown.
pub fn recorded(payer: &State, payment: SubjectId, paid: &Paid) -> Payload {
    let field = paid_field(payment);
    let edit = Edit::change(&field, payer.get(&field).clone(), paid_value(paid));
    Payload::new(DELEGATE_RECORDED, 1, vec![edit])
}

/// What a delegate stated in a payload, of which payment.
pub fn paid_by_delegate(payload: &Payload) -> Option<(SubjectId, Paid)> {
    let [edit] = payload.edits.as_slice() else { return None };
    let payment: SubjectId = edit.field.of()?.parse().ok()?;
    let own = payload.kind == DELEGATE_RECORDED && edit.field.as_str() == paid_field(payment);
    Some((payment, read_paid(&edit.after).filter(|_| own)?))
}

/// The year of a slice, as it is shown there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SliceDues {
    /// Which.
    pub year: u16,
    /// The stream that what the delegate enters is for.
    pub dues: StreamId,
    /// How the unit is called.
    pub unit_name: String,
    /// Until when the delegation lasts.
    pub until: Instant,
}

/// Somebody of whom a delegate enters what they paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// Who.
    pub id: SubjectId,
    /// First name; empty when unknown.
    pub first_name: String,
    /// Last name; empty when unknown.
    pub last_name: String,
    /// In which year they were born, where somebody else is called the same.
    pub birth_year: Option<u16>,
    /// Where they live, where that isn't enough.
    pub city: Option<String>,
    /// What the delegate entered, by payment; and whether it isn't theirs to correct any more.
    pub paid: Vec<(SubjectId, Paid, bool)>,
}

fn year(state: &State, field: &'static str) -> Option<u16> {
    state.get(field).number(field).ok()?.try_into().ok()
}

impl SliceDues {
    /// The year whose facts these are.
    pub fn read(state: &State) -> Option<Self> {
        if state.sort != YEAR.name {
            return None;
        }
        Some(Self {
            year: year(state, "year")?,
            dues: StreamId::from_bytes(*identifier(state.get("dues"))?.as_bytes()),
            unit_name: state.text("unit_name")?,
            until: Instant(state.get("until").number("instant").ok()?),
        })
    }
}

impl Payer {
    /// The person whose facts these are, while they are shown.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        if state.sort != PAYER.name || state.is_removed() {
            return None;
        }
        let paid = state.elements(PAID).filter_map(|(payment, paid)| {
            let payment: SubjectId = payment.parse().ok()?;
            let taken_over = *state.get(&taken_over_field(payment)) == Value::Bool(true);
            Some((payment, read_paid(paid)?, taken_over))
        });
        Some(Self {
            id,
            first_name: state.text("first_name").unwrap_or_default(),
            last_name: state.text("last_name").unwrap_or_default(),
            birth_year: year(state, "birth_year"),
            city: state.text("city"),
            paid: paid.collect(),
        })
    }
}

//! Where facts about units and mandates may stand.

use super::{APPOINTED, DELEGATION_GRANTED, DUES_DELEGATION_GRANTED, LENT, Passage, Refusal, TAKEN_UP, UnitKind};
use crate::access::Office;
use crate::codec::Value;
use crate::id::UnitId;
use crate::journal::Change;

/// The unit in whose stream a change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    /// Which.
    pub unit: UnitId,
    /// What it is, once its founding is known.
    pub kind: Option<UnitKind>,
    /// Whether it became a part of another: nothing is stated there any more.
    pub closed: bool,
}

/// A unit and its mandates stand in the unit's own stream: a fact about another, stated here, would give rights that nobody
/// there has given. Nor does a unit have the offices of another level.
pub(super) fn at_home(change: &Change, home: Home) -> Result<(), Refusal> {
    let said = |field: &str| change.payload.edit(field).map(|edit| &edit.after);
    let invalid = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    match change.payload.kind.as_str() {
        "unit_founded" | "unit_merged" | "unit_absorbed" | "desks_opened"
            if change.header.subject != home.unit.into() =>
        {
            invalid("unit")
        }
        "mandate_recorded"
        | TAKEN_UP
        | LENT
        | APPOINTED
        | "claim_made"
        | DELEGATION_GRANTED
        | DUES_DELEGATION_GRANTED
            if said("unit").is_some_and(|said| *said != Value::bytes(home.unit.as_bytes())) =>
        {
            invalid("unit")
        }
        "mandate_recorded" | TAKEN_UP | LENT | APPOINTED | "claim_made" => {
            let office = said("office").and_then(|office| match office {
                Value::Text(word) => word.parse::<Office>().ok(),
                _ => None,
            });
            match home.kind.zip(office) {
                Some((kind, office)) if !office.is_held_in(kind) => invalid("office"),
                _ => Ok(()),
            }
        }
        "person_left" => {
            let to = said("destination").and_then(Passage::read);
            if to.is_some_and(|to| to.unit == home.unit) { invalid("destination") } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

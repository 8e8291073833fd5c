//! What a claim or a mandate says of mandates and people that its own facts don't tell.

use crate::access::{Directory, Office};
use crate::codec::Value;
use crate::handover::succeeds;
use crate::id::{HolderId, MandateId, UnitId};
use crate::journal::{Change, Stamp, State};
use crate::kinds::{APPOINTED, Mandate, Refusal, prolonged_rightly};
use crate::time::Instant;

/// A claim ends mandates of its own unit only, those that its office succeeds to, and calls nobody by another's name: who
/// reads it would answer for somebody else.
pub(super) fn truthful(change: &Change, unit: UnitId, directory: &Directory) -> Result<(), Refusal> {
    if change.payload.kind != "claim_made" {
        return Ok(());
    }
    let invalid = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    let said = |field: &str| change.payload.edit(field).map(|edit| &edit.after);
    let office = match said("office") {
        Some(Value::Text(word)) => word.parse::<Office>().ok(),
        _ => None,
    };
    for edit in change.payload.edits.iter().filter(|edit| edit.field.name() == "replaces") {
        let id = edit.field.of().and_then(|of| of.parse::<MandateId>().ok());
        let replaced = id.and_then(|id| directory.mandates.get(&id)).filter(|replaced| {
            replaced.unit == unit
                && office.is_some_and(|office| succeeds(office, replaced.office))
                && edit.after == Value::bytes(replaced.holder.as_bytes())
        });
        if replaced.is_none() {
            return invalid(edit.field.as_str());
        }
    }
    let known = |mandate: &&Mandate| said("holder") == Some(&Value::bytes(mandate.holder.as_bytes()));
    let names: Vec<_> = directory.mandates.values().filter(known).map(|mandate| &mandate.holder_name).collect();
    let called = |name: &&String| said("holder_name") == Some(&Value::text(name.as_str()));
    if names.is_empty() || names.iter().any(called) { Ok(()) } else { invalid("holder_name") }
}

/// Whoever is suspended in a unit, or is to be, is given no other office there by their colleagues, nor once the mandate has ended, nor by themselves
/// from above: it would lift the suspension. Others at the level above may, but not put them in charge.
pub(super) fn welcome(
    change: &Change,
    (author, from_above): (HolderId, bool),
    unit: UnitId,
    directory: &Directory,
    now: Instant,
) -> Result<(), Refusal> {
    let kind = change.payload.kind.as_str();
    if !["mandate_recorded", "claim_made", APPOINTED].contains(&kind) {
        return Ok(());
    }
    let holder = change.payload.edit("holder").map(|edit| &edit.after);
    if from_above && kind != APPOINTED && holder != Some(&Value::bytes(author.as_bytes())) {
        return Ok(());
    }
    let of_them = |mandate: &&Mandate| holder == Some(&Value::bytes(mandate.holder.as_bytes()));
    let mut own = directory.mandates.values().filter(|mandate| mandate.unit == unit).filter(of_them);
    if own.any(|mandate| mandate.is_kept_out(now)) {
        return Err(Refusal::ValueInvalid { field: "holder".to_owned() });
    }
    Ok(())
}

/// An appointment that makes longer what another one began says which.
pub(super) fn prolonging(change: &Change, directory: &Directory) -> Result<(), Refusal> {
    if change.payload.kind != APPOINTED {
        return Ok(());
    }
    let facts = State::new("mandate").apply(&change.payload, 0, Stamp::NEVER);
    let new = Mandate::read(MandateId::from(change.header.subject), &facts);
    new.map_or(Ok(()), |new| prolonged_rightly(&new, directory.mandates.values()))
}

//! What somebody may say of mandates who leads a unit for a time: nothing that lasts longer than they do.

use crate::access::{Directory, leads};
use crate::codec::Value;
use crate::id::{HolderId, MandateId, UnitId};
use crate::journal::{Change, State};
use crate::kinds::{AGREED, Mandate, Refusal};
use crate::time::Instant;

/// Whom they name leaves with them at the latest, and whoever was there for longer is put out by others: by an election, or by the
/// level above. `under` is the mandate that the author works under, `before` what stood of the subject.
pub(super) fn within_own_term(
    change: &Change,
    author: HolderId,
    under: MandateId,
    unit: UnitId,
    directory: &Directory,
    before: Option<&State>,
) -> Result<(), Refusal> {
    let under = directory.mandates.get(&under).filter(|under| under.unit == unit);
    let Some(end) = under.and_then(|under| term(under, directory)) else { return Ok(()) };
    let stays = match change.payload.kind.as_str() {
        "mandate_recorded" => change.payload.edit("until").map(|edit| &edit.after),
        // They bind the unit beyond it, and for good.
        AGREED => return Err(Refusal::BeyondOwnTerm),
        "mandate_ended" if before.is_some_and(|state| *state.get("holder") != Value::bytes(author.as_bytes())) => {
            before.map(|state| state.get("until"))
        }
        _ => return Ok(()),
    };
    let until = stays.and_then(|until| until.number("instant").ok()).map(Instant);
    if until.is_some_and(|until| until <= end) { Ok(()) } else { Err(Refusal::BeyondOwnTerm) }
}

/// Until when they lead, if it is for a time: who was brought back or put in charge, and who came in after them to leave with them; else
/// whom they name would name others for good.
fn term(under: &Mandate, directory: &Directory) -> Option<Instant> {
    let end = under.until?;
    // A day from before may be given to a mandate that is recorded after.
    let after = |lent: &Mandate| lent.since <= under.since || lent.recorded_seq < under.recorded_seq;
    let leaves_with = |lent: &Mandate| {
        leads(lent.office)
            && lent.unit == under.unit
            && after(lent)
            && lent.names_until().is_some_and(|last| end <= last)
    };
    directory.mandates.values().any(leaves_with).then_some(end)
}

//! What somebody may say of mandates who leads a unit for a time: nothing that lasts longer than they do.

use crate::codec::Value;
use crate::id::{HolderId, UnitId};
use crate::journal::{Change, State};
use crate::kinds::{Mandate, Refusal};
use crate::time::Instant;

/// Whom they name leaves with them at the latest, and whoever was there for longer is put out by others: by an election, or by the
/// level above. `under` is the mandate that the author works under, `before` what stood of the subject.
pub(super) fn within_own_term(
    change: &Change,
    author: HolderId,
    under: Option<&Mandate>,
    unit: UnitId,
    before: Option<&State>,
) -> Result<(), Refusal> {
    let Some(under) = under.filter(|under| under.provisional && under.unit == unit) else { return Ok(()) };
    let stays = match change.payload.kind.as_str() {
        "mandate_recorded" => change.payload.edit("until").map(|edit| &edit.after),
        "mandate_ended" if before.is_some_and(|state| *state.get("holder") != Value::bytes(author.as_bytes())) => {
            before.map(|state| state.get("until"))
        }
        _ => return Ok(()),
    };
    let until = stays.and_then(|until| until.number("instant").ok()).map(Instant);
    let short = under.until.is_none_or(|end| until.is_some_and(|until| until <= end));
    if short { Ok(()) } else { Err(Refusal::BeyondOwnTerm) }
}

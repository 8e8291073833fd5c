//! Two who hold an office together, as in an interim, and may detest each other.

use crate::access::{Directory, Verb};
use crate::codec::Value;
use crate::id::HolderId;
use crate::journal::{Change, State};
use crate::kinds::{Mandate, Refusal};
use crate::time::Instant;

/// Neither shuts a laptop of the other's out, nor asks for one in their name: the other does, or somebody who doesn't hold that office with
/// them, be it from above. A mandate that is suspended is still held with somebody.
pub(super) fn apart(
    change: &Change,
    before: Option<&State>,
    author: HolderId,
    directory: &Directory,
    now: Instant,
) -> Result<(), Refusal> {
    let kind = change.payload.kind.as_str();
    let named = match kind {
        "device_revoked" => before.map(|before| before.get("holder")),
        "device_reinvited" => change.payload.edit("holder").map(|edit| &edit.after),
        _ => None,
    };
    let Some(named) = named else { return Ok(()) };
    let running = || directory.mandates.values().filter(|of| of.since <= now && !of.is_over(now));
    let own =
        |of: &Mandate| running().any(|own| own.holder == author && (own.unit, own.office) == (of.unit, of.office));
    let mut theirs = running().filter(|of| of.holder != author && *named == Value::bytes(of.holder.as_bytes()));
    if theirs.any(own) {
        return Err(Refusal::NotGranted { kind: kind.to_owned(), verb: Verb::Invite });
    }
    Ok(())
}

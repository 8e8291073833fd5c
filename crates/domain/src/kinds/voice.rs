//! Whose voice a step of a claim is: nobody answers for their own, speaks for somebody else, or from where they don't stand.

use super::{Claim, Level, Refusal};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::HolderId;
use crate::journal::{Payload, REMOVED, State};

/// Whether a change about a claim speaks for its author alone, from where they stand. Asked where it is made, by the
/// authority, and again by every device that reads it, of the holder whose device signed it.
pub(crate) fn in_ones_own_name(
    payload: &Payload,
    after: &State,
    author: Option<HolderId>,
    from_above: bool,
) -> Result<(), Refusal> {
    let Some(kind) = super::find(&payload.kind, payload.version) else { return Ok(()) };
    if kind.sort.name != Claim::SORT || kind.verb != Verb::Attest {
        return Ok(());
    }
    let denied = Refusal::NotGranted { kind: payload.kind.clone(), verb: Verb::Attest };
    let author = author.ok_or_else(|| denied.clone())?;
    let own = Value::bytes(author.as_bytes());
    let claimant = *after.get("holder") == own;
    for edit in &payload.edits {
        let of = edit.field.of().map(|of| of == author.to_string());
        let right = match edit.field.name() {
            "made_by" | "ruled_by" => edit.after == own,
            // Nobody answers for their own claim, and nobody takes back for somebody else.
            "supported" => of == Some(true) && !claimant && edit.after == Value::text(Level::of(from_above).as_str()),
            "contested" => of == Some(true) && (edit.after == Value::Null) == (payload.kind == "contest_withdrawn"),
            "document" => payload.kind == "claim_made" || !from_above,
            REMOVED => claimant || *after.get("made_by") == own,
            _ => true,
        };
        if !right {
            return Err(Refusal::ValueInvalid { field: edit.field.as_str().to_owned() });
        }
    }
    let ruling = payload.edit("ruling").is_some();
    if ruling && (!from_above || claimant || *after.get("ruled_by") != own) { Err(denied) } else { Ok(()) }
}

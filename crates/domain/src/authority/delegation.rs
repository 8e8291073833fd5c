//! What changes say of delegations that their own subject doesn't tell.

use super::shield::{shielded, shielded_with_dues};
use super::{Docket, LATE};
use crate::access::Verb;
use crate::id::{HolderId, MandateId};
use crate::journal::{Change, State};
use crate::kinds::{
    DELEGATED, DELEGATION_GRANTED, DUES_DELEGATED, DUES_DELEGATED_CHANGED, DUES_DELEGATION_GRANTED, Delegation,
    OPEN_DELEGATIONS, Refusal, delegated_by, delegated_rightly, paid_rightly,
};
use crate::time::Instant;

/// What a change is, as far as delegations are concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Delegated {
    /// Nothing that has to wait.
    Plain,
    /// A delegation that nobody grants alone: names leave the unit by it, and who grants may be leaving as well.
    ByTwo,
    /// What a delegate said, and what reached the authority after the delegation was over (J9).
    Late,
}

/// Judges it. A unit has only so many open delegations, and under the departure shield nobody grants one alone. What a delegate said is stated by the
/// authority, with the signature of their laptop; an officer repeats it only to take over what came late.
pub(super) fn by_delegation(
    change: &Change,
    author: Option<HolderId>,
    docket: &Docket,
    before: Option<&State>,
    now: Instant,
) -> Result<Delegated, Refusal> {
    let (payload, head, directory) = (&change.payload, &docket.head, &docket.directory);
    let invalid = |field: &str| Refusal::ValueInvalid { field: field.to_owned() };
    match payload.kind.as_str() {
        DELEGATION_GRANTED | DUES_DELEGATION_GRANTED => {
            let of_unit = directory.delegations.values().filter(|delegation| delegation.unit == head.unit);
            if of_unit.filter(|delegation| delegation.is_open(now)).count() >= OPEN_DELEGATIONS {
                return Err(invalid("unit"));
            }
            let departs = if payload.kind == DELEGATION_GRANTED { shielded } else { shielded_with_dues };
            let departs = departs(head.unit, directory, &docket.watch.claims, now);
            Ok(if departs { Delegated::ByTwo } else { Delegated::Plain })
        }
        DELEGATED | DUES_DELEGATED | DUES_DELEGATED_CHANGED => {
            let delegation = delegated_by(payload).and_then(|by| directory.delegations.get(&MandateId::from(by)));
            let place = (head.stream, change.header.subject);
            let rightly = |of: &&Delegation| match payload.kind.as_str() {
                DELEGATED => delegated_rightly(of, place, before, payload),
                _ => paid_rightly(of, place, before, payload),
            };
            let delegation = delegation.filter(|delegation| delegation.unit == head.unit).filter(rightly);
            let delegation = delegation.ok_or_else(|| invalid("delegated"))?;
            match author {
                Some(_) if payload.quotes.is_some() => Ok(Delegated::Plain),
                Some(_) => Err(Refusal::NotGranted { kind: payload.kind.clone(), verb: Verb::Relay }),
                None if delegation.holds(now) => Ok(Delegated::Plain),
                None if now.since(delegation.end()) < LATE => Ok(Delegated::Late),
                None => Err(invalid("until")),
            }
        }
        _ => Ok(Delegated::Plain),
    }
}

//! Believing no delegate (J5.5) whose laptop didn't sign: what the authority carries into an agenda, or into the accounts, was signed, for this very
//! stream, by the laptop that took up a delegation in force, which somebody who has its code did.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{StreamId, SubjectId};
use crate::journal::{Compartment, Payload, State, SubjectKey};
use crate::kinds::{
    DELEGATED, DELEGATION_TAKEN_UP, DUES_DELEGATED, DUES_DELEGATED_CHANGED, DUES_DELEGATION_TAKEN_UP, Delegation,
    delegated_by, delegated_rightly, paid_rightly, taken_up_rightly,
};
use crate::time::Instant;
use crate::wire::Page;

/// Whether delegations stand in such a stream.
pub(super) fn stand_in(compartment: Compartment) -> bool {
    matches!(compartment, Compartment::Agenda | Compartment::Dues)
}

/// Whether a line of this kind is asked for a signature.
pub(super) fn concerns(kind: &str) -> bool {
    [DELEGATED, DELEGATION_TAKEN_UP, DUES_DELEGATED, DUES_DELEGATED_CHANGED, DUES_DELEGATION_TAKEN_UP].contains(&kind)
}

/// The delegations that the lines of a page lean on.
pub(super) fn leaned_on(page: &Page) -> BTreeSet<SubjectId> {
    let payloads = page.lines.iter().filter_map(|line| Payload::decode(line.payload.as_deref()?).ok());
    payloads.filter_map(|payload| delegated_by(&payload)).collect()
}

/// Whether an accepted line is one that could only be taken by an honest authority, as far as delegations are concerned. What came late was taken
/// over by an officer, who quotes it: it was signed, too.
pub(super) fn rightly(
    (stream, subject): (StreamId, SubjectId),
    payload: &Payload,
    (before, after): (&State, &State),
    subjects: &BTreeMap<SubjectId, (State, SubjectKey)>,
    recorded_at: Instant,
) -> bool {
    let before = Some(before).filter(|before| !before.cells.is_empty());
    match payload.kind.as_str() {
        DELEGATION_TAKEN_UP | DUES_DELEGATION_TAKEN_UP => taken_up_rightly(before, subject, after, recorded_at).is_ok(),
        kind if concerns(kind) => {
            let facts = delegated_by(payload).and_then(|by| Some((by, &subjects.get(&by)?.0)));
            let delegation = facts.and_then(|(by, facts)| Delegation::read(by, facts));
            let place = (stream, subject);
            delegation.is_some_and(|delegation| {
                let in_time = payload.quotes.is_some() || delegation.holds(recorded_at);
                let signed = match kind {
                    DELEGATED => delegated_rightly(&delegation, place, before, payload),
                    _ => paid_rightly(&delegation, place, before, payload),
                };
                in_time && signed
            })
        }
        _ => true,
    }
}

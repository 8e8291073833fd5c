//! Believing no delegate (J5.5) whose laptop didn't sign: what the authority carries into an agenda was signed, for this very agenda, by the laptop
//! that took up a delegation in force, which somebody who has its code did.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{StreamId, SubjectId};
use crate::journal::{Payload, State, SubjectKey};
use crate::kinds::{DELEGATED, DELEGATION_TAKEN_UP, Delegation, delegated_rightly, said_in, taken_up_rightly};
use crate::time::Instant;
use crate::wire::Page;

/// The delegations that the lines of an agenda's page lean on.
pub(super) fn leaned_on(page: &Page) -> BTreeSet<SubjectId> {
    let payloads = page.lines.iter().filter_map(|line| Payload::decode(line.payload.as_deref()?).ok());
    let delegated = payloads.filter(|payload| payload.kind == DELEGATED);
    delegated.filter_map(|payload| said_in(&payload).map(|(delegation, ..)| delegation)).collect()
}

/// Whether an accepted line of an agenda is one that could only be taken by an honest authority, as far as delegations are concerned. What came late
/// was taken over by an officer, who quotes it: it was signed, too.
pub(super) fn rightly(
    (agenda, subject): (StreamId, SubjectId),
    payload: &Payload,
    (before, after): (&State, &State),
    subjects: &BTreeMap<SubjectId, (State, SubjectKey)>,
    recorded_at: Instant,
) -> bool {
    let written = |state: &'_ State| !state.cells.is_empty();
    match payload.kind.as_str() {
        DELEGATION_TAKEN_UP => {
            taken_up_rightly(Some(before).filter(|it| written(it)), subject, after, recorded_at).is_ok()
        }
        DELEGATED => {
            let by = said_in(payload).map(|(delegation, ..)| delegation);
            let facts = by.and_then(|by| Some((by, &subjects.get(&by)?.0)));
            let delegation = facts.and_then(|(by, facts)| Delegation::read(by, facts));
            delegation.is_some_and(|delegation| {
                let in_time = payload.quotes.is_some() || delegation.holds(recorded_at);
                in_time && delegated_rightly(&delegation, (agenda, subject), Some(before), payload)
            })
        }
        _ => true,
    }
}

//! From single changes to what devices send: sessions, each of one officer in one stream.

use coopol_domain::id::{ActId, ChangeId, SubjectId};
use coopol_domain::journal::{Compartment, Payload};
use coopol_domain::time::Instant;

/// Something that happened in a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When it was recorded.
    pub at: Instant,
    /// Where: a place in [`super::Federation::units`].
    pub unit: usize,
    /// What.
    pub what: What,
}

/// What happened. Mandates are named by their place in [`super::Federation::mandates`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The unit was founded.
    Founded,
    /// A mandate was recorded.
    Recorded(usize, By),
    /// A mandate was ended.
    Ended(usize, By),
    /// A device of its holder was invited and enrolled.
    Enrolled(usize, By),
    /// An officer changed something.
    Wrote(Session),
}

/// By whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The authority itself.
    Authority,
    /// The holder of a mandate.
    Officer(usize),
}

/// What an officer sent at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Where in the unit.
    pub compartment: Compartment,
    /// Under which mandate.
    pub mandate: usize,
    /// Whether the officer was off line and hadn't seen the push before this one: the changes may overlap (J4.3).
    pub blind: bool,
    /// The changes, in order.
    pub changes: Vec<Made>,
}

/// One change of an officer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub at: Instant,
    /// Its id.
    pub id: ChangeId,
    /// About what.
    pub subject: SubjectId,
    /// What.
    pub payload: Payload,
    /// As part of which act (J3.4).
    pub act: Option<ActId>,
    /// What the authority must answer.
    pub expected: Expected,
}

/// The verdict that a change is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expected {
    /// It counts.
    Accepted,
    /// It breaks a rule.
    Refused,
    /// It waits for somebody.
    Held,
    /// It comes after its author's mandate.
    Quarantined,
}

/// A change with its place, before sessions are made.
#[derive(Debug)]
pub(super) struct Loose {
    pub(super) compartment: Compartment,
    pub(super) mandate: usize,
    pub(super) blind: bool,
    pub(super) made: Made,
}

/// So many milliseconds without a change end a session: the device has sent what it had.
const PAUSE: u64 = 2 * 3_600_000;
/// The changes of a session, below what a push may hold (J3.1).
const MOST: usize = 300;

/// The sessions of a unit: neighbouring changes of one officer in one stream go together, those about one subject
/// apart: the second is made in view of the first's entry.
pub(super) fn sessions(unit: usize, mut loose: Vec<Loose>) -> Vec<Deed> {
    loose.sort_by_key(|change| (change.compartment, change.made.at));
    let mut sessions: Vec<Session> = Vec::new();
    for Loose { compartment, mandate, blind, made } in loose {
        let fits = |last: &&mut Session| {
            (last.compartment, last.mandate, last.blind) == (compartment, mandate, blind)
                && last.changes.len() < MOST
                && last.changes.iter().all(|before| before.subject != made.subject)
                && last.changes.last().is_some_and(|before| made.at.since(before.at) < PAUSE)
        };
        match sessions.last_mut().filter(fits) {
            Some(last) => last.changes.push(made),
            None => sessions.push(Session { compartment, mandate, blind, changes: vec![made] }),
        }
    }
    sessions.into_iter().map(|session| deed(unit, session)).collect()
}

fn deed(unit: usize, session: Session) -> Deed {
    let at = session.changes.last().map_or(Instant(0), |last| last.at);
    Deed { at, unit, what: What::Wrote(session) }
}

//! The departure shield: around a handover, whoever changes or deletes many people of the roster does it with somebody
//! else. The first ones of a day count at once; what goes beyond is held for a second mandate (J3.3). Nothing of it is
//! judged by a device: it folds what the authority said, and foretells it by the same code.

use std::collections::{BTreeMap, BTreeSet};

use super::{Admitted, Docket};
use crate::access::{Directory, Need, Office, Reach, Verb, leads, verbs};
use crate::id::{ActId, MandateId, SubjectId, UnitId};
use crate::journal::{Compartment, Payload, Verdict};
use crate::kinds::{Claim, Kind, current, find};
use crate::time::{DAY, Instant};

/// How long before a mandate's end, or before the next one begins, the shield stands, in milliseconds.
pub const AHEAD: u64 = 30 * DAY;
/// How many people of a roster one may always change or delete alone in 24 hours.
const FEW: u64 = 20;

/// What the shield looks at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Watch {
    /// The claims to the unit's offices that nothing has decided yet.
    pub claims: Vec<Claim>,
    /// What the author touched in this stream in the last 24 hours, while the shield stood; older ones may be among them.
    pub touched: BTreeMap<SubjectId, Touch>,
    /// How many subjects the stream has.
    pub subjects: u64,
}

/// That an author touched a subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Touch {
    /// When.
    pub at: Instant,
    /// Whether it is an act that waits, with all its parts to come; else it is a subject that was changed.
    pub held: bool,
}

/// How many subjects of a roster of so many one may change alone in 24 hours: twenty, or a twentieth where that is more.
pub fn alone_at_most(subjects: u64) -> u64 {
    FEW.max(subjects / 20)
}

/// Whether the shield stands over a unit: a mandate that writes its roster ends or is suspended within [`AHEAD`], somebody is to lead it
/// within [`AHEAD`], or a handover of such an office is announced and not closed. A claim announces one when it has what it
/// takes, or when whoever holds the office says so: a rival alone holds nothing up.
pub fn shielded(unit: UnitId, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    departs(unit, Compartment::Roster, directory, claims, now)
}

/// The same, or because whoever keeps the accounts leaves: what is let out with them, be it a name, waits as well.
pub fn shielded_with_dues(unit: UnitId, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    [Compartment::Roster, Compartment::Dues].iter().any(|kept| departs(unit, *kept, directory, claims, now))
}

/// Whether somebody who keeps this compartment leaves, or somebody is to lead the unit.
fn departs(unit: UnitId, kept: Compartment, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    let soon = |at: Instant| now < at && at.since(now) <= AHEAD;
    let own = || directory.mandates.values().filter(|mandate| mandate.unit == unit);
    let ends = |at: Option<Instant>| at.is_some_and(soon);
    let mut leaving = own().filter(|mandate| writes(mandate.office, kept) && mandate.since <= now);
    leaving.any(|mandate| ends(mandate.held_until(now)))
        || own().any(|mandate| leads(mandate.office) && soon(mandate.since))
        || claims.iter().any(|claim| claim.unit == unit && announces(claim, kept, directory, now))
}

fn writes(office: Office, kept: Compartment) -> bool {
    verbs(office, Reach::Own, kept, false).has(Verb::Write)
}

fn announces(claim: &Claim, kept: Compartment, directory: &Directory, now: Instant) -> bool {
    // Once they are out of office theirs is anybody's word: a claim that they left behind holds nothing up.
    let in_office = |id: &MandateId| directory.mandates.get(id).is_some_and(|mandate| mandate.holds(now));
    let handed_over = claim.replaces.iter().any(|(id, holder)| claim.supported.contains_key(holder) && in_office(id));
    writes(claim.office, kept) && claim.is_open() && (claim.is_enough() || handed_over)
}

/// What one author touches under the shield: in one push, as the authority judges it, or on a device, as it foretells it.
#[derive(Debug)]
pub struct Bulk {
    /// How many subjects may be touched alone.
    most: u64,
    /// What was touched in the last 24 hours, and since.
    touched: BTreeMap<SubjectId, Touch>,
    /// The subjects of each act that comes.
    acts: BTreeMap<ActId, BTreeSet<SubjectId>>,
    /// What is new in `touched`.
    new: BTreeMap<SubjectId, Touch>,
}

impl Bulk {
    /// `None` where no shield stands.
    pub(super) fn of(admitted: &Admitted, docket: &Docket, now: Instant) -> Option<Self> {
        let head = &docket.head;
        let watch = &docket.watch;
        let officer = docket.author.holder().is_some() && head.compartment == Compartment::Roster;
        if !officer || !shielded(head.unit, &docket.directory, &watch.claims, now) {
            return None;
        }
        let sent = admitted.submission.changes.iter().zip(&admitted.payloads);
        let changes =
            sent.filter_map(|(sent, payload)| Some((sent.header.act, sent.header.subject, payload.as_ref()?)));
        Some(Self::new(watch.subjects, watch.touched.clone(), now, changes))
    }

    /// Over a roster of so many subjects, with what its author touched and what comes at once: acts, subjects and payloads.
    pub fn new<'a>(
        subjects: u64,
        mut touched: BTreeMap<SubjectId, Touch>,
        now: Instant,
        changes: impl Iterator<Item = (Option<ActId>, SubjectId, &'a Payload)>,
    ) -> Self {
        touched.retain(|_, touch| now.since(touch.at) < DAY);
        let mut acts: BTreeMap<ActId, BTreeSet<SubjectId>> = BTreeMap::new();
        for (act, subject, payload) in changes {
            if let (Some(act), true) = (act, Self::counts(payload)) {
                acts.entry(act).or_default().insert(subject);
            }
        }
        Self { most: alone_at_most(subjects), touched, acts, new: BTreeMap::new() }
    }

    /// How many subjects may be touched alone in 24 hours.
    pub fn most(&self) -> u64 {
        self.most
    }

    /// How many are left.
    pub fn left(&self) -> u64 {
        self.most.saturating_sub(self.alone())
    }

    fn alone(&self) -> u64 {
        self.touched.values().filter(|touch| !touch.held).count() as u64
    }

    /// Whether a change that could count at once waits for somebody. An act is one: all of it waits that comes in a push
    /// which goes beyond what one may do alone, and all that follows.
    pub fn waits(&self, act: Option<ActId>, subject: SubjectId, payload: &Payload) -> bool {
        if !Self::counts(payload) {
            return false;
        }
        if act.is_some_and(|act| self.touched.get(&Self::of_act(act)).is_some_and(|touch| touch.held)) {
            return true;
        }
        let known = |subject: &SubjectId| self.touched.get(subject).is_some_and(|touch| !touch.held);
        if known(&subject) {
            return false;
        }
        let whole = act.and_then(|act| self.acts.get(&act));
        let fresh = whole.map_or(1, |subjects| subjects.iter().filter(|subject| !known(subject)).count());
        self.alone() + fresh as u64 > self.most
    }

    /// The same, and takes note of it.
    pub fn foresee(&mut self, act: Option<ActId>, subject: SubjectId, payload: &Payload, at: Instant) -> bool {
        let waits = self.waits(act, subject, payload);
        let verdict = if waits { Verdict::Held(Need::SecondMandate) } else { Verdict::Accepted };
        self.note(act, subject, payload, &verdict, at);
        waits
    }

    /// Takes note of a verdict on what nobody else said before.
    pub(super) fn note(
        &mut self,
        act: Option<ActId>,
        subject: SubjectId,
        payload: &Payload,
        verdict: &Verdict,
        at: Instant,
    ) {
        if !Self::counts(payload) {
            return;
        }
        let (about, held) = match (verdict, act) {
            (Verdict::Accepted, _) => (subject, false),
            (Verdict::Held(_), Some(act)) => (Self::of_act(act), true),
            _ => return,
        };
        self.touched.insert(about, Touch { at, held });
        self.new.insert(about, Touch { at, held });
    }

    /// What has to be remembered.
    pub(super) fn noted(self) -> BTreeMap<SubjectId, Touch> {
        self.new
    }

    /// Whether it changes a record of the roster.
    pub fn counts(payload: &Payload) -> bool {
        find(&payload.kind, payload.version).is_some_and(is_counted)
    }

    /// The same of a kind's name.
    pub fn counts_as(kind: &str) -> bool {
        current(kind).is_some_and(is_counted)
    }

    /// What stands for an act among the subjects: its id.
    pub fn of_act(act: ActId) -> SubjectId {
        SubjectId::from_bytes(*act.as_bytes())
    }
}

fn is_counted(kind: &Kind) -> bool {
    kind.sort.compartment == Some(Compartment::Roster) && kind.verb == Verb::Write
}

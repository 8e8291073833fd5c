//! The departure shield: around a handover, whoever changes or deletes many people of the roster does it with somebody
//! else. The first ones of a day count at once; what goes beyond is held for a second mandate (J3.3). Nothing of it is
//! judged by a device: it folds what the authority said.

use std::collections::{BTreeMap, BTreeSet};

use super::{Admitted, Docket};
use crate::access::{Directory, Office, Reach, Verb, leads, verbs};
use crate::id::{ActId, MandateId, SubjectId, UnitId};
use crate::journal::{Compartment, Header, Payload, Verdict};
use crate::kinds::{Claim, find};
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

/// Whether the shield stands over a unit: a mandate that writes its roster ends within [`AHEAD`], somebody is to lead it
/// within [`AHEAD`], or a handover of such an office is announced and not closed. A claim announces one when it has what it
/// takes, or when whoever holds the office says so: a rival alone holds nothing up.
pub fn shielded(unit: UnitId, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    let soon = |at: Instant| now < at && at.since(now) <= AHEAD;
    let own = || directory.mandates.values().filter(|mandate| mandate.unit == unit);
    let ends = |at: Option<Instant>| at.is_some_and(soon);
    own().any(|mandate| writes(mandate.office) && mandate.since <= now && ends(mandate.until))
        || own().any(|mandate| leads(mandate.office) && soon(mandate.since))
        || claims.iter().any(|claim| claim.unit == unit && announces(claim, directory, now))
}

fn writes(office: Office) -> bool {
    verbs(office, Reach::Own, Compartment::Roster, false).has(Verb::Write)
}

fn announces(claim: &Claim, directory: &Directory, now: Instant) -> bool {
    // Once they are out of office theirs is anybody's word: a claim that they left behind holds nothing up.
    let in_office = |id: &MandateId| directory.mandates.get(id).is_some_and(|mandate| mandate.holds(now));
    let handed_over = claim.replaces.iter().any(|(id, holder)| claim.supported.contains_key(holder) && in_office(id));
    writes(claim.office) && claim.is_open() && (claim.is_enough() || handed_over)
}

/// What one author touches in one push, under the shield.
#[derive(Debug)]
pub(super) struct Bulk {
    /// How many subjects may be touched alone.
    most: u64,
    /// What was touched in the last 24 hours, this push included.
    touched: BTreeMap<SubjectId, Touch>,
    /// The subjects of each act in the push.
    acts: BTreeMap<ActId, BTreeSet<SubjectId>>,
    /// What is new in `touched`.
    new: BTreeMap<SubjectId, Touch>,
}

impl Bulk {
    /// `None` where no shield stands.
    pub fn of(admitted: &Admitted, docket: &Docket, now: Instant) -> Option<Self> {
        let head = &docket.head;
        let watch = &docket.watch;
        let officer = docket.author.holder().is_some() && head.compartment == Compartment::Roster;
        if !officer || !shielded(head.unit, &docket.directory, &watch.claims, now) {
            return None;
        }
        let lately = watch.touched.iter().filter(|(_, touch)| now.since(touch.at) < DAY);
        let touched = lately.map(|(subject, touch)| (*subject, *touch)).collect();
        let mut acts: BTreeMap<ActId, BTreeSet<SubjectId>> = BTreeMap::new();
        for (sent, payload) in admitted.submission.changes.iter().zip(&admitted.payloads) {
            if let (Some(act), true) = (sent.header.act, payload.as_ref().is_some_and(counts)) {
                acts.entry(act).or_default().insert(sent.header.subject);
            }
        }
        Some(Self { most: alone_at_most(watch.subjects), touched, acts, new: BTreeMap::new() })
    }

    /// Whether a change that could count at once waits for somebody. An act is one: all of it waits that comes in a push
    /// which goes beyond what one may do alone, and all that follows.
    pub fn waits(&self, header: &Header, payload: &Payload) -> bool {
        if !counts(payload) {
            return false;
        }
        if header.act.is_some_and(|act| self.touched.get(&of_act(act)).is_some_and(|touch| touch.held)) {
            return true;
        }
        let known = |subject: &SubjectId| self.touched.get(subject).is_some_and(|touch| !touch.held);
        if known(&header.subject) {
            return false;
        }
        let whole = header.act.and_then(|act| self.acts.get(&act));
        let fresh = whole.map_or(1, |subjects| subjects.iter().filter(|subject| !known(subject)).count());
        let before = self.touched.values().filter(|touch| !touch.held).count();
        (before + fresh) as u64 > self.most
    }

    /// Takes note of a verdict on what nobody else said before.
    pub fn note(&mut self, header: &Header, payload: &Payload, verdict: &Verdict, at: Instant) {
        if !counts(payload) {
            return;
        }
        let (about, held) = match (verdict, header.act) {
            (Verdict::Accepted, _) => (header.subject, false),
            (Verdict::Held(_), Some(act)) => (of_act(act), true),
            _ => return,
        };
        self.touched.insert(about, Touch { at, held });
        self.new.insert(about, Touch { at, held });
    }

    /// What has to be remembered.
    pub fn noted(self) -> BTreeMap<SubjectId, Touch> {
        self.new
    }
}

/// Whether it changes a record of the roster.
fn counts(payload: &Payload) -> bool {
    let kind = find(&payload.kind, payload.version);
    kind.is_some_and(|kind| kind.sort.compartment == Some(Compartment::Roster) && kind.verb == Verb::Write)
}

/// The subject of an act is its own id.
fn of_act(act: ActId) -> SubjectId {
    SubjectId::from_bytes(*act.as_bytes())
}

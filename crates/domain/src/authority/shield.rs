//! The departure shield: around a handover, whoever changes or deletes many people of the roster, or many records of the accounts,
//! the agenda or the archives, does it with somebody else. The first ones of a day count at once; what goes beyond is held for a
//! second mandate (J3.3). Nothing of it is judged by a device: it folds what the authority said, and foretells it by the same code.

use std::collections::{BTreeMap, BTreeSet};

use super::{Admitted, Docket};
use crate::access::{Directory, Need, Reach, Verb, leads, verbs};
use crate::id::{ActId, MandateId, SubjectId, UnitId};
use crate::journal::{Compartment, Payload, Verdict};
use crate::kinds::{Claim, Kind, current, find};
use crate::time::{DAY, Instant};

/// How long before a mandate's end, or before the next one begins, the shield stands, in milliseconds.
pub const AHEAD: u64 = 30 * DAY;
/// How many records of one compartment one may always change or delete alone in 24 hours.
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
    /// Whether it counts among what one may do alone; else it is an act that waits, with all its parts to come, or a record of the
    /// author's own making.
    pub counted: bool,
}

/// How many subjects of so many one may change alone in 24 hours: twenty, or a twentieth where that is more.
pub fn alone_at_most(subjects: u64) -> u64 {
    FEW.max(subjects / 20)
}

/// Whether the shield stands over the roster of a unit.
pub fn shielded(unit: UnitId, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    shielded_in(Compartment::Roster, unit, directory, claims, now)
}

/// The same, or because whoever keeps the accounts leaves: what is let out with them, be it a name, waits as well.
pub fn shielded_with_dues(unit: UnitId, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    [Compartment::Roster, Compartment::Dues].iter().any(|kept| shielded_in(*kept, unit, directory, claims, now))
}

/// Whether the shield stands over what a unit keeps in a compartment: a mandate that writes there ends or is suspended within [`AHEAD`],
/// somebody is to lead the unit within [`AHEAD`], or a handover of such an office is announced and not closed. A claim announces one when
/// it has what it takes, or when whoever holds the office says so: a rival alone holds nothing up.
pub fn shielded_in(kept: Compartment, unit: UnitId, directory: &Directory, claims: &[Claim], now: Instant) -> bool {
    let soon = |at: Instant| now < at && at.since(now) <= AHEAD;
    let own = || directory.mandates.values().filter(|mandate| mandate.unit == unit);
    let ends = |at: Option<Instant>| at.is_some_and(soon);
    let vacant = kept == Compartment::Dues && directory.dues_are_vacant(unit, now);
    let writes = |office| verbs(office, Reach::Own, kept, vacant).has(Verb::Write);
    let mut leaving = own().filter(|mandate| writes(mandate.office) && mandate.since <= now);
    leaving.any(|mandate| ends(mandate.held_until(now)))
        || own().any(|mandate| leads(mandate.office) && soon(mandate.since))
        || claims.iter().any(|claim| claim.unit == unit && writes(claim.office) && announces(claim, directory, now))
}

fn announces(claim: &Claim, directory: &Directory, now: Instant) -> bool {
    // Once they are out of office theirs is anybody's word: a claim that they left behind holds nothing up.
    let in_office = |id: &MandateId| directory.mandates.get(id).is_some_and(|mandate| mandate.holds(now));
    let handed_over = claim.replaces.iter().any(|(id, holder)| claim.supported.contains_key(holder) && in_office(id));
    claim.is_open() && (claim.is_enough() || handed_over)
}

/// What one author touches under the shield in one stream: in one push, as the authority judges it, or on a device, as it foretells it.
#[derive(Debug)]
pub struct Bulk {
    /// What the stream keeps.
    kept: Compartment,
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
        let officer = docket.author.holder().is_some() && Self::watches(head.compartment);
        if !officer || !shielded_in(head.compartment, head.unit, &docket.directory, &watch.claims, now) {
            return None;
        }
        let sent = admitted.submission.changes.iter().zip(&admitted.payloads);
        let changes =
            sent.filter_map(|(sent, payload)| Some((sent.header.act, sent.header.subject, payload.as_ref()?)));
        Some(Self::new(head.compartment, watch.subjects, watch.touched.clone(), now, changes))
    }

    /// Whether the shield may stand over what is kept there.
    pub const fn watches(kept: Compartment) -> bool {
        matches!(kept, Compartment::Roster | Compartment::Dues | Compartment::Agenda | Compartment::Archive)
    }

    /// Over a stream of so many subjects, with what its author touched and what comes at once: acts, subjects and payloads.
    pub fn new<'a>(
        kept: Compartment,
        subjects: u64,
        mut touched: BTreeMap<SubjectId, Touch>,
        now: Instant,
        changes: impl Iterator<Item = (Option<ActId>, SubjectId, &'a Payload)>,
    ) -> Self {
        touched.retain(|_, touch| now.since(touch.at) < DAY);
        let mut this =
            Self { kept, most: alone_at_most(subjects), touched, acts: BTreeMap::new(), new: BTreeMap::new() };
        let mut made = BTreeSet::new();
        for (act, subject, payload) in changes {
            match (this.weight(payload), act) {
                (Weight::Makes, _) => drop(made.insert(subject)),
                (Weight::Counts, Some(act)) if !made.contains(&subject) => {
                    this.acts.entry(act).or_default().insert(subject);
                }
                _ => {}
            }
        }
        this
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
        self.touched.values().filter(|touch| touch.counted).count() as u64
    }

    /// Whether a change that could count at once waits for somebody. An act is one: all of it waits that comes in a push
    /// which goes beyond what one may do alone, and all that follows.
    pub fn waits(&self, act: Option<ActId>, subject: SubjectId, payload: &Payload) -> bool {
        let weight = self.weight(payload);
        if weight == Weight::Nothing {
            return false;
        }
        if act.is_some_and(|act| self.touched.contains_key(&Self::of_act(act))) {
            return true;
        }
        let known = |subject: &SubjectId| self.touched.contains_key(subject);
        if known(&subject) {
            return false;
        }
        let whole = act.and_then(|act| self.acts.get(&act));
        let own = usize::from(weight == Weight::Counts);
        let fresh = whole.map_or(own, |subjects| subjects.iter().filter(|subject| !known(subject)).count());
        fresh > 0 && self.alone() + fresh as u64 > self.most
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
        let (about, counted) = match (self.weight(payload), verdict, act) {
            (Weight::Nothing, ..) => return,
            (Weight::Makes, Verdict::Accepted, _) => (subject, false),
            // What somebody made themselves stays theirs to change, for the day.
            (Weight::Counts, Verdict::Accepted, _) => {
                (subject, self.touched.get(&subject).is_none_or(|before| before.counted))
            }
            (_, Verdict::Held(_), Some(act)) => (Self::of_act(act), false),
            _ => return,
        };
        self.touched.insert(about, Touch { at, counted });
        self.new.insert(about, Touch { at, counted });
    }

    /// What has to be remembered.
    pub(super) fn noted(self) -> BTreeMap<SubjectId, Touch> {
        self.new
    }

    fn weight(&self, payload: &Payload) -> Weight {
        find(&payload.kind, payload.version).map_or(Weight::Nothing, |kind| Weight::of(self.kept, kind))
    }

    /// How what was done before stands among what one touched, by the name of its kind; `None` where it is nothing that is looked at.
    pub fn touch(kept: Compartment, kind: &str, at: Instant) -> Option<Touch> {
        match current(kind).map_or(Weight::Nothing, |kind| Weight::of(kept, kind)) {
            Weight::Nothing => None,
            Weight::Makes => Some(Touch { at, counted: false }),
            Weight::Counts => Some(Touch { at, counted: true }),
        }
    }

    /// What stands for an act among the subjects: its id.
    pub fn of_act(act: ActId) -> SubjectId {
        SubjectId::from_bytes(*act.as_bytes())
    }
}

/// How much a change weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Weight {
    /// It isn't looked at.
    Nothing,
    /// It makes a record, which is its author's to change for the day.
    Makes,
    /// It counts.
    Counts,
}

impl Weight {
    fn of(kept: Compartment, kind: &Kind) -> Self {
        match kind.sort.compartment == Some(kept) && kind.verb == Verb::Write {
            false => Self::Nothing,
            // Who is put in a roster counts too: it is how one is flooded before a vote.
            true if kind.creates && kept != Compartment::Roster => Self::Makes,
            true => Self::Counts,
        }
    }
}

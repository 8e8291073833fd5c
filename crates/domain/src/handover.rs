//! The handover: what becomes of the claims to a unit's offices, and when. The timer of the authority carries it out.

use std::collections::BTreeMap;

use crate::access::{Office, leads};
use crate::codec::Value;
use crate::id::{HolderId, MandateId, SubjectId};
use crate::journal::{Edit, Payload};
use crate::kinds::{ANNOUNCED, CONTEST, Claim, GRANTED, LONGEST, Level, Mandate, Ruling, SUCCEEDED, TAKEN_UP};
use crate::time::Instant;

/// How much longer than [`CONTEST`] the authority lets a claim be contested, in milliseconds: what it states is recorded a
/// moment after it looked at its clock.
const ALLOWANCE: u64 = 60_000;

/// Where a claim stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It waits for more people to answer for it.
    Gathering,
    /// It has what it takes, and can be contested until then; `None` until the authority has said so.
    Contestable(Option<Instant>),
    /// Somebody contests it: the level above decides.
    Contested,
    /// Somebody else claims the same office: the level above decides.
    Rivalled,
    /// It is ripe: the authority states the mandate any minute.
    Ripe,
    /// Its holder has taken office.
    Granted,
    /// The level above dismissed it.
    Dismissed,
    /// Whoever made it withdrew it.
    Withdrawn,
}

/// A fact that the authority states about a subject.
pub type Fact = (SubjectId, Payload);

/// Whether the holder of an office may take the place of a holder of another: of the same, or where both lead, as after an
/// interim.
pub fn succeeds(office: Office, replaced: Office) -> bool {
    office == replaced || (leads(office) && leads(replaced))
}

/// The claims that stand against `claim`: they name an office of one seat that it names too, or a mandate that it ends too,
/// and are open or were granted since it was made.
pub fn rivals<'a>(claim: &'a Claim, all: &'a [Claim]) -> impl Iterator<Item = &'a Claim> {
    all.iter().filter(move |other| {
        let same_seat = other.office == claim.office && claim.office.has_one_seat();
        let same_mandate = other.replaces.keys().any(|mandate| claim.replaces.contains_key(mandate));
        let stands = other.granted_seq.map_or(other.is_open(), |granted| granted > claim.made_seq);
        other.id != claim.id && other.unit == claim.unit && (same_seat || same_mandate) && stands
    })
}

/// Where `claim` stands among all claims of its unit.
pub fn stage(claim: &Claim, all: &[Claim], now: Instant) -> Stage {
    if claim.mandate.is_some() {
        return Stage::Granted;
    }
    if claim.withdrawn {
        return Stage::Withdrawn;
    }
    match claim.ruling {
        Some(Ruling::Dismissed) => return Stage::Dismissed,
        Some(Ruling::Upheld) => return Stage::Ripe,
        None => {}
    }
    if !claim.contested.is_empty() {
        Stage::Contested
    } else if rivals(claim, all).next().is_some() {
        Stage::Rivalled
    } else if !claim.is_enough() {
        Stage::Gathering
    } else if claim.is_ripe(now) {
        Stage::Ripe
    } else {
        Stage::Contestable(claim.contestable_until)
    }
}

/// The next thing that the authority has to state about `claim`, if there is one: that it can be contested from now on, or
/// the mandates that follow from it. `mandate` is the id of the new mandate; `mandates` are those of the unit. Facts after
/// the first make sense only if the first is taken.
pub fn due(
    claim: &Claim,
    all: &[Claim],
    mandates: &BTreeMap<MandateId, Mandate>,
    mandate: MandateId,
    now: Instant,
) -> Vec<Fact> {
    let from_above =
        claim.ruling == Some(Ruling::Upheld) || claim.supported.values().any(|level| *level == Level::Above);
    if !from_above && (is_kept_out(claim, mandates, now) || is_a_caretakers(claim, mandates)) {
        return Vec::new();
    }
    if stage(claim, all, now) == Stage::Ripe {
        return granting(claim, mandates, mandate, now);
    }
    if claim.is_open() && claim.is_enough() && claim.contestable_until.is_none() {
        let until = Value::count(now.plus(CONTEST + ALLOWANCE).0);
        return vec![(claim.id, Payload::new(ANNOUNCED, 1, vec![Edit::set("contestable_until", until)]))];
    }
    Vec::new()
}

/// Whether whom it names is suspended in the unit: colleagues don't lift that by a claim.
fn is_kept_out(claim: &Claim, mandates: &BTreeMap<MandateId, Mandate>, now: Instant) -> bool {
    mandates.values().any(|mandate| mandate.holder == claim.holder && mandate.is_kept_out(now))
}

/// Whether it is the word of a caretaker, of whom they named, or for a caretaker: whoever was put in charge for a time doesn't make that
/// an office for good, be it in somebody else's name. Those who held office before count as ever.
fn is_a_caretakers(claim: &Claim, mandates: &BTreeMap<MandateId, Mandate>) -> bool {
    let caretakers = || mandates.values().filter(|mandate| mandate.caretaker.is_some());
    let of_before = |by: &HolderId| caretakers().all(|caretaker| !came_with(*by, caretaker, mandates));
    let others = claim.supported.keys().filter(|by| **by != claim.holder);
    caretakers().any(|caretaker| caretaker.holder == claim.holder)
        || (caretakers().next().is_some() && others.filter(|by| of_before(by)).count() < 2)
}

/// Whether somebody is that caretaker, or holds what they may have given, and held nothing in the unit when they came. What was
/// recorded after the appointment and ends with it at the latest may be of their giving, whatever the day from which it is said to run.
fn came_with(who: HolderId, caretaker: &Mandate, mandates: &BTreeMap<MandateId, Mandate>) -> bool {
    let ends = caretaker.since.plus(LONGEST);
    let after = |of: &&Mandate| of.recorded_seq > caretaker.recorded_seq && of.until.is_some_and(|until| until <= ends);
    let before = |of: &&Mandate| {
        let recorded = of.recorded_seq < caretaker.recorded_seq;
        recorded && of.caretaker.is_none() && of.since <= caretaker.since && !of.is_over(caretaker.since)
    };
    let own = || mandates.values().filter(|of| of.holder == who);
    let given = caretaker.holder == who || own().any(|of| after(&of));
    given && !own().any(|of| before(&of))
}

/// Whether a mandate ends when a claim is granted: those that the claim names, and a caretaker's of the seat that is filled.
pub(crate) fn is_ended_by(claim: &Claim, mandate: &Mandate) -> bool {
    claim.replaces.contains_key(&mandate.id)
        || (mandate.caretaker.is_some() && mandate.unit == claim.unit && succeeds(claim.office, mandate.office))
}

fn granting(claim: &Claim, mandates: &BTreeMap<MandateId, Mandate>, mandate: MandateId, now: Instant) -> Vec<Fact> {
    let granted = Payload::new(GRANTED, 1, vec![Edit::set("mandate", Value::bytes(mandate.as_bytes()))]);
    let mut facts = vec![(claim.id, granted), (mandate.into(), taken_up(claim))];
    for old in mandates.values().filter(|old| is_ended_by(claim, old)) {
        // One that hasn't begun ends before it does.
        let end = claim.since.max(now).max(old.since);
        if old.until.is_some_and(|until| until <= end) {
            continue;
        }
        let edits = vec![
            Edit::change("until", old.until.map_or(Value::Null, |until| Value::count(until.0)), Value::count(end.0)),
            Edit::set("claim", Value::bytes(claim.id.as_bytes())),
        ];
        facts.push((old.id.into(), Payload::new(SUCCEEDED, 1, edits)));
    }
    facts
}

/// The mandate that follows from a claim, word for word.
pub(crate) fn taken_up(claim: &Claim) -> Payload {
    let id = |holder: HolderId| Value::bytes(holder.as_bytes());
    let mut edits = vec![
        Edit::set("unit", Value::bytes(claim.unit.as_bytes())),
        Edit::set("office", Value::text(claim.office.to_string())),
        Edit::set("holder", id(claim.holder)),
        Edit::set("holder_name", Value::text(&claim.holder_name)),
        Edit::set("since", Value::count(claim.since.0)),
        Edit::set("claim", Value::bytes(claim.id.as_bytes())),
    ];
    edits.extend(claim.until.map(|until| Edit::set("until", Value::count(until.0))));
    edits.extend(claim.theme.as_deref().map(|theme| Edit::set("theme", Value::text(theme))));
    Payload::new(TAKEN_UP, 1, edits)
}

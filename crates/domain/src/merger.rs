//! A section becomes a part of another: what follows from what was said in both. The timer of the authority carries it out, looking at how both
//! stand and never at what it did before.

use std::collections::BTreeMap;

use crate::access::leads;
use crate::id::MandateId;
use crate::journal::{Payload, State};
use crate::kinds::{CONTEST, Claim, Mandate, Merge, Unit, UnitKind};
use crate::time::Instant;

/// How much longer than [`CONTEST`] the authority lets it be refused, in milliseconds: what it states is recorded a moment after it looked at
/// its clock.
const ALLOWANCE: u64 = 60_000;

/// One of the two units, with its facts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Party<'a> {
    /// Which.
    pub unit: &'a Unit,
    /// What stands of it in its `office`.
    pub facts: &'a State,
}

/// What is to be done next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// In the `office` of the one that ends: until when it can be refused.
    Announce(Payload),
    /// The one becomes a part of the other, as far as that isn't so yet.
    CarryOut,
}

/// Whether one may become a part of another, by what they are: a section of a section, a working group of another or of what opened it.
pub fn fits_into(unit: &Unit, into: &Unit) -> bool {
    unit.id != into.id && (unit.kind == into.kind || closes(unit, into))
}

/// Whether a working group is to be closed: it becomes a part of what opened it, which decides that itself and is asked nothing.
pub fn closes(unit: &Unit, into: &Unit) -> bool {
    unit.kind == UnitKind::Group && unit.parent == Some(into.id)
}

/// What follows for a unit that is to become a part of `into`, if anything does. `mandates` and `claims` are those of the one that ends.
pub fn due(
    ending: Party<'_>,
    into: Party<'_>,
    mandates: &BTreeMap<MandateId, Mandate>,
    claims: &[Claim],
    now: Instant,
) -> Option<Step> {
    let said = Merge::of(ending.facts, into.unit.id).filter(|said| said.ends)?;
    let agrees = Merge::of(into.facts, ending.unit.id).filter(|there| !there.ends);
    if ending.unit.merged_into == Some(into.unit.id) {
        return agrees.is_some_and(|there| there.is_ripe(now)).then_some(Step::CarryOut);
    }
    let free = ending.unit.merged_into.is_none() && into.unit.merged_into.is_none();
    let taken = closes(ending.unit, into.unit) || agrees.is_some_and(|there| there.is_ripe(now));
    if !said.is_open() || !free || !taken || !fits_into(ending.unit, into.unit) {
        return None;
    }
    if said.word == "agreed" {
        return Some(Step::CarryOut);
    }
    let since = ending.facts.cells.get(Merge::field(into.unit.id).as_str())?.stamp.effective_at.instant();
    if is_led(ending.unit, mandates, since) || claims.iter().any(comes) {
        return None;
    }
    match said.until {
        None => Some(Step::Announce(said.announced(now.plus(CONTEST + ALLOWANCE)))),
        Some(_) => said.is_ripe(now).then_some(Step::CarryOut),
    }
}

/// Whether somebody could answer for the unit, or could have since then: suspended or still to begin, they aren't passed over. Whom the level
/// above put in charge, or a sealed code brought back, answers nothing of that.
fn is_led(unit: &Unit, mandates: &BTreeMap<MandateId, Mandate>, since: Instant) -> bool {
    mandates.values().any(|of| {
        let could = of.until.is_none_or(|until| since < until && of.since < until);
        of.unit == unit.id && leads(of.office) && !of.provisional && could
    })
}

/// Whether it will be answered by whom officers of the unit say to have been elected.
fn comes(claim: &Claim) -> bool {
    leads(claim.office) && claim.is_open() && claim.is_enough()
}

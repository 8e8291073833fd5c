//! From mandates to rights: one function, used by the server to decide and by the device to show what will work.

use std::collections::BTreeMap;

use super::{Reach, Verb, Verbs, delegate, keeps_dues, verbs};
use crate::id::{HolderId, MandateId, StreamId, UnitId};
use crate::kinds::{Delegation, Mandate, Unit};
use crate::time::Instant;

/// The units and mandates that a decision may depend on: all of them on a device or in a test, on a server those of the
/// holder, of the unit in question and of the units above it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// By id.
    pub units: BTreeMap<UnitId, Unit>,
    /// By id.
    pub mandates: BTreeMap<MandateId, Mandate>,
    /// By id.
    pub delegations: BTreeMap<MandateId, Delegation>,
}

/// What one mandate gives in one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The mandate it comes from, or the delegation.
    pub mandate: MandateId,
    /// What may be done.
    pub verbs: Verbs,
    /// Until when, by the mandate's own end, or until it is suspended.
    pub until: Option<Instant>,
}

/// What somebody may do, stream by stream, at one instant. A stream that isn't in it doesn't exist for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    streams: BTreeMap<StreamId, Vec<Grant>>,
}

/// The rights of `holder` at `now`, from mandates and delegations alone.
pub fn access(holder: HolderId, directory: &Directory, now: Instant) -> Grants {
    let mut grants = Grants::default();
    let held = directory.mandates.values().filter(|mandate| mandate.holder == holder && mandate.holds(now));
    for mandate in held {
        for unit in directory.units.values() {
            let Some(reach) = directory.reach(mandate.unit, unit.id) else { continue };
            let vacant = directory.dues_are_vacant(unit.id, now);
            for (&compartment, &stream) in &unit.streams {
                let verbs = verbs(mandate.office, reach, compartment, vacant);
                // The streams of a unit that became a part of another are closed: who reads them is said by the same table.
                let verbs = if unit.merged_into.is_some() { verbs.closed() } else { verbs };
                if !verbs.is_empty() {
                    let grant = Grant { mandate: mandate.id, verbs, until: mandate.held_until(now) };
                    grants.streams.entry(stream).or_default().push(grant);
                }
            }
        }
    }
    let delegated =
        directory.delegations.values().filter(|delegation| delegation.holder() == holder && delegation.holds(now));
    for delegation in delegated {
        let closed = directory.units.get(&delegation.unit).is_none_or(|unit| unit.merged_into.is_some());
        let Some(taken) = delegation.taken.as_ref().filter(|_| !closed) else { continue };
        let grant = Grant { mandate: delegation.mandate(), verbs: delegate(), until: Some(delegation.end()) };
        grants.streams.entry(taken.slice).or_default().push(grant);
    }
    grants
}

impl Directory {
    /// How `unit` is seen from `from`; `None` when it is neither the same nor below. What became a part of a unit is seen
    /// like that unit itself. A tree with a loop, which no directory should have, ends the search rather than the program.
    pub fn reach(&self, from: UnitId, unit: UnitId) -> Option<Reach> {
        let (mut at, mut reach) = (unit, Reach::Own);
        for _ in 0..=self.units.len() {
            if at == from {
                return Some(reach);
            }
            let here = self.units.get(&at)?;
            if here.merged_into.is_none() {
                reach = Reach::Below;
            }
            at = here.over()?;
        }
        None
    }

    pub(crate) fn dues_are_vacant(&self, unit: UnitId, now: Instant) -> bool {
        let there = |mandate: &&Mandate| mandate.unit == unit && mandate.holds(now);
        !self.mandates.values().filter(there).any(|mandate| keeps_dues(mandate.office))
    }
}

impl Grants {
    /// Everything that may be done in `stream`, under whichever mandate.
    pub fn verbs(&self, stream: StreamId) -> Verbs {
        self.streams.get(&stream).into_iter().flatten().fold(Verbs::NONE, |all, grant| all.and(grant.verbs))
    }

    /// What one mandate gives in `stream`.
    pub fn under(&self, stream: StreamId, mandate: MandateId) -> Verbs {
        let from = self.streams.get(&stream).into_iter().flatten().filter(|grant| grant.mandate == mandate);
        from.fold(Verbs::NONE, |all, grant| all.and(grant.verbs))
    }

    /// The mandate under which to write in `stream`: the one that gives most.
    pub fn mandate_for(&self, stream: StreamId) -> Option<MandateId> {
        let best = self
            .streams
            .get(&stream)?
            .iter()
            .max_by_key(|grant| Verb::ALL.into_iter().filter(|&verb| grant.verbs.has(verb)).count());
        best.map(|grant| grant.mandate)
    }

    /// The streams that are cosigned, under which mandate (J5.2).
    pub fn witnessed(&self) -> impl Iterator<Item = (StreamId, MandateId)> {
        self.streams.iter().filter_map(|(&stream, grants)| {
            let witness = grants.iter().find(|grant| grant.verbs.has(Verb::Witness))?;
            Some((stream, witness.mandate))
        })
    }

    /// The streams that may be read, with what else may be done there.
    pub fn readable(&self) -> impl Iterator<Item = (StreamId, Verbs)> {
        self.streams.keys().map(|&stream| (stream, self.verbs(stream))).filter(|(_, verbs)| verbs.has(Verb::Read))
    }
}

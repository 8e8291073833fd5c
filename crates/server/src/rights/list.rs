//! The access list: what a device may hold, in the order in which it must be read, and until when (the lease).

use std::sync::OnceLock;

use coopol_domain::access::{Directory, Grants, Verb};
use coopol_domain::id::HolderId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Access, StreamAccess};

/// How long a cache opens without having spoken with the server, in milliseconds.
const LEASE: u64 = 14 * DAY;
/// For those above the sections, whose laptops hold more.
const LEASE_ABOVE: u64 = 7 * DAY;

/// The streams of a holder's access list, `office` streams first.
#[derive(Debug)]
pub struct List {
    streams: Vec<StreamAccess>,
    lease: u64,
    last_end: Option<Instant>,
    /// Its name on the day it was first asked for: every request asks.
    mark: OnceLock<(u64, String)>,
}

impl List {
    /// What `grants` let be read.
    pub fn new(
        holder: HolderId,
        directory: &Directory,
        grants: &Grants,
        last_end: Option<Instant>,
        now: Instant,
    ) -> Self {
        let mut streams: Vec<(Compartment, StreamAccess)> = Vec::new();
        let slices = directory.delegations.values().filter_map(|delegation| {
            Some((delegation.unit, Compartment::Slice(delegation.id), delegation.taken.as_ref()?.slice))
        });
        let slices: Vec<_> = slices.collect();
        for unit in directory.units.values() {
            let own =
                slices.iter().filter(|(of, ..)| *of == unit.id).map(|(_, compartment, stream)| (compartment, stream));
            for (&compartment, &stream) in unit.streams.iter().chain(own) {
                let verbs = grants.verbs(stream);
                let Some(mandate) = grants.mandate_for(stream).filter(|_| verbs.has(Verb::Read)) else { continue };
                let verbs = Verb::ALL.into_iter().filter(|&verb| verbs.has(verb)).collect();
                let compartment_name = compartment.to_string();
                let access = StreamAccess {
                    stream,
                    unit: unit.id,
                    compartment: compartment_name,
                    verbs,
                    mandate,
                    pushed: None,
                    moves: Vec::new(),
                };
                streams.push((compartment, access));
            }
        }
        streams.sort_by_key(|(compartment, access)| (*compartment, access.stream));
        let mut held = directory.mandates.values().filter(|mandate| mandate.holder == holder && mandate.holds(now));
        let above = |kind| matches!(kind, UnitKind::National | UnitKind::Federation);
        let above = held.any(|mandate| directory.units.get(&mandate.unit).is_some_and(|unit| above(unit.kind)));
        let streams = streams.into_iter().map(|(_, access)| access).collect();
        Self { streams, lease: if above { LEASE_ABOVE } else { LEASE }, last_end, mark: OnceLock::new() }
    }

    /// The list's name. It changes every day too, so that the lease is renewed.
    pub fn mark(&self, now: Instant) -> String {
        let today = now.0 / DAY;
        let (day, mark) = self.mark.get_or_init(|| (today, self.mark_on(today)));
        if *day == today { mark.clone() } else { self.mark_on(today) }
    }

    fn mark_on(&self, day: u64) -> String {
        let content = serde_json::to_vec(&(&self.streams, self.last_end, day));
        Hash::of(&content.expect("ids and words become JSON")).to_string()[..32].to_owned()
    }

    /// The list as it is sent, but for the device's own last pushes.
    pub fn at(&self, now: Instant) -> Access {
        let lease = now.plus(self.lease);
        let lease_until = self.last_end.map_or(lease, |end| end.min(lease));
        Access { mark: self.mark(now), lease_until, streams: self.streams.clone() }
    }

    /// The streams in the order in which they must be read.
    pub fn streams(&self) -> impl Iterator<Item = &StreamAccess> {
        self.streams.iter()
    }
}

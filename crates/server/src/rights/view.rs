//! What one holder may do between two changes of it.

use std::collections::BTreeSet;

use coopol_domain::access::{Directory, Grants, Verb, access};
use coopol_domain::id::{HolderId, StreamId};
use coopol_domain::kinds::{Delegation, Mandate, Suspension};
use coopol_domain::time::Instant;

use super::list::List;

/// A holder's rights, as long as they stay what they are.
#[derive(Debug)]
pub struct View {
    /// What they come from.
    pub directory: Directory,
    /// Stream by stream.
    pub grants: Grants,
    /// The streams that may be read.
    pub readable: BTreeSet<StreamId>,
    /// Whether the holder holds an office now: a delegate holds none.
    pub in_office: bool,
    /// When a mandate begins, pauses, goes on or ends next, or a delegation ends.
    pub until: Option<Instant>,
    /// The end of the last mandate or delegation held now, or when it is suspended; `None` when one has no end.
    pub last_end: Option<Instant>,
    /// The access list that goes with it.
    pub(crate) list: List,
    since: Instant,
}

impl View {
    /// The rights of `holder` at `now`.
    pub fn new(holder: HolderId, directory: Directory, now: Instant) -> Self {
        let grants = access(holder, &directory, now);
        let bounds = directory.mandates.values().flat_map(Mandate::bounds);
        let ends = directory.delegations.values().map(Delegation::end);
        let until = bounds.chain(ends).filter(|&bound| bound > now).min();
        let held = directory.mandates.values().filter(|mandate| mandate.holder == holder && mandate.holds(now));
        let in_office = held.clone().next().is_some();
        let held = held.map(|mandate| mandate.held_until(now).unwrap_or(Instant(u64::MAX)));
        let delegated = directory.delegations.values().filter(|it| it.holder() == holder && it.holds(now));
        let last_end = held.chain(delegated.map(Delegation::end)).max();
        let last_end = last_end.filter(|end| *end != Instant(u64::MAX));
        let list = List::new(holder, &directory, &grants, last_end, now);
        let readable = grants.readable().map(|(stream, _)| stream).collect();
        Self { directory, grants, readable, in_office, until, last_end, list, since: now }
    }

    /// Whether it still holds at `now`.
    pub fn holds(&self, now: Instant) -> bool {
        self.since <= now && self.until.is_none_or(|until| now < until)
    }

    /// Whether there is nothing to be read: whoever has no mandate is nobody here.
    pub fn is_empty(&self) -> bool {
        self.readable.is_empty()
    }

    /// What suspends a mandate of the holder's at `now`, and the unit's name: that comes back which is lost by it.
    pub fn suspended(&self, holder: HolderId, now: Instant) -> Option<(&Suspension, &str)> {
        let own = self.directory.mandates.values().filter(|mandate| mandate.holder == holder && mandate.since <= now);
        let suspended = own.filter_map(|mandate| {
            let unit = self.directory.units.get(&mandate.unit)?;
            Some((mandate.suspended(now)?, unit.name.as_str()))
        });
        suspended.min_by_key(|(span, _)| span.since)
    }

    /// Whether a stream may be read.
    pub fn reads(&self, stream: StreamId) -> bool {
        self.readable.contains(&stream)
    }

    /// Whether something may be done in a stream.
    pub fn may(&self, stream: StreamId, verb: Verb) -> bool {
        self.reads(stream) && self.grants.verbs(stream).has(verb)
    }
}

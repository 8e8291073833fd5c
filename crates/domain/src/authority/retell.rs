//! What an authority writes of a stream that another hands over (J5.4, J10), push by push, as if it had ruled itself. It never
//! judges again: whoever retells has had every line checked before, by [`crate::device::Audit::handed_over`].

use std::collections::{BTreeMap, BTreeSet};

use super::account::Hand;
use super::{Account, Chain, Head, Known, Recorded, Ruling};
use crate::id::{DeviceId, StreamId, SubjectId, UnitId};
use crate::journal::{Compartment, Payload, SignedPush, Stamp, State, SubjectKey, Verdict};
use crate::kinds::find;
use crate::seal::Hash;
use crate::seal::tree::Frontier;
use crate::time::Instant;
use crate::wire::{Line, Page};

/// A stream that can't be taken over, though every line of it holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRetold {
    /// A device's pushes don't follow one another: its next one couldn't be taken.
    #[error("the push {number} of the device {device} doesn't follow the one before")]
    Gap {
        /// Whose.
        device: DeviceId,
        /// Which.
        number: u64,
    },
    /// It takes a newer version of this program.
    #[error("`{kind}` {version} isn't known here: an upgrade is needed")]
    Unknown {
        /// The kind.
        kind: String,
        /// Its version.
        version: u16,
    },
    /// A line without the push that brought it, the key of its subject, or a payload that can be read. One about a subject that was
    /// erased comes without either, and is told again so.
    #[error("the entry {seq} can't be told again")]
    Cut {
        /// Which.
        seq: u64,
    },
}

/// The retelling of one stream.
#[derive(Debug, Clone)]
pub struct Retelling {
    head: Head,
    chains: BTreeMap<DeviceId, Chain>,
    subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
    account: Account,
}

impl Retelling {
    /// Before the first entry.
    pub fn new(stream: StreamId, unit: UnitId, compartment: Compartment) -> Self {
        let head = Head { stream, unit, compartment, frontier: Frontier::default(), recorded_at: Instant(0) };
        Self { head, chains: BTreeMap::new(), subjects: BTreeMap::new(), account: Account::default() }
    }

    /// From where an authority stands that lost what follows (J8): its stream, the last push of each device in it, its subjects.
    pub fn going_on(
        head: Head,
        chains: BTreeMap<DeviceId, Chain>,
        subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
    ) -> Self {
        Self { head, chains, subjects, account: Account::default() }
    }

    /// The states up to here.
    pub fn states(&self) -> impl Iterator<Item = (SubjectId, &State)> {
        self.subjects.iter().map(|(subject, (state, _))| (*subject, state))
    }

    /// What the stream says of its erasures, up to here.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// What to write for the next page. A push that goes on in the page after is another ruling of the same push.
    ///
    /// # Errors
    /// [`NotRetold`].
    pub fn page(&mut self, page: &Page) -> Result<Vec<Ruling>, NotRetold> {
        let pushes: BTreeMap<Hash, &SignedPush> =
            page.pushes.iter().map(|signed| (signed.push.hash(), signed)).collect();
        let runs = page.lines.chunk_by(|line, next| line.entry.push == next.entry.push);
        runs.map(|lines| {
            let entry = &lines[0].entry;
            let signed = pushes.get(&entry.push).ok_or(NotRetold::Cut { seq: entry.seq })?;
            self.push(entry.push, signed, lines)
        })
        .collect()
    }

    fn push(&mut self, hash: Hash, signed: &SignedPush, lines: &[Line]) -> Result<Ruling, NotRetold> {
        let (device, number) = (signed.push.device, signed.push.number);
        let chain = self.chains.entry(device).or_insert_with(Chain::start);
        let goes_on = *chain == Chain { number, hash };
        if !goes_on && (number != chain.number + 1 || signed.push.previous != chain.hash) {
            return Err(NotRetold::Gap { device, number });
        }
        *chain = Chain { number, hash };
        let (mut touched, mut settled) = (BTreeSet::new(), BTreeSet::new());
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            if let Some(payload) = &line.payload {
                settled.extend(self.fold(line, payload, Hand { device, mandate: signed.push.mandate })?);
                touched.insert(line.entry.header.subject);
            }
            let key = self.subjects.get(&line.entry.header.subject).map(|(_, key)| key.clone());
            let key = key.filter(|_| line.payload.is_some());
            entries.push(Recorded { entry: line.entry.clone(), payload: line.payload.clone(), key });
        }
        let before = self.head.clone();
        for line in lines {
            self.head.frontier.push(line.entry.leaf());
            self.head.recorded_at = line.entry.recorded_at;
        }
        debug_assert_eq!(before.frontier.size() + lines.len() as u64, self.head.frontier.size());
        let known = |subject: SubjectId| {
            let (state, key) = self.subjects.get(&subject)?.clone();
            Some((subject, Known::Living { state, key }))
        };
        let subjects = touched.into_iter().filter_map(known).collect();
        // Whose day it was is known to the authority that ruled; the next one counts from here.
        let touched = BTreeMap::new();
        Ok(Ruling { head: self.head.clone(), signed: signed.clone(), push: hash, entries, subjects, settled, touched })
    }

    /// Folds a line; which change it settles.
    fn fold(&mut self, line: &Line, payload: &[u8], hand: Hand) -> Result<Option<crate::id::ChangeId>, NotRetold> {
        let (entry, subject) = (&line.entry, line.entry.header.subject);
        let cut = NotRetold::Cut { seq: entry.seq };
        let payload = Payload::decode(payload).map_err(|_| cut.clone())?;
        let unknown = || NotRetold::Unknown { kind: payload.kind.clone(), version: payload.version };
        let kind = find(&payload.kind, payload.version).ok_or_else(unknown)?;
        self.account.hear(entry, &payload, hand);
        let known = self.subjects.remove(&subject);
        let known = known.or_else(|| Some((State::new(kind.sort.name), line.key.clone()?)));
        let (mut state, key) = known.ok_or(cut)?;
        let mut settled = None;
        if entry.verdict == Verdict::Accepted {
            let stamp = Stamp { effective_at: entry.effective_at, seq: entry.seq, by: hand.device };
            state = state.apply(&payload, entry.header.base, stamp);
            settled = payload.quotes;
        }
        self.subjects.insert(subject, (state, key));
        Ok(settled)
    }
}

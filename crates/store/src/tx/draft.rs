//! What one transaction has read, as its own writes have left it.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Directory;
use coopol_domain::authority::{Author, Chain, Decided, Known, Needs, Touch};
use coopol_domain::id::{ChangeId, DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Authority, State};
use coopol_domain::kinds::{Claim, Look, unique_of};
use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;

use crate::Writes;
use crate::recent::{News, Told};
use crate::row::{LookRow, Secret, StreamRow, SubjectRow};
use crate::sealing::{StreamSeal, SubjectSeal, Vault};

/// See the module. Where a value may be missing, `None` says that it was looked for and isn't there.
#[derive(Default)]
pub struct Draft {
    pub streams: BTreeMap<StreamId, Option<StreamDraft>>,
    pub authors: BTreeMap<DeviceId, Option<Author>>,
    /// The `office` stream in which a device was invited.
    pub homes: BTreeMap<DeviceId, StreamId>,
    pub directory: Directory,
    pub facts: BTreeMap<MandateId, Authority>,
    /// The holders and units whose mandates are in the directory.
    pub holders: BTreeSet<HolderId>,
    pub units: BTreeSet<UnitId>,
    /// The units that were looked for, and those that are still to be: what the directory speaks of must be in it.
    pub rooted: BTreeSet<UnitId>,
    pub unrooted: BTreeSet<UnitId>,
    pub subjects: BTreeMap<(StreamId, SubjectId), Option<SubjectDraft>>,
    pub looks: BTreeMap<(StreamId, Hash), Option<SubjectId>>,
    pub decided: BTreeMap<ChangeId, Option<Decided>>,
    pub chains: BTreeMap<(StreamId, DeviceId), Chain>,
    pub pushes: BTreeMap<(StreamId, DeviceId, u64), Option<Hash>>,
    /// The open claims of each `office` stream, and what an author touched lately in a stream.
    pub claims: BTreeMap<StreamId, BTreeMap<SubjectId, Claim>>,
    pub touched: BTreeMap<(StreamId, HolderId), BTreeMap<SubjectId, Touch>>,
    pub roots: BTreeMap<(StreamId, u64), Hash>,
    /// Values that subjects gave up, and values whose owner is new.
    pub freed: BTreeSet<(StreamId, Hash, SubjectId)>,
    pub taken: BTreeSet<(StreamId, Hash)>,
    /// The new entries as devices are told them, stream by stream.
    pub told: BTreeMap<StreamId, Vec<Told>>,
    /// What is to be written as it came; states, heads and looks are added at the end, as they stand then.
    pub writes: Writes,
}

pub struct StreamDraft {
    pub row: StreamRow,
    pub seal: StreamSeal,
    /// Its size when it was read.
    pub read_at: u64,
    pub grew: bool,
}

pub enum SubjectDraft {
    Erased,
    Living(Box<Living>),
}

pub struct Living {
    pub state: State,
    pub seal: SubjectSeal,
    /// The subject's key as it is stored.
    pub wrapped: Vec<u8>,
    /// The entry after which the state must be written, when it changed.
    pub changed: Option<u64>,
}

impl Draft {
    pub fn known(&self, stream: StreamId, subject: SubjectId) -> Option<Known> {
        Some(match self.subjects.get(&(stream, subject))?.as_ref()? {
            SubjectDraft::Erased => Known::Erased,
            SubjectDraft::Living(living) => Known::Living { state: living.state.clone(), key: living.seal.key.clone() },
        })
    }

    /// What a push looks up, as far as that can be named: what the subjects had that it brings back, once they are read.
    pub fn looks_of(&self, needs: &Needs) -> BTreeSet<Look> {
        let back =
            needs.brought_back.iter().filter_map(|&subject| self.subjects.get(&(needs.stream, subject))?.as_ref());
        let had = back.flat_map(|draft| match draft {
            SubjectDraft::Living(living) => unique_of(&living.state),
            SubjectDraft::Erased => Vec::new(),
        });
        needs.looks.iter().cloned().chain(had).collect()
    }

    pub fn owner(&self, stream: StreamId, look: &Look) -> Option<SubjectId> {
        let seal = &self.streams.get(&stream)?.as_ref()?.seal;
        *self.looks.get(&(stream, seal.look(look)))?
    }

    /// What was decided on a change. Only in its own stream may it be quoted, so elsewhere nobody is told what it says.
    pub fn decision(&self, stream: StreamId, change: ChangeId) -> Option<Decided> {
        let decided = self.decided.get(&change)?.as_ref()?;
        let payload = decided.payload.as_ref().filter(|_| decided.stream == stream).cloned();
        Some(Decided { payload, ..decided.clone() })
    }

    /// The mandates and delegations of `holder` and those in `unit`, with their units and all above `unit`.
    pub fn slice(&self, holder: Option<HolderId>, unit: UnitId) -> (Directory, BTreeMap<MandateId, Authority>) {
        let mut slice = Directory::default();
        let concerned = |of: HolderId, at: UnitId| Some(of) == holder || at == unit;
        let mandates = self.directory.mandates.values().filter(|mandate| concerned(mandate.holder, mandate.unit));
        slice.mandates.extend(mandates.map(|mandate| (mandate.id, mandate.clone())));
        let delegations = self.directory.delegations.values().filter(|it| concerned(it.holder(), it.unit));
        slice.delegations.extend(delegations.map(|delegation| (delegation.mandate(), delegation.clone())));
        let mut wanted: Vec<UnitId> = slice.mandates.values().map(|mandate| mandate.unit).chain([unit]).collect();
        wanted.extend(slice.delegations.values().map(|delegation| delegation.unit));
        while let Some(id) = wanted.pop() {
            let Some(unit) = self.directory.units.get(&id).filter(|_| !slice.units.contains_key(&id)) else { continue };
            wanted.extend(unit.over());
            slice.units.insert(id, unit.clone());
        }
        let facts =
            slice.mandates.keys().chain(slice.delegations.keys()).filter_map(|id| Some((*id, *self.facts.get(id)?)));
        let facts = facts.collect();
        (slice, facts)
    }

    /// Notes a unit that the directory speaks of.
    pub fn mention(&mut self, unit: UnitId) {
        if !self.rooted.contains(&unit) {
            self.unrooted.insert(unit);
        }
    }

    /// What devices will be told of the streams that grew, with their trees.
    pub fn news(&mut self) -> Vec<(News, Frontier)> {
        let mut all = Vec::new();
        for (stream, lines) in std::mem::take(&mut self.told) {
            let Some(Some(of)) = self.streams.get(&stream) else { continue };
            let keys = lines.iter().filter_map(|told| {
                let subject = told.line.entry.header.subject;
                match self.subjects.get(&(stream, subject))?.as_ref()? {
                    SubjectDraft::Living(living) => Some((subject, living.seal.key.clone())),
                    SubjectDraft::Erased => None,
                }
            });
            let keys = keys.collect();
            all.push((News { stream, erased: of.row.erased, lines, keys }, of.row.head.frontier.clone()));
        }
        all
    }

    pub fn into_writes(mut self, vault: &Vault) -> Writes {
        let freed = self.freed.iter().map(|&(stream, look, subject)| LookRow { stream, look, subject });
        self.writes.freed = freed.collect();
        let owned = self.taken.iter().filter_map(|&(stream, look)| {
            let subject = (*self.looks.get(&(stream, look))?)?;
            Some(LookRow { stream, look, subject })
        });
        self.writes.taken = owned.collect();
        let grown = self.streams.into_values().flatten().filter(|stream| stream.grew);
        self.writes.heads = grown.map(|stream| (stream.row.head, stream.row.subjects)).collect();
        let changed = self.subjects.into_iter().filter_map(|((stream, id), subject)| match subject? {
            SubjectDraft::Erased => None,
            SubjectDraft::Living(living) => living.row(stream, id, vault),
        });
        self.writes.subjects = changed.collect();
        self.writes
    }
}

impl Living {
    fn row(self, stream: StreamId, id: SubjectId, vault: &Vault) -> Option<SubjectRow> {
        let seq = self.changed?;
        let state = vault.seal_state(&self.seal, (stream, id, seq), &self.state.encode());
        Some(SubjectRow { stream, id, secret: Some(Secret { key: self.wrapped, state, seq }) })
    }
}

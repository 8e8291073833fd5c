//! The whole of the seals, checked again from what is kept here, without a network: what any member of the bureau can do.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::device::{Alarm, Audit, Heard, Stream};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Entry, SignedPush, SubjectKey};
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::Instant;
use coopol_domain::wire::{Line, Page};

use super::{Failure, Session, SyncError};
use crate::cache::{CacheError, column, count};

/// Lines checked at once.
const PAGE: i64 = 500;

/// What a check of one stream found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Which stream.
    pub stream: StreamId,
    /// Of which unit,
    pub unit: UnitId,
    /// and which part of its records.
    pub compartment: Compartment,
    /// How many entries it has.
    pub entries: u64,
    /// When the last of them was recorded; nothing while there is none, or a snapshot stands in its place.
    pub until: Option<Instant>,
    /// What the levels above cosigned last of it: the same history is shown to them (J5.2).
    pub witnessed: BTreeMap<UnitKind, Heard>,
    /// What was found.
    pub seal: Seal,
}

/// How far a stream's past is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seal {
    /// From the first entry to the last, under the authority's signature.
    Whole,
    /// The entries before a snapshot are still to be fetched and checked.
    Incomplete,
    /// It doesn't hold together.
    Broken(Alarm),
}

impl Session {
    /// Checks every stream that is held: each line, each signature, the tree, the authority's checkpoint, the states.
    pub async fn verify(&self) -> Result<Vec<Verified>, SyncError> {
        // No step may come between a stream's position and its lines.
        let device = self.machine.lock().await;
        let mut found = Vec::new();
        for (&stream, at) in &device.streams {
            let mut audit = Audit::new(&device, stream).expect("the device holds the stream");
            let seal = match self.walk(&mut audit, stream, at).await {
                Ok(_) if at.checkpoint.is_empty() && at.seq() == 0 => Seal::Whole,
                Ok(true) => checkpointed(stream, at, &device.pinned).map_or_else(Seal::Broken, |()| Seal::Whole),
                Ok(false) => Seal::Incomplete,
                Err(SyncError::Alarm(alarm)) => Seal::Broken(alarm),
                Err(error) => return Err(error),
            };
            let (unit, compartment, entries) = (at.unit, at.compartment, at.seq());
            let until = self.last_entry(stream).await?;
            let witnessed = at.witnessed.clone();
            found.push(Verified { stream, unit, compartment, entries, until, witnessed, seal });
        }
        Ok(found)
    }

    /// When each level above cosigned what the unit that is worked in keeps: all of it, so the earliest of the times (J5.2).
    pub async fn cosigned(&self) -> Result<BTreeMap<UnitKind, Instant>, Failure> {
        let unit = self.unit().await?;
        let device = self.machine.lock().await;
        let kept = device.streams.iter().filter(|(stream, at)| Some(at.unit) == unit && device.reads(**stream));
        let kept: Vec<&Stream> = kept.map(|(_, at)| at).filter(|at| at.seq() > 0).collect();
        let levels: BTreeSet<UnitKind> = kept.iter().flat_map(|at| at.witnessed.keys().copied()).collect();
        let since = |level: UnitKind| {
            let times = kept.iter().map(|at| at.witnessed.get(&level).map(|heard| heard.at));
            Some((level, times.collect::<Option<Vec<_>>>()?.into_iter().min()?))
        };
        Ok(levels.into_iter().filter_map(since).collect())
    }

    /// When the last entry that is kept was recorded. The position doesn't know it where a snapshot brought it.
    async fn last_entry(&self, stream: StreamId) -> Result<Option<Instant>, SyncError> {
        let mut reader = self.cache.reader().await?;
        let asked = sqlx::query_scalar("SELECT recorded_at FROM lines WHERE stream = ? ORDER BY seq DESC LIMIT 1");
        let found: Option<i64> =
            asked.bind(stream.as_bytes().as_slice()).fetch_optional(&mut *reader).await.map_err(CacheError::from)?;
        Ok(found.map(|at| Instant(count(at))))
    }

    /// Walks through what is kept of a stream; whether it is all there.
    pub(super) async fn walk(&self, audit: &mut Audit, stream: StreamId, at: &Stream) -> Result<bool, SyncError> {
        let keys = self.cache.keys(stream).await?;
        while audit.seq() < at.seq() {
            let before = audit.seq();
            let page = self.kept(stream, before, &keys).await?;
            if page.lines.first().is_none_or(|line| line.entry.seq != before + 1) {
                return if at.unchecked {
                    Ok(false)
                } else {
                    Err(Alarm::Shrunk { stream, seen: at.seq(), size: before }.into())
                };
            }
            audit.feed(page)?;
        }
        if audit.root() != at.frontier.root() {
            return Err(Alarm::Rewritten { stream, size: at.seq() }.into());
        }
        if !at.behind && !audit.behind() && audit.state_root() != self.cache.state_root(stream).await? {
            return Err(Alarm::States { stream, seq: at.seq() }.into());
        }
        Ok(true)
    }

    /// The page after an entry, put together from what is kept.
    pub(super) async fn kept(
        &self,
        stream: StreamId,
        after: u64,
        keys: &BTreeMap<SubjectId, SubjectKey>,
    ) -> Result<Page, SyncError> {
        let mut reader = self.cache.reader().await?;
        let (id, from) = (stream.as_bytes().as_slice(), column(after));
        let rows = sqlx::query_as::<_, (Vec<u8>, Option<Vec<u8>>)>(
            "SELECT entry, payload FROM lines WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?",
        );
        let rows = rows.bind(id).bind(from).bind(PAGE).fetch_all(&mut *reader).await.map_err(CacheError::from)?;
        let mut lines = Vec::with_capacity(rows.len());
        for (entry, payload) in rows {
            let entry = Entry::decode(&entry).map_err(CacheError::damaged("lines"))?;
            let key = payload.as_ref().and_then(|_| keys.get(&entry.header.subject).cloned());
            lines.push(Line { entry, payload, key });
        }
        // A push brought up to five hundred lines, and is read once for all of them.
        let brought = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT bytes FROM pushes WHERE hash IN
                 (SELECT push FROM lines WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?)",
        );
        let brought = brought.bind(id).bind(from).bind(PAGE).fetch_all(&mut *reader).await.map_err(CacheError::from)?;
        let pushes = brought.iter().map(|push| SignedPush::decode(push).map_err(CacheError::damaged("pushes")));
        Ok(Page { lines, pushes: pushes.collect::<Result<_, _>>()? })
    }
}

/// Whether the authority signed for exactly what is here.
fn checkpointed(stream: StreamId, at: &Stream, pinned: &coopol_domain::seal::key::Verifier) -> Result<(), Alarm> {
    let checkpoint = at.opened(stream, pinned).map_err(|error| Alarm::Checkpoint { stream, why: error.to_string() })?;
    if (checkpoint.size(), checkpoint.root()) == (at.seq(), at.frontier.root()) {
        Ok(())
    } else {
        Err(Alarm::Rewritten { stream, size: at.seq() })
    }
}

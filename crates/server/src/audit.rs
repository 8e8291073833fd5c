//! Checking everything that is kept, as a laptop would that reads it from the first entry on (J5.3): every line and its
//! signature, the trees and what the server says of them, the states that it answers from, and the bytes of every file.

use std::collections::BTreeMap;

use coopol_domain::device::{Alarm, Audit};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Unit, file_of};
use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::Instant;
use coopol_store::{Backend, Limit, StoreError};

use crate::app::App;
use crate::blobs::BlobError;

/// Entries read at once.
const PAGE: Limit = Limit { lines: 500, bytes: 4 << 20 };

/// What was found whole.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Where each stream ends: its size, and the root of its tree.
    pub streams: BTreeMap<StreamId, (u64, Hash)>,
    /// Files that documents name, and that are here.
    pub files: u64,
    /// Files that documents name, and that no laptop has sent yet.
    pub awaited: u64,
    /// When the last entry was recorded; nothing where there is none.
    pub last: Option<Instant>,
}

/// What isn't whole, and where.
#[derive(Debug, thiserror::Error)]
pub enum NotWhole {
    /// A line that doesn't hold, or that no laptop would take.
    #[error(transparent)]
    Line(#[from] Alarm),
    /// The entries aren't those that the server signs for.
    #[error("{stream}: the entries give another tree than the one that is signed")]
    Tree {
        /// In which stream.
        stream: StreamId,
    },
    /// What is answered isn't what the entries say.
    #[error("{stream}: the states that are kept aren't those that the entries give")]
    States {
        /// In which stream.
        stream: StreamId,
    },
    /// A stream that belongs to no unit: that of its own facts says nothing of it, or isn't there.
    #[error("{stream}: no unit names this stream")]
    Unnamed {
        /// Which.
        stream: StreamId,
    },
    /// A file isn't what was sent any more.
    #[error("{stream}: the file {name} isn't here as it was sent: {why}")]
    File {
        /// In which stream.
        stream: StreamId,
        /// Its name.
        name: Hash,
        /// What is wrong with it.
        why: String,
    },
    /// The bucket of the files doesn't answer: nothing is said of what is in it.
    #[error("the files can't be read now: {0}")]
    Away(BlobError),
    /// The database can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Whole {
    /// How many entries there are.
    pub fn entries(&self) -> u64 {
        self.streams.values().map(|(size, _)| size).sum()
    }
}

impl<B: Backend> App<B> {
    /// Checks all of it; nothing is written.
    ///
    /// # Errors
    /// [`NotWhole`], for the first thing that isn't.
    pub async fn check_all(&self) -> Result<Whole, NotWhole> {
        // Before anything is read: what appears meanwhile is named by the time that its unit is looked at, or isn't asked for.
        let there = self.store.every_stream().await?;
        let mut whole = Whole::default();
        for unit in self.store.units().await? {
            self.check_unit(&unit, &mut whole).await?;
        }
        let units: Vec<UnitId> = self.store.units().await?.iter().map(|unit| unit.id).collect();
        for (_, delegation) in self.store.delegations(&units).await? {
            if let Some(taken) = delegation.taken {
                self.check_slice(taken.slice, &mut whole).await?;
            }
        }
        for stream in there {
            if !whole.streams.contains_key(&stream) {
                self.check_empty(stream, &mut whole).await?;
            }
        }
        Ok(whole)
    }

    /// A unit's streams are made before it is stated: when the current failed in between, they stay, and nothing is in them.
    async fn check_empty(&self, stream: StreamId, whole: &mut Whole) -> Result<(), NotWhole> {
        self.check_slice(stream, whole).await?;
        let is_empty = whole.streams.get(&stream).is_some_and(|(size, _)| *size == 0);
        if is_empty { Ok(()) } else { Err(NotWhole::Unnamed { stream }) }
    }

    /// The unit's own facts first: they tell whose signatures stand in the others.
    async fn check_unit(&self, unit: &Unit, whole: &mut Whole) -> Result<(), NotWhole> {
        let mut office = None;
        let (first, others): (Vec<_>, Vec<_>) =
            unit.streams.iter().partition(|(compartment, _)| **compartment == Compartment::Office);
        for (&compartment, &stream) in first.into_iter().chain(others) {
            let audit = self.check_stream((stream, unit.id, compartment), office.as_ref(), whole).await?;
            for (_, state) in audit.states() {
                if let Some(name) = file_of(state) {
                    let here = self.check_file(stream, name).await?;
                    *if here { &mut whole.files } else { &mut whole.awaited } += 1;
                }
            }
            if compartment == Compartment::Office {
                office = Some(audit);
            }
        }
        Ok(())
    }

    async fn check_stream(
        &self,
        place: (StreamId, UnitId, Compartment),
        office: Option<&Audit>,
        whole: &mut Whole,
    ) -> Result<Audit, NotWhole> {
        let stream = place.0;
        let missing = || StoreError::Corrupt { what: "a stream that a unit names" };
        let head = self.store.heads(&[stream]).await?.remove(&stream).ok_or_else(missing)?.head;
        let erased = self.store.erasures(stream, 0).await?.into_iter().map(|erased| erased.subject).collect();
        let moves = self.store.moved(stream).await?;
        let mut audit = Audit::kept(place, self.authority.public_key(), moves, office, erased);
        let size = head.frontier.size();
        // What was there when it began: somebody may go on writing meanwhile.
        while audit.seq() < size {
            let limit = Limit { lines: PAGE.lines.min(size - audit.seq()), ..PAGE };
            let extract = self.store.page(stream, audit.seq(), limit).await?.ok_or_else(missing)?;
            audit.feed(extract.page)?;
        }
        if audit.root() != head.frontier.root() {
            return Err(NotWhole::Tree { stream });
        }
        let kept = self.store.states(stream).await?.filter(|kept| kept.seq == size && !audit.behind());
        if kept.is_some_and(|kept| kept.root != audit.state_root()) {
            return Err(NotWhole::States { stream });
        }
        whole.streams.insert(stream, (size, head.frontier.root()));
        whole.last = whole.last.max((size > 0).then_some(head.recorded_at));
        Ok(audit)
    }

    /// What a delegate is shown, and said, is checked by the agenda that it came from and went to; here that its entries give the tree
    /// that is signed.
    async fn check_slice(&self, stream: StreamId, whole: &mut Whole) -> Result<(), NotWhole> {
        let missing = || StoreError::Corrupt { what: "a stream that a delegation names" };
        let head = self.store.heads(&[stream]).await?.remove(&stream).ok_or_else(missing)?.head;
        let (size, mut tree) = (head.frontier.size(), Frontier::default());
        while tree.size() < size {
            let limit = Limit { lines: PAGE.lines.min(size - tree.size()), ..PAGE };
            let extract = self.store.page(stream, tree.size(), limit).await?.ok_or_else(missing)?;
            extract.page.lines.iter().for_each(|line| tree.push(line.entry.leaf()));
        }
        if tree.root() != head.frontier.root() {
            return Err(NotWhole::Tree { stream });
        }
        whole.streams.insert(stream, (size, tree.root()));
        Ok(())
    }

    /// Whether it came to its end; then its bytes must be what was sent.
    async fn check_file(&self, stream: StreamId, name: Hash) -> Result<bool, NotWhole> {
        let wrong = |why: String| NotWhole::File { stream, name, why };
        let Some(row) = self.store.blob(stream, name).await?.filter(|row| row.received == row.size) else {
            return Ok(false);
        };
        let of = self.sealing(&row);
        let key = self.naming_key(stream).await?;
        let read = async {
            let parts = self.blobs.all_parts(&of, row.received).await?;
            self.blobs.name_of(&of, &key, &parts, &[]).await
        };
        match read.await {
            Ok(read) if read == name => Ok(true),
            Ok(_) => Err(wrong("its bytes are others".to_owned())),
            Err(error) if error.is_away() => Err(NotWhole::Away(error)),
            Err(error) => Err(wrong(error.to_string())),
        }
    }
}

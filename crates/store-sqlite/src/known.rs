//! What the connection that writes was told last of the streams, the devices and the offices that pushes need, and of where each device
//! stands: nearly every push asks the same again, and to find it in the file takes longer than to judge by it.
//!
//! It is good as long as nobody else wrote: neither another process (`PRAGMA data_version`), nor this connection in another way than by
//! [`Writes`] (`sqlite3_total_changes`), of which it follows what they change. Whoever asks looks at both first, within their transaction.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use coopol_domain::id::{DeviceId, HolderId, StreamId, UnitId};
use coopol_store::row::{ChainRow, StreamRow, SubjectRow};
use coopol_store::{Answers, StoreError, Writes};
use rusqlite::Connection;

use crate::statement::{cell, query};

/// Above so many answers of a sort these are forgotten, and read again: a national server would keep everything twice.
const MOST: usize = 512;

/// See the module.
#[derive(Debug)]
pub(crate) struct Known {
    seen: Option<Seen>,
    most: usize,
    pub streams: Answered<StreamId, StreamRow>,
    pub chains: Answered<(StreamId, DeviceId), ChainRow>,
    pub devices: Answered<DeviceId, SubjectRow>,
    pub holders: Answered<HolderId, SubjectRow>,
    pub units: Answered<UnitId, SubjectRow>,
    pub above: Answered<UnitId, SubjectRow>,
    pub claims: Answered<StreamId, SubjectRow>,
    /// The streams in which the subjects of these rows lie.
    offices: HashSet<StreamId>,
}

/// What the database was when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    /// Another one once another connection has written.
    version: i64,
    /// How many rows this connection has written since it was opened, be it that it took them back.
    written: u64,
}

/// The rows that answered a question, by what it was about.
#[derive(Debug)]
pub(crate) struct Answered<K, R> {
    rows: HashMap<K, Vec<R>>,
    most: usize,
}

impl<K: Copy + Eq + Hash, R: Clone> Answered<K, R> {
    fn at_most(most: usize) -> Self {
        Self { rows: HashMap::new(), most }
    }

    /// The answers to the same question about each of `wanted`, of which what isn't known is asked.
    pub fn of_each(
        &mut self,
        wanted: &[K],
        ask: impl Fn(&K) -> Result<Vec<R>, StoreError>,
    ) -> Result<Vec<R>, StoreError> {
        let mut all = Vec::with_capacity(wanted.len());
        for one in wanted {
            if let Some(rows) = self.rows.get(one) {
                all.extend_from_slice(rows);
                continue;
            }
            let found = ask(one)?;
            if self.rows.len() >= self.most {
                self.rows.clear();
            }
            if self.most > 0 {
                self.rows.insert(*one, found.clone());
            }
            all.extend(found);
        }
        Ok(all)
    }
}

impl Known {
    /// For the connection that writes.
    pub fn kept() -> Self {
        Self::at_most(MOST)
    }

    /// For one that only reads: nearly all that changes is written by another, so it would keep nothing for long.
    pub fn nothing() -> Self {
        Self::at_most(0)
    }

    fn at_most(most: usize) -> Self {
        Self {
            seen: None,
            most,
            streams: Answered::at_most(most),
            chains: Answered::at_most(most),
            devices: Answered::at_most(most),
            holders: Answered::at_most(most),
            units: Answered::at_most(most),
            above: Answered::at_most(most),
            claims: Answered::at_most(most),
            offices: HashSet::new(),
        }
    }

    /// Forgets all of it.
    pub fn forget(&mut self) {
        *self = Self::at_most(self.most);
    }

    /// Forgets all of it, if somebody wrote what isn't followed here. To be called within a transaction.
    pub fn look(&mut self, on: &Connection) -> Result<(), StoreError> {
        if self.most == 0 {
            return Ok(());
        }
        let versions = query(on, "PRAGMA data_version", &[], |row| cell(row, 0))?;
        let version = *versions.first().ok_or(StoreError::Corrupt { what: "the version of the file" })?;
        let now = Some(Seen { version, written: on.total_changes() });
        if self.seen != now {
            self.forget();
            self.seen = now;
        }
        Ok(())
    }

    /// Notes in which streams the subjects lie that these answers speak of.
    pub fn note(&mut self, answers: &Answers) {
        if self.most > 0 {
            let rows = [&answers.devices, &answers.mandates, &answers.above, &answers.claims].into_iter().flatten();
            self.offices.extend(rows.map(|row| row.stream));
        }
    }

    /// Follows what was committed just now, by whoever looked before they wrote.
    pub fn wrote(&mut self, on: &Connection, writes: &Writes) {
        let seen = self.seen.map(|seen| Seen { written: on.total_changes(), ..seen });
        if self.says_otherwise(writes) {
            self.forget();
        }
        self.seen = seen;
        let founded = writes.founded.iter().map(|row| row.head.stream);
        let rekeyed = writes.rekeyed.iter().map(|(stream, _)| *stream);
        for stream in founded.chain(rekeyed).chain(writes.snapshots.iter().map(|row| row.stream)) {
            self.streams.rows.remove(&stream);
        }
        for (head, subjects) in &writes.heads {
            for row in self.streams.rows.get_mut(&head.stream).into_iter().flatten() {
                (row.head, row.subjects) = (head.clone(), *subjects);
            }
        }
        for push in &writes.pushes {
            if let Some(last) = self.chains.rows.get_mut(&(push.stream, push.device)) {
                *last =
                    vec![ChainRow { stream: push.stream, device: push.device, number: push.number, hash: push.hash }];
            }
        }
    }

    /// Whether they say of devices, offices or claims what isn't followed row by row, or take something away.
    fn says_otherwise(&self, writes: &Writes) -> bool {
        let Writes { units, mandates, devices, claims, erasures, subjects, .. } = writes;
        let named = !(units.is_empty() && mandates.is_empty() && devices.is_empty() && claims.is_empty());
        named || !erasures.is_empty() || subjects.iter().any(|row| self.offices.contains(&row.stream))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use coopol_domain::authority::Head;
    use coopol_domain::journal::Compartment;
    use coopol_domain::seal::tree::Frontier;
    use coopol_domain::time::Instant;
    use coopol_store::{Backend as _, Questions, Read as _, Write as _};
    use tokio::runtime::Builder;

    use super::*;
    use crate::Sqlite;

    /// What `known` answers about these numbers, and how many of them it had to ask.
    fn asked(known: &mut Answered<u8, u8>, about: &[u8]) -> (Vec<u8>, u32) {
        let asked = Cell::new(0);
        let ask = |one: &u8| {
            asked.set(asked.get() + 1);
            Ok(if *one == 0 { Vec::new() } else { vec![*one, 10 * *one] })
        };
        (known.of_each(about, ask).unwrap(), asked.get())
    }

    #[test]
    fn what_was_answered_is_asked_once() {
        let mut known = Answered::at_most(4);
        assert_eq!(asked(&mut known, &[1, 2, 1]), (vec![1, 10, 2, 20, 1, 10], 2));
        assert_eq!(asked(&mut known, &[0, 2]), (vec![2, 20], 1));
        assert_eq!(asked(&mut known, &[2, 0, 3]), (vec![2, 20, 3, 30], 1), "that there is none is an answer, too");
    }

    #[test]
    fn it_keeps_no_more_than_it_may() {
        let mut known = Answered::at_most(2);
        assert_eq!(asked(&mut known, &[1, 2, 3]).1, 3);
        assert_eq!(known.rows.len(), 1);
        assert_eq!(asked(&mut known, &[3, 1]).1, 1);
        let mut nothing = Answered::at_most(0);
        assert_eq!(asked(&mut nothing, &[1, 1]), (vec![1, 10, 1, 10], 2));
        assert!(nothing.rows.is_empty());
    }

    /// What it follows is known afterwards, and not to those who only read.
    #[test]
    fn what_it_follows_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let sqlite = Sqlite::open(&folder.path().join("server.db")).await.unwrap();
            let (stream, unit) = (StreamId::from_bytes([1; 16]), UnitId::from_bytes([2; 16]));
            let (frontier, compartment) = (Frontier::default(), Compartment::Roster);
            let head = Head { stream, unit, compartment, frontier, recorded_at: Instant(7) };
            let row = StreamRow { head: head.clone(), key: vec![3], subjects: 0, erased: 0, snapshot: None };
            let founded = Writes { founded: vec![row.clone()], ..Writes::default() };
            sqlite.write().await.unwrap().commit(founded).await.unwrap();
            let questions = Questions { streams: vec![stream], ..Questions::default() };
            sqlite.write().await.unwrap().ask(questions.clone()).await.unwrap();
            let heads = vec![(Head { recorded_at: Instant(8), ..head.clone() }, 9)];
            sqlite.write().await.unwrap().commit(Writes { heads, ..Writes::default() }).await.unwrap();
            sqlite.read().await.unwrap().ask(questions).await.unwrap();
            let (mut writer, mut reader) = (sqlite.writer.take().await.unwrap(), sqlite.readers.take().await.unwrap());
            let (on, known) = writer.on_with_known();
            known.look(on).unwrap();
            let known = known.streams.rows[&stream].clone();
            assert_eq!(known, [StreamRow { head: Head { recorded_at: Instant(8), ..head }, subjects: 9, ..row }]);
            assert!(reader.on_with_known().1.streams.rows.is_empty());
            drop((writer, reader));
            sqlite.close().await;
        });
    }
}

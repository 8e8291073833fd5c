//! What must hold at the end of a run.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::device::{Audit, Pending, Progress};
use coopol_domain::id::{ChangeId, StreamId, SubjectId};
use coopol_domain::journal::Payload;
use coopol_domain::journal::snapshot::Snapshot;
use coopol_store::Limit;
use pollster::block_on;
use sha2::Digest;

use super::run::{Outcome, Run};

impl Run {
    pub(super) fn check(self) -> Outcome {
        self.everything_saved_is_there_once();
        self.all_is_cosigned();
        self.what_is_closed_is_read();
        for stream in self.streams.values().chain(self.closed.values()).copied() {
            self.all_are_equal(stream);
            self.history_holds(stream);
        }
        for laptop in &self.laptops {
            assert!(laptop.disk.parcels().next().is_none(), "a push was never acknowledged");
            let open: Vec<_> = laptop.disk.outbox().iter().filter(|pending| pending.progress.counts()).collect();
            assert!(open.is_empty(), "changes never got their entry: {open:?}");
        }
        let (overlaps, kinds) = (self.overlaps(), self.kinds());
        let trace = self.trace.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        Outcome { trace, saved: self.saved.len(), faults: self.faults, overlaps, kinds }
    }

    /// Nothing acknowledged is lost, and nothing is applied twice: every change *saved here* has exactly one entry.
    fn everything_saved_is_there_once(&self) {
        let mut entries: BTreeMap<ChangeId, usize> = BTreeMap::new();
        for stream in self.streams.values().chain(self.closed.values()) {
            for line in self.server.lines(*stream) {
                *entries.entry(line.entry.header.id).or_default() += 1;
            }
        }
        let waiting: BTreeSet<ChangeId> = self
            .laptops
            .iter()
            .flat_map(|laptop| laptop.disk.outbox())
            .filter(|pending| matches!(pending.progress, Progress::Refused(_)))
            .map(Pending::id)
            .collect();
        for (id, stream) in &self.saved {
            let count = entries.get(id).copied().unwrap_or(0);
            assert!(count == 1 || (count == 0 && waiting.contains(id)), "{id} in {stream} has {count} entries");
        }
    }

    /// Every device that reads a stream holds the same, and it is what the server holds (J4.2, J5.2).
    fn all_are_equal(&self, stream: StreamId) {
        block_on(self.server.store.make_snapshot(stream)).expect("memory answers");
        let stored = block_on(self.server.store.snapshot(stream)).expect("memory answers").expect("it was just made");
        let snapshot = Snapshot::unpack(&stored.packed).expect("the server made it");
        let kept: Vec<(SubjectId, Vec<u8>)> =
            snapshot.subjects.into_iter().map(|subject| (subject.id, subject.state)).collect();
        for laptop in self.laptops.iter().filter(|laptop| laptop.disk.streams().contains_key(&stream)) {
            assert_eq!(laptop.disk.confirmed(stream), kept, "devices and server differ in {stream}");
            assert_eq!(laptop.disk.state_root(stream), stored.state_root);
        }
    }

    /// The whole history, read again from its first entry, gives the same tree and the same states (J5.3).
    fn history_holds(&self, stream: StreamId) {
        let Some(laptop) = self.laptops.iter().find(|laptop| laptop.disk.streams().contains_key(&stream)) else {
            return;
        };
        let mut audit = Audit::new(&laptop.device, stream).expect("it holds the stream");
        loop {
            let limit = Limit { lines: self.server.page_lines, bytes: u64::MAX };
            let extract = block_on(self.server.store.page(stream, audit.seq(), limit)).expect("memory answers");
            let Some(extract) = extract else { break };
            audit.feed(extract.page).unwrap_or_else(|alarm| panic!("the history doesn't hold: {alarm}"));
            if !extract.more {
                break;
            }
        }
        assert_eq!(audit.root(), laptop.disk.streams()[&stream].frontier.root());
        assert_eq!(audit.state_root(), laptop.disk.state_root(stream));
    }

    /// What was refused stays with its author: of that, nobody else knows what it was.
    fn kinds(&self) -> BTreeSet<(String, u16)> {
        let streams = self.streams.values().chain(self.closed.values()).chain(self.above.values());
        let lines = streams.flat_map(|stream| self.server.lines(*stream));
        let read = |bytes: Vec<u8>| Payload::decode(&bytes).expect("the server keeps what it could read");
        lines.filter_map(|line| line.payload).map(read).map(|payload| (payload.kind, payload.version)).collect()
    }

    fn overlaps(&self) -> usize {
        let laptop = &self.laptops[0];
        let states = self.board.subjects.iter().filter_map(|(stream, _, subject)| laptop.shown(*stream, *subject));
        states.map(|state| state.overlaps().count()).sum()
    }
}

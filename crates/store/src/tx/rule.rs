//! Taking up a ruling: what it changes in the draft, and what has to be written for it.

use std::sync::Arc;

use coopol_domain::authority::{Chain, Decided, Known, Recorded, Ruling};
use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Push, SignedPush, State, SubjectKey, Verdict};
use coopol_domain::kinds::{file_of, looked_up_by};
use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::{Frontier, TILE};
use coopol_domain::wire::Line;

use super::draft::{Draft, Living, StreamDraft, SubjectDraft};
use crate::recent::Told;
use crate::row::{BlobUse, EntryRow, PushRow, TileRow, TouchRow};
use crate::sealing::Vault;

const FROM_A_DOCKET: &str = "a ruling comes from a docket of this transaction";

impl Draft {
    pub fn rule(&mut self, ruling: Ruling, vault: &Vault) {
        let Ruling { head, signed, push, entries, subjects, settled, touched } = ruling;
        let (stream, seq, device) = (head.stream, head.frontier.size(), signed.push.device);
        let holder = self.authors.get(&device).and_then(Option::as_ref).expect(FROM_A_DOCKET).holder();
        self.keep_push(&signed, push, holder);
        self.keep_tiles(stream, &entries);
        let recorded_at = head.recorded_at;
        self.stream(stream).row.head = head;
        self.stream(stream).grew = true;
        for (subject, known) in subjects {
            let Known::Living { state, key } = known else { continue };
            self.project(stream, subject, &state, recorded_at);
            self.keep_subject(stream, subject, state, key, seq, vault);
        }
        if let Some(holder) = holder {
            self.writes.touched.extend(touched.iter().map(|(&subject, &touch)| TouchRow {
                stream,
                holder,
                subject,
                touch,
            }));
            if let Some(lately) = self.touched.get_mut(&(stream, holder)) {
                lately.extend(touched);
            }
        }
        let push = Arc::new(signed);
        for recorded in entries {
            self.keep_entry(recorded, &push, holder, vault);
        }
        for id in settled {
            if let Some(Some(decided)) = self.decided.get_mut(&id) {
                (decided.settled, decided.payload) = (true, None);
            }
            self.writes.settled.push(id);
        }
    }

    /// The same, of another authority's ruling. A push that goes on in several of them is kept once.
    pub(super) fn retold(&mut self, ruling: Ruling, vault: &Vault) {
        let Push { stream, device, number, .. } = ruling.signed.push;
        let kept = self.chains.get(&(stream, device)) == Some(&Chain { number, hash: ruling.push });
        self.rule(ruling, vault);
        if kept {
            self.writes.pushes.pop();
        }
    }

    pub(super) fn stream(&mut self, stream: StreamId) -> &mut StreamDraft {
        self.streams.get_mut(&stream).and_then(Option::as_mut).expect(FROM_A_DOCKET)
    }

    fn keep_push(&mut self, signed: &SignedPush, hash: Hash, holder: Option<HolderId>) {
        let (stream, device, number) = (signed.push.stream, signed.push.device, signed.push.number);
        self.chains.insert((stream, device), Chain { number, hash });
        self.pushes.insert((stream, device, number), Some(hash));
        self.writes.pushes.push(PushRow { hash, stream, device, number, holder, bytes: signed.encode() });
    }

    /// The subtrees of the last, incomplete tile are those of the tree's right edge that are smaller than a tile.
    fn keep_tiles(&mut self, stream: StreamId, entries: &[Recorded]) {
        let (size, subtrees) = self.stream(stream).row.head.frontier.parts();
        let within = size % TILE;
        let own = subtrees[subtrees.len() - within.count_ones() as usize..].to_vec();
        let mut tile = Frontier::from_parts(within, own).expect("a tree has one subtree per bit of its size");
        for (number, recorded) in (size..).zip(entries) {
            tile.push(recorded.entry.leaf());
            if tile.size() == TILE {
                self.writes.tiles.push(TileRow { stream, number: number / TILE, hash: tile.root() });
                tile = Frontier::default();
            }
        }
    }

    fn keep_subject(
        &mut self,
        stream: StreamId,
        subject: SubjectId,
        state: State,
        key: SubjectKey,
        seq: u64,
        vault: &Vault,
    ) {
        self.keep_looks(stream, subject, &state);
        self.writes.used.extend(file_of(&state).map(|name| BlobUse { stream, name, subject }));
        if let Some(Some(SubjectDraft::Living(living))) = self.subjects.get_mut(&(stream, subject)) {
            (living.state, living.changed) = (state, Some(seq));
            return;
        }
        let seal = vault.new_subject(key);
        let wrapped = vault.wrap(stream, subject, &seal);
        let living = Living { state, seal, wrapped, changed: Some(seq) };
        self.subjects.insert((stream, subject), Some(SubjectDraft::Living(Box::new(living))));
        self.stream(stream).row.subjects += 1;
    }

    fn keep_looks(&mut self, stream: StreamId, subject: SubjectId, after: &State) {
        let before = match self.subjects.get(&(stream, subject)) {
            Some(Some(SubjectDraft::Living(living))) => looked_up_by(&living.state),
            _ => Vec::new(),
        };
        let after = looked_up_by(after);
        let seal = self.stream(stream).seal.clone();
        for look in before.iter().filter(|look| !after.contains(look)).map(|look| seal.look(look)) {
            self.freed.insert((stream, look, subject));
            let owner = self.looks.entry((stream, look)).or_insert(Some(subject));
            if *owner == Some(subject) {
                *owner = None;
            }
        }
        for look in after.iter().filter(|look| !before.contains(look)).map(|look| seal.look(look)) {
            self.taken.insert((stream, look));
            self.looks.insert((stream, look), Some(subject));
        }
    }

    fn keep_entry(&mut self, recorded: Recorded, push: &Arc<SignedPush>, holder: Option<HolderId>, vault: &Vault) {
        let Recorded { entry, payload, .. } = recorded;
        let (stream, subject, seq) = (entry.header.stream, entry.header.subject, entry.seq);
        // What another authority hands over of an erased subject has no payload, and nobody can answer it any more.
        let waiting = matches!(entry.verdict, Verdict::Held(_) | Verdict::Quarantined) && payload.is_some();
        let sealed = match (&payload, self.subjects.get(&(stream, subject))) {
            (Some(payload), Some(Some(SubjectDraft::Living(living)))) => {
                Some(vault.seal_payload(&living.seal, (stream, subject, seq), payload))
            }
            _ => None,
        };
        let decided = Decided {
            stream,
            subject,
            seq,
            verdict: entry.verdict.clone(),
            holder,
            payload: payload.clone().filter(|_| waiting),
            settled: false,
        };
        self.decided.insert(entry.header.id, Some(decided));
        let (bytes, leaf) = (entry.encode(), entry.leaf());
        let size = (bytes.len() + sealed.as_ref().map_or(0, Vec::len)) as u64;
        self.writes.entries.push(EntryRow {
            stream,
            seq,
            change: entry.header.id,
            subject,
            device: push.push.device,
            number: push.push.number,
            leaf,
            bytes,
            payload: sealed,
            waiting,
        });
        let line = Line { entry, payload, key: None };
        self.told.entry(stream).or_default().push(Told { line, push: push.clone(), size });
    }
}

//! Writing a set of rows into the tables, list by list.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::time::{DAY, Instant};

use super::tables::Tables;
use crate::Writes;
use crate::row::{BlobSeal, ErasureRow, LookRow, SnapshotRow, SubjectRow, TouchRow};

impl Tables {
    pub fn apply(&mut self, writes: Writes) {
        self.streams.extend(writes.founded.into_iter().map(|row| (row.head.stream, row)));
        for (head, subjects) in writes.heads {
            if let Some(row) = self.streams.get_mut(&head.stream) {
                (row.head, row.subjects) = (head, subjects);
            }
        }
        for (stream, key) in writes.rekeyed {
            if let Some(row) = self.streams.get_mut(&stream) {
                row.key = key;
            }
        }
        for row in writes.pushes {
            self.pushes.entry((row.device, row.stream)).or_default().insert(row.number, row);
        }
        for row in writes.entries {
            self.changes.insert(row.change, (row.stream, row.seq));
            self.entries.insert((row.stream, row.seq), row);
        }
        for change in writes.settled {
            if let Some(entry) = self.changes.get(&change).and_then(|place| self.entries.get_mut(place)) {
                entry.waiting = false;
            }
        }
        self.tiles.extend(writes.tiles.into_iter().map(|row| ((row.stream, row.number), row.hash)));
        writes.subjects.into_iter().for_each(|row| self.keep_subject(row));
        writes.freed.into_iter().for_each(|row| self.free(row));
        self.looks.extend(writes.taken.into_iter().map(|row| ((row.stream, row.look), row.subject)));
        for row in writes.units {
            let kept = self.units.entry(row.unit).or_insert(row);
            *kept = if kept.stream == row.stream { row } else { *kept };
        }
        for row in writes.mandates {
            let kept = self.mandates.entry(row.mandate).or_insert(row);
            *kept = if kept.stream == row.stream { row } else { *kept };
        }
        for row in writes.devices {
            self.devices.entry(row.device).or_insert(row);
        }
        for row in writes.confirmed {
            self.confirmed.entry((row.stream, row.subject)).or_insert(row.confirmed_at);
        }
        for row in writes.claims {
            let claim = (row.stream, row.subject);
            let _known = if row.open { self.claims.insert(claim) } else { self.claims.remove(&claim) };
        }
        for TouchRow { stream, holder, touch, .. } in &writes.touched {
            let over = |at: Instant| touch.at.since(at) >= DAY;
            self.touched.retain(|(of, by, _), old| (of, by) != (stream, holder) || !over(old.at));
        }
        let touched = writes.touched.into_iter();
        self.touched.extend(touched.map(|row| ((row.stream, row.holder, row.subject), row.touch)));
        self.used.extend(writes.used.into_iter().map(|row| (row.stream, row.name, row.subject)));
        writes.snapshots.into_iter().for_each(|row| self.keep_snapshot(row));
        self.cosignatures.extend(writes.cosignatures.into_iter().map(|row| ((row.stream, row.device), row)));
        self.moves.extend(writes.moves.into_iter().map(|row| ((row.stream, row.number), row.note)));
        writes.erasures.into_iter().for_each(|row| self.erase(row));
        self.tokens.extend(writes.tokens.into_iter().map(|row| (row.hash, row)));
        if !writes.ended.is_empty() {
            self.tokens.retain(|_, row| !writes.ended.contains(&row.family));
        }
        self.nonces.extend(writes.nonces.into_iter().map(|row| (row.hash, row.expires)));
        if let Some(now) = writes.expired {
            self.tokens.retain(|_, row| now < row.expires);
            self.nonces.retain(|_, expires| now < *expires);
        }
        self.settings.extend(writes.settings.into_iter().map(|row| (row.name, row.sealed)));
        if !writes.mailed.is_empty() {
            self.mail.retain(|(stream, mailing, _), _| !writes.mailed.contains(&(*stream, *mailing)));
        }
        self.mail.extend(writes.mail.into_iter().map(|row| ((row.stream, row.mailing, row.person), row)));
        self.blobs.extend(writes.blobs.into_iter().map(|row| ((row.stream, row.name), row)));
        for blob in &writes.dropped {
            self.blobs.remove(blob);
        }
    }

    fn keep_subject(&mut self, row: SubjectRow) {
        let kept = self.subjects.entry((row.stream, row.id)).or_insert_with(|| row.clone());
        if kept.secret.is_some() {
            *kept = row;
        }
    }

    fn free(&mut self, row: LookRow) {
        let place = (row.stream, row.look);
        if self.looks.get(&place) == Some(&row.subject) {
            self.looks.remove(&place);
        }
    }

    fn keep_snapshot(&mut self, row: SnapshotRow) {
        if let Some(stream) = self.streams.get_mut(&row.stream) {
            stream.snapshot = Some(StateRoot { seq: row.frontier.size(), root: row.state_root });
        }
        self.snapshots.insert(row.stream, row);
    }

    fn erase(&mut self, row: ErasureRow) {
        let ErasureRow { stream, number, subject, .. } = row;
        self.erasures.insert((stream, number), row);
        if let Some(of) = self.streams.get_mut(&stream) {
            (of.erased, of.snapshot) = (number, None);
        }
        self.snapshots.remove(&stream);
        self.subjects.insert((stream, subject), SubjectRow { stream, id: subject, secret: None });
        let about = self.entries.range_mut((stream, 0)..=(stream, u64::MAX)).map(|(_, entry)| entry);
        for entry in about.filter(|entry| entry.subject == subject) {
            (entry.payload, entry.waiting) = (None, false);
        }
        self.looks.retain(|(of, _), owner| (*of, *owner) != (stream, subject));
        self.units.retain(|_, row| (row.stream, row.unit.into()) != (stream, subject));
        self.mandates.retain(|_, row| (row.stream, row.mandate.into()) != (stream, subject));
        self.devices.retain(|_, row| (row.stream, row.device.into()) != (stream, subject));
        self.confirmed.remove(&(stream, subject));
        self.claims.remove(&(stream, subject));
        self.touched.retain(|(of, _, what), _| (*of, *what) != (stream, subject));
        let named: Vec<Hash> = self.names_of(stream, subject).collect();
        self.used.retain(|(of, _, by)| (*of, *by) != (stream, subject));
        for name in
            named.into_iter().filter(|name| !self.used.iter().any(|(of, what, _)| (*of, *what) == (stream, *name)))
        {
            if let Some(blob) = self.blobs.get_mut(&(stream, name)) {
                blob.seal = BlobSeal::Gone;
            }
        }
    }

    fn names_of(&self, stream: StreamId, subject: SubjectId) -> impl Iterator<Item = Hash> {
        let of = self.used.iter().filter(move |(of, _, by)| (*of, *by) == (stream, subject));
        of.map(|(_, name, _)| *name)
    }
}

//! Questions to the tables.

use std::collections::BTreeSet;
use std::ops::Range;

use coopol_domain::authority::Touch;
use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use super::MemoryRead;
use super::tables::Tables;
use crate::row::{
    BlobRow, BlobSeal, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, EntryRow, ErasureRow, Family, LineRow,
    LookRow, MailRow, MoveRow, NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow, TouchRow,
};
use crate::{Read, StoreError};

impl Tables {
    fn subject(&self, stream: StreamId, subject: SubjectId) -> Option<SubjectRow> {
        self.subjects.get(&(stream, subject)).cloned()
    }

    fn unit(&self, unit: UnitId) -> Option<SubjectRow> {
        self.units.get(&unit).and_then(|row| self.subject(row.stream, unit.into()))
    }

    fn entries(&self, stream: StreamId, seqs: Range<u64>) -> impl Iterator<Item = &EntryRow> {
        self.entries.range((stream, seqs.start)..(stream, seqs.end)).map(|(_, entry)| entry)
    }

    fn chain(&self, device: DeviceId, stream: StreamId) -> Option<ChainRow> {
        let (number, last) = self.pushes.get(&(device, stream))?.last_key_value()?;
        Some(ChainRow { stream, device, number: *number, hash: last.hash })
    }

    fn erased(&self, stream: StreamId) -> impl Iterator<Item = &ErasureRow> {
        self.erasures.range((stream, 0)..=(stream, u64::MAX)).map(|(_, row)| row)
    }
}

impl Read for MemoryRead {
    async fn streams(&mut self, ids: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        Ok(ids.iter().filter_map(|id| self.tables.streams.get(id).cloned()).collect())
    }

    async fn devices(&mut self, ids: &[DeviceId]) -> Result<Vec<SubjectRow>, StoreError> {
        let rows = ids.iter().filter_map(|id| self.tables.devices.get(id));
        Ok(rows.filter_map(|row| self.tables.subject(row.stream, row.device.into())).collect())
    }

    async fn mandates(&mut self, holders: &[HolderId], units: &[UnitId]) -> Result<Vec<SubjectRow>, StoreError> {
        let rows = self.tables.mandates.values();
        let rows = rows.filter(|row| holders.contains(&row.holder) || units.contains(&row.unit));
        Ok(rows.filter_map(|row| self.tables.subject(row.stream, row.mandate.into())).collect())
    }

    async fn units_above(&mut self, units: &[UnitId]) -> Result<Vec<SubjectRow>, StoreError> {
        let (mut wanted, mut found) = (units.to_vec(), BTreeSet::new());
        while let Some(unit) = wanted.pop() {
            if found.insert(unit) {
                wanted.extend(self.tables.units.get(&unit).and_then(|row| row.parent));
            }
        }
        Ok(found.into_iter().filter_map(|unit| self.tables.unit(unit)).collect())
    }

    async fn every_stream(&mut self) -> Result<Vec<StreamId>, StoreError> {
        Ok(self.tables.streams.keys().copied().collect())
    }

    async fn units(&mut self) -> Result<Vec<SubjectRow>, StoreError> {
        let rows = self.tables.units.values();
        Ok(rows.filter_map(|row| self.tables.subject(row.stream, row.unit.into())).collect())
    }

    async fn units_below(&mut self, units: &[UnitId]) -> Result<Vec<SubjectRow>, StoreError> {
        let (mut wanted, mut found) = (units.to_vec(), BTreeSet::new());
        while let Some(unit) = wanted.pop() {
            if found.insert(unit) {
                let below = self.tables.units.values().filter(|row| row.parent == Some(unit));
                wanted.extend(below.map(|row| row.unit));
            }
        }
        Ok(found.into_iter().filter_map(|unit| self.tables.unit(unit)).collect())
    }

    async fn subjects(&mut self, ids: &[(StreamId, SubjectId)]) -> Result<Vec<SubjectRow>, StoreError> {
        Ok(ids.iter().filter_map(|&(stream, subject)| self.tables.subject(stream, subject)).collect())
    }

    async fn living(&mut self, stream: StreamId) -> Result<Vec<SubjectRow>, StoreError> {
        let all = (stream, SubjectId::from_bytes([0; 16]))..=(stream, SubjectId::from_bytes([0xff; 16]));
        let rows = self.tables.subjects.range(all).map(|(_, row)| row);
        Ok(rows.filter(|row| row.secret.is_some()).cloned().collect())
    }

    async fn looks(&mut self, looks: &[(StreamId, Hash)]) -> Result<Vec<LookRow>, StoreError> {
        let row = |&(stream, look)| {
            let subject = *self.tables.looks.get(&(stream, look))?;
            Some(LookRow { stream, look, subject })
        };
        Ok(looks.iter().filter_map(row).collect())
    }

    async fn decided(&mut self, changes: &[ChangeId]) -> Result<Vec<DecidedRow>, StoreError> {
        let row = |change: &ChangeId| {
            let entry = self.tables.entries.get(self.tables.changes.get(change)?)?;
            let mut line = self.tables.line(entry);
            if !entry.waiting {
                (line.payload, line.key) = (None, None);
            }
            let holder = self.tables.push_of(entry)?.holder;
            Some(DecidedRow { change: *change, line, holder, waiting: entry.waiting })
        };
        Ok(changes.iter().filter_map(row).collect())
    }

    async fn chains(&mut self, of: &[(StreamId, DeviceId)]) -> Result<Vec<ChainRow>, StoreError> {
        Ok(of.iter().filter_map(|&(stream, device)| self.tables.chain(device, stream)).collect())
    }

    async fn chains_of(&mut self, device: DeviceId) -> Result<Vec<ChainRow>, StoreError> {
        let all = (device, StreamId::from_bytes([0; 16]))..=(device, StreamId::from_bytes([0xff; 16]));
        let streams = self.tables.pushes.range(all).map(|((_, stream), _)| *stream);
        Ok(streams.filter_map(|stream| self.tables.chain(device, stream)).collect())
    }

    async fn push(&mut self, stream: StreamId, device: DeviceId, number: u64) -> Result<Option<Hash>, StoreError> {
        Ok(self.tables.pushes.get(&(device, stream)).and_then(|chain| Some(chain.get(&number)?.hash)))
    }

    async fn tiles(&mut self, stream: StreamId, numbers: Range<u64>) -> Result<Vec<Hash>, StoreError> {
        let tiles = self.tables.tiles.range((stream, numbers.start)..(stream, numbers.end));
        Ok(tiles.map(|(_, hash)| *hash).collect())
    }

    async fn leaves(&mut self, stream: StreamId, numbers: Range<u64>) -> Result<Vec<Hash>, StoreError> {
        Ok(self.tables.entries(stream, numbers.start + 1..numbers.end + 1).map(|entry| entry.leaf).collect())
    }

    async fn sizes(&mut self, stream: StreamId, after: u64, most: u64) -> Result<Vec<u64>, StoreError> {
        let entries = self.tables.entries(stream, after + 1..after.saturating_add(most).saturating_add(1));
        let size = |entry: &EntryRow| entry.bytes.len() + entry.payload.as_ref().map_or(0, Vec::len);
        Ok(entries.map(|entry| size(entry) as u64).collect())
    }

    async fn lines(&mut self, stream: StreamId, seqs: Range<u64>) -> Result<Vec<LineRow>, StoreError> {
        Ok(self.tables.entries(stream, seqs).map(|entry| self.tables.line(entry)).collect())
    }

    async fn pushes(&mut self, stream: StreamId, seqs: Range<u64>) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut seen = BTreeSet::new();
        let new = self.tables.entries(stream, seqs).filter(|entry| seen.insert((entry.device, entry.number)));
        Ok(new.filter_map(|entry| Some(self.tables.push_of(entry)?.bytes.clone())).collect())
    }

    async fn waiting(&mut self, stream: StreamId) -> Result<Vec<LineRow>, StoreError> {
        let waiting = self.tables.entries(stream, 0..u64::MAX).filter(|entry| entry.waiting);
        Ok(waiting.map(|entry| self.tables.line(entry)).collect())
    }

    async fn snapshot(&mut self, stream: StreamId) -> Result<Option<SnapshotRow>, StoreError> {
        Ok(self.tables.snapshots.get(&stream).cloned())
    }

    async fn erasures(&mut self, stream: StreamId, after: u64) -> Result<Vec<ErasureRow>, StoreError> {
        Ok(self.tables.erased(stream).filter(|row| row.number > after).copied().collect())
    }

    async fn confirmed(&mut self) -> Result<Vec<(ConfirmedRow, SubjectRow)>, StoreError> {
        let row = |(&(stream, subject), &confirmed_at): (&(StreamId, SubjectId), &Instant)| {
            let of = self.tables.subject(stream, subject).filter(|of| of.secret.is_some())?;
            Some((ConfirmedRow { stream, subject, confirmed_at }, of))
        };
        let mut rows: Vec<_> = self.tables.confirmed.iter().filter_map(row).collect();
        rows.sort_by_key(|(row, _)| (row.stream, row.confirmed_at));
        Ok(rows)
    }

    async fn claimed(&mut self) -> Result<Vec<StreamId>, StoreError> {
        let streams: BTreeSet<StreamId> = self.tables.claims.iter().map(|(stream, _)| *stream).collect();
        Ok(streams.into_iter().collect())
    }

    async fn open_claims(&mut self, streams: &[StreamId]) -> Result<Vec<SubjectRow>, StoreError> {
        let open = self.tables.claims.iter().filter(|(stream, _)| streams.contains(stream));
        Ok(open.filter_map(|&(stream, subject)| self.tables.subject(stream, subject)).collect())
    }

    async fn touched(&mut self, of: &[(StreamId, HolderId)]) -> Result<Vec<TouchRow>, StoreError> {
        let rows = of.iter().flat_map(|&(stream, holder)| {
            let all =
                (stream, holder, SubjectId::from_bytes([0; 16]))..=(stream, holder, SubjectId::from_bytes([0xff; 16]));
            let row = move |(&(.., subject), &touch): (&(_, _, SubjectId), &Touch)| TouchRow {
                stream,
                holder,
                subject,
                touch,
            };
            self.tables.touched.range(all).map(row)
        });
        Ok(rows.collect())
    }

    async fn token(&mut self, hash: Hash) -> Result<Option<TokenRow>, StoreError> {
        Ok(self.tables.tokens.get(&hash).copied())
    }

    async fn families(&mut self, device: DeviceId) -> Result<Vec<Family>, StoreError> {
        let of_device = self.tables.tokens.values().filter(|token| token.device == device);
        let families: BTreeSet<Family> = of_device.map(|token| token.family).collect();
        Ok(families.into_iter().collect())
    }

    async fn nonce(&mut self, hash: Hash) -> Result<Option<NonceRow>, StoreError> {
        Ok(self.tables.nonces.get(&hash).map(|&expires| NonceRow { hash, expires }))
    }

    async fn cosignatures(&mut self, streams: &[StreamId]) -> Result<Vec<CosignatureRow>, StoreError> {
        let of = self.tables.cosignatures.values().filter(|row| streams.contains(&row.stream));
        let mut of: Vec<_> = of.cloned().collect();
        of.sort_by_key(|row| (row.stream, row.number));
        Ok(of)
    }

    async fn moves(&mut self, streams: &[StreamId]) -> Result<Vec<MoveRow>, StoreError> {
        let of = self.tables.moves.iter().filter(|((stream, _), _)| streams.contains(stream));
        Ok(of.map(|(&(stream, number), note)| MoveRow { stream, number, note: note.clone() }).collect())
    }

    async fn setting(&mut self, name: &str) -> Result<Option<SettingRow>, StoreError> {
        let sealed = self.tables.settings.get(name);
        Ok(sealed.map(|sealed| SettingRow { name: name.to_owned(), sealed: sealed.clone() }))
    }

    async fn settings(&mut self) -> Result<Vec<SettingRow>, StoreError> {
        let row = |(name, sealed): (&String, &Vec<u8>)| SettingRow { name: name.clone(), sealed: sealed.clone() };
        Ok(self.tables.settings.iter().map(row).collect())
    }

    async fn mailings(&mut self) -> Result<Vec<(StreamId, SubjectId)>, StoreError> {
        let mailings: BTreeSet<_> = self.tables.mail.keys().map(|(stream, mailing, _)| (*stream, *mailing)).collect();
        Ok(mailings.into_iter().collect())
    }

    async fn mail_of(&mut self, stream: StreamId, mailing: SubjectId) -> Result<Vec<MailRow>, StoreError> {
        let [first, last] = [[0; 16], [0xff; 16]].map(SubjectId::from_bytes);
        let rows = self.tables.mail.range((stream, mailing, first)..=(stream, mailing, last));
        Ok(rows.map(|(_, row)| *row).collect())
    }

    async fn mail_to(
        &mut self,
        stream: StreamId,
        mailing: SubjectId,
        person: SubjectId,
    ) -> Result<Option<MailRow>, StoreError> {
        Ok(self.tables.mail.get(&(stream, mailing, person)).copied())
    }

    async fn blob(&mut self, stream: StreamId, name: Hash) -> Result<Option<BlobRow>, StoreError> {
        Ok(self.tables.blobs.get(&(stream, name)).cloned())
    }

    async fn blobs_of(&mut self, stream: StreamId) -> Result<Vec<BlobRow>, StoreError> {
        Ok(self.tables.blobs.values().filter(|blob| blob.stream == stream).cloned().collect())
    }

    async fn orphans(&mut self, before: Instant) -> Result<Vec<BlobRow>, StoreError> {
        let used = |blob: &BlobRow| {
            self.tables.used.iter().any(|(stream, name, _)| (*stream, *name) == (blob.stream, blob.name))
        };
        let given_up = |blob: &BlobRow| blob.begun_at < before && !used(blob);
        let orphans = self.tables.blobs.values().filter(|blob| blob.seal == BlobSeal::Gone || given_up(blob));
        let mut orphans: Vec<BlobRow> = orphans.cloned().collect();
        orphans.sort_by_key(|blob| blob.begun_at);
        Ok(orphans)
    }

    async fn blobs_from_before(&mut self) -> Result<Vec<BlobRow>, StoreError> {
        let before = |blob: &&BlobRow| matches!(blob.seal, BlobSeal::Before | BlobSeal::Between(_));
        Ok(self.tables.blobs.values().filter(before).cloned().collect())
    }
}

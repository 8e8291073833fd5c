//! The tables, each by the key that a database would have.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::Touch;
use coopol_domain::id::{ChangeId, DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::row::{
    BlobRow, CosignatureRow, DeviceRow, EntryRow, ErasureRow, LineRow, MailRow, MandateRow, PushRow, SnapshotRow,
    StreamRow, SubjectRow, TokenRow, UnitRow,
};

#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub streams: BTreeMap<StreamId, StreamRow>,
    pub pushes: BTreeMap<(DeviceId, StreamId), BTreeMap<u64, PushRow>>,
    pub entries: BTreeMap<(StreamId, u64), EntryRow>,
    pub changes: BTreeMap<ChangeId, (StreamId, u64)>,
    pub tiles: BTreeMap<(StreamId, u64), Hash>,
    pub subjects: BTreeMap<(StreamId, SubjectId), SubjectRow>,
    pub looks: BTreeMap<(StreamId, Hash), SubjectId>,
    pub units: BTreeMap<UnitId, UnitRow>,
    pub mandates: BTreeMap<MandateId, MandateRow>,
    pub devices: BTreeMap<DeviceId, DeviceRow>,
    pub touched: BTreeMap<(StreamId, HolderId, SubjectId), Touch>,
    pub confirmed: BTreeMap<(StreamId, SubjectId), Instant>,
    pub claims: BTreeSet<(StreamId, SubjectId)>,
    pub used: BTreeSet<(StreamId, Hash, SubjectId)>,
    pub snapshots: BTreeMap<StreamId, SnapshotRow>,
    pub moves: BTreeMap<(StreamId, u64), String>,
    pub cosignatures: BTreeMap<(StreamId, DeviceId), CosignatureRow>,
    pub erasures: BTreeMap<(StreamId, u64), ErasureRow>,
    pub tokens: BTreeMap<Hash, TokenRow>,
    pub nonces: BTreeMap<Hash, Instant>,
    pub settings: BTreeMap<String, Vec<u8>>,
    pub mail: BTreeMap<(StreamId, SubjectId, SubjectId), MailRow>,
    pub blobs: BTreeMap<(StreamId, Hash), BlobRow>,
}

impl Tables {
    pub fn push_of(&self, entry: &EntryRow) -> Option<&PushRow> {
        self.pushes.get(&(entry.device, entry.stream))?.get(&entry.number)
    }

    pub fn line(&self, entry: &EntryRow) -> LineRow {
        let subject = self.subjects.get(&(entry.stream, entry.subject));
        LineRow {
            stream: entry.stream,
            seq: entry.seq,
            subject: entry.subject,
            bytes: entry.bytes.clone(),
            payload: entry.payload.clone(),
            key: subject.and_then(|subject| Some(subject.secret.as_ref()?.key.clone())),
        }
    }
}

//! Everything that can be written, in the order in which a backend writes it.

use coopol_domain::authority::Head;
use coopol_domain::id::{ChangeId, StreamId, SubjectId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::row::{
    BlobRow, BlobUse, ClaimRow, ConfirmedRow, CosignatureRow, DeviceRow, EntryRow, ErasureRow, Family, LookRow,
    MailRow, MandateRow, MoveRow, NonceRow, PushRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TileRow, TokenRow,
    TouchRow, UnitRow,
};

/// What one transaction writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    /// New streams.
    pub founded: Vec<StreamRow>,
    /// Where streams stand now, with how many subjects were ever spoken of in them.
    pub heads: Vec<(Head, u64)>,
    /// Keys of streams, wrapped anew.
    pub rekeyed: Vec<(StreamId, Vec<u8>)>,
    /// New pushes.
    pub pushes: Vec<PushRow>,
    /// New entries, with their payloads.
    pub entries: Vec<EntryRow>,
    /// Entries that wait for nobody any more.
    pub settled: Vec<ChangeId>,
    /// Complete tiles.
    pub tiles: Vec<TileRow>,
    /// Subjects, new or changed. An erased one stays erased.
    pub subjects: Vec<SubjectRow>,
    /// Values that a subject has no longer; those that another has by now stay as they are.
    pub freed: Vec<LookRow>,
    /// Values that somebody has, whoever had them before.
    pub taken: Vec<LookRow>,
    /// Subjects that are units. The first stream to say so keeps a unit, a mandate, a device.
    pub units: Vec<UnitRow>,
    /// Subjects that are mandates.
    pub mandates: Vec<MandateRow>,
    /// Subjects that are devices.
    pub devices: Vec<DeviceRow>,
    /// Erasures that were confirmed; the first instant counts.
    pub confirmed: Vec<ConfirmedRow>,
    /// Claims that were made, or decided.
    pub claims: Vec<ClaimRow>,
    /// What authors touched under the departure shield; what they touched a day before is forgotten.
    pub touched: Vec<TouchRow>,
    /// Blobs that subjects name.
    pub used: Vec<BlobUse>,
    /// A snapshot, in place of the stream's earlier ones.
    pub snapshots: Vec<SnapshotRow>,
    /// New moves.
    pub moves: Vec<MoveRow>,
    /// Cosignatures, each in place of the one that its device gave of the stream before.
    pub cosignatures: Vec<CosignatureRow>,
    /// Erasures to carry out: each deletes the subject's key, state, payloads, looked-up values, its place among units,
    /// mandates, devices, open claims and what was touched, what it waits for and which blobs it names, with the keys of
    /// those that nobody else names, and the stream's snapshots (J6, J7.2).
    pub erasures: Vec<ErasureRow>,
    /// New tokens, or tokens that were used.
    pub tokens: Vec<TokenRow>,
    /// Sign-ins that are over.
    pub ended: Vec<Family>,
    /// Things that may be used once, and were.
    pub nonces: Vec<NonceRow>,
    /// The instant up to which expired tokens and nonces are forgotten.
    pub expired: Option<Instant>,
    /// Settings, new or changed.
    pub settings: Vec<SettingRow>,
    /// Mailings of whose mails nothing is kept any more, nor what was.
    pub mailed: Vec<(StreamId, SubjectId)>,
    /// Mails, new or further on.
    pub mail: Vec<MailRow>,
    /// Blobs, new or further on.
    pub blobs: Vec<BlobRow>,
    /// Blobs to forget.
    pub dropped: Vec<(StreamId, Hash)>,
}

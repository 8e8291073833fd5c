//! What a backend keeps, row by row. Whatever could say something about a person is sealed before it gets here: what a
//! row shows is ids, sizes, hashes and instants.

use coopol_domain::authority::Head;
use coopol_domain::id::{ChangeId, DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::Instant;

pub use crate::blobs::{BlobRow, BlobSeal, BlobUse};
pub use crate::mail::{MailRow, MailStanding};
pub use crate::touch::TouchRow;

/// A stream and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRow {
    /// Where it stands.
    pub head: Head,
    /// Its wrapped key.
    pub key: Vec<u8>,
    /// How many subjects were ever spoken of in it.
    pub subjects: u64,
    /// How many of them were erased.
    pub erased: u64,
    /// The latest snapshot, if there is one.
    pub snapshot: Option<StateRoot>,
}

/// A subject of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRow {
    /// In which stream.
    pub stream: StreamId,
    /// Which.
    pub id: SubjectId,
    /// Its content; `None` once erased.
    pub secret: Option<Secret>,
}

/// What an erasure takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The wrapped key.
    pub key: Vec<u8>,
    /// The sealed canonical state.
    pub state: Vec<u8>,
    /// The entry after which the state was written: it is part of its seal.
    pub seq: u64,
}

/// A push, kept as long as its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushRow {
    /// Its hash.
    pub hash: Hash,
    /// Where it went.
    pub stream: StreamId,
    /// Who signed it.
    pub device: DeviceId,
    /// Its number among the device's in the stream.
    pub number: u64,
    /// Whose device it was; `None` for the authority's.
    pub holder: Option<HolderId>,
    /// The canonical bytes, signature included.
    pub bytes: Vec<u8>,
}

/// A new entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// In which stream.
    pub stream: StreamId,
    /// Its number.
    pub seq: u64,
    /// The change in it.
    pub change: ChangeId,
    /// What that is about.
    pub subject: SubjectId,
    /// Who pushed it.
    pub device: DeviceId,
    /// The number of that push among the device's in the stream.
    pub number: u64,
    /// Its leaf in the tree.
    pub leaf: Hash,
    /// The canonical bytes.
    pub bytes: Vec<u8>,
    /// The sealed payload; `None` when it was refused.
    pub payload: Option<Vec<u8>>,
    /// Whether it waits for somebody.
    pub waiting: bool,
}

/// An entry as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// In which stream.
    pub stream: StreamId,
    /// Its number.
    pub seq: u64,
    /// What it is about.
    pub subject: SubjectId,
    /// The canonical bytes.
    pub bytes: Vec<u8>,
    /// The sealed payload; `None` when it was refused, or erased since.
    pub payload: Option<Vec<u8>>,
    /// The subject's wrapped key; `None` when it isn't known, or erased.
    pub key: Option<Vec<u8>>,
}

/// An entry, looked up by its change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRow {
    /// The change.
    pub change: ChangeId,
    /// Its entry. The payload and the key are given only while it waits.
    pub line: LineRow,
    /// Who made it.
    pub holder: Option<HolderId>,
    /// Whether it waits for somebody.
    pub waiting: bool,
}

/// Where a device stands in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainRow {
    /// In which stream.
    pub stream: StreamId,
    /// Which device.
    pub device: DeviceId,
    /// The number of its last push.
    pub number: u64,
    /// The hash of that.
    pub hash: Hash,
}

/// A complete tile of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileRow {
    /// In which stream.
    pub stream: StreamId,
    /// Its number, from 0.
    pub number: u64,
    /// The hash over its leaves.
    pub hash: Hash,
}

/// A value by which a subject can be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookRow {
    /// In which stream.
    pub stream: StreamId,
    /// The value, under the stream's key.
    pub look: Hash,
    /// Which subject has it.
    pub subject: SubjectId,
}

/// That a subject is a unit; what it is called and where its streams are stands in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Which.
    pub unit: UnitId,
    /// Its `office` stream.
    pub stream: StreamId,
    /// The unit above.
    pub parent: Option<UnitId>,
}

/// That a subject is a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MandateRow {
    /// Which.
    pub mandate: MandateId,
    /// The `office` stream it was recorded in.
    pub stream: StreamId,
    /// In which unit.
    pub unit: UnitId,
    /// Whose.
    pub holder: HolderId,
}

/// That a subject is a device that was invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    /// Which.
    pub device: DeviceId,
    /// The `office` stream it was invited in.
    pub stream: StreamId,
}

/// That a subject is an erasure which was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfirmedRow {
    /// In which stream.
    pub stream: StreamId,
    /// The subject of the erasure itself.
    pub subject: SubjectId,
    /// When the second mandate confirmed it.
    pub confirmed_at: Instant,
}

/// Whether a claim to an office still waits for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// In which `office` stream.
    pub stream: StreamId,
    /// The claim.
    pub subject: SubjectId,
    /// Whether nothing is decided yet.
    pub open: bool,
}

/// An erasure that was carried out: a line of the ledger that a restore replays (J7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErasureRow {
    /// In which stream.
    pub stream: StreamId,
    /// Its number among the stream's, from 1.
    pub number: u64,
    /// What was erased.
    pub subject: SubjectId,
    /// When.
    pub at: Instant,
}

/// A snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotRow {
    /// Of which stream.
    pub stream: StreamId,
    /// The tree up to where it stands.
    pub frontier: Frontier,
    /// The root of all states.
    pub state_root: Hash,
    /// The packed snapshot, sealed under the stream's key.
    pub sealed: Vec<u8>,
}

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Requests, for minutes.
    Access,
    /// The next pair of tokens, once.
    Refresh,
}

/// The tokens that came from one sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Family(pub [u8; 16]);

/// A token, by its hash only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// SHA-256 of the token.
    pub hash: Hash,
    /// What it opens.
    pub kind: TokenKind,
    /// The device it was given to.
    pub device: DeviceId,
    /// The sign-in it came from.
    pub family: Family,
    /// From when it is worth nothing.
    pub expires: Instant,
    /// When it was used, if it may be used only once and was.
    pub used_at: Option<Instant>,
}

/// Something that may be used once, and was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonceRow {
    /// SHA-256 of it.
    pub hash: Hash,
    /// From when nobody would accept it anyway.
    pub expires: Instant,
}

/// A move of a stream from one key of the authority to the next (J5.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// In which stream.
    pub stream: StreamId,
    /// Its place among the moves of the stream, from 1.
    pub number: u64,
    /// The statement that both keys signed.
    pub note: String,
}

/// What a device above cosigned last of a stream (J5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignatureRow {
    /// Of which stream.
    pub stream: StreamId,
    /// Whose device signed.
    pub device: DeviceId,
    /// Of which kind of unit it is.
    pub level: String,
    /// Its place among all that were ever given of the stream, from 1.
    pub number: u64,
    /// How many entries the stream had.
    pub size: u64,
    /// The checkpoint under both signatures.
    pub note: String,
}

/// A setting of the server, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// Its name.
    pub name: String,
    /// Its sealed value.
    pub sealed: Vec<u8>,
}

/// Where a new stream belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewStream {
    /// Its id: random, never reused (J1.3).
    pub id: StreamId,
    /// Whose.
    pub unit: UnitId,
    /// Which part of the unit's records.
    pub compartment: Compartment,
}

//! Reading and writing, handed on to whichever database it is.

use std::ops::Range;

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::row::{
    BlobRow, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, ErasureRow, Family, LineRow, LookRow, MailRow,
    MoveRow, NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow, TouchRow,
};
use coopol_store::{Answers, Questions, Read, StoreError, Write, Writes};
#[cfg(feature = "postgres")]
use coopol_store_postgres::{PostgresRead, PostgresWrite, SpreadRead, SpreadWrite};
use coopol_store_sqlite::{SqliteRead, SqliteWrite};

use super::whichever;

/// How a [`super::Database`] is read.
#[derive(Debug)]
pub enum DatabaseRead {
    /// In a file.
    Sqlite(SqliteRead),
    /// In PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(PostgresRead),
    /// In several of PostgreSQL.
    #[cfg(feature = "postgres")]
    Spread(SpreadRead),
}

/// How a [`super::Database`] is written. It reads by itself what it is asked.
#[derive(Debug)]
pub enum DatabaseWrite {
    /// In a file.
    Sqlite(SqliteWrite),
    /// In PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(PostgresWrite),
    /// In several of PostgreSQL.
    #[cfg(feature = "postgres")]
    Spread(SpreadWrite),
}

/// Every question goes on as it came.
macro_rules! handed_on {
    ($($question:ident($($argument:ident: $sort:ty),*) -> $answer:ty;)+) => {
        impl Read for DatabaseRead {
            $(async fn $question(&mut self, $($argument: $sort),*) -> Result<$answer, StoreError> {
                whichever!(Self: self, rows => rows.$question($($argument),*))
            })+
        }

        impl Read for DatabaseWrite {
            $(async fn $question(&mut self, $($argument: $sort),*) -> Result<$answer, StoreError> {
                whichever!(Self: self, write => write.rows().$question($($argument),*))
            })+
        }
    };
}

handed_on! {
    ask(questions: Questions) -> Answers;
    streams(ids: &[StreamId]) -> Vec<StreamRow>;
    devices(ids: &[DeviceId]) -> Vec<SubjectRow>;
    mandates(holders: &[HolderId], units: &[UnitId]) -> Vec<SubjectRow>;
    open_claims(streams: &[StreamId]) -> Vec<SubjectRow>;
    touched(of: &[(StreamId, HolderId)]) -> Vec<TouchRow>;
    units_above(units: &[UnitId]) -> Vec<SubjectRow>;
    units_below(units: &[UnitId]) -> Vec<SubjectRow>;
    every_stream() -> Vec<StreamId>;
    units() -> Vec<SubjectRow>;
    subjects(ids: &[(StreamId, SubjectId)]) -> Vec<SubjectRow>;
    living(stream: StreamId) -> Vec<SubjectRow>;
    looks(looks: &[(StreamId, Hash)]) -> Vec<LookRow>;
    decided(changes: &[ChangeId]) -> Vec<DecidedRow>;
    chains(of: &[(StreamId, DeviceId)]) -> Vec<ChainRow>;
    chains_of(device: DeviceId) -> Vec<ChainRow>;
    push(stream: StreamId, device: DeviceId, number: u64) -> Option<Hash>;
    tiles(stream: StreamId, numbers: Range<u64>) -> Vec<Hash>;
    leaves(stream: StreamId, numbers: Range<u64>) -> Vec<Hash>;
    sizes(stream: StreamId, after: u64, most: u64) -> Vec<u64>;
    lines(stream: StreamId, seqs: Range<u64>) -> Vec<LineRow>;
    pushes(stream: StreamId, seqs: Range<u64>) -> Vec<Vec<u8>>;
    waiting(stream: StreamId) -> Vec<LineRow>;
    snapshot(stream: StreamId) -> Option<SnapshotRow>;
    cosignatures(of: &[StreamId]) -> Vec<CosignatureRow>;
    moves(of: &[StreamId]) -> Vec<MoveRow>;
    erasures(stream: StreamId, after: u64) -> Vec<ErasureRow>;
    confirmed() -> Vec<(ConfirmedRow, SubjectRow)>;
    claimed() -> Vec<StreamId>;
    token(hash: Hash) -> Option<TokenRow>;
    families(device: DeviceId) -> Vec<Family>;
    nonce(hash: Hash) -> Option<NonceRow>;
    setting(name: &str) -> Option<SettingRow>;
    mailings() -> Vec<(StreamId, SubjectId)>;
    mail_of(stream: StreamId, mailing: SubjectId) -> Vec<MailRow>;
    mail_to(stream: StreamId, mailing: SubjectId, person: SubjectId) -> Option<MailRow>;
    blob(stream: StreamId, name: Hash) -> Option<BlobRow>;
    settings() -> Vec<SettingRow>;
    blobs_of(stream: StreamId) -> Vec<BlobRow>;
    orphans(before: Instant) -> Vec<BlobRow>;
    blobs_from_before() -> Vec<BlobRow>;
}

impl Write for DatabaseWrite {
    type Read = Self;

    fn rows(&mut self) -> &mut Self {
        self
    }

    async fn lock(&mut self, streams: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        whichever!(Self: self, write => write.lock(streams))
    }

    async fn ask(&mut self, questions: Questions) -> Result<Answers, StoreError> {
        whichever!(Self: self, write => Write::ask(write, questions))
    }

    async fn commit(self, writes: Writes) -> Result<(), StoreError> {
        whichever!(Self: self, write => write.commit(writes))
    }
}

//! Reading, question by question.

mod accounts;
mod ask;
mod blobs;
mod directory;
mod entries;
mod erasures;
mod mail;
mod pushes;
mod streams;
mod subjects;
mod tree;

use std::fmt;
use std::ops::Range;

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::row::{
    BlobRow, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, ErasureRow, Family, LineRow, LookRow, MailRow,
    MoveRow, NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow, TouchRow,
};
use coopol_store::{Answers, Questions, Read, StoreError};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Postgres, Transaction};

use crate::failure::Orderly as _;

pub(crate) type Rows<T> = Result<Vec<T>, StoreError>;
pub(crate) type Row<T> = Result<Option<T>, StoreError>;

/// How a transaction begins, with the first thing that is asked. The locks are of this program alone: their number is its name.
#[derive(Clone, Copy, Debug)]
enum Begin {
    /// One question needs none around it.
    None,
    /// Everything it reads was true at one moment.
    Reading,
    /// It writes what isn't in a stream: nobody else writes until it ends.
    Alone,
    /// It locks the streams that it writes: others write others.
    Beside,
}

impl Begin {
    fn statement(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Reading => Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            Self::Alone => Some("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(109330262159212)"),
            Self::Beside => {
                Some("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock_shared(109330262159212)")
            }
        }
    }
}

/// A connection that reads; it is taken when the first question comes.
pub struct PostgresRead {
    pool: PgPool,
    begin: Begin,
    held: Option<Held>,
}

enum Held {
    Connection(PoolConnection<Postgres>),
    /// Dropped, it is rolled back.
    Transaction(Transaction<'static, Postgres>),
}

impl PostgresRead {
    pub(crate) fn of_one_moment(pool: PgPool) -> Self {
        Self { pool, begin: Begin::Reading, held: None }
    }

    pub(crate) fn of_one_question(pool: PgPool) -> Self {
        Self { pool, begin: Begin::None, held: None }
    }

    /// Whoever asks first, before any stream was locked, has to be alone: what is read may be anything.
    pub(crate) fn before_writing(pool: PgPool) -> Self {
        Self { pool, begin: Begin::Alone, held: None }
    }

    /// Whether there is a transaction around what is asked.
    pub(crate) fn is_a_transaction(&self) -> bool {
        self.begin.statement().is_some()
    }

    /// Whether something was asked.
    pub(crate) fn has_begun(&self) -> bool {
        self.held.is_some()
    }

    /// Lets others write beside, unless something was asked already.
    pub(crate) fn beside_others(&mut self) {
        if self.held.is_none() {
            self.begin = Begin::Beside;
        }
    }

    /// To ask the connection something, within the transaction.
    pub(crate) async fn on(&mut self) -> Result<&mut PgConnection, StoreError> {
        let held = match self.held.take() {
            Some(held) => held,
            None => match self.begin.statement() {
                Some(begin) => Held::Transaction(self.pool.begin_with(begin).await.orderly()?),
                None => Held::Connection(self.pool.acquire().await.orderly()?),
            },
        };
        Ok(match self.held.insert(held) {
            Held::Connection(on) => on,
            Held::Transaction(on) => on,
        })
    }

    /// Ends the transaction, durably.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self.held {
            Some(Held::Transaction(transaction)) => transaction.commit().await.orderly(),
            Some(Held::Connection(_)) | None => Ok(()),
        }
    }

    /// The rows of these streams, which nobody else may write until the transaction ends.
    pub(crate) async fn lock(&mut self, ids: &[StreamId]) -> Rows<StreamRow> {
        streams::lock(self.on().await?, ids).await
    }
}

impl fmt::Debug for PostgresRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresRead").field("begin", &self.begin).finish_non_exhaustive()
    }
}

impl Read for PostgresRead {
    async fn ask(&mut self, questions: Questions) -> Result<Answers, StoreError> {
        if questions.is_empty() {
            return Ok(Answers::default());
        }
        ask::ask(self.on().await?, &questions).await
    }

    async fn streams(&mut self, ids: &[StreamId]) -> Rows<StreamRow> {
        streams::streams(self.on().await?, ids).await
    }

    async fn devices(&mut self, ids: &[DeviceId]) -> Rows<SubjectRow> {
        let questions = Questions { devices: ids.to_vec(), ..Questions::default() };
        Ok(directory::rights(self.on().await?, &questions).await?.devices)
    }

    async fn mandates(&mut self, holders: &[HolderId], units: &[UnitId]) -> Rows<SubjectRow> {
        let questions = Questions { holders: holders.to_vec(), units: units.to_vec(), ..Questions::default() };
        Ok(directory::rights(self.on().await?, &questions).await?.mandates)
    }

    async fn open_claims(&mut self, streams: &[StreamId]) -> Rows<SubjectRow> {
        directory::open_claims(self.on().await?, streams).await
    }

    async fn touched(&mut self, of: &[(StreamId, HolderId)]) -> Rows<TouchRow> {
        directory::touched(self.on().await?, of).await
    }

    async fn units_above(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        let questions = Questions { above: units.to_vec(), ..Questions::default() };
        Ok(directory::rights(self.on().await?, &questions).await?.above)
    }

    async fn units_below(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        directory::units_below(self.on().await?, units).await
    }

    async fn every_stream(&mut self) -> Rows<StreamId> {
        directory::every_stream(self.on().await?).await
    }

    async fn units(&mut self) -> Rows<SubjectRow> {
        directory::units(self.on().await?).await
    }

    async fn subjects(&mut self, ids: &[(StreamId, SubjectId)]) -> Rows<SubjectRow> {
        subjects::subjects(self.on().await?, ids).await
    }

    async fn living(&mut self, stream: StreamId) -> Rows<SubjectRow> {
        subjects::living(self.on().await?, stream).await
    }

    async fn looks(&mut self, looks: &[(StreamId, Hash)]) -> Rows<LookRow> {
        subjects::looks(self.on().await?, looks).await
    }

    async fn decided(&mut self, changes: &[ChangeId]) -> Rows<DecidedRow> {
        entries::decided(self.on().await?, changes).await
    }

    async fn chains(&mut self, of: &[(StreamId, DeviceId)]) -> Rows<ChainRow> {
        pushes::chains(self.on().await?, of).await
    }

    async fn chains_of(&mut self, device: DeviceId) -> Rows<ChainRow> {
        pushes::chains_of(self.on().await?, device).await
    }

    async fn push(&mut self, stream: StreamId, device: DeviceId, number: u64) -> Row<Hash> {
        pushes::push(self.on().await?, stream, device, number).await
    }

    async fn tiles(&mut self, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
        tree::tiles(self.on().await?, stream, numbers).await
    }

    async fn leaves(&mut self, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
        tree::leaves(self.on().await?, stream, numbers).await
    }

    async fn sizes(&mut self, stream: StreamId, after: u64, most: u64) -> Rows<u64> {
        entries::sizes(self.on().await?, stream, after, most).await
    }

    async fn lines(&mut self, stream: StreamId, seqs: Range<u64>) -> Rows<LineRow> {
        entries::lines(self.on().await?, stream, seqs).await
    }

    async fn pushes(&mut self, stream: StreamId, seqs: Range<u64>) -> Rows<Vec<u8>> {
        pushes::of_entries(self.on().await?, stream, seqs).await
    }

    async fn waiting(&mut self, stream: StreamId) -> Rows<LineRow> {
        entries::waiting(self.on().await?, stream).await
    }

    async fn snapshot(&mut self, stream: StreamId) -> Row<SnapshotRow> {
        streams::snapshot(self.on().await?, stream).await
    }

    async fn cosignatures(&mut self, of: &[StreamId]) -> Rows<CosignatureRow> {
        streams::cosignatures(self.on().await?, of).await
    }

    async fn moves(&mut self, of: &[StreamId]) -> Rows<MoveRow> {
        streams::moves(self.on().await?, of).await
    }

    async fn erasures(&mut self, stream: StreamId, after: u64) -> Rows<ErasureRow> {
        erasures::erasures(self.on().await?, stream, after).await
    }

    async fn confirmed(&mut self) -> Rows<(ConfirmedRow, SubjectRow)> {
        erasures::confirmed(self.on().await?).await
    }

    async fn claimed(&mut self) -> Rows<StreamId> {
        directory::claimed(self.on().await?).await
    }

    async fn token(&mut self, hash: Hash) -> Row<TokenRow> {
        accounts::token(self.on().await?, hash).await
    }

    async fn families(&mut self, device: DeviceId) -> Rows<Family> {
        accounts::families(self.on().await?, device).await
    }

    async fn nonce(&mut self, hash: Hash) -> Row<NonceRow> {
        accounts::nonce(self.on().await?, hash).await
    }

    async fn setting(&mut self, name: &str) -> Row<SettingRow> {
        accounts::setting(self.on().await?, name).await
    }

    async fn settings(&mut self) -> Rows<SettingRow> {
        accounts::settings(self.on().await?).await
    }

    async fn mailings(&mut self) -> Rows<(StreamId, SubjectId)> {
        mail::mailings(self.on().await?).await
    }

    async fn mail_of(&mut self, stream: StreamId, mailing: SubjectId) -> Rows<MailRow> {
        mail::of(self.on().await?, stream, mailing).await
    }

    async fn mail_to(&mut self, stream: StreamId, mailing: SubjectId, person: SubjectId) -> Row<MailRow> {
        mail::to(self.on().await?, stream, mailing, person).await
    }

    async fn blob(&mut self, stream: StreamId, name: Hash) -> Row<BlobRow> {
        blobs::blob(self.on().await?, stream, name).await
    }

    async fn blobs_of(&mut self, stream: StreamId) -> Rows<BlobRow> {
        blobs::of(self.on().await?, stream).await
    }

    async fn orphans(&mut self, before: Instant) -> Rows<BlobRow> {
        blobs::orphans(self.on().await?, before).await
    }

    async fn blobs_from_before(&mut self) -> Rows<BlobRow> {
        blobs::from_before(self.on().await?).await
    }
}

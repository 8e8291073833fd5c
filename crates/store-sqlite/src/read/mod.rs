//! Reading, question by question.

mod accounts;
mod ask;
mod blobs;
mod directory;
mod entries;
mod erasures;
mod pushes;
mod streams;
mod subjects;
mod tree;

use std::ops::Range;

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::row::{
    BlobRow, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, ErasureRow, Family, LineRow, LookRow, MoveRow,
    NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow,
};
use coopol_store::{Answers, Questions, Read, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{SqliteConnection, query};

use crate::connections::Lent;
use crate::failure::Orderly as _;
use crate::script::Script;
use crate::turns::Turns;

/// A connection that reads.
#[derive(Debug)]
pub struct SqliteRead {
    lent: Lent,
    /// The statement by which its transaction begins, with the first thing that it is handed; `None` once it did, and
    /// where one question needs none.
    begin: Option<&'static str>,
    turns: Turns,
}

type Rows<T> = Result<Vec<T>, StoreError>;
type Row<T> = Result<Option<T>, StoreError>;

impl SqliteRead {
    pub(crate) fn new(lent: Lent, begin: Option<&'static str>, turns: Turns) -> Self {
        Self { lent, begin, turns }
    }

    /// To hand the connection one statement, within the transaction.
    async fn on(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        if let Some(begin) = self.begin.take() {
            self.turns.count();
            self.lent.begins();
            query(begin).execute(self.lent.on()).await.orderly()?;
        }
        self.turns.count();
        Ok(self.lent.on())
    }

    /// Runs statements within the transaction, in one turn; the rows of each.
    pub(crate) async fn run(&mut self, script: Script) -> Result<Vec<Vec<SqliteRow>>, StoreError> {
        if script.is_empty() {
            return Ok(Vec::new());
        }
        self.turns.count();
        if let Some(begin) = self.begin.take() {
            self.lent.begins();
            return script.run(Some(begin), self.lent.on()).await;
        }
        script.run(None, self.lent.on()).await
    }

    /// Runs statements of which the last ends the transaction, and gives the connection for what follows.
    pub(crate) async fn end(&mut self, script: Script) -> Result<&mut SqliteConnection, StoreError> {
        self.run(script).await?;
        self.lent.ended();
        Ok(self.lent.on())
    }
}

impl Read for SqliteRead {
    async fn ask(&mut self, questions: Questions) -> Result<Answers, StoreError> {
        ask::ask(self, &questions).await
    }

    async fn streams(&mut self, ids: &[StreamId]) -> Rows<StreamRow> {
        Ok(self.ask(Questions { streams: ids.to_vec(), ..Questions::default() }).await?.streams)
    }

    async fn devices(&mut self, ids: &[DeviceId]) -> Rows<SubjectRow> {
        Ok(self.ask(Questions { devices: ids.to_vec(), ..Questions::default() }).await?.devices)
    }

    async fn mandates(&mut self, holders: &[HolderId], units: &[UnitId]) -> Rows<SubjectRow> {
        Ok(self
            .ask(Questions { holders: holders.to_vec(), units: units.to_vec(), ..Questions::default() })
            .await?
            .mandates)
    }

    async fn units_above(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        Ok(self.ask(Questions { above: units.to_vec(), ..Questions::default() }).await?.above)
    }

    async fn units_below(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        directory::units_below(self.on().await?, units).await
    }

    async fn units(&mut self) -> Rows<SubjectRow> {
        directory::units(self.on().await?).await
    }

    async fn subjects(&mut self, ids: &[(StreamId, SubjectId)]) -> Rows<SubjectRow> {
        Ok(self.ask(Questions { subjects: ids.to_vec(), ..Questions::default() }).await?.subjects)
    }

    async fn living(&mut self, stream: StreamId) -> Rows<SubjectRow> {
        subjects::living(self.on().await?, stream).await
    }

    async fn looks(&mut self, looks: &[(StreamId, Hash)]) -> Rows<LookRow> {
        Ok(self.ask(Questions { looks: looks.to_vec(), ..Questions::default() }).await?.looks)
    }

    async fn decided(&mut self, changes: &[ChangeId]) -> Rows<DecidedRow> {
        Ok(self.ask(Questions { decided: changes.to_vec(), ..Questions::default() }).await?.decided)
    }

    async fn chains(&mut self, of: &[(StreamId, DeviceId)]) -> Rows<ChainRow> {
        Ok(self.ask(Questions { chains: of.to_vec(), ..Questions::default() }).await?.chains)
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

    async fn blob(&mut self, stream: StreamId, name: Hash) -> Row<BlobRow> {
        blobs::blob(self.on().await?, stream, name).await
    }

    async fn orphans(&mut self, before: Instant) -> Rows<BlobRow> {
        blobs::orphans(self.on().await?, before).await
    }
}

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

use std::ops::Range;

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::row::{
    BlobRow, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, ErasureRow, Family, LineRow, LookRow, MailRow,
    MoveRow, NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow, TouchRow,
};
use coopol_store::{Answers, Questions, Read, StoreError};
use rusqlite::Connection;

use crate::connections::Lent;
use crate::failure::{Orderly as _, io};
use crate::known::Known;
use crate::statement;
use crate::turns::Turns;

/// A connection that reads.
#[derive(Debug)]
pub struct SqliteRead {
    /// There but while something runs aside.
    lent: Option<Lent>,
    /// The statement by which its transaction begins, with the first thing that it is handed; `None` once it did, and
    /// where one question needs none.
    begin: Option<&'static str>,
    turns: Turns,
}

type Rows<T> = Result<Vec<T>, StoreError>;
type Row<T> = Result<Option<T>, StoreError>;

impl SqliteRead {
    pub(crate) fn new(lent: Lent, begin: Option<&'static str>, turns: Turns) -> Self {
        Self { lent: Some(lent), begin, turns }
    }

    /// To hand the connection something, within the transaction.
    pub(crate) fn on(&mut self) -> Result<&Connection, StoreError> {
        self.on_with_known().map(|(on, _)| on)
    }

    /// The same, with what that connection was told before.
    pub(crate) fn on_with_known(&mut self) -> Result<(&Connection, &mut Known), StoreError> {
        self.turns.count();
        let (on, known) = self.lent.as_mut().ok_or(BROKEN_OFF)?.on_with_known();
        if let Some(begin) = self.begin.take() {
            on.prepare_cached(begin).and_then(|mut begin| begin.execute([])).orderly()?;
        }
        Ok((on, known))
    }

    /// The same, for what takes several statements. Outside a transaction each of them would lock the file for itself and let go of it
    /// again, which costs more than to find a row.
    fn together<T>(
        &mut self,
        look: impl FnOnce(&Connection, &mut Known) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (on, known) = self.on_with_known()?;
        if !on.is_autocommit() {
            return look(on, known);
        }
        statement::execute(on, "BEGIN", &[])?;
        let found = look(on, known);
        // It only looked: there is nothing to be taken back, whatever came of it.
        statement::execute(on, "COMMIT", &[]).and(found)
    }

    /// The same on a thread where it keeps nobody waiting: for what may take long.
    pub(crate) async fn aside<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.lent_aside(move |lent| work(lent.on())).await
    }

    /// The same, for what takes the connection with what it was told.
    pub(crate) async fn lent_aside<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Lent) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.on()?;
        let mut lent = self.lent.take().ok_or(BROKEN_OFF)?;
        let worked = tokio::task::spawn_blocking(move || (work(&mut lent), lent)).await;
        let (done, lent) = worked.map_err(io)?;
        self.lent = Some(lent);
        done
    }
}

/// Whoever was waiting for something aside gave it up, and asks again.
const BROKEN_OFF: StoreError = StoreError::Busy;

impl Read for SqliteRead {
    async fn ask(&mut self, questions: Questions) -> Result<Answers, StoreError> {
        if questions.is_empty() {
            return Ok(Answers::default());
        }
        self.together(|on, known| ask::ask(on, known, &questions))
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

    async fn open_claims(&mut self, streams: &[StreamId]) -> Rows<SubjectRow> {
        Ok(self.ask(Questions { claims: streams.to_vec(), ..Questions::default() }).await?.claims)
    }

    async fn touched(&mut self, of: &[(StreamId, HolderId)]) -> Rows<TouchRow> {
        Ok(self.ask(Questions { touched: of.to_vec(), ..Questions::default() }).await?.touched)
    }

    async fn units_above(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        Ok(self.ask(Questions { above: units.to_vec(), ..Questions::default() }).await?.above)
    }

    async fn units_below(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        directory::units_below(self.on()?, units)
    }

    async fn every_stream(&mut self) -> Rows<StreamId> {
        directory::every_stream(self.on()?)
    }

    async fn units(&mut self) -> Rows<SubjectRow> {
        directory::units(self.on()?)
    }

    async fn subjects(&mut self, ids: &[(StreamId, SubjectId)]) -> Rows<SubjectRow> {
        Ok(self.ask(Questions { subjects: ids.to_vec(), ..Questions::default() }).await?.subjects)
    }

    async fn living(&mut self, stream: StreamId) -> Rows<SubjectRow> {
        self.aside(move |on| subjects::living(on, stream)).await
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
        pushes::chains_of(self.on()?, device)
    }

    async fn push(&mut self, stream: StreamId, device: DeviceId, number: u64) -> Row<Hash> {
        pushes::push(self.on()?, stream, device, number)
    }

    async fn tiles(&mut self, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
        tree::tiles(self.on()?, stream, numbers)
    }

    async fn leaves(&mut self, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
        tree::leaves(self.on()?, stream, numbers)
    }

    async fn sizes(&mut self, stream: StreamId, after: u64, most: u64) -> Rows<u64> {
        entries::sizes(self.on()?, stream, after, most)
    }

    async fn lines(&mut self, stream: StreamId, seqs: Range<u64>) -> Rows<LineRow> {
        entries::lines(self.on()?, stream, seqs)
    }

    async fn pushes(&mut self, stream: StreamId, seqs: Range<u64>) -> Rows<Vec<u8>> {
        pushes::of_entries(self.on()?, stream, seqs)
    }

    async fn waiting(&mut self, stream: StreamId) -> Rows<LineRow> {
        entries::waiting(self.on()?, stream)
    }

    async fn snapshot(&mut self, stream: StreamId) -> Row<SnapshotRow> {
        self.aside(move |on| streams::snapshot(on, stream)).await
    }

    async fn cosignatures(&mut self, of: &[StreamId]) -> Rows<CosignatureRow> {
        self.together(|on, _| streams::cosignatures(on, of))
    }

    async fn moves(&mut self, of: &[StreamId]) -> Rows<MoveRow> {
        self.together(|on, _| streams::moves(on, of))
    }

    async fn erasures(&mut self, stream: StreamId, after: u64) -> Rows<ErasureRow> {
        erasures::erasures(self.on()?, stream, after)
    }

    async fn confirmed(&mut self) -> Rows<(ConfirmedRow, SubjectRow)> {
        erasures::confirmed(self.on()?)
    }

    async fn claimed(&mut self) -> Rows<StreamId> {
        directory::claimed(self.on()?)
    }

    async fn token(&mut self, hash: Hash) -> Row<TokenRow> {
        accounts::token(self.on()?, hash)
    }

    async fn families(&mut self, device: DeviceId) -> Rows<Family> {
        accounts::families(self.on()?, device)
    }

    async fn nonce(&mut self, hash: Hash) -> Row<NonceRow> {
        accounts::nonce(self.on()?, hash)
    }

    async fn setting(&mut self, name: &str) -> Row<SettingRow> {
        accounts::setting(self.on()?, name)
    }

    async fn settings(&mut self) -> Rows<SettingRow> {
        accounts::settings(self.on()?)
    }

    async fn mailings(&mut self) -> Rows<(StreamId, SubjectId)> {
        mail::mailings(self.on()?)
    }

    async fn mail_of(&mut self, stream: StreamId, mailing: SubjectId) -> Rows<MailRow> {
        mail::of(self.on()?, stream, mailing)
    }

    async fn mail_to(&mut self, stream: StreamId, mailing: SubjectId, person: SubjectId) -> Row<MailRow> {
        mail::to(self.on()?, stream, mailing, person)
    }

    async fn blob(&mut self, stream: StreamId, name: Hash) -> Row<BlobRow> {
        blobs::blob(self.on()?, stream, name)
    }

    async fn blobs_of(&mut self, stream: StreamId) -> Rows<BlobRow> {
        blobs::of(self.on()?, stream)
    }

    async fn orphans(&mut self, before: Instant) -> Rows<BlobRow> {
        blobs::orphans(self.on()?, before)
    }

    async fn blobs_from_before(&mut self) -> Rows<BlobRow> {
        blobs::from_before(self.on()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::Connections;

    /// Whatever came of it, nothing stays locked: the next look sees what others wrote meanwhile.
    #[test]
    fn a_look_by_several_statements_is_one_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("server.db");
        drop(Connection::open(&file).unwrap());
        let connections = Connections::new(&file, false, 1);
        let lent = connections.take_now().unwrap().unwrap();
        let mut glance = SqliteRead::new(lent, None, Turns::default());
        let ends = [Ok(()), Err(StoreError::Busy)];
        for end in ends {
            let failed = end.is_err();
            let looked = glance.together(|on, _| {
                assert!(!on.is_autocommit());
                end
            });
            assert_eq!(looked.is_err(), failed);
            assert!(glance.on().unwrap().is_autocommit());
        }
        statement::execute(glance.on().unwrap(), "BEGIN", &[]).unwrap();
        glance.together(|_, _| Ok(())).unwrap();
        assert!(!glance.on().unwrap().is_autocommit(), "whoever began it ends it");
    }
}

//! Reading: each question where its streams are. What isn't of a stream, and what rights follow from, is at home.

use std::collections::BTreeMap;
use std::ops::Range;

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::row::{
    BlobRow, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, ErasureRow, Family, LineRow, LookRow, MailRow,
    MoveRow, NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow, TouchRow,
};
use coopol_store::{Answers, Questions, Read, StoreError};
use sqlx::query_scalar;

use super::places::{HOME, Places};
use crate::columns::{each, id};
use crate::failure::Orderly as _;
use crate::read::{PostgresRead, Row, Rows};

/// A connection to each database that is asked something. From each, what is read was true at one moment.
#[derive(Debug)]
pub struct SpreadRead {
    places: Places,
    pub(super) each: Vec<PostgresRead>,
}

/// The same question to all of them.
macro_rules! everywhere {
    ($self:ident, $rows:ident => $question:expr) => {{
        let mut found = Vec::new();
        for place in HOME..$self.each.len() {
            let $rows = $self.at(place).await?;
            found.extend($question.await?);
        }
        found
    }};
}

/// A question about some streams, to each database that has some of them.
macro_rules! where_they_are {
    ($self:ident, $wanted:expr, $stream:expr, $rows:ident, $some:ident => $question:expr) => {{
        let mut found = Vec::new();
        for (place, some) in $self.dealt($wanted, $stream).await? {
            let ($rows, $some) = ($self.at(place).await?, some.as_slice());
            found.extend($question.await?);
        }
        found
    }};
}

impl SpreadRead {
    pub(super) fn new(places: Places, each: Vec<PostgresRead>) -> Self {
        Self { places, each }
    }

    /// A transaction begins at home, wherever it goes on: no two hold a connection that the other waits for.
    pub(super) async fn at(&mut self, place: usize) -> Result<&mut PostgresRead, StoreError> {
        if place != HOME && self.each[HOME].is_a_transaction() {
            self.each[HOME].on().await?;
        }
        Ok(&mut self.each[place])
    }

    /// Where these streams are. Home is asked about those that may be there: whichever it doesn't have is where its id says, if
    /// there is such a stream.
    pub(super) async fn placed(
        &mut self,
        streams: impl IntoIterator<Item = StreamId>,
    ) -> Result<BTreeMap<StreamId, usize>, StoreError> {
        let (mut placed, mut unknown) = (BTreeMap::new(), Vec::new());
        for stream in streams {
            match self.places.known(stream) {
                Some(place) => drop(placed.insert(stream, place)),
                None => unknown.push(stream),
            }
        }
        if !unknown.is_empty() {
            placed.extend(unknown.iter().map(|stream| (*stream, self.places.due(*stream))));
            let here = self.at_home(&unknown).await?;
            self.places.note(here.iter().map(|stream| (*stream, HOME)));
            placed.extend(here.into_iter().map(|stream| (stream, HOME)));
        }
        Ok(placed)
    }

    async fn at_home(&mut self, streams: &[StreamId]) -> Rows<StreamId> {
        let asked = query_scalar("SELECT id FROM streams WHERE id = ANY($1)").bind(each(streams, StreamId::as_bytes));
        let found: Vec<Vec<u8>> = asked.fetch_all(self.each[HOME].on().await?).await.orderly()?;
        found.iter().map(|bytes| id(bytes)).collect()
    }

    /// To ask about one stream.
    async fn of(&mut self, stream: StreamId) -> Result<&mut PostgresRead, StoreError> {
        let place = self.placed([stream]).await?.remove(&stream).unwrap_or(HOME);
        self.at(place).await
    }

    /// What is asked of each database, in their order.
    pub(super) async fn dealt<T: Copy>(
        &mut self,
        wanted: &[T],
        stream: impl Fn(&T) -> StreamId,
    ) -> Result<BTreeMap<usize, Vec<T>>, StoreError> {
        let placed = self.placed(wanted.iter().map(&stream)).await?;
        let mut dealt: BTreeMap<usize, Vec<T>> = BTreeMap::new();
        for one in wanted {
            dealt.entry(placed[&stream(one)]).or_default().push(*one);
        }
        Ok(dealt)
    }

    pub(super) fn seen(&self, rows: &[StreamRow], place: usize) {
        self.places.note(rows.iter().map(|row| (row.head.stream, place)));
    }
}

impl Read for SpreadRead {
    async fn ask(&mut self, questions: Questions) -> Result<Answers, StoreError> {
        let Questions { streams, devices, holders, units, above, subjects, looks, decided, chains, claims, touched } =
            questions;
        let mut asked: Vec<Questions> =
            self.each.iter().map(|_| Questions { decided: decided.clone(), ..Questions::default() }).collect();
        for (place, some) in self.dealt(&streams, |id| *id).await? {
            asked[place].streams = some;
        }
        for (place, some) in self.dealt(&subjects, |of| of.0).await? {
            asked[place].subjects = some;
        }
        for (place, some) in self.dealt(&looks, |of| of.0).await? {
            asked[place].looks = some;
        }
        for (place, some) in self.dealt(&chains, |of| of.0).await? {
            asked[place].chains = some;
        }
        for (place, some) in self.dealt(&touched, |of| of.0).await? {
            asked[place].touched = some;
        }
        asked[HOME] = Questions { devices, holders, units, above, claims, ..std::mem::take(&mut asked[HOME]) };
        let mut answers = Answers::default();
        for (place, asked) in asked.into_iter().enumerate().filter(|(_, asked)| !asked.is_empty()) {
            let found = self.at(place).await?.ask(asked).await?;
            self.seen(&found.streams, place);
            let Answers { streams, devices, mandates, above, subjects, looks, decided, chains, claims, touched } =
                found;
            answers.streams.extend(streams);
            answers.devices.extend(devices);
            answers.mandates.extend(mandates);
            answers.above.extend(above);
            answers.subjects.extend(subjects);
            answers.looks.extend(looks);
            answers.decided.extend(decided);
            answers.chains.extend(chains);
            answers.claims.extend(claims);
            answers.touched.extend(touched);
        }
        Ok(answers)
    }

    async fn streams(&mut self, ids: &[StreamId]) -> Rows<StreamRow> {
        Ok(self.ask(Questions { streams: ids.to_vec(), ..Questions::default() }).await?.streams)
    }

    async fn devices(&mut self, ids: &[DeviceId]) -> Rows<SubjectRow> {
        self.each[HOME].devices(ids).await
    }

    async fn mandates(&mut self, holders: &[HolderId], units: &[UnitId]) -> Rows<SubjectRow> {
        self.each[HOME].mandates(holders, units).await
    }

    async fn open_claims(&mut self, streams: &[StreamId]) -> Rows<SubjectRow> {
        self.each[HOME].open_claims(streams).await
    }

    async fn touched(&mut self, of: &[(StreamId, HolderId)]) -> Rows<TouchRow> {
        Ok(where_they_are!(self, of, |of| of.0, rows, some => rows.touched(some)))
    }

    async fn units_above(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        self.each[HOME].units_above(units).await
    }

    async fn units_below(&mut self, units: &[UnitId]) -> Rows<SubjectRow> {
        self.each[HOME].units_below(units).await
    }

    async fn every_stream(&mut self) -> Rows<StreamId> {
        let mut streams = everywhere!(self, rows => rows.every_stream());
        streams.sort_unstable();
        Ok(streams)
    }

    async fn units(&mut self) -> Rows<SubjectRow> {
        self.each[HOME].units().await
    }

    async fn subjects(&mut self, ids: &[(StreamId, SubjectId)]) -> Rows<SubjectRow> {
        Ok(where_they_are!(self, ids, |id| id.0, rows, some => rows.subjects(some)))
    }

    async fn living(&mut self, stream: StreamId) -> Rows<SubjectRow> {
        self.of(stream).await?.living(stream).await
    }

    async fn looks(&mut self, looks: &[(StreamId, Hash)]) -> Rows<LookRow> {
        Ok(where_they_are!(self, looks, |look| look.0, rows, some => rows.looks(some)))
    }

    async fn decided(&mut self, changes: &[ChangeId]) -> Rows<DecidedRow> {
        Ok(everywhere!(self, rows => rows.decided(changes)))
    }

    async fn chains(&mut self, of: &[(StreamId, DeviceId)]) -> Rows<ChainRow> {
        Ok(where_they_are!(self, of, |of| of.0, rows, some => rows.chains(some)))
    }

    async fn chains_of(&mut self, device: DeviceId) -> Rows<ChainRow> {
        Ok(everywhere!(self, rows => rows.chains_of(device)))
    }

    async fn push(&mut self, stream: StreamId, device: DeviceId, number: u64) -> Row<Hash> {
        self.of(stream).await?.push(stream, device, number).await
    }

    async fn tiles(&mut self, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
        self.of(stream).await?.tiles(stream, numbers).await
    }

    async fn leaves(&mut self, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
        self.of(stream).await?.leaves(stream, numbers).await
    }

    async fn sizes(&mut self, stream: StreamId, after: u64, most: u64) -> Rows<u64> {
        self.of(stream).await?.sizes(stream, after, most).await
    }

    async fn lines(&mut self, stream: StreamId, seqs: Range<u64>) -> Rows<LineRow> {
        self.of(stream).await?.lines(stream, seqs).await
    }

    async fn pushes(&mut self, stream: StreamId, seqs: Range<u64>) -> Rows<Vec<u8>> {
        self.of(stream).await?.pushes(stream, seqs).await
    }

    async fn waiting(&mut self, stream: StreamId) -> Rows<LineRow> {
        self.of(stream).await?.waiting(stream).await
    }

    async fn snapshot(&mut self, stream: StreamId) -> Row<SnapshotRow> {
        self.of(stream).await?.snapshot(stream).await
    }

    async fn cosignatures(&mut self, of: &[StreamId]) -> Rows<CosignatureRow> {
        Ok(where_they_are!(self, of, |id| *id, rows, some => rows.cosignatures(some)))
    }

    async fn moves(&mut self, of: &[StreamId]) -> Rows<MoveRow> {
        Ok(where_they_are!(self, of, |id| *id, rows, some => rows.moves(some)))
    }

    async fn erasures(&mut self, stream: StreamId, after: u64) -> Rows<ErasureRow> {
        self.of(stream).await?.erasures(stream, after).await
    }

    async fn confirmed(&mut self) -> Rows<(ConfirmedRow, SubjectRow)> {
        let mut confirmed = everywhere!(self, rows => rows.confirmed());
        confirmed.sort_by_key(|(row, _)| (row.stream, row.confirmed_at, row.subject));
        Ok(confirmed)
    }

    async fn claimed(&mut self) -> Rows<StreamId> {
        self.each[HOME].claimed().await
    }

    async fn token(&mut self, hash: Hash) -> Row<TokenRow> {
        self.each[HOME].token(hash).await
    }

    async fn families(&mut self, device: DeviceId) -> Rows<Family> {
        self.each[HOME].families(device).await
    }

    async fn nonce(&mut self, hash: Hash) -> Row<NonceRow> {
        self.each[HOME].nonce(hash).await
    }

    async fn setting(&mut self, name: &str) -> Row<SettingRow> {
        self.each[HOME].setting(name).await
    }

    async fn settings(&mut self) -> Rows<SettingRow> {
        self.each[HOME].settings().await
    }

    async fn mailings(&mut self) -> Rows<(StreamId, SubjectId)> {
        self.each[HOME].mailings().await
    }

    async fn mail_of(&mut self, stream: StreamId, mailing: SubjectId) -> Rows<MailRow> {
        self.each[HOME].mail_of(stream, mailing).await
    }

    async fn mail_to(&mut self, stream: StreamId, mailing: SubjectId, person: SubjectId) -> Row<MailRow> {
        self.each[HOME].mail_to(stream, mailing, person).await
    }

    async fn blob(&mut self, stream: StreamId, name: Hash) -> Row<BlobRow> {
        self.of(stream).await?.blob(stream, name).await
    }

    async fn blobs_of(&mut self, stream: StreamId) -> Rows<BlobRow> {
        self.of(stream).await?.blobs_of(stream).await
    }

    async fn orphans(&mut self, before: Instant) -> Rows<BlobRow> {
        let mut orphans = everywhere!(self, rows => rows.orphans(before));
        orphans.sort_by_key(|row| row.begun_at);
        Ok(orphans)
    }

    async fn blobs_from_before(&mut self) -> Rows<BlobRow> {
        Ok(everywhere!(self, rows => rows.blobs_from_before()))
    }
}

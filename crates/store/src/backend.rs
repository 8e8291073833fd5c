//! What a database has to do: give rows, and write a set of rows as a whole.
//!
//! The rules, the sealing and the arithmetic are above this, once for all backends. To add a backend: implement these
//! three traits, and run the contract suite (feature `contract`) on it.

use std::future::Future;
use std::ops::Range;

use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::company::{Ear, Errand, Position, Turn};
use crate::row::{
    BlobRow, ChainRow, ConfirmedRow, CosignatureRow, DecidedRow, ErasureRow, Family, LineRow, LookRow, MailRow,
    MoveRow, NonceRow, SettingRow, SnapshotRow, StreamRow, SubjectRow, TokenRow, TouchRow,
};
use crate::{Answers, Questions, StoreError, Writes};

/// A database. Cloning it gives another handle to the same one.
pub trait Backend: Clone + Send + Sync + 'static {
    /// A reading transaction.
    type Read: Read;
    /// A writing transaction.
    type Write: Write;

    /// Starts to read: everything read from it was true at one moment.
    fn read(&self) -> impl Future<Output = Result<Self::Read, StoreError>> + Send;

    /// Starts to read, for one question only: it needs no transaction around it. Between two questions others may write.
    fn glance(&self) -> impl Future<Output = Result<Self::Read, StoreError>> + Send {
        self.read()
    }

    /// Starts to write, after whoever writes now. Dropped without [`Write::commit`], it leaves nothing behind.
    fn write(&self) -> impl Future<Output = Result<Self::Write, StoreError>> + Send;

    /// Hears what is written from now on, by whomever; `None` where no other process can write.
    fn ear(&self) -> impl Future<Output = Result<Option<Box<dyn Ear>>, StoreError>> + Send {
        async { Ok(None) }
    }

    /// Where every stream stands; nothing where no other process can write.
    fn positions(&self) -> impl Future<Output = Result<Vec<Position>, StoreError>> + Send {
        async { Ok(Vec::new()) }
    }

    /// Whether this process is the one that does what is done once for all of them. One that ends, however it ends, makes room
    /// for another.
    fn leads(&self) -> impl Future<Output = Result<bool, StoreError>> + Send {
        async { Ok(true) }
    }

    /// Waits until no other process is about such an errand. Within a process it excludes nobody.
    fn turn(&self, errand: Errand) -> impl Future<Output = Result<Turn, StoreError>> + Send {
        let _ = errand;
        async { Ok(Turn::default()) }
    }
}

/// A writing transaction. Whoever first reads writes alone: what was read stays true until it ends. Whoever first locks streams
/// may have others beside who write other streams: what those streams hold stays true, and what is read of others is as
/// good as if it had been read a moment before or after.
pub trait Write: Send {
    /// How it reads.
    type Read: Read;

    /// To read, before anything is written.
    fn rows(&mut self) -> &mut Self::Read;

    /// The streams of these ids, which nobody else may write until this transaction ends. Unknown ones are left out.
    fn lock(&mut self, streams: &[StreamId]) -> impl Future<Output = Result<Vec<StreamRow>, StoreError>> + Send;

    /// Locks the streams asked for, and asks the rest: each as if alone, and in one go where the backend can.
    fn ask(&mut self, questions: Questions) -> impl Future<Output = Result<Answers, StoreError>> + Send {
        async move {
            let streams = if questions.streams.is_empty() { Vec::new() } else { self.lock(&questions.streams).await? };
            let answers = self.rows().ask(Questions { streams: Vec::new(), ..questions }).await?;
            Ok(Answers { streams, ..answers })
        }
    }

    /// Writes all of it, durably, or nothing (J3.5). Each list goes in its own order, the lists in that of [`Writes`].
    fn commit(self, writes: Writes) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// A reading transaction. Whatever is asked for and isn't there is left out of the answer; the order of an answer is
/// free unless it is named.
pub trait Read: Send {
    /// Several questions: each as if asked alone, and in one go where the backend can.
    fn ask(&mut self, questions: Questions) -> impl Future<Output = Result<Answers, StoreError>> + Send {
        async move {
            let mut answers = Answers::default();
            let Questions {
                streams,
                devices,
                holders,
                units,
                above,
                subjects,
                looks,
                decided,
                chains,
                claims,
                touched,
            } = questions;
            if !streams.is_empty() {
                answers.streams = self.streams(&streams).await?;
            }
            if !devices.is_empty() {
                answers.devices = self.devices(&devices).await?;
            }
            if !holders.is_empty() || !units.is_empty() {
                answers.mandates = self.mandates(&holders, &units).await?;
            }
            if !above.is_empty() {
                answers.above = self.units_above(&above).await?;
            }
            if !subjects.is_empty() {
                answers.subjects = self.subjects(&subjects).await?;
            }
            if !looks.is_empty() {
                answers.looks = self.looks(&looks).await?;
            }
            if !decided.is_empty() {
                answers.decided = self.decided(&decided).await?;
            }
            if !chains.is_empty() {
                answers.chains = self.chains(&chains).await?;
            }
            if !claims.is_empty() {
                answers.claims = self.open_claims(&claims).await?;
            }
            if !touched.is_empty() {
                answers.touched = self.touched(&touched).await?;
            }
            Ok(answers)
        }
    }

    /// The streams of these ids.
    fn streams(&mut self, ids: &[StreamId]) -> impl Future<Output = Result<Vec<StreamRow>, StoreError>> + Send;

    /// Devices, enrolled or only invited, as subjects of the stream they were invited in.
    fn devices(&mut self, ids: &[DeviceId]) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// The mandates of these holders and those in these units, each once.
    fn mandates(
        &mut self,
        holders: &[HolderId],
        units: &[UnitId],
    ) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// These units and all above them, each once.
    fn units_above(&mut self, units: &[UnitId]) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// These units and all below them, each once.
    fn units_below(&mut self, units: &[UnitId]) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// Every stream there is, in the order of their ids: for whoever checks what is kept.
    fn every_stream(&mut self) -> impl Future<Output = Result<Vec<StreamId>, StoreError>> + Send;

    /// Every unit, for whoever runs the server.
    fn units(&mut self) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// These subjects, erased ones included.
    fn subjects(
        &mut self,
        ids: &[(StreamId, SubjectId)],
    ) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// Every subject of a stream that wasn't erased, in the order of their ids.
    fn living(&mut self, stream: StreamId) -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// Who has these values.
    fn looks(&mut self, looks: &[(StreamId, Hash)]) -> impl Future<Output = Result<Vec<LookRow>, StoreError>> + Send;

    /// The entries of these changes, in whichever stream.
    fn decided(&mut self, changes: &[ChangeId]) -> impl Future<Output = Result<Vec<DecidedRow>, StoreError>> + Send;

    /// The last push of each device in each stream.
    fn chains(&mut self, of: &[(StreamId, DeviceId)])
    -> impl Future<Output = Result<Vec<ChainRow>, StoreError>> + Send;

    /// The last pushes of one device, in every stream.
    fn chains_of(&mut self, device: DeviceId) -> impl Future<Output = Result<Vec<ChainRow>, StoreError>> + Send;

    /// The hash of one push.
    fn push(
        &mut self,
        stream: StreamId,
        device: DeviceId,
        number: u64,
    ) -> impl Future<Output = Result<Option<Hash>, StoreError>> + Send;

    /// The hashes of complete tiles, in order.
    fn tiles(
        &mut self,
        stream: StreamId,
        numbers: Range<u64>,
    ) -> impl Future<Output = Result<Vec<Hash>, StoreError>> + Send;

    /// The hashes of leaves, in order; leaf `n` is that of entry `n + 1`.
    fn leaves(
        &mut self,
        stream: StreamId,
        numbers: Range<u64>,
    ) -> impl Future<Output = Result<Vec<Hash>, StoreError>> + Send;

    /// How many bytes the entries after `after` and their payloads take, one by one in order, at most `most` of them.
    fn sizes(
        &mut self,
        stream: StreamId,
        after: u64,
        most: u64,
    ) -> impl Future<Output = Result<Vec<u64>, StoreError>> + Send;

    /// The entries with these numbers, in order.
    fn lines(
        &mut self,
        stream: StreamId,
        seqs: Range<u64>,
    ) -> impl Future<Output = Result<Vec<LineRow>, StoreError>> + Send;

    /// The pushes that brought the entries with these numbers, each once, by the first entry of each.
    fn pushes(
        &mut self,
        stream: StreamId,
        seqs: Range<u64>,
    ) -> impl Future<Output = Result<Vec<Vec<u8>>, StoreError>> + Send;

    /// The entries of a stream that wait for somebody, in order.
    fn waiting(&mut self, stream: StreamId) -> impl Future<Output = Result<Vec<LineRow>, StoreError>> + Send;

    /// The latest snapshot of a stream.
    fn snapshot(&mut self, stream: StreamId) -> impl Future<Output = Result<Option<SnapshotRow>, StoreError>> + Send;

    /// The moves of these streams, those of a stream in their order.
    fn moves(&mut self, streams: &[StreamId]) -> impl Future<Output = Result<Vec<MoveRow>, StoreError>> + Send;

    /// What witnesses cosigned of these streams, those of a stream in the order of their numbers.
    fn cosignatures(
        &mut self,
        streams: &[StreamId],
    ) -> impl Future<Output = Result<Vec<CosignatureRow>, StoreError>> + Send;

    /// The erasures of a stream after this number, in order.
    fn erasures(
        &mut self,
        stream: StreamId,
        after: u64,
    ) -> impl Future<Output = Result<Vec<ErasureRow>, StoreError>> + Send;

    /// Every confirmed erasure that isn't erased itself, by stream and then by when it was confirmed.
    fn confirmed(&mut self) -> impl Future<Output = Result<Vec<(ConfirmedRow, SubjectRow)>, StoreError>> + Send;

    /// The `office` streams in which a claim is open.
    fn claimed(&mut self) -> impl Future<Output = Result<Vec<StreamId>, StoreError>> + Send;

    /// The claims that are open in these `office` streams.
    fn open_claims(&mut self, streams: &[StreamId])
    -> impl Future<Output = Result<Vec<SubjectRow>, StoreError>> + Send;

    /// What these holders touched in these streams, under the departure shield.
    fn touched(
        &mut self,
        of: &[(StreamId, HolderId)],
    ) -> impl Future<Output = Result<Vec<TouchRow>, StoreError>> + Send;

    /// A token.
    fn token(&mut self, hash: Hash) -> impl Future<Output = Result<Option<TokenRow>, StoreError>> + Send;

    /// The sign-ins of a device that still have a token.
    fn families(&mut self, device: DeviceId) -> impl Future<Output = Result<Vec<Family>, StoreError>> + Send;

    /// Whether something that may be used once was used.
    fn nonce(&mut self, hash: Hash) -> impl Future<Output = Result<Option<NonceRow>, StoreError>> + Send;

    /// A setting.
    fn setting(&mut self, name: &str) -> impl Future<Output = Result<Option<SettingRow>, StoreError>> + Send;

    /// Every setting.
    fn settings(&mut self) -> impl Future<Output = Result<Vec<SettingRow>, StoreError>> + Send;

    /// The mailings of which mails are kept.
    fn mailings(&mut self) -> impl Future<Output = Result<Vec<(StreamId, SubjectId)>, StoreError>> + Send;

    /// The mails of a mailing.
    fn mail_of(
        &mut self,
        stream: StreamId,
        mailing: SubjectId,
    ) -> impl Future<Output = Result<Vec<MailRow>, StoreError>> + Send;

    /// The one to this person.
    fn mail_to(
        &mut self,
        stream: StreamId,
        mailing: SubjectId,
        person: SubjectId,
    ) -> impl Future<Output = Result<Option<MailRow>, StoreError>> + Send;

    /// A blob.
    fn blob(
        &mut self,
        stream: StreamId,
        name: Hash,
    ) -> impl Future<Output = Result<Option<BlobRow>, StoreError>> + Send;

    /// Every blob of a stream.
    fn blobs_of(&mut self, stream: StreamId) -> impl Future<Output = Result<Vec<BlobRow>, StoreError>> + Send;

    /// The blobs that were erased, and those begun before an instant that no subject names, oldest first.
    fn orphans(&mut self, before: Instant) -> impl Future<Output = Result<Vec<BlobRow>, StoreError>> + Send;

    /// The blobs that aren't yet, in all their parts, under a key of their own.
    fn blobs_from_before(&mut self) -> impl Future<Output = Result<Vec<BlobRow>, StoreError>> + Send;
}

//! One synchronisation: what waits is signed and sent, what came is checked, kept and shown (J11).

use std::collections::BTreeSet;

use coopol_domain::device::{Absorbed, Alarm, Device, Reply};
use coopol_domain::id::StreamId;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::wire::{StreamAnswer, SyncRequest, SyncResponse};
use futures_util::future::join;

use super::{Notice, Session};
use crate::cache::{CacheError, Contact, Loaded};
use crate::transport::{Transport, TransportError};

/// Rounds after which a synchronisation ends, though the server asks for another: one that never ends would hold the
/// device for ever. 512 rounds of half a megabyte are more than any section has.
const MOST_ROUNDS: usize = 512;

/// A request with what came of it.
struct Exchange {
    request: SyncRequest,
    response: Result<SyncResponse, TransportError>,
}

/// What came of a synchronisation.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own to whoever asked for the synchronisation"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Synced {
    /// How many exchanges it took.
    pub rounds: usize,
    /// Whether the server was asked: what a hint had brought may have been all.
    pub asked: bool,
    /// Nothing is left that this device may hold or has to deliver: [`Session::destroy`] is due (J9).
    pub nothing_left: bool,
    /// Every mandate of its holder is suspended: what it held is gone from here, its key stays, and the server is asked again.
    pub suspended: bool,
    /// The laptop was shut out, and what waited here is taken by nobody.
    pub abandoned: bool,
    /// Whether some history is still to be checked: [`Session::audit`] is due (J5.3).
    pub unchecked: bool,
}

/// What an exchange leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    /// The server has more to say.
    Again,
    /// That was all.
    Last,
    /// Nobody takes what waits: the device was revoked.
    Abandoned,
    /// The holder's mandates are suspended.
    Suspended,
}

/// Why a synchronisation ended. Each names its recovery.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// See the reason; nothing was lost.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// Ask the user: what the server says contradicts itself or what was seen. From now on the profile only reads.
    #[error("what the server says can't be true: {0}")]
    Alarm(#[from] Alarm),
    /// Stop: an earlier alarm.
    #[error("this profile only reads since an alarm was raised")]
    ReadOnly,
    /// Stop: the cache failed.
    #[error(transparent)]
    Cache(#[from] CacheError),
}

impl Session {
    /// Synchronises until the server has nothing more to say. Only one goes on at a time; others wait for it.
    pub async fn sync_once<T: Transport>(&self, transport: &T) -> Result<Synced, SyncError> {
        let _one = self.syncing.lock().await;
        self.asking(transport).await
    }

    /// The same for whoever [listens](Self::listen): where a hint brought along what it was about, nothing is asked.
    pub async fn keep_up<T: Transport>(&self, transport: &T) -> Result<Synced, SyncError> {
        let _one = self.syncing.lock().await;
        let done = match self.told().await? {
            Some((response, contact)) => self.take_in(transport, response, contact).await,
            None => self.asking(transport).await,
        };
        if done.is_err() {
            // What was to be learnt is still to be.
            self.bring(None);
        }
        done
    }

    /// Takes in what a hint brought, and asks where that isn't all.
    async fn take_in<T: Transport>(
        &self,
        transport: &T,
        response: SyncResponse,
        contact: Contact,
    ) -> Result<Synced, SyncError> {
        let (again, jumps) = self.absorb(response, Some(contact)).await?;
        if again || !jumps.is_empty() {
            return self.asking(transport).await;
        }
        Ok(self.synced(Round::Last, 0).await)
    }

    async fn asking<T: Transport>(&self, transport: &T) -> Result<Synced, SyncError> {
        let mut rounds = 0;
        let (mut last, mut ahead) = (Round::Again, None);
        while last == Round::Again && rounds < MOST_ROUNDS {
            rounds += 1;
            let exchange = match ahead.take() {
                Some(exchange) => exchange,
                None => self.ask(transport).await?,
            };
            (last, ahead) = self.round(transport, exchange).await?;
        }
        self.note_restoring(None).await?;
        if last != Round::Suspended {
            self.resume().await?;
        }
        if last == Round::Last {
            self.witness(transport).await?;
        }
        Ok(self.synced(last, rounds).await)
    }

    async fn synced(&self, last: Round, rounds: usize) -> Synced {
        let suspended = last == Round::Suspended;
        let device = self.machine.lock().await;
        let empty = device.access.is_some() && device.streams.is_empty() && device.parcels.is_empty();
        let nothing_left = empty && !suspended;
        let unchecked = device.streams.values().any(|stream| stream.unchecked);
        let (asked, abandoned) = (rounds > 0, last == Round::Abandoned);
        Synced { rounds, asked, nothing_left, suspended, abandoned, unchecked }
    }

    async fn ask<T: Transport>(&self, transport: &T) -> Result<Exchange, SyncError> {
        let request = {
            let mut device = self.machine.lock().await;
            if device.read_only {
                return Err(SyncError::ReadOnly);
            }
            let (request, writes) = device.request();
            // A push that may have left is never signed again otherwise: it is durable before it leaves (J3.1).
            self.durable(&mut device, &writes).await?;
            request
        };
        self.note_asking();
        let response = transport.exchange(&request).await;
        if response.is_ok() {
            self.note_asked();
        }
        Ok(Exchange { request, response })
    }

    /// Takes in what came of an exchange. Where that leads to another, it goes on meanwhile.
    async fn round<T: Transport>(
        &self,
        transport: &T,
        exchange: Exchange,
    ) -> Result<(Round, Option<Exchange>), SyncError> {
        let response = match exchange.response {
            Err(TransportError::Unwelcome) => return Ok((self.leave(transport).await?, None)),
            Err(TransportError::Suspended(why)) => return Ok((self.pause(transport, why).await?, None)),
            Err(TransportError::Restoring(says)) => {
                self.note_restoring(Some(says)).await?;
                self.give_back(transport, None).await?;
                return Err(TransportError::Restoring(says).into());
            }
            response => response?,
        };
        // Restored, and already at work again: what nothing has taken the place of yet is still taken back.
        let shrunk = self.machine.lock().await.shrunk(&response);
        if !shrunk.is_empty() && self.give_back(transport, Some(&shrunk)).await? {
            return Ok((Round::Again, None));
        }
        let contact = self.contact(&response);
        let ahead = self.machine.lock().await.ahead(&response);
        let next = async {
            let request = ahead?;
            let response = transport.exchange(&request).await;
            Some(Exchange { request, response })
        };
        let (next, absorbed) = join(next, self.absorb(response, Some(contact))).await;
        let (mut again, jumps) = absorbed?;
        for answer in jumps {
            again |= self.install(transport, &answer).await?;
        }
        let next = match next {
            Some(next) if self.machine.lock().await.stands(&next.request) => Some(next),
            _ => None,
        };
        Ok((if again { Round::Again } else { Round::Last }, next.filter(|_| again)))
    }

    /// Takes an answer in, with when the server gave it; which snapshots it leaves to fetch.
    pub(super) async fn absorb(
        &self,
        response: SyncResponse,
        contact: Option<Contact>,
    ) -> Result<(bool, Vec<StreamAnswer>), SyncError> {
        let jumps: Vec<StreamAnswer> = response.streams.iter().filter(|it| it.snapshot.is_some()).cloned().collect();
        let access_changed = response.access.is_some();
        let mut device = self.machine.lock().await;
        let done = match self.step(&mut device, response, contact).await {
            Err(SyncError::Alarm(alarm)) => {
                // Whatever it said, it spoke.
                self.durable_knowing(&mut device, &[], &Loaded::default(), contact).await?;
                return Err(self.raise(&mut device, alarm).await);
            }
            done => done?,
        };
        drop(device);
        self.tell_changed(done.changed, false);
        self.tell(Notice::Status);
        if access_changed {
            self.tell(Notice::Standing);
        }
        let wanted: BTreeSet<StreamId> = done.snapshots.iter().map(|(stream, _)| *stream).collect();
        let jumps = jumps.into_iter().filter(|answer| wanted.contains(&answer.stream)).collect();
        Ok((done.again, jumps))
    }

    async fn step(
        &self,
        device: &mut Device,
        response: SyncResponse,
        contact: Option<Contact>,
    ) -> Result<Absorbed, SyncError> {
        let reply = Reply::read(response)?;
        let shelf = self.cache.subjects(&reply.subjects(device)).await?;
        let shelf = self.cache.with_erasures(shelf, &reply.erased_in()).await?;
        let done = device.absorb(reply, &shelf)?;
        self.durable_knowing(device, &done.writes, &shelf, contact).await?;
        for &(stream, root) in &done.roots {
            self.compare(stream, root).await?;
        }
        Ok(done)
    }

    /// Whoever folded as far as a checkpoint's state root computes it too (J5.2).
    pub(super) async fn compare(&self, stream: StreamId, told: StateRoot) -> Result<(), SyncError> {
        if self.cache.state_root(stream).await? == told.root {
            return Ok(());
        }
        Err(Alarm::States { stream, seq: told.seq }.into())
    }

    /// Fetches a snapshot and takes it in. One that was replaced meanwhile is asked for anew.
    async fn install<T: Transport>(&self, transport: &T, answer: &StreamAnswer) -> Result<bool, SyncError> {
        let Some(seq) = answer.snapshot else { return Ok(false) };
        let packed = match transport.snapshot(answer.stream, seq).await {
            Err(TransportError::OtherSnapshot) => return Ok(true),
            packed => packed?,
        };
        let mut device = self.machine.lock().await;
        let done = match device.install(answer, &packed) {
            Err(alarm) => return Err(self.raise(&mut device, alarm).await),
            Ok(done) => done,
        };
        self.durable(&mut device, &done.writes).await?;
        drop(device);
        self.tell_changed(done.changed, false);
        Ok(done.again)
    }

    /// Goes on read-only, now and after every start, until somebody has looked into it.
    pub(super) async fn raise(&self, device: &mut Device, alarm: Alarm) -> SyncError {
        device.read_only = true;
        let (code, text) = (alarm.code(), alarm.to_string());
        let kept = async {
            let mut writer = self.cache.writer().await;
            let mut transaction = writer.begin().await?;
            sqlx::query!("UPDATE device SET alarm = ?, alarm_text = ?", code, text).execute(&mut *transaction).await?;
            transaction.commit().await.map_err(CacheError::from)
        };
        let kept = kept.await;
        self.tell(Notice::Standing);
        kept.map_or_else(SyncError::Cache, |()| SyncError::Alarm(alarm))
    }
}

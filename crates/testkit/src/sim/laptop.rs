//! The device's machine over a disk: the thin shell that a crash tears away.

use coopol_domain::device::Shelf;
use coopol_domain::device::{Absorbed, Alarm, Background, Chance as Drawn, Device, Intent, Reply};
use coopol_domain::id::{ChangeId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Payload, State, SubjectKey, Verdict};
use coopol_domain::kinds::Refusal;
use coopol_domain::time::Instant;
use coopol_domain::wire::SyncResponse;

use super::server::Server;
use crate::chance::Chance;
use crate::disk::{Disk, Identity};

/// An officer's laptop.
#[derive(Debug)]
pub struct Laptop {
    /// What survives.
    pub disk: Disk,
    /// What doesn't.
    pub device: Device,
    /// How many milliseconds its clock is wrong.
    pub skew: i64,
    /// Until when it has no network.
    pub offline_until: Instant,
    /// Whether its mandate is one of a unit above the section.
    pub above: bool,
}

impl Laptop {
    /// A laptop that was just enrolled.
    pub fn new(identity: Identity, skew: i64) -> Self {
        let disk = Disk::new(identity);
        let device = disk.start();
        Self { disk, device, skew, offline_until: Instant(0), above: false }
    }

    /// What its clock says.
    pub fn clock(&self, now: Instant) -> Instant {
        Instant(now.0.saturating_add_signed(self.skew))
    }

    /// Loses everything that isn't on the disk.
    pub fn crash(&mut self) {
        self.device = self.disk.start();
    }

    /// Makes a change, durable when it returns: *saved here*.
    ///
    /// # Errors
    /// The [`Refusal`] that the person would read.
    pub fn record(
        &mut self,
        (stream, subject, payload): (StreamId, SubjectId, Payload),
        depends_on: Vec<ChangeId>,
        now: Instant,
        chance: &mut Chance,
    ) -> Result<ChangeId, Refusal> {
        let confirmed = self.disk.subject(stream, subject);
        let quoted = payload.quotes.and_then(|id| self.waiting(stream, id));
        let background = Background { confirmed, quoted, from_above: self.above, ..Background::default() };
        let intent = Intent { stream, subject, payload, act: None, depends_on };
        let drawn = Drawn { id: chance.bytes(), key: SubjectKey::from_bytes(chance.bytes()) };
        let clock = self.clock(now);
        let (id, _, writes) = self.device.record(intent, background, clock, drawn)?;
        self.disk.write(writes);
        Ok(id)
    }

    /// What was held for somebody, by what this laptop has read, with who said it.
    pub fn waiting(&self, stream: StreamId, id: ChangeId) -> Option<(Payload, Option<HolderId>)> {
        let line = self.disk.line(stream, id).filter(|line| matches!(line.entry.verdict, Verdict::Held(_)))?;
        let payload = Payload::decode(line.payload.as_deref()?).ok()?;
        Some((payload, self.disk.author(line.entry.push)))
    }

    /// A subject as its holder sees it.
    pub fn shown(&self, stream: StreamId, subject: SubjectId) -> Option<State> {
        let confirmed = self.disk.subject(stream, subject).map(|(state, _)| state);
        self.device.shown(stream, subject, confirmed)
    }

    /// Takes an answer in, snapshots and state roots included.
    ///
    /// # Errors
    /// The [`Alarm`] that an honest authority never causes.
    pub fn absorb(&mut self, response: SyncResponse, server: &Server) -> Result<bool, Alarm> {
        let answers = response.streams.clone();
        let done = self.device.absorb(Reply::read(response)?, &self.disk)?;
        let mut again = self.settle(done)?;
        for answer in answers.into_iter().filter(|answer| answer.snapshot.is_some()) {
            let stored = pollster::block_on(server.store.snapshot(answer.stream)).expect("memory answers");
            let packed = stored.expect("the answer speaks of it").packed;
            let done = self.device.install(&answer, &packed)?;
            again |= self.settle(done)?;
        }
        Ok(again)
    }

    fn settle(&mut self, done: Absorbed) -> Result<bool, Alarm> {
        self.disk.write(done.writes);
        for (stream, root) in done.roots {
            if self.disk.state_root(stream) != root.root {
                return Err(Alarm::States { stream, seq: root.seq });
            }
        }
        Ok(done.again)
    }
}

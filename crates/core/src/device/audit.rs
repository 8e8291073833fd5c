//! The whole history, fetched and checked in the background after a first synchronisation by snapshot (J5.3).

use coopol_domain::device::{Alarm, Audit, Write};
use coopol_domain::id::StreamId;
use coopol_domain::wire::Page;

use super::{Notice, Session, SyncError};
use crate::cache::{Loaded, Step};
use crate::transport::Transport;

/// The most that a page may unpack to: 64 MiB.
const MAX_PAGE: usize = 64 << 20;

impl Session {
    /// Fetches and checks the history of every stream whose beginning was never seen. Takes the network's time, and
    /// holds nobody up; what was fetched is kept, so that the history can be shown.
    pub async fn audit<T: Transport>(&self, transport: &T) -> Result<(), SyncError> {
        let unchecked: Vec<StreamId> = {
            let device = self.machine.lock().await;
            device.streams.iter().filter(|(_, at)| at.unchecked).map(|(stream, _)| *stream).collect()
        };
        for stream in unchecked {
            self.audit_stream(transport, stream).await?;
        }
        Ok(())
    }

    async fn audit_stream<T: Transport>(&self, transport: &T, stream: StreamId) -> Result<(), SyncError> {
        let Some(mut audit) = Audit::new(&*self.machine.lock().await, stream) else { return Ok(()) };
        while !self.caught_up(&audit, stream).await? {
            let before = audit.seq();
            let packed = transport.history(stream, before).await?;
            let page = match read(stream, &packed) {
                Ok(page) => page,
                Err(alarm) => return Err(self.raise(&mut *self.machine.lock().await, alarm).await),
            };
            let writes = kept(&page);
            if let Err(alarm) = audit.feed(page) {
                return Err(self.raise(&mut *self.machine.lock().await, alarm).await);
            }
            if audit.seq() == before {
                let alarm = Alarm::Shrunk { stream, seen: self.position(stream).await, size: before };
                return Err(self.raise(&mut *self.machine.lock().await, alarm).await);
            }
            let device = self.machine.lock().await;
            if device.streams.contains_key(&stream) {
                let known = Loaded::default();
                self.cache.apply(Step { writes: &writes, device: &device, known: &known, contact: None }).await?;
            }
        }
        let mut device = self.machine.lock().await;
        if device.streams.contains_key(&stream) { self.catch_up(&mut device, audit).await } else { Ok(()) }
    }

    async fn position(&self, stream: StreamId) -> u64 {
        self.machine.lock().await.streams.get(&stream).map_or(0, coopol_domain::device::Stream::seq)
    }

    /// Whether the audit stands where the device does; then both must have found the same.
    async fn caught_up(&self, audit: &Audit, stream: StreamId) -> Result<bool, SyncError> {
        let mut device = self.machine.lock().await;
        let Some(at) = device.streams.get_mut(&stream) else { return Ok(true) };
        let size = at.seq();
        if audit.seq() < size {
            return Ok(false);
        }
        if audit.seq() > size {
            // The device will get there; what was read beyond its checkpoint is checked again then.
            return Ok(true);
        }
        let alarm = if audit.root() != at.frontier.root() {
            Some(Alarm::Rewritten { stream, size })
        } else if !at.behind && !audit.behind() && audit.state_root() != self.cache.state_root(stream).await? {
            Some(Alarm::States { stream, seq: size })
        } else {
            None
        };
        if let Some(alarm) = alarm {
            return Err(self.raise(&mut device, alarm).await);
        }
        at.unchecked = false;
        let writes = [Write::Stream(stream, Box::new(at.clone()))];
        self.durable(&mut device, &writes).await?;
        self.tell(Notice::Status);
        Ok(true)
    }
}

fn read(stream: StreamId, packed: &[u8]) -> Result<Page, Alarm> {
    let unreadable = |why: String| Alarm::Unreadable { stream, why };
    let bytes = zstd::bulk::decompress(packed, MAX_PAGE).map_err(|_| unreadable("not zstd".to_owned()))?;
    Page::decode(&bytes).map_err(|error| unreadable(error.to_string()))
}

/// Pushes before lines: a history whose lines name nobody is never seen.
fn kept(page: &Page) -> Vec<Write> {
    let pushes = page.pushes.iter().map(|push| Write::Push(Box::new(push.clone())));
    pushes.chain(page.lines.iter().map(|line| Write::Line(Box::new(line.clone())))).collect()
}

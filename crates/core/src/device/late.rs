//! After an upgrade: what an earlier version of the program kept without being able to read it (J2.5).

use coopol_domain::device::{Audit, Device};
use coopol_domain::id::StreamId;
use coopol_domain::journal::Payload;

use super::{Session, SyncError};
use crate::cache::CacheError;

impl Session {
    /// Folds what was kept of kinds that this version knows and an earlier one didn't. A stream whose beginning is still
    /// to be fetched follows with [`Session::audit`]. An alarm is raised, and the profile opens to be read.
    pub(super) async fn fold_late(&self) -> Result<(), CacheError> {
        let mut device = self.machine.lock().await;
        let behind = device.streams.iter().filter(|(_, at)| at.behind && !at.unchecked);
        let behind: Vec<StreamId> = behind.map(|(stream, _)| *stream).collect();
        for stream in behind {
            if !self.knows_all(&device, stream).await? {
                continue;
            }
            let mut audit = Audit::new(&device, stream).expect("the device holds the stream");
            let at = device.streams[&stream].clone();
            let caught_up = match self.walk(&mut audit, stream, &at).await {
                Ok(_) => self.catch_up(&mut device, audit).await,
                Err(SyncError::Alarm(alarm)) => Err(self.raise(&mut device, alarm).await),
                Err(error) => Err(error),
            };
            // An alarm stands in the profile from now on.
            if let Err(SyncError::Cache(error)) = caught_up {
                return Err(error);
            }
        }
        Ok(())
    }

    /// Keeps what `audit` folded of a stream that was behind, and compares with the authority's seal.
    pub(super) async fn catch_up(&self, device: &mut Device, audit: Audit) -> Result<(), SyncError> {
        let stream = audit.stream();
        let wanted = audit.subjects().map(|subject| (stream, subject)).collect();
        let shelf = self.cache.subjects(&wanted).await?;
        let (done, root) = audit.fold_late(device, &shelf);
        self.durable_knowing(device, &done.writes, &shelf, None).await?;
        self.tell_changed(done.changed, false);
        let Some(root) = root else { return Ok(()) };
        match self.compare(stream, root).await {
            Err(SyncError::Alarm(alarm)) => Err(self.raise(device, alarm).await),
            compared => compared,
        }
    }

    /// Whether this version knows every kind that the stream's lines are of.
    async fn knows_all(&self, device: &Device, stream: StreamId) -> Result<bool, CacheError> {
        let payloads = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT payload FROM lines WHERE stream = ? AND payload IS NOT NULL ORDER BY seq DESC",
        );
        let payloads = payloads.bind(stream.as_bytes().as_slice());
        for payload in payloads.fetch_all(&mut *self.cache.reader().await?).await? {
            let payload = Payload::decode(&payload).map_err(CacheError::damaged("lines"))?;
            if (device.knows)(&payload.kind, payload.version).is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

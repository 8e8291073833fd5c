//! The way to the server, with a count of what came: bodies of answers, in bytes. Heads (some 200 bytes each) aren't in it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use coopol_core::transport::{Http, Transport, TransportError};
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::wire::{Opaque, PushAnswer, SyncRequest, SyncResponse};

/// See the module. A clone counts into the same.
#[derive(Clone)]
pub(super) struct Counting {
    http: Http,
    came: Arc<AtomicUsize>,
}

impl Counting {
    pub(super) fn over(http: Http) -> Self {
        Self { http, came: Arc::new(AtomicUsize::new(0)) }
    }

    /// Bytes so far.
    pub(super) fn came(&self) -> usize {
        self.came.load(Ordering::Relaxed)
    }

    fn count(&self, bytes: usize) {
        self.came.fetch_add(bytes, Ordering::Relaxed);
    }
}

impl Transport for Counting {
    async fn exchange(&self, request: &SyncRequest) -> Result<SyncResponse, TransportError> {
        let response = self.http.exchange(request).await?;
        // The core read it already; what it was is what it would be again.
        self.count(serde_json::to_vec(&response).map_or(0, |body| body.len()));
        Ok(response)
    }

    async fn snapshot(&self, stream: StreamId, seq: u64) -> Result<Vec<u8>, TransportError> {
        let packed = self.http.snapshot(stream, seq).await?;
        self.count(packed.len());
        Ok(packed)
    }

    async fn history(&self, stream: StreamId, after: u64) -> Result<Vec<u8>, TransportError> {
        let packed = self.http.history(stream, after).await?;
        self.count(packed.len());
        Ok(packed)
    }

    async fn deliver(&self, device: DeviceId, pushes: &[Opaque]) -> Result<Vec<PushAnswer>, TransportError> {
        self.http.deliver(device, pushes).await
    }
}

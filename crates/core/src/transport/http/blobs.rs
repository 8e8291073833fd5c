//! Files over HTTP: named by their content, in parts (J12).

use std::fmt;
use std::future::Future;

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::wire::Opaque;
use reqwest::{Response, header};
use serde::{Deserialize, Serialize};

use super::Http;
use crate::transport::TransportError;
use crate::transport::client::unreachable;

/// Where a byte count stands in answers and requests.
const OFFSET: &str = "upload-offset";

/// What is asked of a server about files. Nothing that comes back is believed before its name was checked.
pub trait Blobs: Send + Sync {
    /// How the files of a stream are named.
    fn naming(&self, stream: StreamId) -> impl Future<Output = Result<Naming, TransportError>> + Send;
    /// Begins a file of `size` bytes, or finds it: the number of the byte to go on from.
    fn begin(
        &self,
        stream: StreamId,
        name: Hash,
        size: u64,
    ) -> impl Future<Output = Result<u64, TransportError>> + Send;
    /// Sends the bytes from number `from` on: the number of the byte to go on from.
    fn append(
        &self,
        stream: StreamId,
        name: Hash,
        from: u64,
        bytes: &[u8],
    ) -> impl Future<Output = Result<u64, TransportError>> + Send;
    /// The bytes of a file from number `from` on, up to its `size`, as far as they came.
    fn fetch(
        &self,
        stream: StreamId,
        name: Hash,
        from: u64,
        size: u64,
    ) -> impl Future<Output = Result<Came, TransportError>> + Send;
}

/// How the files of a stream are named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Naming {
    /// Of the HMAC that names them.
    pub key: [u8; 32],
    /// The largest file that is taken, in bytes.
    pub most: u64,
    /// The largest part, in bytes.
    pub part: u64,
}

/// Bytes that came before the answer ended.
#[derive(Debug)]
pub struct Came {
    /// From where they were asked for.
    pub bytes: Vec<u8>,
    /// Why it ended early.
    pub broken: Option<TransportError>,
}

#[derive(Deserialize)]
struct Told {
    key: Opaque,
    most: u64,
    part: u64,
}

#[derive(Serialize)]
struct Coming {
    size: u64,
}

impl Blobs for Http {
    async fn naming(&self, stream: StreamId) -> Result<Naming, TransportError> {
        let body = self.answer(|| self.client.get(&format!("/v1/streams/{stream}/blobs"))).await?;
        let unreadable = |why: &str| TransportError::Unreadable { why: why.to_owned() };
        let told: Told = serde_json::from_slice(&body).map_err(|_| unreadable("no key for names"))?;
        let key = told.key.0.as_slice().try_into().map_err(|_| unreadable("a key for names has 32 bytes"))?;
        Ok(Naming { key, most: told.most, part: told.part })
    }

    async fn begin(&self, stream: StreamId, name: Hash, size: u64) -> Result<u64, TransportError> {
        let path = path(stream, name);
        offset(&self.signed(|| self.client.post(&path).json(&Coming { size })).await?)
    }

    async fn append(&self, stream: StreamId, name: Hash, from: u64, bytes: &[u8]) -> Result<u64, TransportError> {
        let path = path(stream, name);
        let request = || {
            let request = self.client.patch(&path).header(OFFSET, from);
            request.header(header::CONTENT_TYPE, "application/octet-stream").body(bytes.to_vec())
        };
        offset(&self.signed(request).await?)
    }

    async fn fetch(&self, stream: StreamId, name: Hash, from: u64, size: u64) -> Result<Came, TransportError> {
        let path = path(stream, name);
        let range = format!("bytes={from}-");
        let mut response = self.signed(|| self.client.get(&path).header(header::RANGE, &range)).await?;
        // A server that doesn't know ranges sends everything.
        let mut skip = if response.status() == reqwest::StatusCode::PARTIAL_CONTENT { 0 } else { from };
        let mut came = Came { bytes: Vec::new(), broken: None };
        loop {
            match response.chunk().await {
                Ok(Some(part)) => {
                    let before = usize::try_from(skip).unwrap_or(usize::MAX).min(part.len());
                    skip -= before as u64;
                    came.bytes.extend_from_slice(&part[before..]);
                }
                Ok(None) => return Ok(came),
                Err(error) => return Ok(Came { broken: Some(unreachable(&error)), ..came }),
            }
            if came.bytes.len() as u64 > size.saturating_sub(from) {
                return Err(TransportError::Unreadable { why: "more bytes than the file has".to_owned() });
            }
        }
    }
}

fn path(stream: StreamId, name: Hash) -> String {
    format!("/v1/streams/{stream}/blobs/{name}")
}

fn offset(response: &Response) -> Result<u64, TransportError> {
    let told = response.headers().get(OFFSET).and_then(|offset| offset.to_str().ok()?.parse().ok());
    told.ok_or_else(|| TransportError::Unreadable { why: "no word on how many bytes came".to_owned() })
}

impl fmt::Debug for Naming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Naming").field("most", &self.most).field("part", &self.part).finish_non_exhaustive()
    }
}

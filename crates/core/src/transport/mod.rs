//! How a device reaches its authority: behind a trait, so that tests speak with one in the same process.

mod client;
mod http;
mod joining;
mod tokens;
mod within;

use std::future::Future;

use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::time::Instant;
use coopol_domain::wire::{Cosigned, GivenBack, Opaque, PushAnswer, SyncRequest, SyncResponse, TakenBack, Witnessing};
use serde::{Deserialize, Serialize};

pub(crate) use client::{Client, address};
pub use http::{Blobs, Came, Hint, Hints, Http, Naming, UnitAudience, UnitNamed};
pub use joining::{Ended, Joining, Looked};
pub use within::{ALONE, Answer, Body, Request, Response, Within};

/// What is asked of an authority (J11). Nothing that comes back is believed before the machine has checked it.
pub trait Transport: Send + Sync {
    /// The one exchange of a synchronisation.
    fn exchange(&self, request: &SyncRequest) -> impl Future<Output = Result<SyncResponse, TransportError>> + Send;
    /// The packed snapshot of a stream at an entry.
    fn snapshot(&self, stream: StreamId, seq: u64) -> impl Future<Output = Result<Vec<u8>, TransportError>> + Send;
    /// A page of history after an entry: a `wire::Page`, compressed by zstd.
    fn history(&self, stream: StreamId, after: u64) -> impl Future<Output = Result<Vec<u8>, TransportError>> + Send;
    /// What this device is shown as a witness (J5.2).
    fn witnessing(&self) -> impl Future<Output = Result<Witnessing, TransportError>> + Send {
        std::future::ready(Ok(Witnessing::default()))
    }
    /// Gives back what it cosigned.
    fn cosign(&self, _: &Cosigned) -> impl Future<Output = Result<(), TransportError>> + Send {
        std::future::ready(Ok(()))
    }
    /// Gives back entries that the server may have lost, or asks how far it has come; takes no right (J8).
    fn give_back(&self, _: &GivenBack) -> impl Future<Output = Result<TakenBack, TransportError>> + Send {
        std::future::ready(Err(TransportError::Refused { status: 404, code: "not_found".to_owned() }))
    }
    /// Hands over pushes signed under a mandate that ended, each a `wire::Submission`; takes no right but the signatures in
    /// them (J9). One answer for each.
    fn deliver(
        &self,
        device: DeviceId,
        pushes: &[Opaque],
    ) -> impl Future<Output = Result<Vec<PushAnswer>, TransportError>> + Send;
}

/// Where something is missing of a section that is handed over, which no erasure accounts for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Gap {
    /// In which part of its records: `roster`…
    pub compartment: String,
    /// Which entry says nothing; `None` when something is said to be erased that nobody asked to be.
    #[serde(default)]
    pub entry: Option<u64>,
}

/// What the server says to whom it lets in no more for a time: their own mandate is suspended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    /// How the unit is called.
    pub unit: String,
    /// From when,
    pub since: Instant,
    /// and until when; until it is lifted, without.
    pub until: Option<Instant>,
    /// Why.
    pub ground: String,
}

/// What the server says while devices give back what a restore lost (J8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restoring {
    /// When it was restored.
    pub since: Instant,
    /// Until when nothing else is answered, unless that ends before.
    pub until: Instant,
}

/// Why an exchange didn't happen. Each names its recovery.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// Retry when there is a network: nothing was lost.
    #[error("the server can't be reached: {why}")]
    Offline {
        /// What the network said.
        why: String,
    },
    /// Stop: whoever answers there doesn't prove to be that server. Its certificate is over, or of another name, or nobody vouches
    /// for it; or somebody stands in between.
    #[error("who answers there doesn't prove to be the server: {why}")]
    Unproven {
        /// What is wrong with the certificate.
        why: String,
    },
    /// Stop: what is sent there could be read on the way.
    #[error("`{given}` isn't the address of a server: a host, or an address of HTTPS")]
    Address {
        /// What was given.
        given: String,
    },
    /// Retry in a moment.
    #[error("the server is busy, try again in {after} s")]
    Busy {
        /// Seconds.
        after: u64,
    },
    /// Stop: the device was revoked, or its holder has no mandate left.
    #[error("the server lets this device in no more")]
    Unwelcome,
    /// Try again from time to time: every mandate of the device's holder is suspended.
    #[error("the mandate is suspended")]
    Suspended(Suspended),
    /// Give back, and try again from time to time: the server was restored, and does nothing else yet.
    #[error("the server was restored, and takes back what it lost before it does anything else")]
    Restoring(Restoring),
    /// Synchronise again: the snapshot that was named has been replaced.
    #[error("there is another snapshot by now")]
    OtherSnapshot,
    /// Stop: the server refuses what this program asks, which an upgrade may cure.
    #[error("the server refused: {status} {code}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The server's word for it.
        code: String,
    },
    /// Put back what is missing: the section that is handed over isn't whole.
    #[error("what is handed over isn't whole: something is missing in {}", .0.compartment)]
    Gap(Gap),
    /// Try again then: what is asked for has to wait.
    #[error("the server does this later")]
    NotYet {
        /// From when.
        opens: Instant,
    },
    /// Try again, or restore a copy: the authority on this very computer can't be opened.
    #[error("the authority on this computer can't be opened: {why}")]
    Own {
        /// What stands against it.
        why: String,
    },
    /// Hand it over first: the section is joining a server, and nothing is numbered here any more.
    #[error("the section is joining a server")]
    Leaving,
    /// Stop: something answers that isn't this server.
    #[error("the answer isn't that of a server of Coopol: {why}")]
    Unreadable {
        /// What is wrong with it.
        why: String,
    },
}

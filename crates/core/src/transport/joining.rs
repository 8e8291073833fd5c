//! Handing a section that stands alone over to a server (J5.4, J10).

use coopol_domain::enrolment::{Adoption, Fingerprint};
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::seal::key::Verifier;
use coopol_domain::wire::{CarriedOut, Opaque};
use serde::{Deserialize, Serialize};

use super::TransportError;
use super::client::Client;

/// A server that takes a section in, by the code that it gave.
#[derive(Debug)]
pub struct Joining {
    client: Client,
    seed: Opaque,
    pinned: Fingerprint,
}

/// What the server says before anything is handed over.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The key that follows.
    pub authority: Verifier,
    /// Whether the section stands there already.
    pub adopted: bool,
    /// The last entry that is there of each stream.
    pub staged: Vec<u64>,
}

/// A stream and its end.
#[derive(Debug, Serialize)]
pub struct Ended {
    /// Which.
    pub stream: StreamId,
    /// Which part of the section's records.
    pub compartment: String,
    /// Its end, signed by the section's own authority.
    pub checkpoint: String,
    /// That it is left to the server, under the same signature.
    pub moved: String,
    /// By which its files are named.
    pub naming: Opaque,
    /// What was erased in it, in order.
    pub erased: Vec<CarriedOut>,
}

#[derive(Serialize)]
struct Looking<'a> {
    seed: &'a Opaque,
    streams: &'a [StreamId],
}

#[derive(Deserialize)]
struct Told {
    authority: String,
    adopted: bool,
    staged: Vec<u64>,
}

#[derive(Serialize)]
struct Paged<'a> {
    seed: &'a Opaque,
    stream: StreamId,
    after: u64,
    page: &'a Opaque,
}

#[derive(Deserialize)]
struct Staged {
    seq: u64,
}

#[derive(Serialize)]
struct Section<'a> {
    seed: &'a Opaque,
    unit: UnitId,
    authority: String,
    streams: &'a [Ended],
}

impl Joining {
    /// Nothing is sent yet.
    pub fn new(server: &str, code: &Adoption) -> Result<Self, TransportError> {
        let seed = Opaque(code.seed.to_vec());
        Ok(Self { client: Client::new(server)?, seed, pinned: code.authority })
    }

    /// Who takes the section in, and how far it has come. `None` when it isn't the server that gave the code.
    pub async fn look(&self, streams: &[StreamId]) -> Result<Option<Looked>, TransportError> {
        let looking = Looking { seed: &self.seed, streams };
        let told: Told = self.client.json(self.client.post("/v1/adoptions/look").json(&looking)).await?;
        let unreadable = |why: &str| TransportError::Unreadable { why: why.to_owned() };
        let authority: Verifier = told.authority.parse().map_err(|_| unreadable("no key"))?;
        if told.staged.len() != streams.len() {
            return Err(unreadable("not one number for each stream"));
        }
        let pinned = Fingerprint::of(authority.public_key()) == self.pinned;
        Ok(pinned.then_some(Looked { authority, adopted: told.adopted, staged: told.staged }))
    }

    /// Hands over a packed page; the last entry that is there.
    pub async fn hand(&self, stream: StreamId, after: u64, page: &Opaque) -> Result<u64, TransportError> {
        let paged = Paged { seed: &self.seed, stream, after, page };
        let staged: Staged = self.client.json(self.client.post("/v1/adoptions/pages").json(&paged)).await?;
        Ok(staged.seq)
    }

    /// Asks to be taken in, with all that was handed over.
    pub async fn end(&self, unit: UnitId, authority: &Verifier, streams: &[Ended]) -> Result<(), TransportError> {
        let section = Section { seed: &self.seed, unit, authority: authority.to_string(), streams };
        self.client.response(self.client.post("/v1/adoptions").json(&section)).await.map(drop)
    }
}

//! What is read for a synchronisation: where streams stand, pages of them, proofs, and who may see what.

mod directory;
mod page;
mod tree;

use coopol_domain::authority::{Author, Chain, Head, Known};
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::State;
use coopol_domain::seal::checkpoint::StateRoot;
use std::collections::BTreeMap;

use crate::row::{LineRow, StreamRow, SubjectRow};
use crate::sealing::{SubjectSeal, Vault};
use crate::{Backend, Read, Store, StoreError};

pub use directory::DeviceAt;
pub use page::{Extract, Limit};
pub(crate) use tree::root_at;

/// Where a stream stands, for whoever reads it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StreamHead {
    /// Its tree, its unit, its compartment.
    pub head: Head,
    /// The latest snapshot: its entry, and the root of all states there.
    pub snapshot: Option<StateRoot>,
    /// How many of its subjects were erased: the number of the last erasure.
    pub erased: u64,
    /// How many subjects were ever spoken of in it.
    pub subjects: u64,
}

impl<B: Backend> Store<B> {
    /// Where these streams stand; those that don't exist are left out.
    pub async fn heads(&self, streams: &[StreamId]) -> Result<BTreeMap<StreamId, StreamHead>, StoreError> {
        let rows = self.backend.glance().await?.streams(streams).await?;
        Ok(rows.into_iter().map(|row| (row.head.stream, StreamHead::from(&row))).collect())
    }

    /// Who signs with a device; `None` for one that nobody enrolled. A revoked one is still somebody's.
    pub async fn author(&self, device: DeviceId) -> Result<Option<Author>, StoreError> {
        let authors = self.authors_in(&mut self.backend.glance().await?, &[device]).await?;
        Ok(authors.into_iter().find_map(|(_, _, author)| author))
    }

    /// What is known of a subject; `None` when nobody ever spoke of it.
    pub async fn subject(&self, stream: StreamId, subject: SubjectId) -> Result<Option<Known>, StoreError> {
        let row = self.backend.glance().await?.subjects(&[(stream, subject)]).await?.pop();
        let opened = row.map(|row| open_subject(&self.vault, &row)).transpose()?;
        Ok(opened.map(|opened| match opened {
            Opened::Erased => Known::Erased,
            Opened::Living(seal, state) => Known::Living { state, key: seal.key.clone() },
        }))
    }

    /// The last push of a device in every stream it has written in.
    pub async fn chains(&self, device: DeviceId) -> Result<BTreeMap<StreamId, Chain>, StoreError> {
        let rows = self.backend.glance().await?.chains_of(device).await?;
        Ok(rows.into_iter().map(|row| (row.stream, Chain { number: row.number, hash: row.hash })).collect())
    }

    /// The payload of an entry; `None` when it was refused or its subject erased.
    pub(crate) fn payload(&self, line: &LineRow) -> Result<Option<Vec<u8>>, StoreError> {
        let (Some(payload), Some(key)) = (&line.payload, &line.key) else { return Ok(None) };
        let seal = self.vault.unwrap(line.stream, line.subject, key)?;
        seal.payload((line.stream, line.subject, line.seq), payload).map(Some)
    }
}

/// A subject, opened.
pub(crate) enum Opened {
    Erased,
    Living(SubjectSeal, State),
}

pub(crate) fn open_subject(vault: &Vault, row: &SubjectRow) -> Result<Opened, StoreError> {
    let Some(secret) = &row.secret else { return Ok(Opened::Erased) };
    let seal = vault.unwrap(row.stream, row.id, &secret.key)?;
    let state = State::decode(&seal.state((row.stream, row.id, secret.seq), &secret.state)?)?;
    Ok(Opened::Living(seal, state))
}

impl From<&StreamRow> for StreamHead {
    fn from(row: &StreamRow) -> Self {
        Self { head: row.head.clone(), snapshot: row.snapshot, erased: row.erased, subjects: row.subjects }
    }
}

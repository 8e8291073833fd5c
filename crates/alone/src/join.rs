//! Joining a server (J5.4, J10): the section's streams are handed over page by page, and the server takes them whole or not
//! at all. From the first page on nothing is written here any more, so that what it takes is all there is.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use coopol_core::transport::{Ended, Gap, Joining, Looked, TransportError};
use coopol_domain::enrolment::Adoption;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::moved::is_address;
use coopol_domain::wire::Opaque;
use coopol_server::app::App;
use coopol_server::data::Database;
use coopol_server::durable;
use coopol_store::{Limit, StoreError};

use crate::authority::{Alone, NotAlone};

/// What one request carries, before it is compressed.
const PAGE: Limit = Limit { lines: 2000, bytes: 2 << 20 };
/// Bent towards speed: a page is read once.
const LEVEL: i32 = 3;
/// The file that says that the section is being handed over.
const LEAVING: &str = "leaving";

/// The word of a server that has these streams already: nobody knows whether it is this section's own doing.
const TAKEN: &str = "adoption_taken";

/// Why a section doesn't join.
#[derive(Debug, thiserror::Error)]
pub enum NotJoined {
    /// It can't stand in the statement.
    #[error("`{given}` isn't the address of a server")]
    Address {
        /// What was given.
        given: String,
    },
    /// The server knows no such code: used, over, or never made.
    #[error("the server knows no such code: it may have been used, or be over")]
    NoAdoption,
    /// The server isn't the one that gave the code.
    #[error("this server isn't the one that gave the code")]
    OtherServer,
    /// Something is missing, and no erasure accounts for it.
    #[error("the server doesn't take the section: something is missing in its {}", .0.compartment)]
    Gap(Gap),
    /// The server refuses what is handed over, by this word.
    #[error("the server doesn't take the section: {code}")]
    Refused {
        /// `adoption_…`.
        code: String,
    },
    /// The network, to be tried again: what was handed over is there.
    #[error(transparent)]
    Transport(TransportError),
    /// The authority here can't be opened.
    #[error(transparent)]
    Alone(#[from] NotAlone),
    /// Its database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its folder.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Alone {
    /// Hands the section over to `server`. Whatever interrupts it, it can be called again, and goes on. Once it has returned
    /// the server has everything, durably, and the device is to synchronise with it.
    ///
    /// # Errors
    /// [`NotJoined`].
    pub async fn join(self: &Arc<Self>, server: &str, code: &Adoption) -> Result<(), NotJoined> {
        let address = server.trim_end_matches('/');
        if !is_address(address) {
            return Err(NotJoined::Address { given: server.to_owned() });
        }
        let joining = Joining::new(address, code).map_err(NotJoined::Transport)?;
        let app = self.app().await?;
        let Some(unit) = app.store.units().await?.pop() else {
            return Err(StoreError::Corrupt { what: "the section" }.into());
        };
        let streams: Vec<(Compartment, StreamId)> = unit.streams.into_iter().collect();
        let ids: Vec<StreamId> = streams.iter().map(|(_, stream)| *stream).collect();
        let Looked { authority, adopted, staged } =
            joining.look(&ids).await.map_err(refused)?.ok_or(NotJoined::OtherServer)?;
        self.leave()?;
        if !adopted {
            for (&stream, &after) in ids.iter().zip(&staged) {
                hand(&app, &joining, stream, after).await?;
            }
        }
        let mut ended = Vec::new();
        let mut heads = app.store.heads(&ids).await?;
        for (compartment, stream) in streams {
            let head = heads.remove(&stream).ok_or(StoreError::Corrupt { what: "a stream" })?.head;
            let (size, root) = (head.frontier.size(), head.frontier.root());
            ended.push(Ended {
                stream,
                compartment: compartment.to_string(),
                checkpoint: app.authority.checkpoint(stream, size, root, None),
                moved: app.authority.offer(&head, &authority, Some(address)),
                naming: Opaque(app.naming_key(stream).await?.to_vec()),
                // Last: what was handed over before it was erased, the server drops.
                erased: app.store.carried_out(stream).await?,
            });
        }
        let ended = joining.end(unit.id, app.authority.pinned(), &ended).await.map_err(refused);
        let judged = match &ended {
            Err(NotJoined::Refused { code }) => code != TAKEN,
            Err(NotJoined::Gap(_)) => true,
            _ => false,
        };
        if judged {
            // The server has judged, and keeps nothing: the section goes on alone.
            self.stay()?;
        }
        ended
    }

    /// Whether the section is being handed over: the authority says nothing more.
    pub fn is_leaving(&self) -> bool {
        self.folder().join(LEAVING).exists()
    }

    /// From here on nothing is written any more. It counts once it is on the disk.
    fn leave(&self) -> Result<(), NotJoined> {
        let path = self.folder().join(LEAVING);
        let failed = |source| NotJoined::Io { path: path.clone(), source };
        let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        durable::sync(self.folder()).map_err(failed)
    }

    fn stay(&self) -> Result<(), NotJoined> {
        let path = self.folder().join(LEAVING);
        let gone = fs::remove_file(&path).and_then(|()| durable::sync(self.folder()));
        gone.map_err(|source| NotJoined::Io { path, source })
    }

    /// Closes it and destroys what it kept, keys first: the server has all of it, and what this authority's key could still
    /// sign is nobody's.
    ///
    /// # Errors
    /// The disk's.
    pub async fn destroy(&self) -> io::Result<()> {
        self.close().await;
        for path in [self.folder().join(crate::keys::FILE), self.folder().to_owned()] {
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            match removed {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                removed => removed?,
            }
        }
        Ok(())
    }
}

async fn hand(app: &App<Database>, joining: &Joining, stream: StreamId, from: u64) -> Result<(), NotJoined> {
    let mut after = from;
    loop {
        let page = app.store.page(stream, after, PAGE).await?;
        let Some(extract) = page.filter(|extract| !extract.page.lines.is_empty()) else { return Ok(()) };
        let packed = zstd::encode_all(extract.page.encode().as_slice(), LEVEL);
        let packed = packed.map_err(|error| StoreError::Io(Box::new(error)))?;
        after = joining.hand(stream, after, &Opaque(packed)).await.map_err(refused)?;
    }
}

fn refused(error: TransportError) -> NotJoined {
    match error {
        TransportError::Refused { status: 404, .. } => NotJoined::NoAdoption,
        TransportError::Refused { code, .. } if code.starts_with("adoption_") => NotJoined::Refused { code },
        TransportError::Gap(gap) => NotJoined::Gap(gap),
        error => NotJoined::Transport(error),
    }
}

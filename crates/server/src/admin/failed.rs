//! Why a command ended: the sentence names the place and the cure, and a word tells programs what sort it is of.

use std::path::PathBuf;

use coopol_domain::id::{DeviceId, StreamId, UnitId};
use coopol_store::StoreError;

use super::{BadSeal, NotMovable};
use crate::audit::NotWhole;
use crate::authority::{NotAdopted, NotMergeable, NotTaken};
use crate::data::NotOpened;
use crate::database::NotCopied;
use crate::keys::KeyError;
use crate::mail::{NoPost, NotReached};
use crate::relocation::NotMoved;
use crate::settings::Files;

/// A command that couldn't be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The data folder can't be opened.
    #[error(transparent)]
    Data(#[from] NotOpened),
    /// Files can't be read from a bucket or a folder, or written there.
    #[error("the files: {0}")]
    Files(#[from] object_store::Error),
    /// There is something in the bucket already.
    #[error("there is something in {files} already: a backup is put back into an empty place; name another prefix")]
    FilesThere {
        /// Which.
        files: Files,
    },
    /// The key that is to follow can't be made or put in its place.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Custodians can't move the records so.
    #[error(transparent)]
    NotMovable(#[from] NotMovable),
    /// No mail server is named.
    #[error("no mail server is set: name one under `[mail]` in the configuration")]
    NoMail,
    /// Mail can't be handed over.
    #[error(transparent)]
    Post(#[from] NoPost),
    /// The mail server takes nothing.
    #[error(transparent)]
    NotReached(#[from] NotReached),
    /// The mail server didn't take this one.
    #[error("the mail server didn't take it: {why}")]
    MailRefused {
        /// What it said.
        why: String,
    },
    /// The journal didn't take it.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// No unit of this id.
    #[error("there is no unit {unit}")]
    NoUnit {
        /// What was given.
        unit: UnitId,
    },
    /// A unit that can't become a part of another.
    #[error("{unit} can't become a part of {into}: {why}")]
    NotMerged {
        /// Which.
        unit: UnitId,
        /// Of what.
        into: UnitId,
        /// Why not.
        why: NotMergeable,
    },
    /// A unit that became a part of another: nobody takes office there any more.
    #[error("{unit} is a part of another unit; nobody takes office there any more")]
    UnitClosed {
        /// Which.
        unit: UnitId,
    },
    /// No such holder in the unit.
    #[error("nobody called \"{name}\" holds the office of {office} there")]
    NoHolder {
        /// Who was looked for.
        name: String,
        /// As what.
        office: String,
    },
    /// Somebody who holds the office, and is suspended: an invitation would serve nobody.
    #[error("\"{name}\" is suspended there: an invitation serves once that is lifted")]
    HolderSuspended {
        /// Who was looked for.
        name: String,
    },
    /// A day that doesn't end in the unit's time zone, or a zone that nobody knows.
    #[error("{day} has no end in the zone {zone}")]
    NoSuchDay {
        /// Which.
        day: jiff::civil::Date,
        /// Where.
        zone: String,
    },
    /// No device of this id in the unit.
    #[error("there is no device {device} in that unit")]
    NoDevice {
        /// What was given.
        device: DeviceId,
    },
    /// No code of this id that a section could still use.
    #[error("there is no adoption {id} that waits for a section")]
    NoAdoption {
        /// What was given.
        id: StreamId,
    },
    /// What was handed over can't be read or deleted.
    #[error(transparent)]
    Adoption(NotAdopted),
    /// A file can't be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The backup can't be sealed or opened.
    #[error(transparent)]
    Seal(#[from] BadSeal),
    /// The database can't be copied or put back.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
    /// There is no copy of such a database in the backup.
    #[error("the backup holds no {name}: it is of a server with another sort of database")]
    OtherSort {
        /// What was looked for.
        name: &'static str,
    },
    /// What is kept isn't whole.
    #[error(transparent)]
    NotWhole(#[from] NotWhole),
    /// Where to put a backup back aside: beside the data folder's own file, or in another database than the server's.
    #[error(
        "a drill wants --into, an empty database, where the server's is in PostgreSQL, and nothing where it is a file"
    )]
    NowhereAside,
    /// What copies one database, where there are several.
    #[error(
        "the server is spread over several databases: it can't be copied, put back or moved yet, as nothing copies all of them at one moment"
    )]
    Spread,
    /// The server can't move.
    #[error(transparent)]
    NotMoved(#[from] NotMoved),
    /// The backup isn't of what is served now, or that was rewritten.
    #[error("{stream}: what is served now doesn't go on where the backup ends")]
    OtherHistory {
        /// In which stream.
        stream: StreamId,
    },
    /// The doctor found something.
    #[error("{faults} of the checks failed")]
    Unwell {
        /// How many.
        faults: usize,
    },
    /// Nobody reads what is told.
    #[error("the output can't be written: {0}")]
    Output(#[from] std::io::Error),
}

impl Failed {
    /// The word by which scripts know it, of those that `coopol` has: `unavailable`, the data folder, its keys or a setting; `offline`,
    /// somebody who doesn't answer, or is busy; `refused`, what a rule forbids, or what isn't there; `file`, what can't be read or
    /// written; `broken`, what isn't whole; `bug`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Data(error) => opened(error),
            Self::Key(error) => key(error),
            Self::NoMail | Self::Post(_) => UNAVAILABLE,
            Self::Files(_) | Self::NotReached(_) | Self::Adoption(NotAdopted::Blobs(_)) => OFFLINE,
            Self::NotTaken(NotTaken::Store(error)) | Self::Adoption(NotAdopted::Store(error)) => stored(error),
            Self::NotMovable(NotMovable::Key { .. } | NotMovable::Form { .. })
            | Self::Io { .. }
            | Self::Seal(_)
            | Self::OtherSort { .. } => FILE,
            Self::NotCopied(error) => copied(error),
            Self::NotWhole(error) => whole(error),
            Self::OtherHistory { .. } | Self::Unwell { .. } => BROKEN,
            Self::NotMoved(error) => moved(error),
            Self::NotTaken(_)
            | Self::Adoption(_)
            | Self::FilesThere { .. }
            | Self::NotMovable(_)
            | Self::MailRefused { .. }
            | Self::NoUnit { .. }
            | Self::NotMerged { .. }
            | Self::UnitClosed { .. }
            | Self::NoHolder { .. }
            | Self::HolderSuspended { .. }
            | Self::NoSuchDay { .. }
            | Self::NoDevice { .. }
            | Self::NoAdoption { .. }
            | Self::NowhereAside
            | Self::Spread => REFUSED,
            Self::Output(_) => BUG,
        }
    }
}

/// What stands in the way before anything of a command is done: the settings.
pub const UNAVAILABLE: &str = "unavailable";
const OFFLINE: &str = "offline";
const REFUSED: &str = "refused";
const FILE: &str = "file";
const BROKEN: &str = "broken";
const BUG: &str = "bug";

fn stored(error: &StoreError) -> &'static str {
    match error {
        StoreError::Busy | StoreError::Unreachable(_) => OFFLINE,
        StoreError::Corrupt { .. } => BROKEN,
        StoreError::StreamTaken { .. }
        | StoreError::DeviceTaken { .. }
        | StoreError::HolderTaken { .. }
        | StoreError::Restoring => REFUSED,
        StoreError::Io(_) => BUG,
        _ => UNAVAILABLE,
    }
}

fn opened(error: &NotOpened) -> &'static str {
    match error {
        NotOpened::Store(error) => stored(error),
        _ => UNAVAILABLE,
    }
}

fn key(error: &KeyError) -> &'static str {
    match error {
        KeyError::Io { .. } => FILE,
        _ => UNAVAILABLE,
    }
}

fn copied(error: &NotCopied) -> &'static str {
    match error {
        NotCopied::Store(error) => stored(error),
        NotCopied::NotEmpty { .. } => REFUSED,
        NotCopied::Io { .. } => FILE,
        #[cfg(feature = "postgres")]
        NotCopied::Postgres(_) => UNAVAILABLE,
    }
}

fn whole(error: &NotWhole) -> &'static str {
    match error {
        NotWhole::Store(error) => stored(error),
        NotWhole::Away(_) => OFFLINE,
        _ => BROKEN,
    }
}

fn moved(error: &NotMoved) -> &'static str {
    match error {
        NotMoved::Data(error) => opened(error),
        NotMoved::Key(error) => key(error),
        NotMoved::NotWhole(error) => whole(error),
        NotMoved::NotCopied(error) => copied(error),
        NotMoved::SamePlace { .. } | NotMoved::Nothing { .. } | NotMoved::Newer { .. } | NotMoved::NotEmpty { .. } => {
            REFUSED
        }
        NotMoved::Differs { .. } | NotMoved::OtherStream { .. } => BROKEN,
        NotMoved::KeyLost => UNAVAILABLE,
        NotMoved::Watch(_) => BUG,
    }
}

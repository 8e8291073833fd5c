//! What can go wrong between the rules and the disk.

use coopol_domain::codec::Malformed;
use coopol_domain::seal::tree::WrongFrontier;

/// A store that couldn't do what it was asked. Nothing of the transaction was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else writes: the same again, a little later, will pass.
    #[error("the database is busy")]
    Busy,
    /// Rows that no program of this version wrote: altered, cut, or sealed under another key.
    #[error("{what} can't be read back")]
    Corrupt {
        /// Which part.
        what: &'static str,
    },
    /// The master key isn't the one that this database was begun with.
    #[error("the master key isn't the one that this database was begun with")]
    OtherMasterKey,
    /// The database was begun by another authority.
    #[error("the database belongs to the authority {found}, not to {given}")]
    OtherAuthority {
        /// Whose it is.
        found: coopol_domain::id::DeviceId,
        /// Who asked.
        given: coopol_domain::id::DeviceId,
    },
    /// A stream that is to be founded exists, as another.
    #[error("the stream {stream} exists already, for another unit or compartment")]
    StreamTaken {
        /// Which.
        stream: coopol_domain::id::StreamId,
    },
    /// A device that another authority hands over is known here, in another unit.
    #[error("the device {device} is known already, in another unit")]
    DeviceTaken {
        /// Which.
        device: coopol_domain::id::DeviceId,
    },
    /// Somebody whom another authority gives a device has a mandate here: with it the device would have their rights.
    #[error("{holder} has a mandate here already")]
    HolderTaken {
        /// Who.
        holder: coopol_domain::id::HolderId,
    },
    /// A restore isn't over: until devices have given back what it lost, nothing else is begun (J8).
    #[error("devices are still giving back what a restore lost; `admin restored --end` ends that")]
    Restoring,
    /// Nobody answers where the database is, or the connection to it broke. Whether a commit that was under way had come
    /// through is told by asking again: the same again has the same answer, and no second effect.
    #[error("the database can't be reached: {0}")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Something that this program asks for was taken away.
    #[error(
        "a newer program brought the database to where it takes step {floor} of its schema to work with it, and this one knows {known}: \
         start the newer one"
    )]
    NewerSchema {
        /// The last step that a program must know, at least.
        floor: i64,
        /// The last one that this program knows.
        known: i64,
    },
    /// The databases that a server is spread over aren't worked with as they are set.
    #[error("{0}")]
    NotTogether(Box<dyn std::error::Error + Send + Sync>),
    /// The database or the disk failed.
    #[error("the database failed")]
    Io(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<Malformed> for StoreError {
    fn from(_: Malformed) -> Self {
        Self::Corrupt { what: "a canonical value" }
    }
}

impl From<WrongFrontier> for StoreError {
    fn from(_: WrongFrontier) -> Self {
        Self::Corrupt { what: "the right edge of a tree" }
    }
}

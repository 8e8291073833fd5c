//! What no honest authority does. Each is announced in plain words, and the device goes on read-only (J5.2).

use crate::codec::Malformed;
use crate::id::{DeviceId, StreamId, SubjectId};
use crate::wire::Rejection;

/// A proof that something is wrong with what the authority says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Alarm {
    /// An answer that can't be read.
    #[error("{stream}: an answer that can't be read: {why}")]
    Unreadable {
        /// In which stream.
        stream: StreamId,
        /// What is wrong with it.
        why: String,
    },
    /// A checkpoint that the authority's key didn't sign, or for something else.
    #[error("{stream}: the checkpoint isn't the authority's: {why}")]
    Checkpoint {
        /// In which stream.
        stream: StreamId,
        /// What is wrong with it.
        why: String,
    },
    /// The authority is said to sign with another key, and the one that was believed doesn't say so, or not of what was
    /// seen (J5.4).
    #[error("{stream}: the authority is said to sign with another key: {why}")]
    Moved {
        /// In which stream.
        stream: StreamId,
        /// What is wrong with it.
        why: String,
    },
    /// The stream is shorter than it was.
    #[error("{stream}: {seen} entries were seen, now there are {size}")]
    Shrunk {
        /// In which stream.
        stream: StreamId,
        /// How many this device has.
        seen: u64,
        /// How many there are said to be.
        size: u64,
    },
    /// The past isn't the one this device saw.
    #[error("{stream}: the history up to entry {size} isn't the one that was seen")]
    Rewritten {
        /// In which stream.
        stream: StreamId,
        /// Up to where.
        size: u64,
    },
    /// A witness cosigned another past than the one that is shown here.
    #[error("{stream}: at entry {size} a witness saw another history than this device")]
    Witnessed {
        /// In which stream.
        stream: StreamId,
        /// Where the witness stood.
        size: u64,
    },
    /// The author of a push saw another past than this device.
    #[error("{stream}: device {device} saw another history up to entry {size}")]
    Forked {
        /// In which stream.
        stream: StreamId,
        /// Who saw it.
        device: DeviceId,
        /// Up to where.
        size: u64,
    },
    /// An entry that doesn't follow the one before, or contradicts itself.
    #[error("{stream}: entry {seq} is out of order: {why}")]
    Disorder {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// An entry whose change the device that is said to have signed it didn't sign.
    #[error("{stream}: entry {seq} was not signed by {device}, as it says")]
    Unsigned {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
        /// Who is said to have signed.
        device: DeviceId,
    },
    /// An entry signed by a device that nobody has enrolled.
    #[error("{stream}: entry {seq} was signed by a device that nobody has enrolled: {device}")]
    Stranger {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
        /// Who is said to have signed.
        device: DeviceId,
    },
    /// An enrolment that no invitation signed: whoever put it there enrolled a key of their own.
    #[error("{stream}: entry {seq} enrols {device} on no invitation of its own")]
    Uninvited {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
        /// What is said to be enrolled.
        device: DeviceId,
    },
    /// A step of a handover that its author couldn't take, or a mandate without the claim that it takes.
    #[error("{stream}: entry {seq} gives an office without what that takes")]
    Unclaimed {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
    },
    /// A payload that isn't the one its author committed to.
    #[error("{stream}: what entry {seq} says isn't what its author wrote")]
    Altered {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
    },
    /// A change that counts, of a subject that wasn't erased, whose payload isn't handed out.
    #[error("{stream}: what entry {seq} says is held back")]
    Withheld {
        /// In which stream.
        stream: StreamId,
        /// Which entry.
        seq: u64,
    },
    /// The states aren't those that the history gives.
    #[error("{stream}: the records at entry {seq} aren't those that the history gives")]
    States {
        /// In which stream.
        stream: StreamId,
        /// Up to where.
        seq: u64,
    },
    /// An erasure that nobody asked for.
    #[error("{stream}: {subject} is to be erased, and nobody asked for it")]
    Unasked {
        /// In which stream.
        stream: StreamId,
        /// What is to be erased.
        subject: SubjectId,
    },
    /// A stream that isn't granted any more, though the mandate that gives it is in force.
    #[error("{stream}: it isn't handed out any more, though the mandate that gives it is in force")]
    Dropped {
        /// Which stream.
        stream: StreamId,
    },
    /// The authority refuses what this device signed as no authority should.
    #[error("{stream}: a push was refused: {rejection}")]
    Refused {
        /// In which stream.
        stream: StreamId,
        /// Why.
        rejection: Rejection,
    },
}

impl Alarm {
    /// Every word that [`Alarm::code`] gives: each has its sentence in the message files.
    pub const CODES: [&str; 18] = [
        "unreadable",
        "checkpoint",
        "moved",
        "shrunk",
        "rewritten",
        "witnessed",
        "forked",
        "disorder",
        "unsigned",
        "stranger",
        "uninvited",
        "unclaimed",
        "altered",
        "withheld",
        "states",
        "unasked",
        "dropped",
        "refused",
    ];

    /// The word by which screens and logs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::Checkpoint { .. } => "checkpoint",
            Self::Moved { .. } => "moved",
            Self::Shrunk { .. } => "shrunk",
            Self::Rewritten { .. } => "rewritten",
            Self::Witnessed { .. } => "witnessed",
            Self::Forked { .. } => "forked",
            Self::Disorder { .. } => "disorder",
            Self::Unsigned { .. } => "unsigned",
            Self::Stranger { .. } => "stranger",
            Self::Uninvited { .. } => "uninvited",
            Self::Unclaimed { .. } => "unclaimed",
            Self::Altered { .. } => "altered",
            Self::Withheld { .. } => "withheld",
            Self::States { .. } => "states",
            Self::Unasked { .. } => "unasked",
            Self::Dropped { .. } => "dropped",
            Self::Refused { .. } => "refused",
        }
    }

    pub(super) fn unreadable(stream: StreamId) -> impl Fn(Malformed) -> Self {
        move |error| Self::Unreadable { stream, why: error.to_string() }
    }
}

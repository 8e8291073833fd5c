//! Why a section that began alone isn't taken in.

use coopol_domain::authority::{NotRetold, Unaccounted};
use coopol_domain::device::Alarm;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_store::StoreError;

use super::NotTaken;
use crate::blobs::BlobError;

/// Why a section isn't taken in. Once it was judged, nothing of it is kept; until then what is staged is.
#[derive(Debug, thiserror::Error)]
pub enum NotAdopted {
    /// No such code, one that is over, or one that another section has used.
    #[error("no such adoption")]
    NoAdoption,
    /// A line, a signature, a payload or the end of a stream doesn't hold.
    #[error(transparent)]
    Broken(#[from] Alarm),
    /// What an entry says is missing, and the section doesn't say that it was erased.
    #[error(
        "what entry {seq} of its {compartment} says is missing, and wasn't erased: it is to be handed over again from a whole copy \
         of the laptop's profile"
    )]
    Withheld {
        /// In which part of the section's records.
        compartment: Compartment,
        /// Which entry.
        seq: u64,
    },
    /// The section says to have erased what its own journal doesn't account for.
    #[error(
        "{subject} is said to be erased in its {compartment}, and {why}: it is to be handed over again from a copy of the laptop's \
         profile that still has it"
    )]
    Unaccounted {
        /// In which part of the section's records.
        compartment: Compartment,
        /// What is said to be erased.
        subject: SubjectId,
        /// What is missing.
        why: Unaccounted,
    },
    /// It holds, and can't be gone on with.
    #[error(transparent)]
    NotRetold(#[from] NotRetold),
    /// A statement that doesn't hold, or of another end than the stream's.
    #[error("the statement of {stream} isn't about its end: {why}")]
    Statement {
        /// Of which stream.
        stream: StreamId,
        /// What is wrong with it.
        why: String,
    },
    /// The streams aren't those of the unit, or it is part of something already.
    #[error("these aren't the streams of a section that stands alone")]
    OtherUnit,
    /// What was staged can't be read.
    #[error("a page of {stream} can't be read")]
    Unreadable {
        /// Of which stream.
        stream: StreamId,
    },
    /// The parent or another unit stands in the way.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// More than a section has, for one code.
    #[error("more than {most} bytes were handed over for one code")]
    TooMuch {
        /// How many are taken.
        most: u64,
    },
    /// The files couldn't be kept.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The store failed, or knows one of the streams already.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NotAdopted {
    pub(super) fn of(alarm: Alarm, compartment: Compartment) -> Self {
        match alarm {
            Alarm::Withheld { seq, .. } => Self::Withheld { compartment, seq },
            alarm => Self::Broken(alarm),
        }
    }

    /// Whether the section was judged: what was handed over won't be taken as it is, however often it is asked.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::Broken(_)
            | Self::Withheld { .. }
            | Self::Unaccounted { .. }
            | Self::NotRetold(_)
            | Self::Statement { .. }
            | Self::OtherUnit
            | Self::Unreadable { .. } => true,
            Self::NoAdoption | Self::NotTaken(_) | Self::TooMuch { .. } | Self::Blobs(_) | Self::Store(_) => false,
        }
    }
}

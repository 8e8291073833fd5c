//! What a step of the machine wants written, in order, in one transaction.

use super::{Heard, Parcel, Pending, Progress, Stream, Vouched};
use crate::id::{ChangeId, StreamId, SubjectId};
use crate::journal::snapshot::Snapshot;
use crate::journal::{SignedPush, State, SubjectKey};
use crate::kinds::UnitKind;
use crate::seal::key::Verifier;
use crate::seal::moved::Moved;
use crate::time::{Hlc, Instant};
use crate::wire::Line;

/// One thing to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Write {
    /// The clock.
    Clock(Hlc),
    /// The position in a stream, which may be new.
    Stream(StreamId, Box<Stream>),
    /// The authority's key is another one now, and perhaps its address (J5.4).
    Authority(Verifier, Option<String>),
    /// A further move of a stream.
    Moved(StreamId, Box<Moved>),
    /// A witness of this level cosigned a stream, and what it saw is what is shown here (J5.2).
    Heard(StreamId, UnitKind, Box<Heard>),
    /// What this device cosigned of a stream; durable before it leaves.
    Cosigned(StreamId, Box<Vouched>),
    /// A stream that is lost: everything of it goes, what was still to be sent from it apart (J9).
    DropStream(StreamId),
    /// A change that was made here about a subject of which nothing else waits, and that as it was shown before.
    Made(Box<Pending>, Option<Box<State>>),
    /// A change of the outbox: another that was made here, or one that counts no longer (J4.5).
    Pending(Box<Pending>),
    /// Changes of the outbox that got further and count as before: nothing that is shown changes.
    Progress(Vec<ChangeId>, Progress),
    /// A change that left the outbox, as it was.
    Settled(Box<Pending>),
    /// A signed push, to be kept until it is acknowledged.
    Parcel(Parcel),
    /// A push that was acknowledged, or that nobody will ever take.
    ParcelDone(StreamId, u64),
    /// A push that was acknowledged, and that the authority hasn't any more: it goes again (J8).
    ParcelAgain(StreamId, u64),
    /// The confirmed state of a subject.
    Subject {
        /// In which stream.
        stream: StreamId,
        /// Which.
        subject: SubjectId,
        /// Its state.
        state: Box<State>,
        /// The secret behind its commitments.
        key: SubjectKey,
        /// What was shown of it before the step, its own pending changes included; nothing if nothing was.
        before: Option<Box<State>>,
    },
    /// All confirmed states of a stream, in place of those there were.
    Snapshot(Box<Snapshot>),
    /// A subject that was erased: states, payloads, key, its place in every search (J7.2).
    Erase(StreamId, SubjectId),
    /// A line of the history.
    Line(Box<Line>),
    /// A push that lines speak of, kept to be checked offline.
    Push(Box<SignedPush>),
    /// The access list's mark and the end of the lease.
    Access {
        /// See [`crate::wire::Access::mark`].
        mark: String,
        /// See [`crate::wire::Access::lease_until`].
        lease_until: Instant,
    },
}

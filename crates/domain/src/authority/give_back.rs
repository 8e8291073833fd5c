//! What an authority takes back that lost entries (J8). Whoever gives them back isn't believed: they must be what the authority
//! itself signed for once, each line as a device would take it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chain, Head, NotRetold, Retelling, Ruling, origin};
use crate::device::{Alarm, Audit, Keys};
use crate::id::{DeviceId, SubjectId};
use crate::journal::{State, SubjectKey};
use crate::seal::checkpoint::Checkpoint;
use crate::seal::key::Verifier;
use crate::seal::moved::{Moved, opened};
use crate::wire::{GivenBack, Page};

/// What is left of a stream at an authority that lost entries.
#[derive(Debug, Clone)]
pub struct Remains {
    /// Where it stands.
    pub head: Head,
    /// How the authority moved from key to key in it.
    pub moves: Vec<Moved>,
    /// What was erased in it, also since what was lost (J7.2).
    pub erased: Vec<SubjectId>,
    /// Its subjects.
    pub subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
    /// The last push of each device in it.
    pub chains: BTreeMap<DeviceId, Chain>,
    /// The keys of the devices that may sign in it, and of the authority's own.
    pub keys: Keys,
    /// The authority's own device.
    pub authority: DeviceId,
}

/// Why entries aren't taken back. Nothing of them is kept then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTakenBack {
    /// The authority never signed that.
    #[error("the checkpoint isn't one that was signed here: {why}")]
    Checkpoint {
        /// What is wrong with it.
        why: String,
    },
    /// Perhaps somebody else was first.
    #[error("the stream stands at entry {size}")]
    Elsewhere {
        /// Where.
        size: u64,
    },
    /// They don't end where the checkpoint was signed.
    #[error("they end at entry {end}, the checkpoint is of {size}")]
    OtherEnd {
        /// Where they end.
        end: u64,
        /// Of what the checkpoint is.
        size: u64,
    },
    /// The authority signed for another history than that: they were altered, or it has written other entries since.
    #[error("up to entry {size} this isn't the history that was signed")]
    OtherPast {
        /// Up to where.
        size: u64,
    },
    /// What no device would take.
    #[error(transparent)]
    Line(#[from] Alarm),
    /// What can't be gone on with.
    #[error(transparent)]
    NotRetold(#[from] NotRetold),
}

impl NotTakenBack {
    /// The word by which programs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Checkpoint { .. } => "given_checkpoint",
            Self::Elsewhere { .. } => "given_elsewhere",
            Self::OtherEnd { .. } => "given_other_end",
            Self::OtherPast { .. } => "given_other_past",
            // Whoever enrolled it stands perhaps in what is still to be given back.
            Self::Line(Alarm::Stranger { .. }) => "given_stranger",
            Self::Line(_) => "given_line",
            Self::NotRetold(NotRetold::Unknown { .. }) => "given_newer",
            Self::NotRetold(_) => "given_cut",
        }
    }
}

/// Whether something is missing at `head` of what the authority signed for in `checkpoint`.
///
/// # Errors
/// [`NotTakenBack::Checkpoint`].
pub fn wants_back(head: &Head, checkpoint: &str, pinned: &Verifier, moves: &[Moved]) -> Result<bool, NotTakenBack> {
    Ok(signed(head, checkpoint, pinned, moves)?.size() > head.frontier.size())
}

fn signed(head: &Head, note: &str, pinned: &Verifier, moves: &[Moved]) -> Result<Checkpoint, NotTakenBack> {
    opened(note, &origin(head.stream), pinned, moves)
        .map_err(|error| NotTakenBack::Checkpoint { why: error.to_string() })
}

/// What to write for entries that are given back, and the states after them. `page` is what they say, unpacked: what it says of
/// erased subjects is let go.
///
/// # Errors
/// [`NotTakenBack`].
pub fn take_back(
    remains: Remains,
    given: &GivenBack,
    page: Page,
    pinned: &Verifier,
) -> Result<Vec<Ruling>, NotTakenBack> {
    let checkpoint = signed(&remains.head, &given.checkpoint, pinned, &remains.moves)?;
    let size = remains.head.frontier.size();
    if given.after != size {
        return Err(NotTakenBack::Elsewhere { size });
    }
    let rest = given.leaves().ok_or(NotTakenBack::OtherEnd { end: size, size: checkpoint.size() })?;
    let end = size + (page.lines.len() + rest.len()) as u64;
    if end != checkpoint.size() {
        return Err(NotTakenBack::OtherEnd { end, size: checkpoint.size() });
    }
    let mut tree = remains.head.frontier.clone();
    page.lines.iter().map(|line| line.entry.leaf()).chain(rest).for_each(|leaf| tree.push(leaf));
    if tree.root() != checkpoint.root() {
        return Err(NotTakenBack::OtherPast { size: end });
    }
    let erased: BTreeSet<SubjectId> = remains.erased.iter().copied().collect();
    let page = page.without(&erased);
    Audit::going_on(&remains).feed(page.clone())?;
    Ok(Retelling::going_on(remains.head, remains.chains, remains.subjects).page(&page)?)
}

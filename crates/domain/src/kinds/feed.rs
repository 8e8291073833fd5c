//! Calendar feeds: an agenda told at a secret address to programs that know nothing of Coopol. The address is the unit's; somebody in
//! office answers for it, and it tells nothing while they don't.

use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, creates, mailing, required};
use crate::codec::Value;
use crate::feed::Address;
use crate::id::{HolderId, SubjectId};
use crate::journal::{Change, Compartment, Payload, REMOVED, State};
use crate::time::Instant;

/// What the address is known by: the journal holds nothing that would open it.
const SECRET: &str = "secret_hash";
const OPENED_BY: &str = "opened_by";
const ANSWERED_BY: &str = "answered_by";

const FIELDS: &[FieldRule] = &[
    required("name", Shape::Text(120)),
    required(SECRET, Shape::Bytes(32)),
    required(OPENED_BY, Shape::Id),
    required(ANSWERED_BY, Shape::Id),
];

static FEED: Sort =
    Sort { name: Feed::SORT, compartment: Some(Compartment::Agenda), owner: Owner::Unit, fields: FIELDS };

/// An address that was closed may be in anybody's hands: it never answers again, and another is opened. Who answered before is nobody to
/// be put back by somebody else: whoever wants to, takes it up.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        rule: Some(addressed),
        ..creates("feed_opened", &FEED, &["name", SECRET, OPENED_BY, ANSWERED_BY], Undo::By("feed_closed"))
    },
    Kind { rule: Some(open), undo: Undo::Never, ..changes("feed_taken_up", &FEED, &[ANSWERED_BY]) },
    Kind { rule: Some(for_good), undo: Undo::Never, ..changes("feed_closed", &FEED, &[REMOVED]) },
];

/// The feed is the one that its address names. So no other ever has this address, not even once it is closed.
fn addressed(_: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let named = match after.get(SECRET) {
        Value::Bytes(hash) => hash.starts_with(change.header.subject.as_bytes()),
        _ => false,
    };
    if named { Ok(()) } else { Err(Refusal::ValueInvalid { field: SECRET.to_owned() }) }
}

fn open(before: Option<&State>, _: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    if before.is_some_and(State::is_removed) { Err(Refusal::SubjectMissing) } else { Ok(()) }
}

fn for_good(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if after.is_removed() { Ok(()) } else { Err(Refusal::ValueInvalid { field: REMOVED.to_owned() }) }
}

/// Nobody has somebody else answer for an address or a mailing, nor says that somebody else opened it.
pub(super) fn by_whom(payload: &Payload, author: Option<HolderId>) -> Result<(), Refusal> {
    if !KINDS.iter().chain(mailing::KINDS).any(|kind| kind.name == payload.kind) {
        return Ok(());
    }
    let own = author.map(|author| Value::bytes(author.as_bytes()));
    let named = [OPENED_BY, ANSWERED_BY].into_iter().filter_map(|field| payload.edit(field));
    for edit in named {
        if own.as_ref() != Some(&edit.after) {
            return Err(Refusal::ValueInvalid { field: edit.field.as_str().to_owned() });
        }
    }
    Ok(())
}

/// A feed as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The subject of its facts.
    pub id: SubjectId,
    /// How it is called, by the section.
    pub name: String,
    /// SHA-256 of the secret in its address.
    pub secret_hash: [u8; 32],
    /// Who opened it,
    pub opened_by: HolderId,
    /// and when.
    pub opened: Instant,
    /// Who answers for it,
    pub answered_by: HolderId,
    /// and since when.
    pub answered: Instant,
}

impl Feed {
    /// Its sort, in the journal.
    pub const SORT: &str = "feed";

    /// The feed whose facts these are; `None` when it is closed, or they aren't a feed's.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        if state.is_removed() { None } else { Self::read_closed_too(id, state) }
    }

    /// The same, of one that is closed too: its address answers nothing, and its past is told by its name.
    pub fn read_closed_too(id: SubjectId, state: &State) -> Option<Self> {
        if state.sort != Self::SORT {
            return None;
        }
        let Value::Text(name) = state.get("name") else { return None };
        let Value::Bytes(hash) = state.get(SECRET) else { return None };
        let holder = |field: &str| match state.get(field) {
            Value::Bytes(bytes) => bytes.as_slice().try_into().ok().map(HolderId::from_bytes),
            _ => None,
        };
        let since = |field: &str| state.cells.get(field).map(|cell| cell.stamp.effective_at.instant());
        Some(Self {
            id,
            name: name.clone(),
            secret_hash: hash.as_slice().try_into().ok()?,
            opened_by: holder(OPENED_BY)?,
            opened: since(OPENED_BY)?,
            answered_by: holder(ANSWERED_BY)?,
            answered: since(ANSWERED_BY)?,
        })
    }

    /// Whether this address is the feed's.
    pub fn is_at(&self, address: &Address) -> bool {
        self.id == address.feed() && self.secret_hash == address.hash()
    }
}

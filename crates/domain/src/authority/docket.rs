//! What the authority has before it when it judges a push.

use std::collections::BTreeMap;

use super::shield::Watch;
use crate::access::Directory;
use crate::id::{ChangeId, DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use crate::journal::{Authority, Compartment, State, SubjectKey, Verdict};
use crate::kinds::{Device, Home, Look};
use crate::seal::Hash;
use crate::seal::tree::Frontier;
use crate::time::Instant;
use ed25519_dalek::VerifyingKey;

/// The kinds that the authority may author itself (J5.5).
pub(crate) const OWN_KINDS: [&str; 47] = [
    "unit_founded",
    "unit_joined",
    "unit_merged",
    "unit_absorbed",
    "merge_announced",
    "merge_carried_out",
    "merge_taken_in",
    "custodians_named",
    "desks_opened",
    "codes_used",
    "code_tried",
    "mandate_recorded",
    "mandate_ended",
    "mandate_taken_up",
    "mandate_succeeded",
    "mandate_lent",
    "claim_announced",
    "claim_granted",
    "device_invited",
    "device_called_back",
    "device_enrolled",
    "device_introduced",
    "device_revoked",
    "person_offered",
    "person_offered_again",
    "arrival_withdrawn",
    "transfer_received",
    "transfer_declined",
    "transfer_reopened",
    "tie_proposed",
    "tie_settled",
    "opening_done",
    "attendance_delegated",
    "delegation_taken_up",
    "slice_opened",
    "slice_subject_told",
    "slice_person_shown",
    "slice_person_told",
    "dues_delegated",
    "dues_delegated_changed",
    "dues_delegation_taken_up",
    "slice_dues_opened",
    "slice_dues_told",
    "slice_payer_shown",
    "slice_payer_told",
    "mailing_begun",
    "mailing_sent",
];

/// Where a stream stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// Which stream.
    pub stream: StreamId,
    /// Whose.
    pub unit: UnitId,
    /// Which part of the unit's records.
    pub compartment: Compartment,
    /// Its tree; the size is the last entry's seq.
    pub frontier: Frontier,
    /// When the last entry was recorded.
    pub recorded_at: Instant,
}

/// The last push of a device in a stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chain {
    /// Its number; 0 before the first.
    pub number: u64,
    /// Its hash; zeros before the first.
    pub hash: Hash,
}

/// Who signs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Author {
    /// A device of somebody with mandates.
    Officer(Device),
    /// The authority itself, which may author a closed list of kinds (J5.5).
    Authority {
        /// The id of its own device.
        id: DeviceId,
        /// What it signs pushes with.
        key: VerifyingKey,
    },
}

/// What is stored about a subject.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Known {
    /// Its state, with the secret behind its commitments.
    Living {
        /// The accepted changes, folded.
        state: State,
        /// See [`SubjectKey`].
        key: SubjectKey,
    },
    /// Nothing is left of it (J7.2).
    Erased,
}

/// A change that already has its entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// In which stream.
    pub stream: StreamId,
    /// About what.
    pub subject: SubjectId,
    /// Which entry.
    pub seq: u64,
    /// What was decided.
    pub verdict: Verdict,
    /// Who made it.
    pub holder: Option<HolderId>,
    /// The canonical payload, kept while it waits for somebody.
    pub payload: Option<Vec<u8>>,
    /// Whether a held or quarantined change was settled since, by a change that quotes it.
    pub settled: bool,
}

/// Everything that one judgement may look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Docket {
    /// The stream.
    pub head: Head,
    /// Who signs, as the authority's own records say.
    pub author: Author,
    /// The author's last push in this stream.
    pub chain: Chain,
    /// The hash of the author's push of this very number, when there is one.
    pub replayed: Option<Hash>,
    /// The root of the stream at the size that the push says to have seen; `None` beyond its end.
    pub seen: Option<Hash>,
    /// Units and mandates.
    pub directory: Directory,
    /// The entry that last changed each mandate, or delegation.
    pub facts: BTreeMap<MandateId, Authority>,
    /// The subjects that the changes are about.
    pub subjects: BTreeMap<SubjectId, Known>,
    /// Which subject has each looked-up value.
    pub looks: BTreeMap<Look, SubjectId>,
    /// Changes named by the push that already have their entry.
    pub decided: BTreeMap<ChangeId, Decided>,
    /// What the departure shield looks at.
    pub watch: Watch,
}

impl Docket {
    /// The unit in whose stream it is judged.
    pub(super) fn home(&self) -> Home {
        let unit = self.head.unit;
        let known = self.directory.units.get(&unit);
        Home { unit, kind: known.map(|unit| unit.kind), closed: known.is_some_and(|unit| unit.merged_into.is_some()) }
    }
}

impl Chain {
    /// Before the first push.
    pub fn start() -> Self {
        Self { number: 0, hash: Hash::from([0; 32]) }
    }
}

impl Author {
    /// The device that signs.
    pub fn device(&self) -> DeviceId {
        match self {
            Self::Officer(device) => device.id,
            Self::Authority { id, .. } => *id,
        }
    }

    /// Whose device it is; nobody's when it is the authority.
    pub fn holder(&self) -> Option<HolderId> {
        match self {
            Self::Officer(device) => Some(device.holder),
            Self::Authority { .. } => None,
        }
    }

    /// The key that it signs with, revoked or not: what it signed before still has to be checked.
    pub fn signed_with(&self) -> &VerifyingKey {
        match self {
            Self::Officer(device) => &device.key,
            Self::Authority { key, .. } => key,
        }
    }

    pub(super) fn key(&self) -> Option<&VerifyingKey> {
        match self {
            Self::Officer(device) => (!device.revoked).then_some(&device.key),
            Self::Authority { key, .. } => Some(key),
        }
    }
}

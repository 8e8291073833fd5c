//! Units: the nodes of the party's tree, each described in its own `office` stream.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use super::{
    FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, changes, codes, creates, desk, merge, optional, reminder,
    required, set, split,
};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{StreamId, SubjectId, UnitId};
use crate::journal::{Change, Compartment, State};
use crate::time::Instant;

const KIND: Shape = Shape::Choice(&["national", "federation", "section", "group"]);

const FIELDS: &[FieldRule] = &[
    required("kind", KIND),
    required("name", Shape::Text(160)),
    optional("parent", Shape::Id),
    required("zone", Shape::Text(60)),
    optional("code", Shape::Text(30)),
    set("stream", Shape::Id),
    optional("merged_into", Shape::Id),
    set("absorbed", Shape::Text(160)),
    set("custodian", Shape::Bytes(32)),
    // The public halves of the sealed codes that serve, by number.
    set("sealed_code", Shape::Bytes(32)),
    // What two of them asked for last.
    optional("coming_back", codes::COMING_BACK),
    // When one of them was last used alone, by number.
    set("code_tried", Shape::Instant),
    // Since which day something is lacking that the level above last reminded of, by what it is.
    set(reminder::FIELD, reminder::SINCE),
    // The sections that came out of it, by their ids, and the one that it came out of.
    set(split::FIELD, split::SPLIT),
    optional(split::BORN, split::BORN_OF),
    // Those that it is to become a part of, or to take in, by their ids.
    set(merge::FIELD, merge::MERGE),
];

static UNIT: Sort = Sort { name: "unit", compartment: Some(Compartment::Office), owner: Owner::Unit, fields: FIELDS };

pub(super) const KINDS: &[Kind] = &[
    // Whoever could name a unit's streams could name another's: the authority alone founds.
    Kind {
        verb: Verb::Relay,
        ..creates("unit_founded", &UNIT, &["kind", "name", "parent", "zone", "code", "stream"], Undo::Never)
    },
    // A section that began alone hangs below its parent from the day it joins a server (J10): the server states it, once.
    Kind { verb: Verb::Relay, undo: Undo::Never, rule: Some(joins), ..changes("unit_joined", &UNIT, &["parent"]) },
    changes("unit_changed", &UNIT, &["name", "zone", "code"]),
    // Whoever could merge a unit into theirs could read it: the authority alone does, for good (J1.5).
    Kind { verb: Verb::Relay, undo: Undo::Never, rule: Some(once), ..changes("unit_merged", &UNIT, &["merged_into"]) },
    // What the other unit says of it, with the name that the first one had.
    Kind { verb: Verb::Relay, undo: Undo::Never, ..changes("unit_absorbed", &UNIT, &["absorbed"]) },
    // Whoever could name custodians could name their own, and move the unit to a server of theirs (J5.4).
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(three),
        ..changes("custodians_named", &UNIT, &["custodian"])
    },
    desk::opened(&UNIT),
    // By two of those who may invite, or by the level above: see `check`.
    Kind {
        verb: Verb::Invite,
        undo: Undo::Never,
        rule: Some(codes::made),
        ..changes(codes::MADE, &UNIT, &["sealed_code"])
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(codes::used),
        ..changes(codes::USED, &UNIT, &["sealed_code", "coming_back"])
    },
    Kind {
        verb: Verb::Relay,
        undo: Undo::Never,
        rule: Some(codes::tried),
        ..changes(codes::TRIED, &UNIT, &["code_tried"])
    },
    // By the level above: see `check`.
    REMINDED,
    // Of minutes, too.
    Kind { version: 2, ..REMINDED },
];

const REMINDED: Kind =
    Kind { undo: Undo::Never, rule: Some(reminder::in_time), ..changes(reminder::REMINDED, &UNIT, &[reminder::FIELD]) };

/// Of a section that is split: see `check` for who says which.
pub(super) static SPLITTING: [Kind; 5] = split::kinds(&UNIT);

/// Of a section that is to become a part of another, and of the one that takes it in.
pub(super) static MERGING: [Kind; 7] = merge::kinds(&UNIT);

/// How many custodians a unit has; two of them are enough (J5.4).
pub const CUSTODIANS: usize = 3;

fn once(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let invalid = || Err(Refusal::ValueInvalid { field: "merged_into".to_owned() });
    match identifier(after.get("merged_into")) {
        _ if before.is_some_and(|before| *before.get("merged_into") != Value::Null) => invalid(),
        Some(into) if into != change.header.subject => Ok(()),
        _ => invalid(),
    }
}

fn joins(before: Option<&State>, _: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    match before.map(|before| before.get("parent")) {
        Some(Value::Null) | None => Ok(()),
        Some(_) => Err(Refusal::ValueInvalid { field: "parent".to_owned() }),
    }
}

/// All of them at once, and three different keys: one key under two names would be two custodians in one hand.
fn three(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let named = custodians(after);
    let keys: BTreeSet<[u8; 32]> = named.values().map(VerifyingKey::to_bytes).collect();
    if (after.elements("custodian").count(), keys.len()) == (CUSTODIANS, CUSTODIANS) {
        Ok(())
    } else {
        Err(Refusal::ValueInvalid { field: "custodian".to_owned() })
    }
}

/// The keys of those who may sign a move when the authority's own is lost (J5.4), by name, as a unit's facts say.
pub fn custodians(unit: &State) -> BTreeMap<String, VerifyingKey> {
    let named = unit.elements("custodian").filter_map(|(name, key)| {
        let key = VerifyingKey::from_bytes(&key.array_of("custodian").ok()?).ok()?;
        (!key.is_weak()).then(|| (name.to_owned(), key))
    });
    named.collect()
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// The whole party.
    National,
    /// A département.
    Federation,
    /// A local section.
    Section,
    /// A working group.
    Group,
}

/// A unit as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The subject of its facts.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// How people call it: "Section de Versailles".
    pub name: String,
    /// The unit above, if there is one yet.
    pub parent: Option<UnitId>,
    /// The unit that it became a part of: its own streams are closed, and read by that unit's officers (J1.5).
    pub merged_into: Option<UnitId>,
    /// IANA name of its time zone (J13).
    pub zone: String,
    /// Its streams (J1.1).
    pub streams: BTreeMap<Compartment, StreamId>,
}

impl UnitKind {
    /// The word of the journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Federation => "federation",
            Self::Section => "section",
            Self::Group => "group",
        }
    }

    /// What a word of the journal says.
    pub fn of(word: &str) -> Option<Self> {
        let kinds = [Self::National, Self::Federation, Self::Section, Self::Group];
        kinds.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Unit {
    /// The unit over it: the one that it became a part of, else the one above.
    pub fn over(&self) -> Option<UnitId> {
        self.merged_into.or(self.parent)
    }

    /// The unit whose facts these are; `None` when they aren't a unit's, which [`check`](fn@super::check) lets nobody write.
    pub fn read(id: UnitId, state: &State) -> Option<Self> {
        let kind = state.text("kind")?;
        let streams = state.elements("stream").filter_map(|(name, stream)| {
            Some((name.parse().ok()?, StreamId::from_bytes(stream.array_of("stream").ok()?)))
        });
        Some(Self {
            id,
            kind: UnitKind::of(&kind)?,
            name: state.text("name")?,
            parent: identifier(state.get("parent")).map(UnitId::from),
            merged_into: identifier(state.get("merged_into")).map(UnitId::from),
            zone: state.text("zone")?,
            streams: streams.collect(),
        })
    }
}

pub(super) fn identifier(value: &Value) -> Option<SubjectId> {
    value.array_of("id").ok().map(SubjectId::from_bytes)
}

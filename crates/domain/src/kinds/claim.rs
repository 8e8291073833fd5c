//! Claims: that somebody was elected to an office (the handover).
//!
//! Three ways in, one mechanism: the outgoing officer hands over, the level above records the election, or the newcomer claims, with the
//! minutes as proof: by themselves where they hold an office already, else by a request that an officer states in their name. Nobody makes an officer alone: a claim takes two officers of the unit or one of
//! a level above, then a period in which it can be contested. A contest never vetoes: it asks the level above to decide. When a claim is
//! ripe, the authority states the mandates that follow from it; devices check that it was.

use std::collections::BTreeMap;

use super::mandate::{THEME, themed};
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Rule, Shape, Sort, Undo, changes, creates, optional, required, set};
use crate::access::{Office, Verb};
use crate::codec::Value;
use crate::id::{HolderId, MandateId, SubjectId, UnitId};
use crate::journal::{Change, Compartment, REMOVED, State};
use crate::kinds::UnitKind;
use crate::time::{DAY, Instant};

/// How long a claim that has what it takes can be contested, in milliseconds: 72 hours.
pub const CONTEST: u64 = 3 * DAY;

const OFFICE: Shape = Shape::Choice(&Office::WORDS);
const LEVEL: Shape = Shape::Choice(&["own", "above"]);
const RULING: Shape = Shape::Choice(&["upheld", "dismissed"]);

const FIELDS: &[FieldRule] = &[
    required("unit", Shape::Id),
    required("office", OFFICE),
    required("holder", Shape::Id),
    required("holder_name", Shape::Text(200)),
    optional(THEME, Shape::Text(100)),
    required("elected_on", Shape::Date),
    required("since", Shape::Instant),
    optional("until", Shape::Instant),
    required("proof", Shape::Text(2000)),
    optional("document", Shape::Id),
    required("made_by", Shape::Id),
    // When the newcomer asked for it, of a claim that is stated at their request.
    optional("requested_on", Shape::Date),
    // The mandates that end, each with its holder.
    set("replaces", Shape::Id),
    // Who answers for it, by holder, and from where.
    set("supported", LEVEL),
    // Who contests it, by holder, and why.
    set("contested", Shape::Text(1000)),
    optional("contestable_until", Shape::Instant),
    optional("ruling", RULING),
    optional("ruled_by", Shape::Id),
    optional("reason", Shape::Text(1000)),
    optional("mandate", Shape::Id),
];

static CLAIM: Sort =
    Sort { name: Claim::SORT, compartment: Some(Compartment::Office), owner: Owner::Holder, fields: FIELDS };

/// The authority saw that a claim has what it takes: from now on it can be contested for [`CONTEST`].
pub(crate) const ANNOUNCED: &str = "claim_announced";
/// The authority saw that a claim is ripe.
pub(crate) const GRANTED: &str = "claim_granted";

/// None of it is undone by its like: whoever made a claim withdraws it, whoever contests one may stop contesting.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        verb: Verb::Attest,
        rule: Some(in_order),
        ..creates(
            "claim_made",
            &CLAIM,
            &[
                "unit",
                "office",
                "holder",
                "holder_name",
                THEME,
                "elected_on",
                "since",
                "until",
                "proof",
                "document",
                "made_by",
                "requested_on",
                "replaces",
                "supported",
            ],
            Undo::Never,
        )
    },
    says(Verb::Attest, "claim_countersigned", &["supported"], open),
    says(Verb::Attest, "claim_contested", &["contested"], in_time),
    says(Verb::Attest, "contest_withdrawn", &["contested"], open),
    says(Verb::Attest, "claim_withdrawn", &[REMOVED], withdrawn),
    says(Verb::Attest, "claim_upheld", &["ruling", "ruled_by", "reason"], upheld),
    says(Verb::Attest, "claim_dismissed", &["ruling", "ruled_by", "reason"], dismissed),
    says(Verb::Attest, "claim_documented", &["document"], documented),
    says(Verb::Relay, ANNOUNCED, &["contestable_until"], announced),
    says(Verb::Relay, GRANTED, &["mandate"], granted),
];

const fn says(verb: Verb, name: &'static str, fields: &'static [&'static str], rule: Rule) -> Kind {
    Kind { verb, undo: Undo::Never, rule: Some(rule), ..changes(name, &CLAIM, fields) }
}

fn invalid(field: &str) -> Result<(), Refusal> {
    Err(Refusal::ValueInvalid { field: field.to_owned() })
}

fn in_order(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    themed(after)?;
    // Days compare as they are written.
    if after.text("requested_on").is_some_and(|asked| Some(asked) < after.text("elected_on")) {
        return invalid("requested_on");
    }
    match (after.get("since"), after.get("until")) {
        (Value::Int(since), Value::Int(until)) if until <= since => invalid("until"),
        _ => Ok(()),
    }
}

/// What is decided isn't discussed any more.
fn open(before: Option<&State>, _: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    let decided = before.is_none_or(|before| {
        before.is_removed() || *before.get("mandate") != Value::Null || *before.get("ruling") != Value::Null
    });
    if decided { invalid("ruling") } else { Ok(()) }
}

/// A claim is contested in its time, so that nobody comes up with something once it is over.
fn in_time(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before, change, after, now)?;
    let until = after.get("contestable_until").number("instant").ok();
    if until.is_some_and(|until| until <= now.0) { invalid("contested") } else { Ok(()) }
}

fn withdrawn(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before, change, after, now)?;
    if after.is_removed() { Ok(()) } else { invalid(REMOVED) }
}

fn upheld(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before, change, after, now)?;
    if *after.get("ruling") == Value::text("upheld") { Ok(()) } else { invalid("ruling") }
}

fn dismissed(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before, change, after, now)?;
    if *after.get("ruling") == Value::text("dismissed") { Ok(()) } else { invalid("ruling") }
}

/// The minutes come once, from the unit's own archives, be it decided or not: what others read as the proof isn't exchanged.
fn documented(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let claim = before.and_then(|before| Claim::read(change.header.subject, before));
    let lacks = claim.is_some_and(|it| !it.withdrawn && it.ruling != Some(Ruling::Dismissed) && it.document.is_none());
    if lacks && *after.get("document") != Value::Null { Ok(()) } else { invalid("document") }
}

fn announced(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    open(before, change, after, now)?;
    let claim = before.and_then(|before| Claim::read(change.header.subject, before));
    let due = claim.is_some_and(|claim| claim.contestable_until.is_none() && claim.is_enough());
    let until = after.get("contestable_until").number("instant").map_or(Instant(0), Instant);
    if due && until >= now.plus(CONTEST) { Ok(()) } else { invalid("contestable_until") }
}

fn granted(before: Option<&State>, change: &Change, _: &State, now: Instant) -> Result<(), Refusal> {
    let claim = before.and_then(|before| Claim::read(change.header.subject, before));
    if claim.is_some_and(|claim| claim.is_ripe(now)) { Ok(()) } else { invalid("mandate") }
}

/// From where somebody answers for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// From within the unit.
    Own,
    /// From a unit above it.
    Above,
}

/// What the level above decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ruling {
    /// The claim is right.
    Upheld,
    /// It isn't.
    Dismissed,
}

/// A claim as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The subject of its facts.
    pub id: SubjectId,
    /// In which unit.
    pub unit: UnitId,
    /// As what somebody was elected.
    pub office: Office,
    /// Who.
    pub holder: HolderId,
    /// How they are called.
    pub holder_name: String,
    /// What they are in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
    /// On which day, in the unit's zone: `2026-11-22`.
    pub elected_on: String,
    /// When the mandate begins: computed once from a day in the unit's zone (J9).
    pub since: Instant,
    /// When it ends.
    pub until: Option<Instant>,
    /// Where the minutes are.
    pub proof: String,
    /// The minutes themselves, in the archive.
    pub document: Option<SubjectId>,
    /// Who made the claim.
    pub made_by: HolderId,
    /// On which day whoever was elected asked for it, where it is stated at their request.
    pub requested_on: Option<String>,
    /// The mandates that end when it is granted, with their holders.
    pub replaces: BTreeMap<MandateId, HolderId>,
    /// Who answers for it.
    pub supported: BTreeMap<HolderId, Level>,
    /// Who contests it, and why.
    pub contested: BTreeMap<HolderId, String>,
    /// Until when it can be contested, once it has what it takes.
    pub contestable_until: Option<Instant>,
    /// What the level above decided,
    pub ruling: Option<Ruling>,
    /// who did,
    pub ruled_by: Option<HolderId>,
    /// and why.
    pub reason: Option<String>,
    /// Whether whoever made it withdrew it.
    pub withdrawn: bool,
    /// The mandate that came of it.
    pub mandate: Option<MandateId>,
    /// The entry in which it was made,
    pub made_seq: u64,
    /// and the one in which it was granted.
    pub granted_seq: Option<u64>,
}

impl Level {
    /// The level of somebody whose mandate is, or isn't, one of a unit above.
    pub const fn of(from_above: bool) -> Self {
        if from_above { Self::Above } else { Self::Own }
    }

    /// The word of the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Above => "above",
        }
    }
}

impl Claim {
    /// What its subject is called in a state.
    pub const SORT: &str = "claim";

    /// The claim whose facts these are; `None` when they aren't a claim's, which [`check`](fn@super::check) lets nobody write.
    pub fn read(id: SubjectId, state: &State) -> Option<Self> {
        if state.sort != Self::SORT {
            return None;
        }
        let instant = |field: &str| state.get(field).number("instant").ok().map(Instant);
        let holder = |value: &Value| identifier(value).map(|id| HolderId::from_bytes(*id.as_bytes()));
        let written = |field: &str| Some(state.cells.iter().find(|(name, _)| name.as_str() == field)?.1.stamp.seq);
        let by_holder = |(of, value): (&str, &Value)| Some((of.parse::<HolderId>().ok()?, value.clone()));
        let level = |value: Value| if value == Value::text("above") { Level::Above } else { Level::Own };
        let reason = |value: Value| if let Value::Text(text) = value { text } else { String::new() };
        Some(Self {
            id,
            unit: identifier(state.get("unit"))?.into(),
            office: state.text("office")?.parse().ok()?,
            holder: holder(state.get("holder"))?,
            holder_name: state.text("holder_name")?,
            theme: state.text(THEME),
            elected_on: state.text("elected_on")?,
            since: instant("since")?,
            until: instant("until"),
            proof: state.text("proof")?,
            document: identifier(state.get("document")),
            made_by: holder(state.get("made_by"))?,
            requested_on: state.text("requested_on"),
            replaces: state
                .elements("replaces")
                .filter_map(|(of, value)| Some((of.parse().ok()?, holder(value)?)))
                .collect(),
            supported: state.elements("supported").filter_map(by_holder).map(|(of, at)| (of, level(at))).collect(),
            contested: state.elements("contested").filter_map(by_holder).map(|(of, why)| (of, reason(why))).collect(),
            contestable_until: instant("contestable_until"),
            ruling: match state.text("ruling").as_deref() {
                Some("upheld") => Some(Ruling::Upheld),
                Some(_) => Some(Ruling::Dismissed),
                None => None,
            },
            ruled_by: holder(state.get("ruled_by")),
            reason: state.text("reason"),
            withdrawn: state.is_removed(),
            mandate: identifier(state.get("mandate")).map(MandateId::from),
            made_seq: written("unit")?,
            granted_seq: written("mandate"),
        })
    }

    /// Whether those who answer for it are enough: one of a level above, or two of the unit, each counted once, the
    /// claimant never. Above the sections two hold an office together who may detest each other: there a mandate ends by
    /// the word of its holder, or of the level above.
    pub fn is_enough(&self) -> bool {
        let others = self.supported.iter().filter(|(holder, _)| **holder != self.holder);
        let above = others.clone().any(|(_, level)| *level == Level::Above);
        let agreed = |holder: &HolderId| *holder == self.holder || self.supported.contains_key(holder);
        let within = self.office.level() == UnitKind::Section || self.replaces.values().all(agreed);
        above || (within && others.count() >= 2)
    }

    /// Whether nothing is decided yet.
    pub fn is_open(&self) -> bool {
        !self.withdrawn && self.mandate.is_none() && self.ruling != Some(Ruling::Dismissed)
    }

    /// Whether, rivals apart, it has what it takes at `now`: the level above upheld it, or it is enough and nobody
    /// contested it in the time that there was for it.
    pub fn is_ripe(&self, now: Instant) -> bool {
        let uncontested = self.contested.is_empty() && self.contestable_until.is_some_and(|until| until <= now);
        self.is_open() && (self.ruling == Some(Ruling::Upheld) || (self.is_enough() && uncontested))
    }
}

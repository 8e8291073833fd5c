//! Two sections, of which one is to become a part of the other. The level above decides it, among the facts of both; those who lead the
//! one that takes in agree, and so do those who lead the one that ends, if anybody does. Then the authority carries it out.
//!
//! Where nobody leads the one that ends, the authority says from when on it can be refused no more, as it does of a claim: until then whoever
//! holds any office there refuses it.

use super::home::Home;
use super::unit::identifier;
use super::{CONTEST, Kind, Refusal, Shape, Sort, Split, Undo, UnitKind, changes};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{HolderId, UnitId};
use crate::journal::{Change, Edit, Payload, State};
use crate::time::Instant;

/// The set of what came of each, by the other unit.
pub(super) const FIELD: &str = "merge";

/// How the other unit was called then, whether this one becomes a part of it or takes it in, what became of it, on which ground; and from when
/// on nobody refuses it any more, where nobody leads the one that ends.
pub(super) const MERGE: Shape = Shape::Record(
    4,
    &[
        ("name", Shape::Text(160)),
        ("side", Shape::Choice(&["into", "from"])),
        ("word", Shape::Choice(&["decided", "agreed", "refused", "withdrawn", "done"])),
        ("ground", Shape::Choice(&["merger", "under_five"])),
        ("until", Shape::Instant),
    ],
);

pub(crate) const DECIDED: &str = "merge_decided";
pub(crate) const AGREED: &str = "merge_agreed";
const REFUSED: &str = "merge_refused";
pub(crate) const WITHDRAWN: &str = "merge_withdrawn";
/// Nobody leads the unit that ends: from now on it can be refused for [`CONTEST`].
const ANNOUNCED: &str = "merge_announced";
/// It is a part of the other.
const CARRIED_OUT: &str = "merge_carried_out";
/// The other is a part of it.
const TAKEN_IN: &str = "merge_taken_in";

/// Nothing of it is taken back by its like: what is decided is withdrawn, what is done is done.
pub(super) const fn kinds(unit: &'static Sort) -> [Kind; 7] {
    [
        said(DECIDED, unit, Verb::Write, &[FIELD]),
        said(AGREED, unit, Verb::Write, &[FIELD]),
        // Where nobody leads, whoever holds another office may: it ends theirs as well.
        said(REFUSED, unit, Verb::Attest, &[FIELD]),
        said(WITHDRAWN, unit, Verb::Write, &[FIELD]),
        said(ANNOUNCED, unit, Verb::Relay, &[FIELD]),
        said(CARRIED_OUT, unit, Verb::Relay, &[FIELD, "merged_into"]),
        said(TAKEN_IN, unit, Verb::Relay, &[FIELD, "absorbed"]),
    ]
}

const fn said(name: &'static str, unit: &'static Sort, verb: Verb, fields: &'static [&'static str]) -> Kind {
    Kind { verb, undo: Undo::Never, rule: Some(in_order), ..changes(name, unit, fields) }
}

/// One that was decided of a unit, as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The other unit.
    pub unit: UnitId,
    /// How that was called then.
    pub name: String,
    /// Whether this one ends, and becomes a part of the other; else it takes the other in.
    pub ends: bool,
    /// `decided`, `agreed`, `refused`, `withdrawn` or `done`.
    pub word: String,
    /// `merger`, or `under_five`: it has too few members for a section.
    pub ground: String,
    /// From when on nobody refuses it any more, where nobody leads the unit that ends and the authority has said so.
    pub until: Option<Instant>,
}

impl Merge {
    /// All that a unit's facts tell of.
    pub fn all(unit: &State) -> Vec<Self> {
        unit.elements(FIELD).filter_map(|(other, record)| Self::read(other.parse().ok()?, record)).collect()
    }

    /// What is said of one other unit, if anything is.
    pub fn of(state: &State, unit: UnitId) -> Option<Self> {
        Self::read(unit, state.get(&Self::field(unit)))
    }

    fn read(unit: UnitId, record: &Value) -> Option<Self> {
        let Value::Map(parts) = record else { return None };
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value);
        let text = |name: &str| match part(name)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        Some(Self {
            unit,
            name: text("name")?,
            ends: text("side")? == "into",
            word: text("word")?,
            ground: text("ground")?,
            until: part("until").and_then(|until| until.number("instant").ok()).map(Instant),
        })
    }

    /// Which field says it.
    pub fn field(other: UnitId) -> String {
        format!("{FIELD}/{other}")
    }

    /// As the field holds it, with this word.
    pub fn value(&self, word: &str) -> Value {
        let mut parts = vec![
            ("name".to_owned(), Value::text(&self.name)),
            ("side".to_owned(), Value::text(if self.ends { "into" } else { "from" })),
            ("word".to_owned(), Value::text(word)),
        ];
        parts.extend(self.until.map(|until| ("until".to_owned(), Value::count(until.0))));
        parts.push(("ground".to_owned(), Value::text(&self.ground)));
        Value::Map(parts)
    }

    /// The edit that says the same with another word, in the place of what stands there.
    pub fn becomes(&self, word: &str) -> Edit {
        Edit::change(&Self::field(self.unit), self.value(&self.word), self.value(word))
    }

    /// That it can be refused until then, and no more.
    pub fn announced(&self, until: Instant) -> Payload {
        let known = Self { until: Some(until), ..self.clone() };
        let edit = Edit::change(&Self::field(self.unit), self.value(&self.word), known.value(&self.word));
        Payload::new(ANNOUNCED, 1, vec![edit])
    }

    /// That it is carried out, in the unit that ends.
    pub fn carried_out(&self) -> Payload {
        let into = Edit::set("merged_into", Value::bytes(self.unit.as_bytes()));
        Payload::new(CARRIED_OUT, 1, vec![self.becomes("done"), into])
    }

    /// That it is carried out, in the unit that takes the other in, which is called so.
    pub fn taken_in(&self, name: &str) -> Payload {
        let absorbed = Edit::set(&format!("absorbed/{}", self.unit), Value::text(name));
        Payload::new(TAKEN_IN, 1, vec![self.becomes("done"), absorbed])
    }

    /// Whether it waits for an answer, or was agreed to and isn't carried out yet.
    pub fn is_open(&self) -> bool {
        ["decided", "agreed"].contains(&self.word.as_str())
    }

    /// Whether all has been said in this unit that it takes.
    pub fn is_ripe(&self, now: Instant) -> bool {
        match self.word.as_str() {
            "agreed" => true,
            "decided" => self.ends && self.until.is_some_and(|until| until <= now),
            _ => false,
        }
    }
}

fn invalid(field: &str) -> Result<(), Refusal> {
    Err(Refusal::ValueInvalid { field: field.to_owned() })
}

/// Each is answered once for each time that it was decided, and nothing else of it is rewritten by what follows.
fn in_order(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    rightly(UnitId::from(change.header.subject), &change.payload, before, after, now)
}

/// Whether it may be said of a unit at `now`, whoever says it: what devices ask, too, of what they are told.
pub(crate) fn rightly(
    unit: UnitId,
    payload: &Payload,
    before: Option<&State>,
    after: &State,
    now: Instant,
) -> Result<(), Refusal> {
    let mut edits = payload.edits.iter().filter(|edit| edit.field.name() == FIELD);
    let other = edits.next().and_then(|edit| edit.field.of()?.parse::<UnitId>().ok());
    let (Some(other), None) = (other.filter(|other| *other != unit), edits.next()) else { return invalid(FIELD) };
    let known = before.and_then(|before| Merge::of(before, other));
    let Some(said) = Merge::of(after, other) else { return invalid(FIELD) };
    if payload.kind == DECIDED {
        if known.is_some_and(|known| known.is_open() || known.word == "done") {
            return Err(Refusal::NotWaiting);
        }
        if said.word != "decided" || said.until.is_some() {
            return invalid(FIELD);
        }
        return before.map_or(Ok(()), |before| alone(before, &said));
    }
    let known = known.filter(Merge::is_open).ok_or(Refusal::NotWaiting)?;
    let (waits, as_told) = match payload.kind.as_str() {
        AGREED => (known.word == "decided", Merge { word: "agreed".to_owned(), ..known.clone() }),
        REFUSED => (known.word == "decided", Merge { word: "refused".to_owned(), ..known.clone() }),
        WITHDRAWN => (true, Merge { word: "withdrawn".to_owned(), ..known.clone() }),
        ANNOUNCED => {
            let waits = known.word == "decided" && known.ends && known.until.is_none();
            let until = said.until.filter(|until| now.plus(CONTEST) <= *until);
            let Some(until) = until else { return invalid(FIELD) };
            (waits, Merge { until: Some(until), ..known.clone() })
        }
        CARRIED_OUT => {
            let into = identifier(after.get("merged_into")).map(UnitId::from);
            let free = before.is_none_or(|before| *before.get("merged_into") == Value::Null);
            if into != Some(other) || !free {
                return invalid("merged_into");
            }
            (known.ends && known.is_ripe(now), Merge { word: "done".to_owned(), ..known.clone() })
        }
        _ => {
            let absorbed = payload.edits.iter().filter(|edit| edit.field.name() == "absorbed");
            if absorbed.map(|edit| edit.field.of()).ne([Some(other.to_string().as_str())]) {
                return invalid("absorbed");
            }
            (!known.ends && known.is_ripe(now), Merge { word: "done".to_owned(), ..known.clone() })
        }
    };
    match waits {
        false => Err(Refusal::NotWaiting),
        true if said != as_told => invalid(FIELD),
        true => Ok(()),
    }
}

/// A unit that is to end takes nobody in meanwhile, nor does one come out of it; and it ends in one way.
fn alone(before: &State, said: &Merge) -> Result<(), Refusal> {
    let other = Merge::all(before)
        .into_iter()
        .any(|other| other.unit != said.unit && other.is_open() && (said.ends || other.ends));
    let split = said.ends && Split::all(before).iter().any(|split| split.word == "decided");
    if other || split { Err(Refusal::NotWaiting) } else { Ok(()) }
}

/// Whether the facts of a unit say that it may end soon.
pub(super) fn ends(unit: &State) -> bool {
    Merge::all(unit).iter().any(|merge| merge.ends && merge.is_open())
}

/// The level above decides and takes it back; the unit's own officers answer. Neither speaks for the other. And it is sections that become parts of
/// sections, and working groups of working groups.
pub(super) fn by_whom(
    kind: &str,
    author: Option<HolderId>,
    from_above: bool,
    home: Option<Home>,
) -> Result<(), Refusal> {
    let (above, verb) = match kind {
        DECIDED | WITHDRAWN => (true, Verb::Write),
        AGREED => (false, Verb::Write),
        REFUSED => (false, Verb::Attest),
        _ => return Ok(()),
    };
    if author.is_some() && from_above != above {
        return Err(Refusal::NotGranted { kind: kind.to_owned(), verb });
    }
    match home.and_then(|home| home.kind) {
        Some(UnitKind::National | UnitKind::Federation) => invalid("kind"),
        _ => Ok(()),
    }
}

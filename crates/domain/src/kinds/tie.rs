//! What two units agree on: that one stands above the other from now on. The one asks in its own `office`, the authority
//! proposes it in the other's, and an officer of that unit accepts or declines. Neither reads nor writes the other's stream (J1.3); only
//! once both have spoken does the authority state `unit_joined`.
//!
//! And a section that a federation opens, or a working group that a federation or a section does: its officers ask, the authority founds.

use super::home::Home;
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, UnitKind, changes, creates, optional, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::{HolderId, UnitId};
use crate::journal::{Change, Compartment, State};
use crate::time::Instant;

/// Where the other unit stands, seen from the one in whose stream it is said.
const SIDE: Shape = Shape::Choice(&["above", "below"]);

/// What became of it. `overtaken`: the unit below had another above it by then, or one of them is closed.
const WORD: Shape = Shape::Choice(&["asked", "proposed", "accepted", "declined", "withdrawn", "overtaken", "tied"]);

const FIELDS: &[FieldRule] =
    &[required("unit", Shape::Id), required("name", Shape::Text(160)), required("side", SIDE), required("word", WORD)];

static TIE: Sort = Sort { name: "tie", compartment: Some(Compartment::Office), owner: Owner::Unit, fields: FIELDS };

static OPENING: Sort = Sort {
    name: "opening",
    compartment: Some(Compartment::Office),
    owner: Owner::Unit,
    fields: &[
        required("name", Shape::Text(160)),
        required("zone", Shape::Text(60)),
        optional("code", Shape::Text(30)),
        optional("unit", Shape::Id),
        // A section, where it isn't said.
        optional("kind", Shape::Choice(&["section", "group"])),
    ],
};

const ALL: &[&str] = &["unit", "name", "side", "word"];

/// What is agreed isn't taken back: rights were given by it.
pub(super) const KINDS: &[Kind] = &[
    Kind { rule: Some(asked), ..creates("tie_asked", &TIE, ALL, Undo::Never) },
    Kind { rule: Some(answered), undo: Undo::Never, ..changes("tie_withdrawn", &TIE, &["word"]) },
    Kind { rule: Some(answered), undo: Undo::Never, ..changes("tie_accepted", &TIE, &["word"]) },
    Kind { rule: Some(answered), undo: Undo::Never, ..changes("tie_declined", &TIE, &["word"]) },
    Kind { verb: Verb::Relay, rule: Some(asked), ..creates("tie_proposed", &TIE, ALL, Undo::Never) },
    Kind { verb: Verb::Relay, rule: Some(settled), undo: Undo::Never, ..changes("tie_settled", &TIE, &["word"]) },
    // Whoever could name a unit's streams could name another's: the authority alone founds what is asked for.
    creates("opening_asked", &OPENING, &["name", "zone", "code"], Undo::Never),
    // Of a working group, too.
    Kind { version: 2, ..creates("opening_asked", &OPENING, &["name", "zone", "code", "kind"], Undo::Never) },
    Kind { verb: Verb::Relay, rule: Some(opened), undo: Undo::Never, ..changes("opening_done", &OPENING, &["unit"]) },
];

/// The kinds by which an officer says something that the authority carries on.
pub const CARRIED: [&str; 5] = ["tie_asked", "tie_withdrawn", "tie_accepted", "tie_declined", "opening_asked"];

/// What is said of two units, as one of them keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The other unit.
    pub unit: UnitId,
    /// How it was called then.
    pub name: String,
    /// Whether that one stands above; else it stands below.
    pub above: bool,
    /// What became of it: a word of the field.
    pub word: String,
}

impl Tie {
    /// What a subject says, if it is one.
    pub fn read(state: &State) -> Option<Self> {
        Some(Self {
            unit: identifier(state.get("unit"))?.into(),
            name: state.text("name")?,
            above: state.text("side")? == "above",
            word: state.text("word")?,
        })
    }
}

/// Whether a unit of the one kind may stand right above one of the other.
pub fn stands_above(above: UnitKind, below: UnitKind) -> bool {
    matches!((above, below), (UnitKind::National, UnitKind::Federation) | (UnitKind::Federation, UnitKind::Section))
}

fn is(state: Option<&State>, words: &[&str]) -> bool {
    state.is_some_and(|state| words.iter().any(|word| *state.get("word") == Value::text(*word)))
}

fn invalid() -> Result<(), Refusal> {
    Err(Refusal::ValueInvalid { field: "word".to_owned() })
}

fn asked(_: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let word = if change.payload.kind == "tie_asked" { "asked" } else { "proposed" };
    if is(Some(after), &[word]) { Ok(()) } else { invalid() }
}

/// One's own question is withdrawn, the other's answered; each once.
fn answered(before: Option<&State>, change: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let (open, word) = match change.payload.kind.as_str() {
        "tie_withdrawn" => ("asked", "withdrawn"),
        "tie_accepted" => ("proposed", "accepted"),
        _ => ("proposed", "declined"),
    };
    match (is(before, &[open]), is(Some(after), &[word])) {
        (false, _) => Err(Refusal::NotWaiting),
        (true, false) => invalid(),
        (true, true) => Ok(()),
    }
}

/// What was taken back in the very moment in which both units were tied is tied.
fn settled(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let open = is(before, &["asked", "proposed", "accepted"]);
    let tied = is(before, &["withdrawn"]) && is(Some(after), &["tied"]);
    if !open && !tied {
        return Err(Refusal::NotWaiting);
    }
    if is(Some(after), &["declined", "withdrawn", "overtaken", "tied"]) { Ok(()) } else { invalid() }
}

fn opened(before: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    match (before.map(|before| before.get("unit")), after.get("unit")) {
        (Some(Value::Null), unit) if *unit != Value::Null => Ok(()),
        _ => Err(Refusal::NotWaiting),
    }
}

/// Only the officers of a unit speak for it: whoever stands above one could bring it below another, or have it take another in. And
/// only what can stand there is asked for.
pub(super) fn by_whom(
    kind: &str,
    after: &State,
    author: Option<HolderId>,
    from_above: bool,
    home: Option<Home>,
) -> Result<(), Refusal> {
    if !CARRIED.contains(&kind) {
        return Ok(());
    }
    if author.is_some() && from_above {
        return Err(Refusal::NotGranted { kind: kind.to_owned(), verb: Verb::Write });
    }
    let Some(Home { unit, kind: Some(level), .. }) = home else { return Ok(()) };
    let refuse = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    let (above, below) = match level {
        UnitKind::National => (false, true),
        UnitKind::Federation => (true, true),
        UnitKind::Section => (true, false),
        UnitKind::Group => (false, false),
    };
    match kind {
        "opening_asked" if *after.get("kind") == Value::text(UnitKind::Group.as_str()) => {
            // A working group opens none.
            if level == UnitKind::Group { refuse("kind") } else { Ok(()) }
        }
        "opening_asked" if level != UnitKind::Federation => refuse("name"),
        "tie_asked" if *after.get("unit") == Value::bytes(unit.as_bytes()) => refuse("unit"),
        "tie_asked" => {
            let upwards = *after.get("side") == Value::text("above");
            if (upwards && above) || (!upwards && below) { Ok(()) } else { refuse("side") }
        }
        _ => Ok(()),
    }
}

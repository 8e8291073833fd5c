//! Mandates: one person holding one office in one unit, from an instant to an instant (J9: computed once, from days in
//! the unit's time zone).

use super::caretaker::{self, Caretaker};
use super::suspension::{self, SUSPENSION, Suspension};
use super::unit::identifier;
use super::{FieldRule, Kind, Owner, PROVISIONAL, Refusal, Shape, Sort, Undo, changes, codes, creates};
use super::{optional, required, set};
use crate::access::{Office, Verb, leads};
use crate::codec::Value;
use crate::id::{HolderId, MandateId, UnitId};
use crate::journal::{Change, Compartment, State};
use crate::time::Instant;

const OFFICE: Shape = Shape::Choice(&Office::WORDS);

const FIELDS: &[FieldRule] = &[
    required("unit", Shape::Id),
    required("office", OFFICE),
    required("holder", Shape::Id),
    required("holder_name", Shape::Text(200)),
    required("since", Shape::Instant),
    optional("until", Shape::Instant),
    // Of a federal secretary: what they are in charge of.
    optional(THEME, Shape::Text(100)),
    // Where what shows it is, as minutes, and that itself, in the archive of the unit.
    optional("proof", Shape::Text(2000)),
    optional("document", Shape::Id),
    optional("claim", Shape::Id),
    // The device of somebody whom sealed codes brought back to a unit without anybody in office.
    optional("called_back", Shape::Id),
    // Of somebody whom the level above put in charge for a time: why, who did, and which appointment it prolongs.
    optional("reason", Shape::Text(1000)),
    optional("appointed_by", Shape::Id),
    optional("prolongs", Shape::Id),
    // The contact card of its holder, who alone states it.
    optional("card_name", Shape::Text(200)),
    optional("card_email", Shape::Text(254)),
    optional("card_phone", Shape::Text(40)),
    // The spans in which it gives nothing, each an element.
    set(suspension::FIELD, SUSPENSION),
];

/// What somebody is in charge of, whose office says only that it is one thing.
pub(super) const THEME: &str = "theme";

const CARD: &[&str] = &["card_name", "card_email", "card_phone"];

/// A claim had what it takes: its holder takes office.
pub(crate) const TAKEN_UP: &str = "mandate_taken_up";
/// Somebody took office in the place of this mandate's holder.
pub(crate) const SUCCEEDED: &str = "mandate_succeeded";

/// Sealed codes brought somebody back where nobody held an office any more: they lead the unit until an election.
pub(crate) const LENT: &str = "mandate_lent";

static MANDATE: Sort =
    Sort { name: "mandate", compartment: Some(Compartment::Office), owner: Owner::Holder, fields: FIELDS };

/// Recording a mandate isn't undone: it may have been used. It is ended.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        rule: Some(in_order),
        ..creates(
            "mandate_recorded",
            &MANDATE,
            &["unit", "office", "holder", "holder_name", "since", "until", THEME, "proof", "document"],
            Undo::Never,
        )
    },
    Kind { rule: Some(shortened), undo: Undo::Never, ..changes("mandate_ended", &MANDATE, &["until"]) },
    // A handover ends in these two, stated by the authority, quoting the claim (see `claim`).
    Kind {
        verb: Verb::Relay,
        rule: Some(claimed),
        ..creates(
            TAKEN_UP,
            &MANDATE,
            &["unit", "office", "holder", "holder_name", "since", "until", THEME, "claim"],
            Undo::Never,
        )
    },
    Kind {
        verb: Verb::Relay,
        rule: Some(succeeded),
        undo: Undo::Never,
        ..changes(SUCCEEDED, &MANDATE, &["until", "claim"])
    },
    // For a time it gives nothing. Neither is undone: what was refused meanwhile was refused. It is lifted, or stated anew.
    Kind {
        verb: Verb::Suspend,
        rule: Some(suspension::begins),
        undo: Undo::Never,
        ..changes(suspension::SUSPENDED, &MANDATE, &[suspension::FIELD])
    },
    Kind {
        verb: Verb::Suspend,
        rule: Some(suspension::shortened),
        undo: Undo::Never,
        ..changes(suspension::LIFTED, &MANDATE, &[suspension::FIELD])
    },
    Kind {
        verb: Verb::Relay,
        rule: Some(codes::lent),
        ..creates(
            LENT,
            &MANDATE,
            &["unit", "office", "holder", "holder_name", "since", "until", "called_back"],
            Undo::Never,
        )
    },
    // Somebody from anywhere, for a time. It isn't undone: what they did meanwhile was done. It is ended, or suspended.
    Kind {
        verb: Verb::Suspend,
        rule: Some(caretaker::dated),
        ..creates(
            caretaker::APPOINTED,
            &MANDATE,
            &["unit", "office", "holder", "holder_name", "since", "until", "reason", "appointed_by", "prolongs"],
            Undo::Never,
        )
    },
    // How its holder wants to be reached, read where the mandate is (J1.4). Replaced or withdrawn by them, never undone by others.
    Kind { verb: Verb::Read, rule: Some(reachable), undo: Undo::Never, ..changes("card_published", &MANDATE, CARD) },
    Kind { verb: Verb::Read, rule: Some(silent), undo: Undo::Never, ..changes("card_withdrawn", &MANDATE, CARD) },
];

/// Whether a kind is stated by the mandate's own holder, and by nobody for them.
pub(super) fn is_a_card(kind: &str) -> bool {
    matches!(kind, "card_published" | "card_withdrawn")
}

/// A card has a name and a way to reach it, and is one of a mandate that is held.
fn reachable(_: Option<&State>, _: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let missing = |field: &str| *after.get(field) == Value::Null;
    if missing("card_name") || (missing("card_email") && missing("card_phone")) {
        return Err(Refusal::FieldMissing {
            field: if missing("card_name") { "card_name" } else { "card_email" }.to_owned(),
        });
    }
    let over = after.get("until").number("instant").is_ok_and(|until| until <= now.0);
    if over { Err(Refusal::ValueInvalid { field: "until".to_owned() }) } else { Ok(()) }
}

fn silent(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    match CARD.iter().find(|field| *after.get(field) != Value::Null) {
        Some(field) => Err(Refusal::ValueInvalid { field: (*field).to_owned() }),
        None => Ok(()),
    }
}

fn claimed(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    in_order(before, change, after, now)?;
    quotes_a_claim(after)
}

fn succeeded(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    shortened(before, change, after, now)?;
    quotes_a_claim(after)
}

fn quotes_a_claim(after: &State) -> Result<(), Refusal> {
    let quoted = *after.get("claim") != Value::Null;
    if quoted { Ok(()) } else { Err(Refusal::FieldMissing { field: "claim".to_owned() }) }
}

fn in_order(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    themed(after)?;
    match (after.get("since"), after.get("until")) {
        (Value::Int(since), Value::Int(until)) if until < since => {
            Err(Refusal::ValueInvalid { field: "until".to_owned() })
        }
        _ => Ok(()),
    }
}

/// Only an office that is held for a theme has one.
pub(super) fn themed(after: &State) -> Result<(), Refusal> {
    let office = match after.get("office") {
        Value::Text(word) => word.parse::<Office>().ok(),
        _ => None,
    };
    let stands = *after.get(THEME) == Value::Null || office.is_some_and(Office::has_a_theme);
    if stands { Ok(()) } else { Err(Refusal::ValueInvalid { field: THEME.to_owned() }) }
}

/// Ending makes a mandate shorter: nobody gives themselves more time that way.
fn shortened(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    in_order(before, change, after, now)?;
    let until = |state: &State| state.get("until").number("instant").ok();
    let was = before.and_then(until);
    match until(after) {
        Some(is) if was.is_none_or(|was| is <= was) => Ok(()),
        _ => Err(Refusal::ValueInvalid { field: "until".to_owned() }),
    }
}

/// Whether a fact about a mandate waits for somebody else, when it is stated from within the unit: nobody keeps themselves
/// in office, appoints who comes after the one who leads, or puts a colleague out, alone. The level above does it at once.
pub(super) fn names_too_much(kind: &str, before: Option<&State>, after: &State, author: Option<HolderId>) -> bool {
    let own = |state: &State| author.is_some_and(|author| *state.get("holder") == Value::bytes(author.as_bytes()));
    match kind {
        "mandate_recorded" => {
            let Value::Text(office) = after.get("office") else { return true };
            own(after) || office.parse().map_or(true, leads)
        }
        "mandate_ended" => before.is_none_or(|before| !own(before)),
        _ => false,
    }
}

/// A mandate as its facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// The subject of its facts.
    pub id: MandateId,
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub office: Office,
    /// Who.
    pub holder: HolderId,
    /// How the holder is called, for those who have no roster to look in (J1.4).
    pub holder_name: String,
    /// From this instant,
    pub since: Instant,
    /// to just before this one.
    pub until: Option<Instant>,
    /// But not in these spans: those that are over are kept, so that it can be told who held it at any instant.
    pub suspensions: Vec<Suspension>,
    /// Whether its holder leads only until an election, as who was brought back by sealed codes does, or a caretaker.
    pub provisional: bool,
    /// Who put them in charge and why, of a caretaker's.
    pub caretaker: Option<Caretaker>,
    /// The entry in which it was recorded.
    pub recorded_seq: u64,
}

impl Mandate {
    /// The mandate whose facts these are; `None` when they aren't a mandate's, which [`check`](fn@super::check) lets nobody write.
    pub fn read(id: MandateId, state: &State) -> Option<Self> {
        // A claim has the same fields, and is none.
        if state.sort != MANDATE.name {
            return None;
        }
        let instant = |field: &str| state.get(field).number("instant").ok().map(Instant);
        let (Value::Text(office), Value::Text(name)) = (state.get("office"), state.get("holder_name")) else {
            return None;
        };
        Some(Self {
            id,
            unit: identifier(state.get("unit"))?.into(),
            office: office.parse().ok()?,
            holder: HolderId::from_bytes(*identifier(state.get("holder"))?.as_bytes()),
            holder_name: name.clone(),
            since: instant("since")?,
            until: instant("until"),
            suspensions: state
                .elements(suspension::FIELD)
                .filter_map(|(id, span)| Suspension::read(id, span))
                .collect(),
            provisional: *state.get("called_back") != Value::Null || Caretaker::read(state).is_some(),
            caretaker: Caretaker::read(state),
            recorded_seq: state.cells.get("unit")?.stamp.seq,
        })
    }

    /// Until when those may stay whom its holder named, if they lead for a time: they name nobody for longer than their own term, and an
    /// end that came before its day changes nothing of what they had named by then.
    pub(crate) fn names_until(&self) -> Option<Instant> {
        let most = if self.caretaker.is_some() { caretaker::LONGEST } else { PROVISIONAL };
        self.provisional.then(|| self.since.plus(most))
    }

    /// Whether it is held at `now`, and gives what its office gives.
    pub fn holds(&self, now: Instant) -> bool {
        self.since <= now && !self.is_over(now) && self.suspended(now).is_none()
    }

    /// Whether it has ended at `now`.
    pub fn is_over(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// What keeps it from being held at `now`, if it is suspended. One that is over isn't.
    pub fn suspended(&self, now: Instant) -> Option<&Suspension> {
        self.suspensions.iter().filter(|span| span.covers(now) && !self.is_over(now)).min_by_key(|span| span.since)
    }

    /// Whether a suspension runs or is to begin, be the mandate over or not: its holder isn't to come back by another.
    pub fn is_kept_out(&self, now: Instant) -> bool {
        self.suspensions.iter().any(|span| span.is_open(now))
    }

    /// Until when it is held without interruption, from `now` on, as far as is known.
    pub fn held_until(&self, now: Instant) -> Option<Instant> {
        let coming = self.suspensions.iter().filter(|span| span.gives_nothing() && now < span.since);
        coming.map(|span| span.since).chain(self.until).min()
    }

    /// The last instant up to `now` at which it was held; `None` when there was none.
    pub fn last_held(&self, now: Instant) -> Option<Instant> {
        let mut at = self.until.filter(|_| self.is_over(now)).map_or(Some(now), Instant::just_before)?;
        while let Some(span) = self.suspensions.iter().find(|span| span.covers(at)) {
            at = span.since.just_before()?;
        }
        (self.since <= at).then_some(at)
    }

    /// The instants at which it begins, pauses, goes on or ends.
    pub fn bounds(&self) -> impl Iterator<Item = Instant> {
        let spans = self.suspensions.iter().flat_map(|span| [Some(span.since), span.until]);
        spans.chain([Some(self.since), self.until]).flatten()
    }
}

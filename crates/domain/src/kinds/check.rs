//! Whether a change may be made (J2.4): the same code on the device, before it shows what will work, and on the server.

use super::erasure::ASKED;
use super::export::ALLOWED;
use super::home::{Home, at_home};
use super::{
    Answer, Delegation, Kind, MADE, Role, caretaker, desk, device, feed, find, mandate, merge, reminder, slice, split,
    suspension, tie, voice,
};
use crate::access::{Need, Verb, Verbs};
use crate::codec::Value;
use crate::id::HolderId;
use crate::journal::{Change, Compartment, Edit, Field, Payload, REMOVED, Stamp, State};
use crate::time::Instant;

/// What a check may look at: the change's subject and what it declared to look up, never a whole stream.
#[derive(Debug, Clone, Default)]
pub struct View<'a> {
    /// The subject as it is; `None` before its first change.
    pub state: Option<&'a State>,
    /// Whether the subject was erased.
    pub erased: bool,
    /// Those of the looked-up values that somebody else already has.
    pub taken: Vec<Look>,
    /// The held or late change that is quoted, with who made it.
    pub quoted: Option<(&'a Payload, Option<HolderId>)>,
    /// Whether the author's mandate is one of a unit above.
    pub from_above: bool,
    /// The unit in whose stream it stands; without it, that isn't judged.
    pub home: Option<Home>,
}

/// A look-up that a change declares: is there a subject of this sort with this value in this field?
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Look {
    /// Of what sort.
    pub sort: String,
    /// In which field.
    pub field: String,
    /// With which value.
    pub value: Value,
}

/// Why a change was refused. Its text is for logs; people read the sentence that goes with its code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The mandate doesn't give this verb here.
    #[error("`{kind}` takes the right to {verb}, which this mandate doesn't give here")]
    NotGranted {
        /// What was to be stated.
        kind: String,
        /// What it takes.
        verb: Verb,
    },
    /// The kind belongs elsewhere.
    #[error("`{kind}` has no place in {compartment}")]
    WrongCompartment {
        /// What was to be stated.
        kind: String,
        /// Where.
        compartment: Compartment,
    },
    /// The first change about a subject that already has one.
    #[error("the subject exists already")]
    AlreadyExists,
    /// A change of something that isn't there.
    #[error("the subject doesn't exist")]
    SubjectMissing,
    /// The subject is of another sort than the kind speaks of.
    #[error("the subject is a {found}, not a {wanted}")]
    OtherSort {
        /// What it is.
        found: String,
        /// What the kind is about.
        wanted: &'static str,
    },
    /// The subject was erased.
    #[error("the subject was erased")]
    Gone,
    /// A field this kind may not touch.
    #[error("`{field}` isn't a field of this kind of change")]
    FieldUnknown {
        /// Which.
        field: String,
    },
    /// A field that can't be empty.
    #[error("`{field}` can't be empty")]
    FieldMissing {
        /// Which.
        field: String,
    },
    /// A value that doesn't fit its field.
    #[error("what `{field}` holds doesn't fit it")]
    ValueInvalid {
        /// Which.
        field: String,
    },
    /// A value that must be alone in the stream and isn't.
    #[error("another subject already has this `{field}`")]
    Taken {
        /// Which.
        field: String,
    },
    /// What was said too recently to be said again.
    #[error("`{field}` was said too recently to be said again")]
    TooSoon {
        /// Which.
        field: String,
    },
    /// A change without a field.
    #[error("nothing is changed")]
    NothingChanged,
    /// A change it depends on was refused (J2.7).
    #[error("a change it depends on was refused")]
    DependencyRefused,
    /// What it quotes isn't waiting for anybody, or says something else.
    #[error("what it quotes isn't waiting, or says something else")]
    NotWaiting,
    /// The unit became a part of another: what it left is read, and doesn't change any more (J1.5).
    #[error("the unit became a part of another, and its records are closed")]
    UnitClosed,
    /// Whoever leads a unit for a time names, or puts out, somebody for longer.
    #[error("it reaches beyond the time for which its author leads")]
    BeyondOwnTerm,
    /// The payload isn't the one that its header commits to.
    #[error("the payload isn't what the header commits to")]
    BrokenCommitment,
}

impl Refusal {
    /// The word by which screens and logs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotGranted { .. } => "not_granted",
            Self::WrongCompartment { .. } => "wrong_compartment",
            Self::AlreadyExists => "already_exists",
            Self::SubjectMissing => "subject_missing",
            Self::OtherSort { .. } => "other_sort",
            Self::Gone => "gone",
            Self::FieldUnknown { .. } => "field_unknown",
            Self::FieldMissing { .. } => "field_missing",
            Self::ValueInvalid { .. } => "value_invalid",
            Self::Taken { .. } => "taken",
            Self::TooSoon { .. } => "too_soon",
            Self::NothingChanged => "nothing_changed",
            Self::DependencyRefused => "dependency_refused",
            Self::NotWaiting => "not_waiting",
            Self::UnitClosed => "unit_closed",
            Self::BeyondOwnTerm => "beyond_own_term",
            Self::BrokenCommitment => "broken_commitment",
        }
    }
}

/// Judges a change of a known kind by somebody who has `verbs` in `compartment`. `Ok(Some(need))` when it may be made
/// but waits for somebody (J3.3: held).
///
/// # Errors
/// The [`Refusal`], for the first rule that it breaks.
pub fn check(
    view: &View<'_>,
    change: &Change,
    compartment: Compartment,
    verbs: Verbs,
    author: Option<HolderId>,
    now: Instant,
) -> Result<Option<Need>, Refusal> {
    let payload = &change.payload;
    let kind = find(&payload.kind, payload.version).expect("whoever calls answers unknown kinds before (J2.5)");
    placed(kind, compartment)?;
    let closed = view.home.is_some_and(|home| home.closed);
    let need = granted(kind, compartment, verbs).map_err(|denied| if closed { Refusal::UnitClosed } else { denied })?;
    if closed && kind.name == ALLOWED {
        // Whoever reads what is closed takes it out without asking: nobody writes there who could agree.
        return Err(Refusal::UnitClosed);
    }
    if kind.name == ALLOWED && payload.quotes.is_some() && !verbs.has(Verb::Write) {
        // Who reads the roster asks; who keeps it agrees.
        return Err(Refusal::NotGranted { kind: payload.kind.clone(), verb: Verb::Write });
    }
    reminder::by_whom(&payload.kind, author, view.from_above)?;
    split::by_whom(&payload.kind, author, view.from_above, view.home)?;
    merge::by_whom(&payload.kind, author, view.from_above, view.home)?;
    view.home.map_or(Ok(()), |home| at_home(change, home))?;
    about(kind, view)?;
    if payload.edits.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    payload.edits.iter().try_for_each(|edit| admitted(kind, edit))?;
    let stamp = Stamp { effective_at: change.header.made_at, seq: u64::MAX, ..Stamp::NEVER };
    let before = view.state.cloned().unwrap_or_else(|| State::new(kind.sort.name));
    let after = before.apply(payload, u64::MAX, stamp);
    filled(kind, &after)?;
    // What is deleted has no value by which others look it up.
    let taken = sought(payload, view.state).into_iter().find(|look| view.taken.contains(look) && !after.is_removed());
    if let Some(taken) = taken {
        return Err(Refusal::Taken { field: taken.field });
    }
    if let Some(rule) = kind.rule {
        rule(view.state, change, &after, now)?;
    }
    for_oneself(payload, &after, author)?;
    suspension::of_another(&payload.kind, &after, author)?;
    caretaker::of_another(&payload.kind, &after, author)?;
    feed::by_whom(payload, author)?;
    device::by_whom(payload, view.state, &after, author, view.from_above)?;
    voice::in_ones_own_name(payload, &after, author, view.from_above)?;
    tie::by_whom(&payload.kind, &after, author, view.from_above, view.home)?;
    let alone = [ASKED, ALLOWED].contains(&payload.kind.as_str())
        || (!view.from_above
            && (payload.kind == MADE || mandate::names_too_much(&payload.kind, view.state, &after, author)));
    quoting(view, payload, author, alone).map(|second| need.or(second))
}

fn placed(kind: &Kind, compartment: Compartment) -> Result<(), Refusal> {
    if kind.sort.compartment.is_none_or(|home| home == compartment)
        && slice::placed(kind.sort, compartment)
        && desk::placed(kind.sort, compartment)
    {
        return Ok(());
    }
    Err(Refusal::WrongCompartment { kind: kind.name.to_owned(), compartment })
}

fn granted(kind: &Kind, compartment: Compartment, verbs: Verbs) -> Result<Option<Need>, Refusal> {
    if verbs.has(kind.verb) {
        return Ok(None);
    }
    match compartment {
        // Nobody waits for an answer to an answer, and nobody is let in but by who keeps the accounts.
        Compartment::Dues
            if matches!(kind.verb, Verb::Write | Verb::Erase)
                && verbs.has(Verb::Propose)
                && kind.sort.name != Delegation::OF_DUES
                && Answer::of(kind.name).is_none() =>
        {
            Ok(Some(Need::Treasurer))
        }
        _ => Err(Refusal::NotGranted { kind: kind.name.to_owned(), verb: kind.verb }),
    }
}

fn about(kind: &Kind, view: &View<'_>) -> Result<(), Refusal> {
    match view.state {
        _ if view.erased => Err(Refusal::Gone),
        Some(state) if state.sort != kind.sort.name => {
            Err(Refusal::OtherSort { found: state.sort.clone(), wanted: kind.sort.name })
        }
        Some(_) if kind.creates => Err(Refusal::AlreadyExists),
        None if !kind.creates => Err(Refusal::SubjectMissing),
        _ => Ok(()),
    }
}

fn admitted(kind: &Kind, edit: &Edit) -> Result<(), Refusal> {
    let named = |field: &Field| field.as_str().to_owned();
    let (name, element) = (edit.field.name(), edit.field.of());
    let rule = kind.fields.contains(&name).then(|| kind.sort.field(name)).flatten();
    match rule {
        Some(rule) if (rule.role == Role::Set) == element.is_some() => {
            if rule.shape.admits(&edit.after) {
                Ok(())
            } else {
                Err(Refusal::ValueInvalid { field: named(&edit.field) })
            }
        }
        _ => Err(Refusal::FieldUnknown { field: named(&edit.field) }),
    }
}

fn filled(kind: &Kind, after: &State) -> Result<(), Refusal> {
    let empty =
        kind.sort.fields.iter().find(|rule| rule.role == Role::Required && *after.get(rule.name) == Value::Null);
    empty.map_or(Ok(()), |rule| Err(Refusal::FieldMissing { field: rule.name.to_owned() }))
}

/// Nobody says how somebody else is reached.
fn for_oneself(payload: &Payload, after: &State, author: Option<HolderId>) -> Result<(), Refusal> {
    let own = author.is_some_and(|author| *after.get("holder") == Value::bytes(author.as_bytes()));
    if mandate::is_a_card(&payload.kind) && !own {
        return Err(Refusal::ValueInvalid { field: "holder".to_owned() });
    }
    Ok(())
}

/// What a change that nobody may state alone waits for, and whether the one that it quotes says the same.
fn quoting(
    view: &View<'_>,
    payload: &Payload,
    author: Option<HolderId>,
    second: bool,
) -> Result<Option<Need>, Refusal> {
    if let Some(answer) = Answer::of(&payload.kind) {
        // Who asked withdraws, and decides nothing.
        let (_, asked) = view.quoted.ok_or(Refusal::NotWaiting)?;
        let fits = (asked == author) == (answer == Answer::Withdrawn);
        return if fits { Ok(None) } else { Err(Refusal::NotWaiting) };
    }
    match (payload.quotes, view.quoted) {
        (None, _) => Ok(second.then_some(Need::SecondMandate)),
        (Some(_), Some((quoted, first))) if quoted.kind == payload.kind && quoted.edits == payload.edits => {
            Ok((second && first == author).then_some(Need::SecondMandate))
        }
        (Some(_), _) => Err(Refusal::NotWaiting),
    }
}

/// What has to be looked up before a change can be checked, as far as it says so itself: the values that it sets. What it would bring back is
/// looked up as well ([`sought`]).
pub fn looks(payload: &Payload) -> Vec<Look> {
    let Some(kind) = find(&payload.kind, payload.version) else { return Vec::new() };
    let unique = |edit: &&Edit| {
        edit.after != Value::Null && kind.sort.field(edit.field.name()).is_some_and(|rule| rule.role == Role::Unique)
    };
    let look = |edit: &Edit| Look {
        sort: kind.sort.name.to_owned(),
        field: edit.field.as_str().to_owned(),
        value: edit.after.clone(),
    };
    payload.edits.iter().filter(unique).map(look).collect()
}

/// The values that a subject takes for itself alone by a change: those that it sets, and those that come back with what was deleted.
pub fn sought(payload: &Payload, before: Option<&State>) -> Vec<Look> {
    let had = before.filter(|_| brings_back(payload)).map(unique_of).unwrap_or_default();
    let back = had.into_iter().filter(|look| payload.edit(&look.field).is_none());
    looks(payload).into_iter().chain(back).collect()
}

/// Whether a change brings back what was deleted.
pub fn brings_back(payload: &Payload) -> bool {
    payload.edit(REMOVED).is_some_and(|edit| edit.after != Value::Bool(true))
}

/// The values by which others may look this subject up; none once it is deleted.
pub fn looked_up_by(state: &State) -> Vec<Look> {
    if state.is_removed() { Vec::new() } else { unique_of(state) }
}

/// The values that it has, or had before it was deleted, and that only one may have.
pub fn unique_of(state: &State) -> Vec<Look> {
    let Some(sort) = super::sort(&state.sort) else { return Vec::new() };
    let look = |name: &'static str| Look {
        sort: sort.name.to_owned(),
        field: name.to_owned(),
        value: state.get(name).clone(),
    };
    let unique = sort.fields.iter().filter(|rule| rule.role == Role::Unique && *state.get(rule.name) != Value::Null);
    unique.map(|rule| look(rule.name)).collect()
}

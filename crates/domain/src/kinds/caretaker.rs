//! Caretakers: whom the level above puts in charge of a unit for a time, when nobody is left there, or its officers are suspended.
//!
//! It is a mandate like others, with an end, a reason and the name of whoever gave it. Longer than [`LONGEST`] is another one, which says
//! which one it prolongs.

use super::suspension::BACK;
use super::unit::identifier;
use super::{Mandate, Refusal};
use crate::codec::Value;
use crate::id::{HolderId, MandateId};
use crate::journal::{Change, State};
use crate::time::{DAY, Instant};

/// Somebody is put in charge.
pub(crate) const APPOINTED: &str = "caretaker_appointed";

/// How long one appointment lasts at most, in milliseconds: 184 days, which is six months, and the hour by which a day may be longer
/// than another.
pub const LONGEST: u64 = 184 * DAY + DAY / 24;
/// How long before it begins it may be stated, in milliseconds: what follows is decided when it comes near.
pub const AT_MOST_AHEAD: u64 = 30 * DAY;
/// How long after one has ended another still prolongs it, in milliseconds.
const SOON_AFTER: u64 = 30 * DAY;

/// What a mandate says beyond others, when its holder is a caretaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caretaker {
    /// Who put them in charge.
    pub by: HolderId,
    /// Why, in words that the unit reads.
    pub reason: String,
    /// The appointment that it prolongs.
    pub prolongs: Option<MandateId>,
}

impl Caretaker {
    pub(super) fn read(mandate: &State) -> Option<Self> {
        let Value::Text(reason) = mandate.get("reason") else { return None };
        Some(Self {
            by: HolderId::from_bytes(*identifier(mandate.get("appointed_by"))?.as_bytes()),
            reason: reason.clone(),
            prolongs: identifier(mandate.get("prolongs")).map(MandateId::from),
        })
    }
}

fn invalid(field: &str) -> Result<(), Refusal> {
    Err(Refusal::ValueInvalid { field: field.to_owned() })
}

/// It has a reason, an author and an end that is near; it is stated about when it begins, so that nobody who held office before is said
/// to have come after, and nobody is put in charge for years by several at once.
pub(super) fn dated(_: Option<&State>, _: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    if let Some(field) = ["until", "reason", "appointed_by"].iter().find(|field| *after.get(field) == Value::Null) {
        return Err(Refusal::FieldMissing { field: (*field).to_owned() });
    }
    let at = |field: &str| after.get(field).number("instant").map_or(Instant(0), Instant);
    let (since, until) = (at("since"), at("until"));
    if since.plus(BACK) < now || now.plus(AT_MOST_AHEAD) < since {
        return invalid("since");
    }
    let lasts = now.max(since) < until && until.since(since) <= LONGEST;
    if lasts { Ok(()) } else { invalid("until") }
}

/// Nobody puts themselves in charge, by whichever of their mandates, nor in somebody else's name.
pub(super) fn of_another(kind: &str, after: &State, author: Option<HolderId>) -> Result<(), Refusal> {
    if kind != APPOINTED {
        return Ok(());
    }
    let own = |field: &str| author.is_some_and(|author| *after.get(field) == Value::bytes(author.as_bytes()));
    match (own("appointed_by"), own("holder")) {
        (true, false) => Ok(()),
        (false, _) => invalid("appointed_by"),
        (_, true) => invalid("holder"),
    }
}

/// Whether `new` makes longer what somebody was put in charge for by `of`: it is of the same office, and ends later.
fn is_prolonged(of: &Mandate, new: &Mandate) -> bool {
    let was = of.until.filter(|&until| of.caretaker.is_some() && of.since < until);
    let same = of.id != new.id && (of.unit, of.office) == (new.unit, new.office);
    same && was.is_some_and(|until| new.since <= until.plus(SOON_AFTER) && new.until.is_none_or(|new| until < new))
}

/// Whoever is put in charge for longer than was said before is by an appointment that names one before, of that unit and office: those
/// who read it see for how long it has been going on. `known` are mandates among which all of the unit's are that may be prolonged.
///
/// # Errors
/// [`Refusal::FieldMissing`] when it names none, [`Refusal::ValueInvalid`] when it names one that it doesn't prolong.
pub fn prolonged_rightly<'a>(new: &Mandate, known: impl Iterator<Item = &'a Mandate>) -> Result<(), Refusal> {
    let named = new.caretaker.as_ref().and_then(|caretaker| caretaker.prolongs);
    let mut before = known.filter(|of| is_prolonged(of, new));
    match named {
        Some(named) if before.any(|of| of.id == named) => Ok(()),
        Some(_) => invalid("prolongs"),
        None if before.next().is_none() => Ok(()),
        None => Err(Refusal::FieldMissing { field: "prolongs".to_owned() }),
    }
}

//! Units that become parts of others: the level above decides it, both agree, and the authority carries it out. What they kept before is read by
//! those who lead the one that took them in.

use std::collections::BTreeMap;

use coopol_domain::device::Intent;
use coopol_domain::id::UnitId;
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::{self, Unit, UnitKind};
use coopol_domain::merger::{closes, fits_into};
use coopol_domain::time::Instant;
use serde::Serialize;

use super::splits::{Read, Section, units};
use crate::device::{Failure, Rule, Saved, Session};
use crate::text::fold;

/// A unit that is to become a part of another, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Merge {
    /// The one that ends.
    pub unit: UnitId,
    /// How that is called.
    pub unit_name: String,
    /// The one that takes it in.
    pub into: UnitId,
    /// How that is called.
    pub into_name: String,
    /// `merger`, or `under_five`.
    pub ground: String,
    /// `decided`, `agreed`, `refused`, `withdrawn` or `done`, as far as both are read here.
    pub word: String,
    /// What the one that ends has said; nothing where that isn't read here.
    pub unit_word: Option<String>,
    /// What the one that takes it in has said; nothing where that isn't read here, or it is asked nothing.
    pub into_word: Option<String>,
    /// When the last of it was said.
    pub at: Instant,
    /// Until when it can be refused, where nobody leads the one that ends.
    pub until: Option<Instant>,
    /// Whether an answer is awaited of whoever uses this device,
    pub asked: bool,
    /// which may be that they agree: else they can only refuse.
    pub agreeable: bool,
    /// Whether they may take it back.
    pub withdrawable: bool,
    /// What they have to do with it.
    #[serde(skip)]
    pub role: Role,
}

/// What whoever uses this device has to do with a merger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// They answer for one of the two.
    Answers,
    /// They decide it from above.
    Decides,
    /// They read of it.
    Reads,
}

/// On which ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// They become one.
    Merger,
    /// It has fewer members than a section takes.
    UnderFive,
}

/// What is said to what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// By one of the two: yes.
    Agree,
    /// By one of the two: no.
    Refuse,
    /// By the level above: it is taken back.
    Withdraw,
}

/// What isn't said yet: it can be weighed, and then recorded, all or none of it.
#[derive(Debug, Clone)]
pub struct Prepared {
    intents: Vec<Intent>,
}

impl Prepared {
    /// Whether it could be said; nothing is written.
    ///
    /// # Errors
    /// [`Failure`] for the rule that it breaks.
    pub async fn weigh(&self, session: &Session) -> Result<(), Failure> {
        for intent in &self.intents {
            session.would(intent.clone()).await?;
        }
        Ok(())
    }

    /// Records it. Nothing comes of what was said before.
    ///
    /// # Errors
    /// As [`weigh`](Self::weigh).
    pub async fn record(self, session: &Session) -> Result<Vec<Saved>, Failure> {
        session.record_all(self.intents).await
    }
}

/// What one of the two keeps of it.
struct Side<'a> {
    of: &'a Read,
    said: kinds::Merge,
    at: Instant,
}

impl Side<'_> {
    fn pair(&self) -> (UnitId, UnitId) {
        if self.said.ends { (self.of.unit, self.said.unit) } else { (self.said.unit, self.of.unit) }
    }

    fn waits(&self) -> bool {
        self.said.word == "decided" && !self.of.closed()
    }

    fn says(&self, kind: &str, word: &str) -> Intent {
        about(self.of, Payload::new(kind, 1, vec![self.said.becomes(word)]))
    }
}

fn sides(read: &[Read]) -> Vec<Side<'_>> {
    let mut sides = Vec::new();
    for of in read {
        for said in kinds::Merge::all(&of.state) {
            let cell = of.state.cells.get(kinds::Merge::field(said.unit).as_str());
            let at = cell.map_or_else(Instant::default, |cell| cell.stamp.effective_at.instant());
            sides.push(Side { of, said, at });
        }
    }
    sides
}

/// All that this device reads of, what waits for an answer first, then by the names of both.
pub async fn list(session: &Session) -> Result<Vec<Merge>, Failure> {
    let read = units(session).await?;
    let mut pairs: BTreeMap<(UnitId, UnitId), Vec<Side<'_>>> = BTreeMap::new();
    for side in sides(&read) {
        pairs.entry(side.pair()).or_default().push(side);
    }
    let mut merges: Vec<Merge> = pairs.into_iter().filter_map(|(pair, sides)| told(pair, &sides, &read)).collect();
    merges.sort_by_cached_key(|merge| (!merge.asked, fold(&merge.unit_name), fold(&merge.into_name), merge.unit));
    Ok(merges)
}

fn told((unit, into): (UnitId, UnitId), sides: &[Side<'_>], read: &[Read]) -> Option<Merge> {
    let last = sides.iter().max_by_key(|side| side.at)?;
    let said = |ends: bool| sides.iter().find(|side| side.said.ends == ends);
    let name = |id: UnitId, there: Option<&Side<'_>>| {
        let known = read.iter().find(|read| read.unit == id).map(|read| read.name.clone());
        known.or_else(|| there.map(|side| side.said.name.clone())).unwrap_or_default()
    };
    let is = |word: &str| sides.iter().any(|side| side.said.word == word);
    let gone = sides.iter().any(|side| if side.said.ends { side.of.closed() } else { side.of.absorbed(unit) });
    let word = match () {
        () if is("done") || gone => "done",
        () if is("refused") => "refused",
        () if is("withdrawn") => "withdrawn",
        () if sides.iter().all(|side| side.said.word == "agreed") => "agreed",
        () => "decided",
    };
    let open = ["decided", "agreed"].contains(&word);
    let asked = sides.iter().filter(|side| open && side.of.own && side.waits());
    let (answers, agrees) = asked.fold((false, false), |(answers, agrees), side| {
        (answers || side.of.writes || side.of.attests, agrees || side.of.writes)
    });
    Some(Merge {
        unit,
        unit_name: name(unit, said(false)),
        into,
        into_name: name(into, said(true)),
        ground: last.said.ground.clone(),
        word: word.to_owned(),
        unit_word: said(true).map(|side| side.said.word.clone()),
        into_word: said(false).map(|side| side.said.word.clone()),
        at: last.at,
        until: said(true).and_then(|side| side.said.until).filter(|_| word == "decided"),
        asked: answers,
        agreeable: agrees,
        // One of the two may have refused, and the other still be asked.
        withdrawable: word != "done" && sides.iter().any(|side| !side.of.own && side.of.writes && side.said.is_open()),
        role: match () {
            () if sides.iter().any(|side| side.of.own && (side.of.writes || side.of.attests)) => Role::Answers,
            () if sides.iter().any(|side| !side.of.own && side.of.writes) => Role::Decides,
            () => Role::Reads,
        },
    })
}

/// The sections and working groups below that whoever uses this device may have become parts of others, by name.
pub async fn candidates(session: &Session) -> Result<Vec<(Section, UnitKind)>, Failure> {
    let below = units(session).await?.into_iter().filter(|read| !read.own && read.writes && !read.closed());
    let below = below.filter_map(|read| {
        let kind = Unit::read(read.unit, &read.state)?.kind;
        let fits = matches!(kind, UnitKind::Section | UnitKind::Group);
        fits.then_some((Section { id: read.unit, name: read.name }, kind))
    });
    let mut below: Vec<(Section, UnitKind)> = below.collect();
    below.sort_by_cached_key(|(section, _)| (fold(&section.name), section.id));
    Ok(below)
}

/// Prepares that one becomes a part of another, as far as the two weren't told yet.
///
/// # Errors
/// [`Failure::NotFound`] where one of them isn't read here, [`Failure::Invalid`] for two that don't fit, and one that becomes a part of another
/// already.
pub async fn decide(session: &Session, unit: UnitId, into: UnitId, ground: Ground) -> Result<Prepared, Failure> {
    let read = units(session).await?;
    let of = |id: UnitId| {
        let found = read.iter().find(|read| read.unit == id);
        let found = found.and_then(|read| Some((read, Unit::read(id, &read.state)?)));
        found.ok_or(Failure::NotFound { what: "unit", given: id.to_string() })
    };
    let ((ending, ends), (taking, takes)) = (of(unit)?, of(into)?);
    let unfit = |read: &Read| Failure::Invalid { field: "unit", rule: Rule::Choice, value: read.name.clone() };
    if ending.closed() {
        return Err(unfit(ending));
    }
    if taking.closed() || !fits_into(&ends, &takes) {
        return Err(unfit(taking));
    }
    let ground = match ground {
        Ground::Merger => "merger",
        Ground::UnderFive => "under_five",
    };
    let mut wanted = vec![(ending, taking, true)];
    wanted.extend((!closes(&ends, &takes)).then_some((taking, ending, false)));
    let mut intents = Vec::new();
    for (read, other, ends) in wanted {
        let known = kinds::Merge::of(&read.state, other.unit);
        if known.as_ref().is_some_and(kinds::Merge::is_open) {
            continue;
        }
        let (name, word) = (other.name.clone(), String::new());
        let merge = kinds::Merge { unit: other.unit, name, ends, word, ground: ground.to_owned(), until: None };
        let field = kinds::Merge::field(other.unit);
        let edit = Edit::change(&field, read.state.get(&field).clone(), merge.value("decided"));
        intents.push(about(read, Payload::new("merge_decided", 1, vec![edit])));
    }
    Ok(Prepared { intents })
}

/// Prepares an answer, or taking back what was decided.
///
/// # Errors
/// [`Failure::NotFound`] for what isn't open here.
pub async fn reply(session: &Session, unit: UnitId, into: UnitId, reply: Reply) -> Result<Prepared, Failure> {
    let read = units(session).await?;
    let known = sides(&read).into_iter().filter(|side| side.pair() == (unit, into) && !side.of.closed());
    let (open, rest): (Vec<_>, Vec<_>) = match reply {
        Reply::Withdraw => known.filter(|side| side.said.is_open()).partition(|side| !side.of.own),
        Reply::Agree | Reply::Refuse => known.filter(Side::waits).partition(|side| side.of.own),
    };
    // Whoever may not is told so by the rule itself.
    let open = if open.is_empty() { rest } else { open };
    if open.is_empty() {
        return Err(Failure::NotFound { what: "merge", given: unit.to_string() });
    }
    let (kind, word) = match reply {
        Reply::Agree => ("merge_agreed", "agreed"),
        Reply::Refuse => ("merge_refused", "refused"),
        Reply::Withdraw => ("merge_withdrawn", "withdrawn"),
    };
    Ok(Prepared { intents: open.iter().map(|side| side.says(kind, word)).collect() })
}

fn about(read: &Read, payload: Payload) -> Intent {
    Intent { stream: read.stream, subject: read.unit.into(), payload, act: None, depends_on: Vec::new() }
}

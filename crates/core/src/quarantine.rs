//! Work that came after its author's mandate had ended (J9). Nothing of it counts. Whoever keeps the records reads what each change
//! would do today, takes over what is right in their own name, and declines what isn't; what nobody answers waits, and goes
//! only with the erasure of what it is about.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Verb;
use coopol_domain::authority::LATE;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Payload, State};
use coopol_domain::kinds;
use coopol_domain::time::Instant;

use crate::device::{ActDone, Failure, Session};
use crate::history::shown;
use crate::proposals::{self, Came, Proposal};

/// A change that came too late, as it would be taken over today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Which.
    pub change: ChangeId,
    /// Who made it; nobody's while their mandate isn't known here.
    pub author: Option<HolderId>,
    /// How they are called.
    pub author_name: Option<String>,
    /// How it came.
    pub came: Came,
    /// The kind of the change: `contact_changed`.
    pub kind: String,
    /// What it is about, as that is called now, or as the change says.
    pub name: Option<String>,
    /// In whose records.
    pub unit: Option<UnitId>,
    /// What it says.
    pub fields: Vec<Field>,
    /// Others that came too late as well, and that it makes no sense without.
    pub needs: Vec<ChangeId>,
    /// Why it can't be taken over here; nothing when it can.
    pub bar: Option<Bar>,
}

/// One field of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the journal.
    pub field: String,
    /// Of somebody's mark at an event, how they are called, where the roster says so.
    pub whose: Option<String>,
    /// What its author saw,
    pub before: Option<String>,
    /// what they wrote,
    pub after: Option<String>,
    /// and what stands there now.
    pub now: Option<String>,
}

/// Why a late change can't be taken over here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// The mandate held here doesn't write there: somebody else decides.
    NotGranted,
    /// What it is about was taken out since.
    Removed,
    /// What it is about was never recorded.
    Unknown,
    /// It is nothing that somebody else could state: that its author exported something, say.
    Fixed,
}

impl Late {
    /// Until when more of its author's work may still come; nothing once it can't.
    #[must_use]
    pub fn more_until(&self, now: Instant) -> Option<Instant> {
        self.came.ended.map(|ended| ended.plus(LATE)).filter(|until| now < *until)
    }
}

/// What came too late and nobody answered, of all that is read here: as it came.
///
/// # Errors
/// [`Failure::LeaseOver`], and those of the cache.
pub async fn list(session: &Session) -> Result<Vec<Late>, Failure> {
    let proposals = proposals::late(session).await?;
    let begun = proposals.iter().rev().filter(|it| begins(&it.kind));
    let begun: BTreeMap<(StreamId, SubjectId), (ChangeId, Option<String>)> =
        begun.map(|it| (it.place, (it.change, said(&it.payload)))).collect();
    let all: BTreeSet<ChangeId> = proposals.iter().map(|it| it.change).collect();
    let mut late = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let (stream, subject) = proposal.place;
        let state = session.shown(stream, subject).await?.filter(|state| !state.cells.is_empty());
        let first = begun.get(&proposal.place).filter(|(first, _)| *first != proposal.change && state.is_none());
        let needs: BTreeSet<ChangeId> = proposal
            .depends_on
            .iter()
            .chain(first.map(|(first, _)| first))
            .filter(|it| all.contains(*it))
            .copied()
            .collect();
        let mut one = told(proposal, state.as_ref(), needs.into_iter().collect());
        if let (Some(one), Some((_, called))) = (&mut one, first) {
            one.name = one.name.take().or_else(|| called.clone());
        }
        late.extend(one);
    }
    Ok(late)
}

/// Takes late changes over, as one act, with those that they make no sense without.
///
/// # Errors
/// [`Failure::NotFound`] when one of them waits no longer, or what it is about was taken out; nothing is written then.
pub async fn accept(session: &Session, changes: &[ChangeId]) -> Result<ActDone, Failure> {
    let late: BTreeMap<ChangeId, Late> = list(session).await?.into_iter().map(|it| (it.change, it)).collect();
    let (mut wanted, mut looked_at) = (changes.to_vec(), 0);
    while let Some(change) = wanted.get(looked_at) {
        let missing = || Failure::NotFound { what: "proposal", given: change.to_string() };
        let one = late.get(change).filter(|it| it.bar != Some(Bar::Removed)).ok_or_else(missing)?;
        let needed: Vec<ChangeId> = one.needs.iter().filter(|it| !wanted.contains(it)).copied().collect();
        wanted.extend(needed);
        looked_at += 1;
    }
    proposals::accept(session, &wanted).await
}

fn told(proposal: Proposal, state: Option<&State>, needs: Vec<ChangeId>) -> Option<Late> {
    let bar = if !proposal.verbs.has(Verb::Write) {
        Some(Bar::NotGranted)
    } else if !proposal.is_repeatable() {
        Some(Bar::Fixed)
    } else {
        match state {
            Some(state) if state.is_removed() && !restores(&proposal.kind) => Some(Bar::Removed),
            None if !begins(&proposal.kind) && needs.is_empty() => Some(Bar::Unknown),
            _ => None,
        }
    };
    let now = |field: &str| state.and_then(|state| shown(state.get(field)));
    let field = |it: crate::history::FieldChange| Field {
        now: now(&it.field),
        field: it.field,
        whose: it.whose,
        before: it.before,
        after: it.after,
    };
    let called = proposal.name.filter(|name| !name.is_empty());
    Some(Late {
        change: proposal.change,
        author: proposal.author,
        author_name: proposal.author_name,
        came: proposal.late?,
        name: called.or_else(|| state.and_then(named)).or_else(|| said(&proposal.payload)),
        kind: proposal.kind,
        unit: proposal.unit,
        fields: proposal.fields.into_iter().map(field).collect(),
        needs,
        bar,
    })
}

fn begins(kind: &str) -> bool {
    kinds::current(kind).is_some_and(|kind| kind.creates)
}

fn restores(kind: &str) -> bool {
    kind.ends_with("_restored")
}

fn named(state: &State) -> Option<String> {
    called(|field| Some(state.get(field)))
}

fn said(payload: &Payload) -> Option<String> {
    called(|field| payload.edit(field).map(|edit| &edit.after))
}

/// How something is called by its fields.
fn called<'a>(value: impl Fn(&str) -> Option<&'a Value>) -> Option<String> {
    let text = |field: &str| match value(field) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let person = [text("first_name"), text("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if person.is_empty() { ["title", "holder_name"].into_iter().find_map(text) } else { Some(person) }
}

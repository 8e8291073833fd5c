//! A unit becomes a part of another (J1.5): its mandates end, its streams are closed, and whoever holds office in the other
//! reads them, by the one table. Nothing is rewritten: the past stays where it is, under its own seals.

use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::snapshot::Snapshot;
use coopol_domain::journal::{Compartment, Edit, Field, Payload, State, SubjectKey};
use coopol_domain::kinds::{Mandate, Merge, Unit};
use coopol_domain::merger::fits_into;
use coopol_domain::time::Instant;
use coopol_store::{Backend, Store, StoreError};

use super::{Fact, NotTaken};
use crate::app::App;

/// A subject, its key and how it stands.
pub(crate) type Subject = (SubjectId, SubjectKey, State);

/// Why a unit can't become a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMergeable {
    /// A unit isn't a part of itself, nor of what is a part of it.
    #[error("it is the same unit, or a part of it")]
    Loop,
    /// A section becomes a part of a section, a working group of another or of what opened it.
    #[error("they are units of different kinds")]
    OtherKind,
    /// It was merged before, for good.
    #[error("it is a part of another unit already")]
    Already,
    /// What it was to become a part of is closed itself.
    #[error("the other unit is a part of another itself")]
    Closed,
}

/// Whether `unit` may become a part of `into`. The same again, after an interruption, goes on where it stopped.
///
/// # Errors
/// [`NotMergeable`].
pub fn mergeable(unit: &Unit, into: &Unit) -> Result<(), NotMergeable> {
    match unit.merged_into {
        _ if unit.id == into.id || into.merged_into == Some(unit.id) => Err(NotMergeable::Loop),
        _ if !fits_into(unit, into) => Err(NotMergeable::OtherKind),
        _ if into.merged_into.is_some() => Err(NotMergeable::Closed),
        Some(other) if other != into.id => Err(NotMergeable::Already),
        _ => Ok(()),
    }
}

/// On whose word a unit becomes a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// That of the level above, and of both units, as their facts tell and every device checks.
    ByBoth,
    /// That of whoever runs the server, which devices believe as they believe who it says was elected.
    ByOperator,
}

impl<B: Backend> App<B> {
    /// Makes one unit a part of another, which [`mergeable`] admits; how many of its mandates that ends. The same again, after an
    /// interruption, does what is left to do.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn merge(&self, one: &Unit, into: &Unit, said: Said) -> Result<usize, NotTaken> {
        let (here, there) = (office_of(one)?, office_of(into)?);
        let subjects = self.subjects(here).await?;
        let mut facts = ends(&subjects, self.clock.now());
        let ended = facts.len();
        if let Some((state, key)) = own(&subjects, one)
            && *state.get("merged_into") == Value::Null
        {
            let edits = vec![Edit::set("merged_into", Value::bytes(into.id.as_bytes()))];
            let agreed = Merge::of(state, into.id).filter(|_| said == Said::ByBoth).map(|merge| merge.carried_out());
            let payload = agreed.unwrap_or_else(|| Payload::new("unit_merged", 1, edits));
            facts.insert(0, about(one.id.into(), key, payload));
        }
        // Should it be refused because somebody took it back in between, nobody's mandate ends.
        if !facts.is_empty() {
            self.state_linked(here, facts).await?;
        }
        let field = Field::element("absorbed", &one.id.to_string()).expect("an id names an element");
        let subjects = self.subjects(there).await?;
        if let Some((state, key)) = own(&subjects, into)
            && *state.get(field.as_str()) == Value::Null
        {
            let edit = Edit { field, before: Value::Null, after: Value::text(&one.name) };
            let ripe = |merge: &Merge| said == Said::ByBoth && merge.is_ripe(self.clock.now());
            let agreed = Merge::of(state, one.id).filter(ripe).map(|merge| merge.taken_in(&one.name));
            let payload = agreed.unwrap_or_else(|| Payload::new("unit_absorbed", 1, vec![edit]));
            self.state(there, vec![about(into.id.into(), key, payload)]).await?;
        }
        Ok(ended)
    }

    /// A unit's own facts, and the key under which they stand.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn facts_of(&self, office: StreamId, unit: UnitId) -> Result<Option<(State, SubjectKey)>, StoreError> {
        self.person(office, unit.into()).await
    }

    /// Every subject of a stream, as it stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn subjects(&self, stream: StreamId) -> Result<Vec<Subject>, StoreError> {
        subjects_of(&self.store, stream).await
    }
}

/// Every subject of a stream, as it stands; nothing is signed for it.
pub(crate) async fn subjects_of<B: Backend>(store: &Store<B>, stream: StreamId) -> Result<Vec<Subject>, StoreError> {
    store.make_snapshot(stream).await?;
    let stored = store.snapshot(stream).await?;
    let unpacked = stored.and_then(|stored| Snapshot::unpack(&stored.packed).ok());
    let snapshot = unpacked.ok_or(StoreError::Corrupt { what: "a snapshot" })?;
    let corrupt = |_| StoreError::Corrupt { what: "a state" };
    let subjects = snapshot.subjects.into_iter().map(|subject| {
        let state = subject.state().map_err(corrupt)?;
        Ok((subject.id, subject.key, state))
    });
    subjects.collect()
}

/// The ends of all mandates that go on: one that was still to begin ends before it does.
fn ends(subjects: &[Subject], now: Instant) -> Vec<Fact> {
    let mandates = subjects.iter().filter(|(_, _, state)| state.sort == "mandate").filter_map(|(id, key, state)| {
        let mandate =
            Mandate::read((*id).into(), state).filter(|mandate| mandate.until.is_none_or(|until| until > now))?;
        let end = Value::count(now.max(mandate.since).0);
        let edits = vec![Edit::change("until", state.get("until").clone(), end)];
        Some(about(*id, key, Payload::new("mandate_ended", 1, edits)))
    });
    mandates.collect()
}

fn own<'a>(subjects: &'a [Subject], unit: &Unit) -> Option<(&'a State, &'a SubjectKey)> {
    let own = subjects.iter().find(|(subject, ..)| *subject == unit.id.into());
    own.map(|(_, key, state)| (state, key))
}

fn about(subject: SubjectId, key: &SubjectKey, payload: Payload) -> Fact {
    Fact { subject, key: Some(key.clone()), payload, depends_on: Vec::new() }
}

fn office_of(unit: &Unit) -> Result<StreamId, NotTaken> {
    unit.streams.get(&Compartment::Office).copied().ok_or(NotTaken::NoStream)
}

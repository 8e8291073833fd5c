//! Sections that come out of another: the level above decides it, the section agrees. Who passes then is in [`crate::roster::passing`].

use std::collections::BTreeSet;

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{self, UnitKind, born_of};
use coopol_domain::time::Instant;
use serde::Serialize;

use super::opening::{self, has_a_laptop};
use super::ties::New;
use super::{Facts, Prepared};
use crate::ambient::chance;
use crate::codes::{self, NoCode};
use crate::device::{Failure, Held, Invited, Rule, Session};
use crate::mandates::{self, office_of};
use crate::text::fold;
use crate::transport::Transport;

/// A section that another comes out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Split {
    /// The section that is split.
    pub unit: UnitId,
    /// How that is called.
    pub unit_name: String,
    /// The one that comes out of it.
    pub newborn: UnitId,
    /// How that was called when it was decided.
    pub name: String,
    /// `decided`, `agreed`, `refused` or `withdrawn`.
    pub word: String,
    /// Whose people are to pass, by postcode; none when the section chooses.
    pub postcodes: Vec<String>,
    /// When that was said.
    pub at: Instant,
    /// Whether an answer is awaited of whoever uses this device,
    pub asked: bool,
    /// and whether they may take it back.
    pub withdrawable: bool,
}

impl Split {
    /// Whether it is on its way: nobody answered yet, or the section agreed on this day or later.
    #[must_use]
    pub fn is_under_way(&self, since: Instant) -> bool {
        self.word == "decided" || (self.word == "agreed" && self.at >= since)
    }
}

/// A section that may be split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Which.
    pub id: UnitId,
    /// How it is called.
    pub name: String,
}

/// What the level above decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The section that comes out of the other.
    pub newborn: UnitId,
    /// What is to be handed to its secretary; nothing once they are in.
    pub invited: Option<Invited>,
}

/// What is said to what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// By the section: yes.
    Agree,
    /// By the section: no.
    Refuse,
    /// By the level above: it is taken back.
    Withdraw,
}

/// All that this device reads of, by the names of both, what waits for an answer first.
pub async fn list(session: &Session) -> Result<Vec<Split>, Failure> {
    let mut splits = Vec::new();
    for Read { unit, name, state, own, writes, .. } in units(session).await? {
        splits.extend(kinds::Split::all(&state).into_iter().map(|split| {
            let said = state.cells.get(kinds::Split::field(split.newborn).as_str());
            let open = ["decided", "agreed"].contains(&split.word.as_str());
            Split {
                unit,
                unit_name: name.clone(),
                newborn: split.newborn,
                name: split.name,
                at: said.map_or_else(Instant::default, |cell| cell.stamp.effective_at.instant()),
                asked: own && writes && split.word == "decided",
                withdrawable: !own && writes && open,
                word: split.word,
                postcodes: split.postcodes.split_whitespace().map(str::to_owned).collect(),
            }
        }));
    }
    splits.sort_by(|a, b| {
        (!a.asked, &a.unit_name, &a.name, a.newborn).cmp(&(!b.asked, &b.unit_name, &b.name, b.newborn))
    });
    Ok(splits)
}

/// The sections below that whoever uses this device may split, by name.
pub async fn sections(session: &Session) -> Result<Vec<Section>, Failure> {
    let all = units(session).await?.into_iter().filter(|read| !read.own && read.writes);
    let open = all.filter(|read| *read.state.get("kind") == Value::text(UnitKind::Section.as_str()) && !read.closed());
    let mut sections: Vec<Section> = open.map(|read| Section { id: read.unit, name: read.name }).collect();
    sections.sort_by_cached_key(|section| (fold(&section.name), section.id));
    Ok(sections)
}

/// A unit whose facts are read here.
pub(super) struct Read {
    pub(super) unit: UnitId,
    pub(super) stream: StreamId,
    pub(super) name: String,
    pub(super) state: State,
    /// Whether the holder has a mandate in this very unit,
    pub(super) own: bool,
    /// whether they write its facts,
    pub(super) writes: bool,
    /// and whether they say there who was elected.
    pub(super) attests: bool,
}

impl Read {
    /// Whether it became a part of another.
    pub(super) fn closed(&self) -> bool {
        *self.state.get("merged_into") != Value::Null
    }

    /// Whether another became a part of it.
    pub(super) fn absorbed(&self, unit: UnitId) -> bool {
        *self.state.get(&format!("absorbed/{unit}")) != Value::Null
    }
}

pub(super) async fn units(session: &Session) -> Result<Vec<Read>, Failure> {
    let own: BTreeSet<StreamId> = session.own_streams(Compartment::Office).await?.into_iter().collect();
    let held = session.held().await.into_iter().filter(|held| held.compartment == Compartment::Office);
    let offices: Vec<Held> = held.collect();
    let wanted: BTreeSet<(StreamId, SubjectId)> = offices.iter().map(|held| (held.stream, held.unit.into())).collect();
    drop(session.reader().await?);
    let loaded = session.cache().subjects(&wanted).await?;
    let mut units = Vec::with_capacity(offices.len());
    for Held { stream, unit, verbs, .. } in offices {
        let confirmed = loaded.subject(stream, unit.into()).map(|(state, _)| state);
        let Some(state) = session.folded(stream, unit.into(), confirmed).await else { continue };
        let Value::Text(name) = state.get("name") else { continue };
        let (own, writes, attests) = (own.contains(&stream), verbs.has(Verb::Write), verbs.has(Verb::Attest));
        units.push(Read { unit, stream, name: name.clone(), state, own, writes, attests });
    }
    Ok(units)
}

/// What is to be decided: which section is split, and who passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The section that is split.
    pub unit: UnitId,
    /// What comes out of it.
    pub facts: Facts,
    /// Who is the first secretary there.
    pub secretary: String,
    /// Whose people are to pass, by postcode; none when the section is to choose.
    pub postcodes: Vec<String>,
}

impl Wanted {
    /// Whether it could be decided; nothing is written.
    ///
    /// # Errors
    /// [`Failure`]: the rule that it breaks.
    pub async fn weigh(&self, session: &Session) -> Result<(), Failure> {
        let split = self.split(UnitId::from_bytes(chance(session.ambient())))?;
        session.would(self.decision(session, &split).await?).await?;
        Ok(())
    }

    fn split(&self, newborn: UnitId) -> Result<kinds::Split, Failure> {
        let wrong = |code: &&String| code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(wrong) = self.postcodes.iter().find(wrong) {
            return Err(Failure::Invalid { field: "postcode", rule: Rule::Choice, value: wrong.clone() });
        }
        let name = self.facts.name.trim().to_owned();
        Ok(kinds::Split { newborn, name, word: "decided".to_owned(), postcodes: self.postcodes.join(" ") })
    }

    async fn decision(&self, session: &Session, split: &kinds::Split) -> Result<Intent, Failure> {
        let (stream, unit) = office_of(session, Some(self.unit)).await?;
        let edit = Edit::set(&kinds::Split::field(split.newborn), split.value("decided"));
        Ok(about(stream, unit, Payload::new("split_decided", 1, vec![edit])))
    }

    /// Decides it: the new section is founded and has its secretary, both sections are told, and a code brings that secretary in. The
    /// same again, after an interruption, does what is left to do; a code that was lost is replaced by another.
    ///
    /// # Errors
    /// [`NoCode`]. What was done by then stays.
    pub async fn decide<T: Transport>(&self, session: &Session, server: &T) -> Result<Decided, NoCode> {
        session.sync_once(server).await?;
        let name = self.facts.name.trim();
        let open = |split: &Split| split.unit == self.unit && split.name == name;
        let known = list(session).await?.into_iter().filter(open);
        let known: Vec<Split> = known.filter(|split| ["decided", "agreed"].contains(&split.word.as_str())).collect();
        if let Some(Split { newborn, .. }) = known.into_iter().next() {
            let invited = self.invite_again(session, server, newborn).await?;
            return Ok(Decided { newborn, invited });
        }
        // Refused before a section is founded for it.
        self.weigh(session).await?;
        let opened = opening::create(session, server, New::Section, &self.facts, &self.secretary).await?;
        session.record_all(self.told(session, opened.unit).await?).await.map_err(NoCode::Failure)?;
        session.sync_once(server).await?;
        Ok(Decided { newborn: opened.unit, invited: Some(opened.invited) })
    }

    /// What both sections are told, as far as they weren't yet: one transaction on this device.
    async fn told(&self, session: &Session, newborn: UnitId) -> Result<Vec<Intent>, Failure> {
        let parent = super::sheet(session, Some(self.unit)).await?.facts.name;
        let mut intents = vec![self.decision(session, &self.split(newborn)?).await?];
        let (stream, unit) = office_of(session, Some(newborn)).await?;
        let known = session.shown(stream, unit.into()).await?;
        if known.is_some_and(|known: State| born_of(&known).is_none()) {
            let parts =
                vec![("name".to_owned(), Value::text(parent)), ("unit".to_owned(), Value::bytes(self.unit.as_bytes()))];
            let edit = Edit::set("born_of", Value::Map(parts));
            intents.push(about(stream, unit, Payload::new("unit_born", 1, vec![edit])));
        }
        Ok(intents)
    }

    async fn invite_again<T: Transport>(
        &self,
        session: &Session,
        server: &T,
        newborn: UnitId,
    ) -> Result<Option<Invited>, NoCode> {
        let secretary = self.secretary.trim();
        let mandates = mandates::list(session).await?;
        let theirs = mandates.iter().find(|mandate| mandate.unit == newborn && mandate.holder_name == secretary);
        let Some(holder) = theirs.map(|mandate| mandate.holder) else { return Ok(None) };
        if has_a_laptop(session, holder).await? {
            return Ok(None);
        }
        Ok(Some(codes::invite(session, server, holder).await?))
    }
}

/// Prepares an answer, or taking back what was decided.
///
/// # Errors
/// [`Failure::NotFound`] for what isn't open here.
pub async fn reply(session: &Session, newborn: UnitId, reply: Reply) -> Result<Prepared, Failure> {
    let (kind, word, open): (_, _, &[&str]) = match reply {
        Reply::Agree => ("split_agreed", "agreed", &["decided"]),
        Reply::Refuse => ("split_refused", "refused", &["decided"]),
        Reply::Withdraw => ("split_withdrawn", "withdrawn", &["decided", "agreed"]),
    };
    let known = list(session).await?.into_iter().find(|split| split.newborn == newborn);
    let known = known.filter(|split| open.contains(&split.word.as_str()));
    let Split { unit, name, word: now, postcodes, .. } =
        known.ok_or(Failure::NotFound { what: "split", given: newborn.to_string() })?;
    let (stream, _) = office_of(session, Some(unit)).await?;
    let said = kinds::Split { newborn, name, word: now.clone(), postcodes: postcodes.join(" ") };
    let edit = Edit::change(&kinds::Split::field(newborn), said.value(&now), said.value(word));
    Ok(Prepared { unit, intent: about(stream, unit, Payload::new(kind, 1, vec![edit])) })
}

fn about(stream: StreamId, unit: UnitId, payload: Payload) -> Intent {
    Intent { stream, subject: unit.into(), payload, act: None, depends_on: Vec::new() }
}

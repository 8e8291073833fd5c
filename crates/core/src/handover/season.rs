//! The season of a congress: how far each unit below is with the renewal of its secretary, since a day.

use std::collections::BTreeMap;

use coopol_domain::access::Office;
use coopol_domain::id::{MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::kinds::Lacking;
use coopol_domain::time::Instant;
use jiff::civil::Date;
use serde::Serialize;

use super::reminder::{Reminded, read_reminders};
use super::season_kept::Asked;
use super::{Standing, list};
use crate::cache::id;
use crate::device::{Failure, Session, midnight};
use crate::mandates::{self, Caretaker, Mandate};
use crate::units::splits::{self, Split};

/// The offices whose renewal is followed: one per unit.
const FOLLOWED: [Office; 2] = [Office::Secretary, Office::FirstFederalSecretary];

/// How far the renewal of a unit is; what waits for the level above stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Somebody contests the election: the level above decides.
    Contested,
    /// Two people claim the office: the level above decides.
    Rivalled,
    /// It was declared, and waits for more people to answer for it.
    Gathering,
    /// Confirmed; it can be contested for a while, and takes effect by itself.
    Announced,
    /// Nobody holds the office, and nobody was declared elected.
    Vacant,
    /// Nothing was declared since the season began.
    Silent,
    /// Whoever was elected, or elected again, is in office or will be on a known day.
    Done,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 7] =
        [Self::Contested, Self::Rivalled, Self::Gathering, Self::Announced, Self::Vacant, Self::Silent, Self::Done];

    fn of(claim: &Standing) -> Option<Self> {
        match claim.stage {
            "contested" => Some(Self::Contested),
            "rivalled" => Some(Self::Rivalled),
            "gathering" => Some(Self::Gathering),
            "contestable" | "ripe" => Some(Self::Announced),
            _ => None,
        }
    }
}

/// The renewal of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Renewal {
    /// Which.
    pub unit: UnitId,
    /// How it is called.
    pub unit_name: String,
    /// How far it is.
    pub step: Step,
    /// Who holds the office, or will from a known day on; nobody where it is vacant.
    pub secretary: Option<Secretary>,
    /// The claim that the step is about, or by which whoever was elected took office.
    pub election: Option<Election>,
    /// The sections that are coming out of it: decided, or agreed since the season began.
    pub splits: Vec<Split>,
    /// What the unit was last reminded of.
    pub reminded: Vec<Reminded>,
    /// Where its facts stand.
    #[serde(skip)]
    pub office: StreamId,
    /// The mandate of whoever holds the office by an election, or will: since when, and which.
    #[serde(skip)]
    pub elected: Option<(Instant, MandateId)>,
}

/// Who holds the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Secretary {
    /// By which mandate.
    pub mandate: MandateId,
    /// How they are called.
    pub name: String,
    /// From when,
    pub since: Instant,
    /// and until when, if that is known.
    pub until: Option<Instant>,
    /// Since when they are suspended, if they are: they hold the office, and do nothing in it.
    pub suspended: Option<Instant>,
    /// That they are in charge for a time, until an election: nothing is renewed by that.
    pub caretaker: Option<Caretaker>,
}

/// What a unit declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Election {
    /// The claim.
    pub claim: SubjectId,
    /// Who was elected.
    pub name: String,
    /// On which day: `2026-11-22`.
    pub elected_on: String,
    /// Whether the minutes are in the unit's archives.
    pub minutes: bool,
    /// How many people answer for it,
    pub supported: usize,
    /// and how many more have to; `None` where only the level above is enough.
    pub missing: Option<usize>,
    /// Until when it can be contested.
    pub contestable_until: Option<Instant>,
}

/// The renewals of all units below the one that is worked in, what waits for the level above first, then by name.
pub async fn season(session: &Session, since: Date) -> Result<Vec<Renewal>, Failure> {
    // Asked before anything is read: what is written meanwhile is read anew.
    let generation = session.cache().generation();
    let Some(own) = session.unit().await? else { return Ok(Vec::new()) };
    let (asked, now) = (Asked { generation, unit: own, since }, session.now().await?);
    if let Some(kept) = session.season.get(asked, now) {
        return Ok(kept);
    }
    let began = midnight(since, &session.zone().await?);
    let mut renewals = renewals(session, below(session, own).await?, began).await?;
    for split in splits::list(session).await?.into_iter().filter(|split| split.is_under_way(began)) {
        if let Some(renewal) = renewals.iter_mut().find(|renewal| renewal.unit == split.unit) {
            renewal.splits.push(split);
        }
    }
    renewals.sort_by(|one, other| (one.step, &one.unit_name).cmp(&(other.step, &other.unit_name)));
    session.season.put(asked, now, &renewals);
    Ok(renewals)
}

/// How far these units are, by what was stated in them since `began`.
pub(super) async fn renewals(
    session: &Session,
    mut renewals: BTreeMap<UnitId, Renewal>,
    began: Instant,
) -> Result<Vec<Renewal>, Failure> {
    let now = session.now().await?;
    for mandate in mandates::list(session).await?.into_iter().filter(|mandate| is_followed(&mandate.office)) {
        let over = mandate.until.is_some_and(|until| until <= now);
        if let Some(renewal) = renewals.get_mut(&mandate.unit).filter(|_| !over) {
            renewal.held_by(mandate, began, now);
        }
    }
    // The newest counts: those that are closed come before those that are open, each from the oldest on.
    for claim in list(session).await?.iter().rev().filter(|claim| is_followed(&claim.office)) {
        if let Some(renewal) = renewals.get_mut(&claim.unit) {
            renewal.declared(claim);
        }
    }
    Ok(renewals.into_values().collect())
}

/// How many units [`season`] tells of.
pub async fn followed(session: &Session) -> Result<usize, Failure> {
    let Some(own) = session.unit().await? else { return Ok(0) };
    Ok(below(session, own).await?.len())
}

fn is_followed(office: &str) -> bool {
    office.parse().is_ok_and(|office| FOLLOWED.contains(&office))
}

/// The units whose officers are known here by a mandate in the one that is worked in, and that stand for themselves.
async fn below(session: &Session, own: UnitId) -> Result<BTreeMap<UnitId, Renewal>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, String, Option<String>)>(
        "SELECT units.id, units.stream, units.name, units.reminders FROM streams
         JOIN mandates ON mandates.id = streams.mandate
         JOIN units ON units.id = streams.unit AND units.stream = streams.id AND units.merged_into IS NULL
              AND units.kind <> 'group'
         WHERE streams.compartment = 'office' AND streams.unit <> mandates.unit AND mandates.unit = ?
         GROUP BY units.id",
    );
    let rows = rows.bind(own.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    let renewal = |(unit, office, name, kept): (Vec<u8>, Vec<u8>, String, Option<String>)| {
        let unit = id("units", &unit, UnitId::from_bytes)?;
        let office = id("units", &office, StreamId::from_bytes)?;
        Ok((unit, Renewal::new(unit, office, name, read_reminders(kept.as_deref())?)))
    };
    rows.into_iter().map(renewal).collect()
}

impl Renewal {
    /// One of which nothing but its unit is known yet.
    pub(super) const fn new(unit: UnitId, office: StreamId, unit_name: String, reminded: Vec<Reminded>) -> Self {
        Self {
            unit,
            unit_name,
            step: Step::Vacant,
            secretary: None,
            election: None,
            splits: Vec::new(),
            reminded,
            office,
            elected: None,
        }
    }

    /// What the unit itself has to do next, if it has to.
    #[must_use]
    pub fn lacking(&self) -> Option<Lacking> {
        let unproved = self.election.as_ref().is_some_and(|election| !election.minutes);
        match self.step {
            Step::Vacant | Step::Silent => Some(Lacking::Election),
            Step::Gathering => Some(Lacking::Countersignature),
            // Of two claims nobody can say which one they would prove.
            Step::Rivalled => None,
            Step::Contested | Step::Announced | Step::Done => unproved.then_some(Lacking::Minutes),
        }
    }

    /// What it was last reminded of.
    #[must_use]
    pub fn last_reminded(&self) -> Option<&Reminded> {
        self.reminded.iter().max_by_key(|last| last.at)
    }

    /// A mandate that isn't over. Of several, the one that begins last counts: it follows the others. Whoever was elected this season and is
    /// suspended was elected all the same, be it that somebody is in charge meanwhile.
    fn held_by(&mut self, mandate: Mandate, began: Instant, now: Instant) {
        let suspended = mandate.suspended(now).map(|span| span.since);
        let Mandate { id, holder_name, since, until, caretaker, .. } = mandate;
        let elected = caretaker.is_none().then_some((since, id));
        if let Some(elected) = elected.filter(|elected| self.elected.is_none_or(|known| known < *elected)) {
            self.elected = Some(elected);
        }
        self.step = if self.elected.is_some_and(|(since, _)| since >= began) { Step::Done } else { Step::Silent };
        if self.secretary.as_ref().is_none_or(|known| known.since <= since) {
            self.secretary = Some(Secretary { mandate: id, name: holder_name, since, until, suspended, caretaker });
        }
    }

    /// A claim that is open says how far the renewal is; one by which somebody took office this season, how it went.
    fn declared(&mut self, claim: &Standing) {
        let open = Step::of(claim);
        let mandate = self.elected.filter(|_| self.step == Step::Done).map(|(_, mandate)| mandate);
        if open.is_none() && (mandate.is_none() || claim.mandate != mandate) {
            return;
        }
        // Of two that are open, the one that waits for the level above is told.
        if self.election.is_some() && open.is_some_and(|step| self.step < step) {
            return;
        }
        self.step = open.unwrap_or(self.step);
        self.election = Some(Election {
            claim: claim.id,
            name: claim.holder_name.clone(),
            elected_on: claim.elected_on.clone(),
            minutes: claim.document.is_some(),
            supported: claim.supported.len(),
            missing: claim.missing,
            contestable_until: claim.contestable_until,
        });
    }
}

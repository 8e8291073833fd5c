//! Reminders of what a renewal lacks: what the level above can say now, saying it, and what still waits for those who were reminded.

use std::collections::BTreeMap;

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{self, Lacking, REMINDED_EVERY};
use coopol_domain::time::Instant;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::QueryBuilder;

use super::season::{Renewal, renewals};
use crate::cache::{CacheError, id};
use crate::device::{Failure, Saved, Session, midnight};

/// What a unit was last reminded of, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminded {
    /// What was lacking.
    pub lacking: Lacking,
    /// When it was reminded of that,
    pub at: Instant,
    /// and since which day it was lacking: `2026-06-01`.
    pub since: String,
}

/// A unit that is behind with its renewal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Behind {
    /// Which.
    pub unit: UnitId,
    /// How it is called.
    pub unit_name: String,
    /// What it lacks,
    pub lacking: Lacking,
    /// and since which day.
    pub since: String,
    /// When it was last reminded of just that.
    pub reminded: Option<Instant>,
    /// Until when it isn't reminded of it again.
    pub not_before: Option<Instant>,
    #[serde(skip)]
    office: StreamId,
    #[serde(skip)]
    before: Option<String>,
}

/// Something that a unit of the holder's was reminded of, and that is still lacking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// Of which unit.
    pub unit: UnitId,
    /// How it is called.
    pub unit_name: String,
    /// What is lacking,
    pub lacking: Lacking,
    /// since which day,
    pub since: String,
    /// and when the unit was reminded of it.
    pub at: Instant,
    /// The claim that waits for somebody else, or for its minutes, where it is that.
    pub claim: Option<SubjectId>,
    /// In whose facts it stands.
    #[serde(skip)]
    pub office: StreamId,
}

/// The reminders of a unit as the cache keeps them.
pub(crate) fn kept_reminders(unit: &State) -> Option<String> {
    let kept: Vec<Reminded> = kinds::reminders(unit)
        .into_iter()
        .map(|(lacking, kinds::Reminder { at, since })| Reminded { lacking, at, since })
        .collect();
    (!kept.is_empty()).then(|| serde_json::to_string(&kept).expect("reminders become JSON"))
}

/// What the cache keeps of them.
pub(super) fn read_reminders(kept: Option<&str>) -> Result<Vec<Reminded>, CacheError> {
    let damaged = |error: serde_json::Error| CacheError::Damaged { place: "units", why: error.to_string() };
    kept.map_or_else(|| Ok(Vec::new()), |kept| serde_json::from_str(kept).map_err(damaged))
}

/// Those of the renewals of a season that began on a day which are behind, and of which the holder of this device may remind; in the order in
/// which they are given.
pub async fn behind(session: &Session, renewals: &[Renewal], since: Date) -> Result<Vec<Behind>, Failure> {
    let (held, now) = (session.held().await, session.now().await?);
    let may: BTreeMap<StreamId, bool> =
        held.into_iter().map(|held| (held.stream, held.verbs.has(Verb::Write))).collect();
    let late = |renewal: &Renewal| {
        let lacking = renewal.lacking().filter(|_| may.get(&renewal.office) == Some(&true))?;
        let last = renewal.reminded.iter().find(|last| last.lacking == lacking);
        let declared = renewal.election.as_ref().map(|election| election.elected_on.clone());
        let since = match lacking {
            Lacking::Election => since.to_string(),
            Lacking::Countersignature | Lacking::Minutes => declared.unwrap_or_else(|| since.to_string()),
        };
        let not_before = last.map(|last| last.at.plus(REMINDED_EVERY)).filter(|then| now < *then);
        Some(Behind {
            unit: renewal.unit,
            unit_name: renewal.unit_name.clone(),
            lacking,
            since,
            reminded: last.map(|last| last.at),
            not_before,
            office: renewal.office,
            before: last.map(|last| last.since.clone()),
        })
    };
    Ok(renewals.iter().filter_map(late).collect())
}

/// Reminds units of what they lack, each in its own records: all of them or none.
///
/// # Errors
/// [`Failure::Refused`] where one of them was reminded of it within the week.
pub async fn remind(session: &Session, behind: &[Behind]) -> Result<Vec<Saved>, Failure> {
    session.record_all(behind.iter().map(intent).collect()).await
}

fn intent(behind: &Behind) -> Intent {
    let before = behind.before.as_deref().map_or(Value::Null, Value::text);
    let field = format!("reminded/{}", behind.lacking.as_str());
    let payload = Payload::new(
        "unit_reminded",
        behind.lacking.version(),
        vec![Edit::change(&field, before, Value::text(&behind.since))],
    );
    Intent { stream: behind.office, subject: behind.unit.into(), payload, act: None, depends_on: Vec::new() }
}

/// What the units in which the holder of this device has a mandate were reminded of and still lack, by unit.
pub async fn reminders(session: &Session) -> Result<Vec<Reminder>, Failure> {
    let units = reminded(session).await?;
    let (mut open, zone) = (Vec::new(), session.zone().await?);
    for renewal in units.values() {
        for last in &renewal.reminded {
            let Ok(since) = last.since.parse::<Date>() else { continue };
            let of_a_season = last.lacking == Lacking::Election;
            // What is lacking to an election is, whenever its mandate begins.
            let began = if of_a_season { midnight(since, &zone) } else { Instant::default() };
            let alone = BTreeMap::from([(renewal.unit, renewal.clone())]);
            let now = renewals(session, alone, began).await?.pop();
            let Some(now) = now.filter(|now| now.lacking() == Some(last.lacking)) else { continue };
            let claim = now.election.filter(|_| !of_a_season);
            if claim.as_ref().is_some_and(|election| election.elected_on != last.since) {
                continue;
            }
            open.push(Reminder {
                unit: now.unit,
                unit_name: now.unit_name,
                lacking: last.lacking,
                since: last.since.clone(),
                at: last.at,
                claim: claim.map(|election| election.claim),
                office: now.office,
            });
        }
    }
    Ok(open)
}

/// The holder's own units that were ever reminded of something.
async fn reminded(session: &Session) -> Result<BTreeMap<UnitId, Renewal>, Failure> {
    let own = session.own_streams(Compartment::Office).await?;
    if own.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut reader = session.reader().await?;
    let mut sql = QueryBuilder::new(
        "SELECT id, stream, name, reminders FROM units WHERE reminders IS NOT NULL AND merged_into IS NULL AND stream IN (",
    );
    let mut these = sql.separated(", ");
    for stream in own {
        these.push_bind(stream.as_bytes().to_vec());
    }
    sql.push(")");
    let rows = sql.build_query_as::<(Vec<u8>, Vec<u8>, String, Option<String>)>().fetch_all(&mut *reader).await?;
    let renewal = |(unit, office, name, kept): (Vec<u8>, Vec<u8>, String, Option<String>)| {
        let unit = id("units", &unit, UnitId::from_bytes)?;
        let office = id("units", &office, StreamId::from_bytes)?;
        Ok((unit, Renewal::new(unit, office, name, read_reminders(kept.as_deref())?)))
    };
    rows.into_iter().map(renewal).collect()
}

//! The handover as this device knows it: the claims to offices and where each stands; making one, and answering one.

mod answer;
mod claim;
mod place;
mod reminder;
mod request;
mod season;
mod season_kept;

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Office;
use coopol_domain::device::Shelf as _;
use coopol_domain::handover::{Stage, rivals, stage};
use coopol_domain::id::{HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::kinds::{Claim, Level};
use coopol_domain::time::Instant;
use serde::Serialize;

pub use self::answer::{Answer, possible, prepare_answer};
use self::claim::missing;
pub use self::claim::{Forecast, NewClaim, Prepared, prepare};
pub use self::place::{Place, newcomer, place_called, places};
pub(crate) use self::reminder::kept_reminders;
pub use self::reminder::{Behind, Reminded, Reminder, behind, remind, reminders};
pub use self::request::{BadRequest, MOST as MOST_REQUEST, MOST_MINUTES, Minutes, Request};
pub use self::season::{Election, Renewal, Secretary, Step, followed, season};
pub(crate) use self::season_kept::SeasonKept;
use crate::cache::id;
use crate::device::{Failure, Session};
use crate::text::fold;

/// A claim, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Which.
    pub id: SubjectId,
    /// In which unit.
    pub unit: UnitId,
    /// How that is called.
    pub unit_name: String,
    /// As what somebody was elected: `secretary`.
    pub office: String,
    /// What they would be in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
    /// Who.
    pub holder: HolderId,
    /// How they are called.
    pub holder_name: String,
    /// On which day: `2026-11-22`.
    pub elected_on: String,
    /// When the mandate begins,
    pub since: Instant,
    /// and ends.
    pub until: Option<Instant>,
    /// Where the minutes are.
    pub proof: String,
    /// The minutes themselves, where they are in the archive.
    pub document: Option<SubjectId>,
    /// The mandates that end with it.
    pub replaces: Vec<MandateId>,
    /// Who made the claim.
    pub made_by: Voice,
    /// On which day whoever was elected asked for it, where it is stated at their request: `2026-11-22`.
    pub requested_on: Option<String>,
    /// Who answers for it.
    pub supported: Vec<Voice>,
    /// How many more people of the unit have to answer for it; `None` where only the level above is enough.
    pub missing: Option<usize>,
    /// Who contests it.
    pub contested: Vec<Voice>,
    /// Until when it can be contested.
    pub contestable_until: Option<Instant>,
    /// `gathering`, `contestable`, `contested`, `rivalled`, `ripe`, `granted`, `dismissed` or `withdrawn`.
    pub stage: &'static str,
    /// The claims that stand against it.
    pub rivals: Vec<SubjectId>,
    /// What the level above gave as its reason.
    pub reason: Option<String>,
    /// The mandate that came of it.
    pub mandate: Option<MandateId>,
}

impl Standing {
    /// Whether something may still come of it.
    pub fn is_open(&self) -> bool {
        !["granted", "dismissed", "withdrawn"].contains(&self.stage)
    }
}

/// Somebody who has a say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Voice {
    /// Who.
    pub holder: HolderId,
    /// How they are called; empty for whom nothing here names.
    pub name: String,
    /// Whether they speak from a unit above.
    pub from_above: bool,
    /// What they say.
    pub reason: Option<String>,
}

/// Every claim to an office of the units whose `office` is read here, those that wait first, then the newest.
pub async fn list(session: &Session) -> Result<Vec<Standing>, Failure> {
    let (claims, units) = claims(session).await?;
    let (names, now) = (names(session).await?, session.now().await?);
    // Rivals are of one unit: in a season of thousands, the others needn't be looked at for each.
    let mut of_units: BTreeMap<UnitId, Vec<Claim>> = BTreeMap::new();
    for claim in claims {
        of_units.entry(claim.unit).or_default().push(claim);
    }
    let mut standing: Vec<(bool, u64, Standing)> = Vec::new();
    for (unit, claims) in &of_units {
        for claim in claims {
            let unit_name = units.get(unit).cloned().unwrap_or_default();
            standing.push((!claim.is_open(), u64::MAX - claim.made_seq, shown(claim, claims, unit_name, &names, now)));
        }
    }
    standing.sort_by_key(|(closed, age, _)| (*closed, *age));
    Ok(standing.into_iter().map(|(_, _, standing)| standing).collect())
}

/// The open claim that says already what a request asks for, among `known` ones: who was elected to what, and where.
pub fn declared<'a>(known: &'a [Standing], unit: UnitId, office: Office, person: &str) -> Option<&'a Standing> {
    let office = office.to_string();
    let same = |claim: &&Standing| {
        claim.unit == unit && claim.office == office && fold(&claim.holder_name) == fold(person) && claim.is_open()
    };
    known.iter().find(same)
}

fn shown(
    claim: &Claim,
    all: &[Claim],
    unit_name: String,
    names: &BTreeMap<HolderId, String>,
    now: Instant,
) -> Standing {
    let voice = |holder: HolderId, level: Level, reason: Option<String>| Voice {
        holder,
        name: names.get(&holder).cloned().unwrap_or_default(),
        from_above: level == Level::Above,
        reason,
    };
    let level = |holder: &HolderId| claim.supported.get(holder).copied().unwrap_or(Level::Own);
    Standing {
        id: claim.id,
        unit: claim.unit,
        unit_name,
        office: claim.office.to_string(),
        holder: claim.holder,
        theme: claim.theme.clone(),
        holder_name: claim.holder_name.clone(),
        elected_on: claim.elected_on.clone(),
        since: claim.since,
        until: claim.until,
        proof: claim.proof.clone(),
        document: claim.document,
        replaces: claim.replaces.keys().copied().collect(),
        made_by: voice(claim.made_by, level(&claim.made_by), None),
        requested_on: claim.requested_on.clone(),
        supported: claim.supported.iter().map(|(holder, level)| voice(*holder, *level, None)).collect(),
        missing: missing(claim),
        contested: claim.contested.iter().map(|(of, why)| voice(*of, level(of), Some(why.clone()))).collect(),
        contestable_until: claim.contestable_until,
        stage: word(&stage(claim, all, now)),
        rivals: rivals(claim, all).filter(|_| claim.is_open()).map(|rival| rival.id).collect(),
        reason: claim.reason.clone(),
        mandate: claim.mandate,
    }
}

const fn word(stage: &Stage) -> &'static str {
    match stage {
        Stage::Gathering => "gathering",
        Stage::Contestable(_) => "contestable",
        Stage::Contested => "contested",
        Stage::Rivalled => "rivalled",
        Stage::Ripe => "ripe",
        Stage::Granted => "granted",
        Stage::Dismissed => "dismissed",
        Stage::Withdrawn => "withdrawn",
    }
}

/// The claims as their holder sees them, pending changes folded in, and how the units are called.
async fn claims(session: &Session) -> Result<(Vec<Claim>, BTreeMap<UnitId, String>), Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>("SELECT stream, id FROM claims");
    let rows = rows.fetch_all(&mut *reader).await?;
    let units = sqlx::query_as::<_, (Vec<u8>, String)>("SELECT id, max(name) FROM units GROUP BY id");
    let units = units.fetch_all(&mut *reader).await?;
    drop(reader);
    let mut wanted = BTreeSet::new();
    for (stream, subject) in rows {
        wanted.insert((id("claims", &stream, StreamId::from_bytes)?, id("claims", &subject, SubjectId::from_bytes)?));
    }
    let (known, mut claims) = (session.cache().subjects(&wanted).await?, Vec::new());
    for (stream, subject) in wanted {
        let confirmed = known.subject(stream, subject).map(|(state, _)| state);
        let state = session.folded(stream, subject, confirmed).await;
        claims.extend(state.and_then(|state| Claim::read(subject, &state)));
    }
    let unit = |(unit, name): (Vec<u8>, String)| Ok((id("units", &unit, UnitId::from_bytes)?, name));
    Ok((claims, units.into_iter().map(unit).collect::<Result<_, Failure>>()?))
}

/// How people are called: by their mandates, else by the laptop that was introduced here.
async fn names(session: &Session) -> Result<BTreeMap<HolderId, String>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String)>(
        "SELECT holder, holder_name FROM devices WHERE holder_name IS NOT NULL
         UNION ALL SELECT holder, holder_name FROM mandates",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    let named = |(holder, name): (Vec<u8>, String)| Ok((id("mandates", &holder, HolderId::from_bytes)?, name));
    rows.into_iter().map(named).collect()
}

/// Where a claim stands: its stream.
async fn home(session: &Session, claim: SubjectId) -> Result<StreamId, Failure> {
    let mut reader = session.reader().await?;
    let stream = sqlx::query_scalar::<_, Vec<u8>>("SELECT stream FROM claims WHERE id = ?");
    let stream = stream.bind(claim.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
    let missing = || Failure::NotFound { what: "claim", given: claim.to_string() };
    Ok(id("claims", &stream.ok_or_else(missing)?, StreamId::from_bytes)?)
}

/// From where the holder of this device speaks in an `office` stream.
async fn level(session: &Session, office: StreamId) -> Result<Level, Failure> {
    let mut reader = session.reader().await?;
    let above = sqlx::query_scalar::<_, bool>(
        "SELECT mandates.unit <> streams.unit FROM streams JOIN mandates ON mandates.id = streams.mandate
         WHERE streams.id = ? LIMIT 1",
    );
    let above = above.bind(office.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
    Ok(Level::of(above.unwrap_or(false)))
}

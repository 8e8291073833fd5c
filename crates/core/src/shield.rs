//! The departure shield as this laptop foretells it (J3.7): around a handover, what one person changes in a compartment beyond
//! twenty records a day waits for somebody else. The authority decides; here it is said beforehand, by the same rule.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use coopol_domain::access::{Directory, Need, Office, Reach, Verb, verbs};
use coopol_domain::authority::{Bulk, Touch, shielded, shielded_in, shielded_with_dues};
use coopol_domain::device::{Device, Intent, Shelf as _};
use coopol_domain::id::{ActId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Claim, Mandate};
use coopol_domain::time::{DAY, Instant};
use serde::Serialize;
use sqlx::SqliteConnection;

use crate::cache::{CacheError, column, count, id};
use crate::device::{Failure, Session};
use crate::mandates::{Suspension, read_suspensions};

/// Where it stands, for whoever works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shield {
    /// How many people of the roster one may change alone in 24 hours.
    pub most: u64,
    /// How many of them are left.
    pub left: u64,
    /// Who else keeps the roster and can agree to what goes beyond, by name.
    pub others: Vec<String>,
}

/// The shield over the roster that is worked in; `None` where none stands, or for whom it isn't theirs to change.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn standing(session: &Session) -> Result<Option<Shield>, Failure> {
    drop(session.reader().await?);
    let stream = match session.stream(Compartment::Roster).await {
        Ok(stream) => stream,
        Err(Failure::NoStream { .. }) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    if !session.held().await.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write)) {
        return Ok(None);
    }
    let device = session.machine().await;
    let Some((bulk, directory)) = over(session, &device, stream, &[]).await? else { return Ok(None) };
    let others = others(&directory, device.holder, Compartment::Roster, session.now().await?);
    Ok(Some(Shield { most: bulk.most(), left: bulk.left(), others }))
}

/// Who else can agree to what around a handover nobody states alone in a compartment of the unit that is worked in, by name; `None` where no shield
/// stands over that unit, whether the roster is read here or not.
pub(crate) async fn by_two(session: &Session, compartment: Compartment) -> Result<Option<Vec<String>>, Failure> {
    drop(session.reader().await?);
    let own = session.holder().await;
    let (Some(unit), now) = (session.unit().await?, session.now().await?) else { return Ok(None) };
    let announced = Announced::of(session, unit).await?;
    let directory = match compartment {
        Compartment::Dues => announced.standing_by(shielded_with_dues, now, now),
        _ => announced.standing_by(shielded, now, now),
    };
    Ok(directory.map(|directory| others(&directory, own, compartment, now)))
}

/// Whoever else writes in a compartment, by name.
fn others(directory: &Directory, own: HolderId, compartment: Compartment, now: Instant) -> Vec<String> {
    let others = directory.mandates.values().filter(|mandate| mandate.holder != own && mandate.holds(now));
    let others = others.filter(|mandate| verbs(mandate.office, Reach::Own, compartment, false).has(Verb::Write));
    others.map(|mandate| mandate.holder_name.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The shield, as it stands before whoever would take the roster out.
pub(crate) struct Gate {
    /// The roster.
    pub stream: StreamId,
    /// Whose device this is.
    pub own: HolderId,
    /// Who else can agree.
    pub others: Vec<String>,
    /// By the server's clock, as far as it is known.
    pub now: Instant,
}

/// `None` where no shield stands over the roster that is read, or none is read here.
pub(crate) async fn gate(session: &Session) -> Result<Option<Gate>, Failure> {
    drop(session.reader().await?);
    let stream = match session.stream(Compartment::Roster).await {
        Ok(stream) => stream,
        Err(Failure::NoStream { .. }) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let device = session.machine().await;
    let (own, unit) = (device.holder, device.streams.get(&stream).map(|at| at.unit));
    drop(device);
    let (Some(unit), now) = (unit, session.now().await?) else { return Ok(None) };
    let directory = Announced::of(session, unit).await?.standing(Compartment::Roster, now, now);
    Ok(directory.map(|directory| Gate { stream, own, others: others(&directory, own, Compartment::Roster, now), now }))
}

/// What the holder of this device may still do alone in the streams that some changes are about, those underway counted.
pub(crate) struct Alone(BTreeMap<StreamId, Bulk>);

impl Alone {
    pub async fn of(session: &Session, device: &Device, intents: &[Intent]) -> Result<Self, CacheError> {
        let mut all = BTreeMap::new();
        for stream in intents.iter().map(|intent| intent.stream).collect::<BTreeSet<_>>() {
            if let Some((bulk, _)) = over(session, device, stream, intents).await? {
                all.insert(stream, bulk);
            }
        }
        Ok(Self(all))
    }

    /// Whether what nobody else asked for goes beyond what one person does alone, and takes note of it.
    pub fn foresee(&mut self, intent: &Intent, now: Instant) -> Option<Need> {
        let bulk = self.0.get_mut(&intent.stream).filter(|_| intent.payload.quotes.is_none())?;
        bulk.foresee(intent.act, intent.subject, &intent.payload, now).then_some(Need::SecondMandate)
    }
}

async fn over(
    session: &Session,
    device: &Device,
    stream: StreamId,
    intents: &[Intent],
) -> Result<Option<(Bulk, Directory)>, CacheError> {
    let at = device.streams.get(&stream).filter(|at| Bulk::watches(at.compartment));
    let Some((unit, kept)) = at.map(|at| (at.unit, at.compartment)) else { return Ok(None) };
    let now = session.now().await?;
    let announced = Announced::of(session, unit).await?;
    let Some(directory) = announced.standing(kept, now, now) else { return Ok(None) };
    let mut reader = session.cache().reader().await?;
    let mut touched = touched(&mut reader, (stream, kept), device.holder, now).await?;
    let subjects = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM subjects WHERE stream = ?");
    let subjects = count(subjects.bind(stream.as_bytes().to_vec()).fetch_one(&mut *reader).await?);
    drop(reader);
    // What was done before anything was announced isn't counted.
    touched.retain(|_, touch| announced.standing(kept, touch.at, touch.at).is_some());
    let underway = device.outbox.iter().filter(|pending| pending.stream() == stream && pending.progress.counts());
    let underway: Vec<_> = underway.map(|pending| &pending.change).collect();
    let coming = intents.iter().filter(|intent| intent.stream == stream);
    let all = underway.iter().map(|change| (change.header.act, change.header.subject, &change.payload));
    let all = all.chain(coming.map(|intent| (intent.act, intent.subject, &intent.payload)));
    let mut bulk = Bulk::new(kept, subjects, touched, now, all);
    for change in underway {
        bulk.foresee(change.header.act, change.header.subject, &change.payload, now);
    }
    Ok(Some((bulk, directory)))
}

/// The mandates of a unit, and what is claimed of its offices.
pub(crate) async fn announced(session: &Session, unit: UnitId) -> Result<(Directory, Vec<Claim>), CacheError> {
    let announced = Announced::of(session, unit).await?;
    let mandates = announced.mandates.iter().map(|(_, mandate)| (mandate.id, mandate.clone())).collect();
    let claims = announced.claims.iter().map(|(_, claim)| claim.clone()).collect();
    Ok((Directory { mandates, ..Directory::default() }, claims))
}

/// How it is judged whether a shield stands.
trait Stands: Fn(UnitId, &Directory, &[Claim], Instant) -> bool {}
impl<F: Fn(UnitId, &Directory, &[Claim], Instant) -> bool> Stands for F {}

/// What may announce a handover in a unit, each with when it was recorded: from the first, where that isn't here any more.
#[derive(Debug)]
pub(crate) struct Announced {
    unit: UnitId,
    mandates: Vec<(Instant, Mandate)>,
    claims: Vec<(Instant, Claim)>,
}

impl Announced {
    async fn of(session: &Session, unit: UnitId) -> Result<Arc<Self>, CacheError> {
        session.announced(unit, async { Self::read(session, unit).await.map(Arc::new) }).await
    }

    async fn read(session: &Session, unit: UnitId) -> Result<Self, CacheError> {
        let mut reader = session.cache().reader().await?;
        let mandates = mandates(&mut reader, unit).await?;
        let claimed = claimed(&mut reader, unit).await?;
        drop(reader);
        let known = session.cache().subjects(&claimed.keys().copied().collect()).await?;
        let read = |((stream, claim), at): (&(StreamId, SubjectId), &Instant)| {
            Some((*at, Claim::read(*claim, &known.subject(*stream, *claim)?.0)?))
        };
        Ok(Self { unit, mandates, claims: claimed.iter().filter_map(read).collect() })
    }

    /// The mandates, where the shield stands over a compartment at an instant, by what was recorded until another.
    fn standing(&self, kept: Compartment, at: Instant, recorded: Instant) -> Option<Directory> {
        self.standing_by(|unit, known, claims, at| shielded_in(kept, unit, known, claims, at), at, recorded)
    }

    fn standing_by(&self, stands: impl Stands, at: Instant, recorded: Instant) -> Option<Directory> {
        let mandates = self.mandates.iter().filter(|(since, _)| *since <= recorded);
        let mandates = mandates.map(|(_, mandate)| (mandate.id, mandate.clone())).collect();
        let directory = Directory { mandates, ..Directory::default() };
        let claims = self.claims.iter().filter(|(since, _)| *since <= recorded).map(|(_, claim)| claim.clone());
        stands(self.unit, &directory, &claims.collect::<Vec<_>>(), at).then_some(directory)
    }
}

type Row = (Vec<u8>, String, Vec<u8>, String, i64, Option<i64>, Option<i64>, Option<String>);

async fn mandates(reader: &mut SqliteConnection, unit: UnitId) -> Result<Vec<(Instant, Mandate)>, CacheError> {
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, office, holder, holder_name, since, until, (SELECT max(recorded_at) FROM lines
             WHERE subject = mandates.id AND verdict = 'accepted'
                 AND kind IN ('mandate_recorded', 'mandate_ended', 'mandate_taken_up', 'mandate_succeeded',
                     'caretaker_appointed')),
             suspensions
         FROM mandates WHERE unit = ?",
    );
    let mut mandates = Vec::new();
    for (own, office, holder, holder_name, since, until, recorded, spans) in
        rows.bind(unit.as_bytes().to_vec()).fetch_all(reader).await?
    {
        // An office of a later version isn't judged here.
        let Ok(office) = office.parse::<Office>() else { continue };
        let id_of = id("mandates", &own, MandateId::from_bytes)?;
        let holder = id("mandates", &holder, HolderId::from_bytes)?;
        let (since, until) = (Instant(count(since)), until.map(|until| Instant(count(until))));
        let suspensions = read_suspensions(spans.as_deref())?.iter().map(Suspension::core).collect();
        // For how long its holder leads, and who said so, says nothing of departures.
        let (provisional, caretaker, recorded_seq) = (false, None, 0);
        let mandate = Mandate {
            id: id_of,
            unit,
            office,
            holder,
            holder_name,
            since,
            until,
            suspensions,
            provisional,
            caretaker,
            recorded_seq,
        };
        mandates.push((recorded_at(recorded), mandate));
    }
    Ok(mandates)
}

async fn claimed(
    reader: &mut SqliteConnection,
    unit: UnitId,
) -> Result<BTreeMap<(StreamId, SubjectId), Instant>, CacheError> {
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, Option<i64>)>(
        "SELECT stream, id, (SELECT max(recorded_at) FROM lines WHERE subject = claims.id AND verdict = 'accepted'
             AND kind IN ('claim_made', 'claim_countersigned'))
         FROM claims WHERE unit = ?",
    );
    let rows = rows.bind(unit.as_bytes().to_vec()).fetch_all(reader).await?;
    let place = |(stream, claim, at): (Vec<u8>, Vec<u8>, Option<i64>)| {
        let place = (id("claims", &stream, StreamId::from_bytes)?, id("claims", &claim, SubjectId::from_bytes)?);
        Ok((place, recorded_at(at)))
    };
    rows.into_iter().map(place).collect()
}

fn recorded_at(at: Option<i64>) -> Instant {
    Instant(at.map_or(0, count))
}

/// What the holder changed in the last 24 hours, and which of their acts wait. What repeats another's change has two behind it.
async fn touched(
    reader: &mut SqliteConnection,
    (stream, kept): (StreamId, Compartment),
    holder: HolderId,
    now: Instant,
) -> Result<BTreeMap<SubjectId, Touch>, CacheError> {
    let rows = sqlx::query_as::<_, (Vec<u8>, Option<Vec<u8>>, String, String, i64)>(
        "SELECT lines.subject, lines.act, lines.kind, lines.verdict, lines.recorded_at
         FROM lines JOIN pushes ON pushes.hash = lines.push JOIN mandates ON mandates.id = pushes.mandate
         WHERE lines.stream = ? AND mandates.holder = ? AND lines.recorded_at > ? AND lines.kind IS NOT NULL
             AND lines.quotes IS NULL AND lines.verdict IN ('accepted', 'held')
         ORDER BY lines.seq",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).bind(holder.as_bytes().to_vec());
    let rows = rows.bind(column(now.0.saturating_sub(DAY))).fetch_all(reader).await?;
    let mut touched = BTreeMap::new();
    for (subject, act, kind, verdict, at) in rows {
        let Some(touch) = Bulk::touch(kept, &kind, Instant(count(at))) else { continue };
        match (verdict == "held", act) {
            (false, _) => {
                let first = touched.entry(id("lines", &subject, SubjectId::from_bytes)?).or_insert(touch);
                first.at = touch.at;
            }
            (true, Some(act)) => {
                let act = Bulk::of_act(id("lines", &act, ActId::from_bytes)?);
                touched.insert(act, Touch { counted: false, ..touch });
            }
            (true, None) => {}
        }
    }
    Ok(touched)
}

//! Suspensions of mandates: what is known of them here, stating one, and lifting it.

use std::collections::BTreeMap;

use coopol_domain::access::Verb;
use coopol_domain::device::Intent;
use coopol_domain::id::{DeviceId, MandateId};
use coopol_domain::journal::{Payload, State};
use coopol_domain::kinds;
use coopol_domain::time::Instant;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::change::{Prepared, stream_of};
use super::list;
use crate::ambient::chance;
use crate::cache::CacheError;
use crate::device::{Failure, Session};

/// A span in which a mandate gives nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspension {
    /// Which, among those of the mandate.
    pub id: String,
    /// From when,
    pub since: Instant,
    /// and until when, if that is known.
    pub until: Option<Instant>,
    /// Why.
    pub ground: String,
    /// Who said so last, where somebody here is known to have: of one that was lifted, who lifted it.
    pub by: Option<String>,
}

impl Suspension {
    /// Whether it runs at `now`.
    #[must_use]
    pub fn covers(&self, now: Instant) -> bool {
        self.core().covers(now)
    }

    /// Whether it runs or is to come at `now`.
    #[must_use]
    pub fn is_open(&self, now: Instant) -> bool {
        self.core().is_open(now)
    }

    pub(crate) fn core(&self) -> kinds::Suspension {
        let Self { id, since, until, ground, .. } = self.clone();
        kinds::Suspension { id, since, until, ground }
    }
}

/// The suspensions of a mandate as the cache keeps them; each names the device in the place of its holder.
pub(crate) fn kept_suspensions(mandate: &State) -> Option<String> {
    let spans = kinds::Mandate::read(MandateId::from_bytes([0; 16]), mandate)?.suspensions;
    let kept = spans.into_iter().map(|span| {
        let by = mandate.cells.get(format!("suspension/{}", span.id).as_str()).map(|cell| cell.stamp.by.to_string());
        Suspension { id: span.id, since: span.since, until: span.until, ground: span.ground, by }
    });
    let kept: Vec<Suspension> = kept.collect();
    (!kept.is_empty()).then(|| serde_json::to_string(&kept).expect("spans become JSON"))
}

/// What the cache keeps of them.
pub(crate) fn read_suspensions(kept: Option<&str>) -> Result<Vec<Suspension>, CacheError> {
    let damaged = |error: serde_json::Error| CacheError::Damaged { place: "mandates", why: error.to_string() };
    kept.map_or_else(|| Ok(Vec::new()), |kept| serde_json::from_str(kept).map_err(damaged))
}

/// Puts names in the place of devices.
pub(super) async fn name_authors(reader: &mut SqliteConnection, mandate: &mut super::Mandate) -> Result<(), Failure> {
    if mandate.suspensions.is_empty() && mandate.caretaker.is_none() {
        return Ok(());
    }
    let rows = sqlx::query_as::<_, (Vec<u8>, Option<String>)>(
        "SELECT devices.id, max(coalesce(devices.holder_name, mandates.holder_name)) FROM devices
         LEFT JOIN mandates ON mandates.holder = devices.holder GROUP BY devices.id",
    );
    let names: BTreeMap<String, String> = rows
        .fetch_all(reader)
        .await?
        .into_iter()
        .filter_map(|(device, name)| Some((DeviceId::from_bytes(device.try_into().ok()?).to_string(), name?)))
        .collect();
    let suspended = mandate.suspensions.iter_mut().map(|span| &mut span.by);
    for by in suspended.chain(mandate.caretaker.as_mut().map(|caretaker| &mut caretaker.by)) {
        *by = by.take().and_then(|device| names.get(&device).cloned());
    }
    Ok(())
}

/// What may be said of a mandate from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Possible {
    /// That it is suspended.
    Suspend,
    /// That it isn't any more.
    Lift,
}

/// What the holder of this device may say of each mandate that isn't over: nothing of their own.
pub async fn suspendable(session: &Session) -> Result<BTreeMap<MandateId, Possible>, Failure> {
    let (own, held, now) = (session.holder().await, session.held().await, session.now().await?);
    let above: Vec<_> = held.iter().filter(|held| held.verbs.has(Verb::Suspend)).map(|held| held.unit).collect();
    let mut mandates = list(session).await?;
    mandates.retain(|it| above.contains(&it.unit) && it.holder != own && !it.is_over(now));
    let said = |it: &super::Mandate| {
        let open = it.suspensions.iter().any(|span| span.is_open(now));
        (it.id, if open { Possible::Lift } else { Possible::Suspend })
    };
    Ok(mandates.iter().map(said).collect())
}

/// A suspension to be stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuspension {
    /// Of which mandate.
    pub mandate: MandateId,
    /// Why, in words that its holder and the unit read.
    pub ground: String,
    /// From when,
    pub since: Instant,
    /// and until when; until it is lifted, without.
    pub until: Option<Instant>,
}

/// Prepares a suspension.
///
/// # Errors
/// [`Failure::NotFound`] when the mandate isn't known here.
pub async fn prepare_suspension(session: &Session, new: &NewSuspension) -> Result<Prepared, Failure> {
    let stream = stream_of(session, new.mandate).await?;
    let new_span = kinds::Suspension {
        id: MandateId::from_bytes(chance(session.ambient())).to_string(),
        since: new.since,
        until: new.until,
        ground: new.ground.trim().to_owned(),
    };
    let payload = Payload::new("mandate_suspended", 1, vec![new_span.edit(None)]);
    let subject = new.mandate.into();
    Ok(Prepared::new(new.mandate, Intent { stream, subject, payload, act: None, depends_on: Vec::new() }))
}

/// Prepares the end, at an instant, of whatever suspends a mandate then or is to suspend it later.
///
/// # Errors
/// [`Failure::NotFound`] when the mandate isn't known here.
pub async fn prepare_lifting(session: &Session, mandate: MandateId, at: Instant) -> Result<Prepared, Failure> {
    let stream = stream_of(session, mandate).await?;
    let missing = || Failure::NotFound { what: "mandate", given: mandate.to_string() };
    let state = session.shown(stream, mandate.into()).await?.ok_or_else(missing)?;
    let spans = kinds::Mandate::read(mandate, &state).ok_or_else(missing)?.suspensions;
    let open = spans.iter().filter(|span| span.is_open(at));
    let edits = open.map(|was| kinds::Suspension { until: Some(at.max(was.since)), ..was.clone() }.edit(Some(was)));
    let payload = Payload::new("suspension_lifted", 1, edits.collect());
    let subject = mandate.into();
    Ok(Prepared::new(mandate, Intent { stream, subject, payload, act: None, depends_on: Vec::new() }))
}

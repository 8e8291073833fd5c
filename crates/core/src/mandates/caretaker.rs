//! Caretakers: what is known here of whom the level above put in charge for a time, and putting somebody in charge.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{HolderId, MandateId, UnitId};
use coopol_domain::journal::{Edit, Payload, Stamp, State};
use coopol_domain::kinds;
use coopol_domain::time::Instant;
use serde::{Deserialize, Serialize};

use super::change::{Prepared, office_of};
use super::list;
use crate::ambient::chance;
use crate::cache::CacheError;
use crate::device::{Failure, Session};

/// That a mandate's holder is in charge for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caretaker {
    /// Who said so, where somebody here is known to have.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
    /// The mandate that it prolongs.
    pub prolongs: Option<MandateId>,
}

/// It, as the cache keeps it: it names the device in the place of its holder.
pub(crate) fn kept_caretaker(mandate: &State) -> Option<String> {
    let known = kinds::Mandate::read(MandateId::from_bytes([0; 16]), mandate)?.caretaker?;
    let by = mandate.cells.get("appointed_by").map(|cell| cell.stamp.by.to_string());
    let kept = Caretaker { by, reason: known.reason, prolongs: known.prolongs };
    Some(serde_json::to_string(&kept).expect("it becomes JSON"))
}

/// What the cache keeps of it.
pub(super) fn read_caretaker(kept: Option<&str>) -> Result<Option<Caretaker>, CacheError> {
    let damaged = |error: serde_json::Error| CacheError::Damaged { place: "mandates", why: error.to_string() };
    kept.map(|kept| serde_json::from_str(kept).map_err(damaged)).transpose()
}

/// Somebody to be put in charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCaretaker {
    /// Of which unit; the one whose officer the holder of this device is, when it is `None`.
    pub unit: Option<UnitId>,
    /// As what.
    pub office: Office,
    /// Who, if they are known already.
    pub holder: Option<HolderId>,
    /// How they are called.
    pub holder_name: String,
    /// From this instant,
    pub since: Instant,
    /// to just before this one.
    pub until: Instant,
    /// Why, in words that they and the unit read.
    pub reason: String,
    /// The mandate that it prolongs.
    pub prolongs: Option<MandateId>,
}

/// Prepares an appointment.
///
/// # Errors
/// [`Failure::NotFound`] when the unit isn't known here; [`Failure::Refused`] when it prolongs another one and doesn't name it, or names one
/// that it doesn't prolong.
pub async fn prepare_caretaker(session: &Session, new: &NewCaretaker) -> Result<Prepared, Failure> {
    let (stream, unit) = office_of(session, new.unit).await?;
    let mandate = MandateId::from_bytes(chance(session.ambient()));
    let holder = new.holder.unwrap_or_else(|| HolderId::from_bytes(chance(session.ambient())));
    let mut edits = vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("office", Value::text(new.office.to_string())),
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("holder_name", Value::text(new.holder_name.as_str())),
        Edit::set("since", Value::count(new.since.0)),
        Edit::set("until", Value::count(new.until.0)),
        Edit::set("reason", Value::text(new.reason.trim())),
        Edit::set("appointed_by", Value::bytes(session.holder().await.as_bytes())),
    ];
    edits.extend(new.prolongs.map(|which| Edit::set("prolongs", Value::bytes(which.as_bytes()))));
    let payload = Payload::new("caretaker_appointed", 1, edits);
    let facts = State::new("mandate").apply(&payload, 0, Stamp::NEVER);
    // The server knows all mandates and says the same; here it is said before it is sent.
    if let Some(stated) = kinds::Mandate::read(mandate, &facts) {
        let mut before = Vec::new();
        for known in list(session).await?.iter().filter(|known| known.unit == unit && known.caretaker.is_some()) {
            let state = session.shown(stream, known.id.into()).await?;
            before.extend(state.and_then(|state| kinds::Mandate::read(known.id, &state)));
        }
        kinds::prolonged_rightly(&stated, before.iter())?;
    }
    let subject = mandate.into();
    Ok(Prepared::new(mandate, Intent { stream, subject, payload, act: None, depends_on: Vec::new() }))
}

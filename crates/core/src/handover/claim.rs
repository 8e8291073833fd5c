//! Making a claim: that somebody was elected.

use coopol_domain::access::{Need, Office};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{HolderId, MandateId, SubjectId, UnitId};
use coopol_domain::journal::{Edit, Payload, Stamp, State};
use coopol_domain::kinds::{Claim, Level};
use coopol_domain::time::Instant;

use super::level;
use crate::ambient::chance;
use crate::cache::{column, id};
use crate::device::{Failure, Saved, Session};
use crate::mandates::{office_of, theme};

/// A claim to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    /// In which unit; the one whose officer the holder of this device is, when it is `None`.
    pub unit: Option<UnitId>,
    /// As what.
    pub office: Office,
    /// Who, if they are known already.
    pub holder: Option<HolderId>,
    /// How they are called.
    pub holder_name: String,
    /// What they are in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
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
    /// On which day whoever was elected asked for it, where it is stated at their [`Request`](super::Request): `2026-11-22`.
    pub requested_on: Option<String>,
}

/// A step of a handover that isn't made yet: it can be weighed, and then recorded.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Which claim it is about.
    pub claim: SubjectId,
    pub(super) intent: Intent,
}

impl Prepared {
    /// Whether it would be taken; nothing is written.
    ///
    /// # Errors
    /// [`Failure`] for the rule that it breaks.
    pub async fn weigh(&self, session: &Session) -> Result<Option<Need>, Failure> {
        session.would(self.intent.clone()).await
    }

    /// Records it.
    ///
    /// # Errors
    /// As [`weigh`](Self::weigh).
    pub async fn record(self, session: &Session) -> Result<Saved, Failure> {
        session.record(self.intent).await
    }

    /// What a claim that isn't made yet would take and do; `None` for an answer to one.
    pub fn forecast(&self) -> Option<Forecast> {
        let made = State::new(Claim::SORT).apply(&self.intent.payload, 0, Stamp { seq: 1, ..Stamp::NEVER });
        let claim = Claim::read(self.claim, &made)?;
        Some(Forecast { replaces: claim.replaces.keys().copied().collect(), missing: missing(&claim) })
    }
}

/// What a claim would take and do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The mandates that would end.
    pub replaces: Vec<MandateId>,
    /// How many more people of the unit would have to answer for it; `None` where only the level above is enough.
    pub missing: Option<usize>,
}

/// How many more of the unit it takes, as [`Claim::is_enough`] counts.
pub(super) fn missing(claim: &Claim) -> Option<usize> {
    (0..=2)
        .find(|&more| {
            let mut with = claim.clone();
            // People whom nobody is: they stand for whoever may still answer.
            with.supported.extend((0..more).map(|place| (HolderId::from_bytes([u8::MAX - place; 16]), Level::Own)));
            with.is_enough()
        })
        .map(usize::from)
}

/// Prepares a claim, for which its author answers unless they were elected themselves. Whoever holds an office of one seat
/// now is replaced.
///
/// # Errors
/// [`Failure::NotFound`] when the unit isn't known here.
pub async fn prepare(session: &Session, new: &NewClaim) -> Result<Prepared, Failure> {
    let (stream, unit) = office_of(session, new.unit).await?;
    let theme = theme(new.office, new.theme.as_deref())?;
    let claim = SubjectId::from_bytes(chance(session.ambient()));
    let holder = new.holder.unwrap_or_else(|| HolderId::from_bytes(chance(session.ambient())));
    let own = session.holder().await;
    let mut edits = vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("office", Value::text(new.office.to_string())),
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("holder_name", Value::text(new.holder_name.as_str())),
        Edit::set("elected_on", Value::text(new.elected_on.as_str())),
        Edit::set("since", Value::count(new.since.0)),
        Edit::set("proof", Value::text(new.proof.as_str())),
        Edit::set("made_by", Value::bytes(own.as_bytes())),
    ];
    edits.extend(new.until.map(|until| Edit::set("until", Value::count(until.0))));
    edits.extend(new.document.map(|document| Edit::set("document", Value::bytes(document.as_bytes()))));
    edits.extend(new.requested_on.as_deref().map(|day| Edit::set("requested_on", Value::text(day))));
    edits.extend(theme);
    if holder != own {
        edits.push(support(own, level(session, stream).await?.as_str()));
    }
    if new.office.has_one_seat() {
        for (mandate, replaced) in seated(session, unit, new.office).await? {
            edits.push(Edit::set(&format!("replaces/{mandate}"), Value::bytes(replaced.as_bytes())));
        }
    }
    let payload = Payload::new("claim_made", 1, edits);
    let intent = Intent { stream, subject: claim, payload, act: None, depends_on: Vec::new() };
    Ok(Prepared { claim, intent })
}

pub(super) fn support(holder: HolderId, level: &str) -> Edit {
    Edit::set(&format!("supported/{holder}"), Value::text(level))
}

/// The mandates of an office that go on in a unit, with their holders.
async fn seated(session: &Session, unit: UnitId, office: Office) -> Result<Vec<(MandateId, HolderId)>, Failure> {
    let now = column(session.now().await?.0);
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>(
        "SELECT id, holder FROM mandates WHERE unit = ? AND office = ? AND (until IS NULL OR until > ?)",
    );
    let rows = rows.bind(unit.as_bytes().to_vec()).bind(office.to_string()).bind(now).fetch_all(&mut *reader).await?;
    let row = |(mandate, holder): (Vec<u8>, Vec<u8>)| {
        Ok((id("mandates", &mandate, MandateId::from_bytes)?, id("mandates", &holder, HolderId::from_bytes)?))
    };
    rows.into_iter().map(row).collect()
}

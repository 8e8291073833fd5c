//! Recording a mandate and ending one: prepared first, so that what it would do can be shown before it is done.

use std::collections::BTreeSet;

use coopol_domain::access::{Need, Office, Verb};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::time::Instant;

use crate::ambient::chance;
use crate::cache::{CacheError, id};
use crate::device::{Failure, Rule, Saved, Session};

/// A mandate to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMandate {
    /// In which unit; the one whose officer the holder of this device is, when it is `None`.
    pub unit: Option<UnitId>,
    /// As what.
    pub office: Office,
    /// Who, if they are known already.
    pub holder: Option<HolderId>,
    /// How they are called.
    pub holder_name: String,
    /// What they are in charge of, of an office that is held for a theme ([`Office::has_a_theme`]).
    pub theme: Option<String>,
    /// From this instant,
    pub since: Instant,
    /// to just before this one.
    pub until: Option<Instant>,
    /// Where what shows it is: « procès-verbal du 20 novembre, au local ».
    pub proof: Option<String>,
    /// The minutes themselves, where they are in the archive.
    pub document: Option<SubjectId>,
}

impl NewMandate {
    /// One of somebody new in the unit whose officer the holder of this device is, without an end and without proof.
    pub fn new(office: Office, holder_name: impl Into<String>, since: Instant) -> Self {
        let holder_name = holder_name.into();
        Self {
            unit: None,
            office,
            holder: None,
            holder_name,
            theme: None,
            since,
            until: None,
            proof: None,
            document: None,
        }
    }
}

/// A change of mandates that isn't made yet: it can be weighed, and then recorded.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Whose facts it changes.
    pub mandate: MandateId,
    intent: Intent,
}

impl Prepared {
    pub(super) fn new(mandate: MandateId, intent: Intent) -> Self {
        Self { mandate, intent }
    }

    /// Whom it would wait for; nothing is written.
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
}

/// Prepares a mandate.
///
/// # Errors
/// [`Failure::NotFound`] when the unit isn't known here; [`Failure::Invalid`] for an office that is held for a theme, without one.
pub async fn prepare(session: &Session, new: &NewMandate) -> Result<Prepared, Failure> {
    let (stream, unit) = office_of(session, new.unit).await?;
    let theme = theme(new.office, new.theme.as_deref())?;
    let mandate = MandateId::from_bytes(chance(session.ambient()));
    let holder = new.holder.unwrap_or_else(|| HolderId::from_bytes(chance(session.ambient())));
    let mut edits = vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("office", Value::text(new.office.to_string())),
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("holder_name", Value::text(new.holder_name.as_str())),
        Edit::set("since", Value::count(new.since.0)),
    ];
    edits.extend(new.until.map(|until| Edit::set("until", Value::count(until.0))));
    edits.extend(theme);
    edits.extend(proof(new.proof.as_deref())?.map(|proof| Edit::set("proof", Value::text(proof))));
    edits.extend(new.document.map(|document| Edit::set("document", Value::bytes(document.as_bytes()))));
    let payload = Payload::new("mandate_recorded", 1, edits);
    let intent = Intent { stream, subject: mandate.into(), payload, act: None, depends_on: Vec::new() };
    Ok(Prepared { mandate, intent })
}

/// The theme that an office is held for: one that has none is refused where it is recorded.
pub(crate) fn theme(office: Office, given: Option<&str>) -> Result<Option<Edit>, Failure> {
    let given = given.map(str::trim).unwrap_or_default();
    let invalid = |rule| Failure::Invalid { field: "theme", rule, value: given.to_owned() };
    match (office.has_a_theme(), given) {
        (true, "") => Err(invalid(Rule::Required)),
        (_, "") => Ok(None),
        (_, long) if long.chars().count() > 100 => Err(invalid(Rule::TooLong)),
        (_, given) => Ok(Some(Edit::set("theme", Value::text(given)))),
    }
}

fn proof(given: Option<&str>) -> Result<Option<&str>, Failure> {
    let given = given.map(str::trim).filter(|given| !given.is_empty());
    match given {
        Some(long) if long.chars().count() > 2000 => {
            Err(Failure::Invalid { field: "proof", rule: Rule::TooLong, value: long.to_owned() })
        }
        given => Ok(given),
    }
}

/// Prepares the end of a mandate at an instant.
///
/// # Errors
/// [`Failure::NotFound`] when the mandate isn't known here.
pub async fn prepare_end(session: &Session, mandate: MandateId, until: Instant) -> Result<Prepared, Failure> {
    let stream = stream_of(session, mandate).await?;
    let payload = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(until.0))]);
    let intent = Intent { stream, subject: mandate.into(), payload, act: None, depends_on: Vec::new() };
    Ok(Prepared { mandate, intent })
}

/// The mandates that the holder of this device may end, of those that aren't over: that of somebody else once a second mandate agrees.
///
/// # Errors
/// [`Failure`] when the cache can't be read.
pub async fn endable(session: &Session) -> Result<BTreeSet<MandateId>, Failure> {
    let (held, now) = (session.held().await, session.now().await?);
    let writes = |unit| {
        held.iter()
            .any(|held| held.unit == unit && held.compartment == Compartment::Office && held.verbs.has(Verb::Write))
    };
    let mandates = super::list(session).await?.into_iter();
    Ok(mandates.filter(|mandate| !mandate.is_over(now) && writes(mandate.unit)).map(|mandate| mandate.id).collect())
}

/// Where the facts on a mandate stand.
pub(super) async fn stream_of(session: &Session, mandate: MandateId) -> Result<StreamId, Failure> {
    let mut reader = session.reader().await?;
    let stream = sqlx::query_scalar::<_, Vec<u8>>("SELECT stream FROM mandates WHERE id = ?");
    let stream = stream.bind(mandate.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
    let missing = || Failure::NotFound { what: "mandate", given: mandate.to_string() };
    Ok(id("mandates", &stream.ok_or_else(missing)?, StreamId::from_bytes)?)
}

/// The `office` of a unit, and the unit.
pub(crate) async fn office_of(session: &Session, unit: Option<UnitId>) -> Result<(StreamId, UnitId), Failure> {
    let home = match unit {
        Some(_) => None,
        None => Some(session.stream(Compartment::Office).await?),
    };
    let mut reader = session.reader().await?;
    let row = sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>(
        "SELECT id, unit FROM streams WHERE compartment = 'office' AND (id = ?1 OR unit = ?2)",
    );
    let row = row
        .bind(home.map(|stream| stream.as_bytes().to_vec()))
        .bind(unit.map(|unit| unit.as_bytes().to_vec()))
        .fetch_optional(&mut *reader)
        .await?;
    let given = unit.map(|unit| unit.to_string()).unwrap_or_default();
    let (stream, unit) = row.ok_or(Failure::NotFound { what: "unit", given })?;
    let ids = |stream: &[u8], unit: &[u8]| -> Result<(StreamId, UnitId), CacheError> {
        Ok((id("streams", stream, StreamId::from_bytes)?, id("streams", unit, UnitId::from_bytes)?))
    };
    Ok(ids(&stream, &unit)?)
}

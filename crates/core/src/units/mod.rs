//! What a unit is called, where its clocks are set, by which code it is known: reading it, and putting it right.

pub mod groups;
pub mod merges;
pub mod opening;
pub mod splits;
pub mod ties;

use coopol_domain::access::{Need, Verb};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Edit, Payload, State};
use coopol_domain::kinds::{Shape, born_of};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::device::{Failure, Rule, Saved, Session};
use crate::mandates::office_of;

/// A unit as its facts say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Which.
    pub id: UnitId,
    /// `national`, `federation`, `section` or `group`.
    pub kind: String,
    /// How it is called, where its clocks are set, and by which code it is known.
    #[serde(flatten)]
    pub facts: Facts,
    /// The unit above, if there is one.
    pub parent: Option<UnitId>,
    /// How that is called, where its facts are read here.
    pub parent_name: Option<String>,
    /// The unit that it came out of, as that was called then.
    pub born_of: Option<String>,
    /// Whether it became a part of another: nothing of it changes any more (J1.5).
    pub closed: bool,
    /// Whether the holder of this device may put its facts right.
    pub changeable: bool,
}

/// What can be put right of a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// How people call it: "Section de Versailles".
    pub name: String,
    /// The IANA name of its time zone (J13).
    pub zone: String,
    /// The code by which the party knows it; empty when it has none.
    pub code: String,
}

/// A correction that isn't made yet: it can be weighed, and then recorded.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Of which unit.
    pub unit: UnitId,
    intent: Intent,
}

impl Prepared {
    /// Whom it would wait for; nothing is written.
    ///
    /// # Errors
    /// [`Failure`] for the rule that it breaks.
    pub async fn weigh(&self, session: &Session) -> Result<Option<Need>, Failure> {
        session.would(self.intent.clone()).await
    }

    /// What it is about: the unit itself, or what is asked.
    pub fn subject(&self) -> SubjectId {
        self.intent.subject
    }

    /// Records it.
    ///
    /// # Errors
    /// As [`weigh`](Self::weigh).
    pub async fn record(self, session: &Session) -> Result<Saved, Failure> {
        session.record(self.intent).await
    }
}

/// A unit; the one that is worked in, when it is `None`.
///
/// # Errors
/// [`Failure::NotFound`]: its facts aren't read here.
pub async fn sheet(session: &Session, unit: Option<UnitId>) -> Result<Sheet, Failure> {
    let (stream, unit, state) = known(session, unit).await?;
    let text = |field: &str| match state.get(field) {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let other = |field: &str| match state.get(field) {
        Value::Bytes(bytes) => bytes.as_slice().try_into().ok().map(UnitId::from_bytes),
        _ => None,
    };
    let (parent, closed) = (other("parent"), other("merged_into").is_some());
    let writes = session.held().await.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write));
    Ok(Sheet {
        id: unit,
        kind: text("kind"),
        facts: Facts { name: text("name"), zone: text("zone"), code: text("code") },
        parent,
        parent_name: match parent {
            Some(parent) => name(session, parent).await?,
            None => None,
        },
        born_of: born_of(&state).map(|(_, name)| name),
        closed,
        changeable: writes && !closed,
    })
}

/// Prepares a correction: what differs between `seen`, as it stood when somebody began, and `wanted`.
///
/// # Errors
/// [`Failure::NotFound`], and [`Failure::Invalid`] for what no unit can be called, or a zone that there isn't.
pub async fn prepare(
    session: &Session,
    unit: Option<UnitId>,
    seen: &Facts,
    wanted: &Facts,
) -> Result<Prepared, Failure> {
    let (stream, unit, state) = known(session, unit).await?;
    let changed = fields(wanted).into_iter().zip(fields(seen)).filter(|(wanted, seen)| wanted != seen);
    let changed: Vec<(&'static str, Value)> = changed.map(|(wanted, _)| wanted).collect();
    for (field, value) in &changed {
        fit(field, value)?;
    }
    let edits = changed.into_iter().filter(|(field, after)| state.get(field) != after);
    let edits = edits.map(|(field, after)| Edit::change(field, state.get(field).clone(), after)).collect();
    let payload = Payload::new("unit_changed", 1, edits);
    Ok(Prepared { unit, intent: Intent { stream, subject: unit.into(), payload, act: None, depends_on: Vec::new() } })
}

/// What isn't typed is nothing.
fn fields(facts: &Facts) -> [(&'static str, Value); 3] {
    [("name", &facts.name), ("zone", &facts.zone), ("code", &facts.code)].map(|(field, text)| {
        let text = text.trim();
        (field, if text.is_empty() { Value::Null } else { Value::text(text) })
    })
}

fn fit(field: &'static str, value: &Value) -> Result<(), Failure> {
    let rule = coopol_domain::kinds::sort("unit").and_then(|sort| sort.field(field)).map(|rule| rule.shape);
    let (broken, value) = match (rule, value) {
        (_, Value::Null) if field != "code" => (Rule::Required, ""),
        (Some(Shape::Text(most)), Value::Text(text)) if text.len() > most => (Rule::TooLong, text.as_str()),
        (_, Value::Text(zone)) if field == "zone" && TimeZone::get(zone).is_err() => (Rule::Choice, zone.as_str()),
        _ => return Ok(()),
    };
    Err(Failure::Invalid { field, rule: broken, value: value.to_owned() })
}

/// The unit's `office`, and its facts with the outbox folded over them.
async fn known(session: &Session, unit: Option<UnitId>) -> Result<(StreamId, UnitId, State), Failure> {
    let unit = match unit {
        Some(unit) => Some(unit),
        None => session.unit().await?,
    };
    let (stream, unit) = office_of(session, unit).await?;
    let state = session.shown(stream, unit.into()).await?;
    let state = state.ok_or(Failure::NotFound { what: "unit", given: unit.to_string() })?;
    Ok((stream, unit, state))
}

async fn name(session: &Session, unit: UnitId) -> Result<Option<String>, Failure> {
    let mut reader = session.reader().await?;
    let name = sqlx::query_scalar::<_, String>("SELECT name FROM units WHERE id = ? LIMIT 1");
    Ok(name.bind(unit.as_bytes().to_vec()).fetch_optional(&mut *reader).await?)
}

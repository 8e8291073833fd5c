//! What one unit asks of another: that one of them stands above the other. Both have to say so. And the sections and
//! working groups that are opened.

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State};
use coopol_domain::kinds::{UnitKind, stands_above};
use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite};

use super::{Facts, Prepared, fields, fit, sheet};
use crate::ambient::chance;
use crate::cache::id;
use crate::device::{Failure, Rule, Session};
use crate::mandates::office_of;
use crate::transport::{Http, TransportError, UnitNamed};

/// What stands between this unit and another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tie {
    /// Which.
    pub id: SubjectId,
    /// In whose records it is said.
    pub unit: UnitId,
    /// The other unit, or the one that was opened; nothing until it is.
    pub other: Option<UnitId>,
    /// How that was called then.
    pub name: String,
    /// `above`, `below` or `new`: where it stands, seen from here.
    pub side: String,
    /// `asked`, `proposed`, `accepted`, `declined`, `withdrawn`, `overtaken` or `tied`.
    pub word: String,
    #[serde(skip)]
    stream: StreamId,
}

/// What is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    /// A section, below a federation.
    Section,
    /// A working group, which is run like a section.
    Group,
}

impl New {
    /// As the question says it: a section goes without saying.
    fn said(self) -> Value {
        if self == Self::Group { Value::text(UnitKind::Group.as_str()) } else { Value::Null }
    }
}

/// What is said to what another unit asks, or to what one asked oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Yes.
    Accept,
    /// No.
    Decline,
    /// One's own question is taken back, while nobody has answered.
    Withdraw,
}

type Row = (Vec<u8>, Vec<u8>, Vec<u8>, Option<Vec<u8>>, String, String, String);

/// What was ever said of other units in those where the holder has a mandate, what waits first, then by name.
pub async fn list(session: &Session) -> Result<Vec<Tie>, Failure> {
    let own = session.own_streams(Compartment::Office).await?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let mut reader = session.reader().await?;
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT ties.id, ties.stream, streams.unit, ties.unit, ties.name, ties.side, ties.word
         FROM ties JOIN streams ON streams.id = ties.stream WHERE ties.stream IN (",
    );
    let mut these = sql.separated(", ");
    for stream in own {
        these.push_bind(stream.as_bytes().to_vec());
    }
    sql.push(") ORDER BY ties.word NOT IN ('proposed', 'asked'), ties.word <> 'proposed', ties.name, ties.id");
    let rows = sql.build_query_as::<Row>().fetch_all(&mut *reader).await?;
    let tie = |(own, stream, unit, other, name, side, word): Row| {
        Ok(Tie {
            id: id("ties", &own, SubjectId::from_bytes)?,
            unit: id("ties", &unit, UnitId::from_bytes)?,
            other: other.map(|other| id("ties", &other, UnitId::from_bytes)).transpose()?,
            name,
            side,
            word,
            stream: id("ties", &stream, StreamId::from_bytes)?,
        })
    };
    rows.into_iter().map(tie).collect()
}

/// Those that wait for an answer of whoever uses this device.
pub async fn waiting(session: &Session) -> Result<Vec<Tie>, Failure> {
    let held = session.held().await;
    let writes = |tie: &Tie| held.iter().any(|held| held.stream == tie.stream && held.verbs.has(Verb::Write));
    Ok(list(session).await?.into_iter().filter(|tie| tie.word == "proposed" && writes(tie)).collect())
}

/// The units that could come to stand above the one that is worked in, or below it: those that the server names, that are of the right
/// level, and that nothing stands above yet.
///
/// # Errors
/// [`TransportError`]; of what isn't known here, there are none.
pub async fn candidates(session: &Session, server: &Http, above: bool) -> Result<Vec<UnitNamed>, TransportError> {
    let Ok(own) = sheet(session, None).await else { return Ok(Vec::new()) };
    let units = server.units().await?.into_iter();
    let fits = |other: &UnitNamed| match (UnitKind::of(&own.kind), UnitKind::of(&other.kind)) {
        (Some(own), Some(other)) if above => stands_above(other, own),
        (Some(own), Some(kind)) => stands_above(own, kind) && other.parent.is_none(),
        _ => false,
    };
    Ok(units.filter(|other| other.id != own.id && fits(other)).collect())
}

/// Prepares a question to another unit: to stand above this one, or below it.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Invalid`] where this unit stands below another already.
pub async fn ask(session: &Session, other: &UnitNamed, above: bool) -> Result<Prepared, Failure> {
    let own = sheet(session, None).await?;
    if above && own.parent.is_some() {
        let value = own.parent_name.unwrap_or_default();
        return Err(Failure::Invalid { field: "parent", rule: Rule::Choice, value });
    }
    let (stream, unit) = office_of(session, Some(own.id)).await?;
    let edits = vec![
        Edit::set("unit", Value::bytes(other.id.as_bytes())),
        Edit::set("name", Value::text(&other.name)),
        Edit::set("side", Value::text(if above { "above" } else { "below" })),
        Edit::set("word", Value::text("asked")),
    ];
    let subject = SubjectId::from_bytes(chance(session.ambient()));
    Ok(prepared(unit, stream, subject, Payload::new("tie_asked", 1, edits)))
}

/// Prepares an answer.
///
/// # Errors
/// [`Failure::NotFound`] for what isn't open here.
pub async fn reply(session: &Session, tie: SubjectId, reply: Reply) -> Result<Prepared, Failure> {
    let (open, kind, word) = match reply {
        Reply::Accept => ("proposed", "tie_accepted", "accepted"),
        Reply::Decline => ("proposed", "tie_declined", "declined"),
        Reply::Withdraw => ("asked", "tie_withdrawn", "withdrawn"),
    };
    let known = list(session).await?.into_iter().find(|known| known.id == tie && known.word == open);
    let known = known.filter(|known| known.side != "new");
    let Tie { unit, stream, .. } = known.ok_or(Failure::NotFound { what: "tie", given: tie.to_string() })?;
    let edits = vec![Edit::change("word", Value::text(open), Value::text(word))];
    Ok(prepared(unit, stream, tie, Payload::new(kind, 1, edits)))
}

/// Prepares a new section below the federation that is worked in, or a working group below whichever unit that is.
///
/// # Errors
/// [`Failure::Invalid`] for what no unit can be called.
pub async fn open(session: &Session, kind: New, facts: &Facts) -> Result<(SubjectId, Prepared), Failure> {
    let (stream, unit) = office_of(session, session.unit().await?).await?;
    let fields = fields(facts);
    for (field, value) in &fields {
        fit(field, value)?;
    }
    let edits = fields.into_iter().filter(|(_, value)| *value != Value::Null);
    let mut edits: Vec<Edit> = edits.map(|(field, value)| Edit::set(field, value)).collect();
    // What an authority from before knows is asked as before.
    let version = if kind == New::Group { 2 } else { 1 };
    edits.extend((kind == New::Group).then(|| Edit::set("kind", kind.said())));
    let subject = SubjectId::from_bytes(chance(session.ambient()));
    Ok((subject, prepared(unit, stream, subject, Payload::new("opening_asked", version, edits))))
}

/// The section that was opened, once it is.
///
/// # Errors
/// [`Failure::NotFound`] for what was never asked for.
pub async fn opened(session: &Session, opening: SubjectId) -> Result<Option<UnitId>, Failure> {
    let known = list(session).await?.into_iter().find(|known| known.id == opening && known.side == "new");
    Ok(known.ok_or(Failure::NotFound { what: "tie", given: opening.to_string() })?.other)
}

/// The openings of these very words that were asked for in the federation that is worked in, each with the section that came of it.
pub(super) async fn asked_so(
    session: &Session,
    kind: New,
    facts: &Facts,
) -> Result<Vec<(SubjectId, Option<UnitId>)>, Failure> {
    let (stream, _) = office_of(session, session.unit().await?).await?;
    let fields = fields(facts);
    let mut same = Vec::new();
    for tie in list(session).await?.into_iter().filter(|tie| tie.side == "new" && tie.stream == stream) {
        let said = session.shown(stream, tie.id).await?;
        let alike = |said: &State| {
            *said.get("kind") == kind.said() && fields.iter().all(|(field, value)| said.get(field) == value)
        };
        if said.as_ref().is_some_and(alike) {
            same.push((tie.id, tie.other));
        }
    }
    Ok(same)
}

fn prepared(unit: UnitId, stream: StreamId, subject: SubjectId, payload: Payload) -> Prepared {
    Prepared { unit, intent: Intent { stream, subject, payload, act: None, depends_on: Vec::new() } }
}

//! Mandates as this device knows them: the one it works under, who holds or held one; recording one, and ending one.

mod appointed;
mod attested;
mod card;
mod caretaker;
mod change;
mod places;
mod suspension;

use coopol_domain::id::{HolderId, MandateId, StreamId, UnitId};
use coopol_domain::time::Instant;
use serde::Serialize;

pub use self::appointed::{Appointed, appointable, appointed, read_appointment};
pub use self::attested::{Attester, attested};
pub use self::card::{Card, prepare_card};
pub(crate) use self::caretaker::kept_caretaker;
use self::caretaker::read_caretaker;
pub use self::caretaker::{Caretaker, NewCaretaker, prepare_caretaker};
pub(crate) use self::change::office_of;
pub use self::change::{NewMandate, Prepared, endable, prepare, prepare_end};
pub use self::places::{Place, places};
pub use self::suspension::{NewSuspension, Possible, Suspension, prepare_lifting, prepare_suspension, suspendable};
pub(crate) use self::suspension::{kept_suspensions, read_suspensions};
use crate::cache::{count, id};
use crate::device::{Failure, Session};

/// One person holding one office in one unit from a date to a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// Which.
    pub id: MandateId,
    /// The office's word in the journal: `secretary`.
    pub office: String,
    /// Who holds it.
    pub holder: HolderId,
    /// How they are called.
    pub holder_name: String,
    /// In which unit.
    pub unit: UnitId,
    /// How that is called.
    pub unit_name: String,
    /// `national`, `federation`, `section` or `group`.
    pub unit_kind: String,
    /// From when.
    pub since: Instant,
    /// Until when, if that is known.
    pub until: Option<Instant>,
    /// How its holder wants to be reached, if they said so and it isn't over.
    pub card: Option<Card>,
    /// The spans in which it gives nothing, those that are over too.
    pub suspensions: Vec<Suspension>,
    /// That its holder was put in charge for a time.
    pub caretaker: Option<Caretaker>,
}

impl Mandate {
    /// Whether it has ended at `now`.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// What suspends it at `now`, if it isn't over.
    #[must_use]
    pub fn suspended(&self, now: Instant) -> Option<&Suspension> {
        self.suspensions.iter().filter(|span| span.covers(now) && !self.is_over(now)).min_by_key(|span| span.since)
    }

    /// Whether it is held at `now`.
    #[must_use]
    pub fn holds(&self, now: Instant) -> bool {
        self.since <= now && !self.is_over(now) && self.suspended(now).is_none()
    }
}

/// Somebody who holds a mandate, or held one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Who.
    pub id: HolderId,
    /// How they are called.
    pub name: String,
}

type Part = Option<String>;
type Row = (Vec<u8>, String, Vec<u8>, String, Vec<u8>, String, String, i64, Option<i64>, Part, Part, Part, Part, Part);

/// The mandate under which the device works in `stream`; `None` until its `office` stream was read.
pub async fn of_stream(session: &Session, stream: StreamId) -> Result<Option<Mandate>, Failure> {
    let mut reader = session.reader().await?;
    let row = sqlx::query_as::<_, Row>(
        "SELECT mandates.id, mandates.office, mandates.holder, mandates.holder_name, units.id, units.name, units.kind,
             mandates.since, mandates.until, mandates.card_name, mandates.card_email, mandates.card_phone,
             mandates.suspensions, mandates.caretaker
         FROM streams JOIN mandates ON mandates.id = streams.mandate JOIN units ON units.id = mandates.unit
         WHERE streams.id = ? LIMIT 1",
    );
    let row = row.bind(stream.as_bytes().to_vec()).fetch_optional(&mut *reader).await?;
    let now = session.ambient().now();
    let Some(mut found) = row.map(|row| mandate(row, now)).transpose()? else { return Ok(None) };
    suspension::name_authors(&mut reader, &mut found).await?;
    Ok(Some(found))
}

/// Every mandate that was ever recorded in the units whose `office` is read here, the newest first.
pub async fn list(session: &Session) -> Result<Vec<Mandate>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, Row>(
        "SELECT mandates.id, mandates.office, mandates.holder, mandates.holder_name, units.id, units.name, units.kind,
             mandates.since, mandates.until, mandates.card_name, mandates.card_email, mandates.card_phone,
             mandates.suspensions, mandates.caretaker
         FROM mandates JOIN units ON units.id = mandates.unit AND units.stream = mandates.stream
         ORDER BY units.name, mandates.since DESC, mandates.holder_name",
    );
    let now = session.ambient().now();
    let rows = rows.fetch_all(&mut *reader).await?.into_iter();
    let mut mandates = rows.map(|row| mandate(row, now)).collect::<Result<Vec<_>, Failure>>()?;
    for known in &mut mandates {
        suspension::name_authors(&mut reader, known).await?;
    }
    Ok(mandates)
}

/// A unit whose `office` is read here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitRow {
    /// Which.
    pub id: UnitId,
    /// How it is called.
    pub name: String,
    /// Whether it became a part of another: what it left is read, and doesn't change any more.
    pub closed: bool,
}

/// Those units, by name.
pub async fn units(session: &Session) -> Result<Vec<UnitRow>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String, bool)>(
        "SELECT id, max(name), max(merged_into IS NOT NULL) FROM units GROUP BY id ORDER BY max(name)",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    let unit = |(unit, name, closed): (Vec<u8>, String, bool)| {
        Ok(UnitRow { id: id("units", &unit, UnitId::from_bytes)?, name, closed })
    };
    rows.into_iter().map(unit).collect()
}

/// Everybody who holds or held a mandate here, by name.
pub async fn holders(session: &Session) -> Result<Vec<Holder>, Failure> {
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String)>(
        "SELECT holder, max(holder_name) FROM mandates GROUP BY holder ORDER BY max(holder_name)",
    );
    let rows = rows.fetch_all(&mut *reader).await?;
    let holder =
        |(holder, name): (Vec<u8>, String)| Ok(Holder { id: id("mandates", &holder, HolderId::from_bytes)?, name });
    rows.into_iter().map(holder).collect()
}

fn mandate(
    (own, office, holder, holder_name, unit, unit_name, unit_kind, since, until, name, email, phone, spans, kept): Row,
    now: Instant,
) -> Result<Mandate, Failure> {
    let until = until.map(|until| Instant(count(until)));
    let card = name.map(|name| Card { name, email, phone }).filter(|_| until.is_none_or(|until| now < until));
    Ok(Mandate {
        id: id("mandates", &own, MandateId::from_bytes)?,
        office,
        holder: id("mandates", &holder, HolderId::from_bytes)?,
        holder_name,
        unit: id("mandates", &unit, UnitId::from_bytes)?,
        unit_name,
        unit_kind,
        since: Instant(count(since)),
        until,
        card,
        suspensions: read_suspensions(spans.as_deref())?,
        caretaker: read_caretaker(kept.as_deref())?,
    })
}

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
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _};

pub use self::appointed::{Appointed, appointable, appointed, read_appointment};
pub use self::attested::{Attested, Attester, attested};
pub use self::card::{Card, prepare_card};
pub(crate) use self::caretaker::kept_caretaker;
use self::caretaker::read_caretaker;
pub use self::caretaker::{Caretaker, NewCaretaker, prepare_caretaker};
pub use self::change::{NewMandate, Prepared, endable, prepare, prepare_end};
pub(crate) use self::change::{office_of, theme};
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
    /// What they are in charge of, of an office that is held for a theme.
    pub theme: Option<String>,
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

/// What is read of a mandate and its unit.
const COLUMNS: &str = "mandates.id, mandates.office, mandates.theme, mandates.holder, mandates.holder_name, units.id AS unit,
    units.name AS unit_name, units.kind AS unit_kind, mandates.since, mandates.until, mandates.card_name, mandates.card_email,
    mandates.card_phone, mandates.suspensions, mandates.caretaker";

/// The mandate under which the device works in `stream`; `None` until its `office` stream was read.
pub async fn of_stream(session: &Session, stream: StreamId) -> Result<Option<Mandate>, Failure> {
    let now = session.now().await?;
    let mut reader = session.reader().await?;
    let mut query = QueryBuilder::new("SELECT ");
    query.push(COLUMNS).push(
        " FROM streams JOIN mandates ON mandates.id = streams.mandate JOIN units ON units.id = mandates.unit
         WHERE streams.id = ",
    );
    query.push_bind(stream.as_bytes().to_vec()).push(" LIMIT 1");
    let row = query.build().fetch_optional(&mut *reader).await?;
    let Some(mut found) = row.map(|row| mandate(&row, now)).transpose()? else { return Ok(None) };
    suspension::name_authors(&mut reader, &mut found).await?;
    Ok(Some(found))
}

/// Every mandate that was ever recorded in the units whose `office` is read here, the newest first.
pub async fn list(session: &Session) -> Result<Vec<Mandate>, Failure> {
    let now = session.now().await?;
    let mut reader = session.reader().await?;
    let mut query = QueryBuilder::new("SELECT ");
    query.push(COLUMNS).push(
        " FROM mandates JOIN units ON units.id = mandates.unit AND units.stream = mandates.stream
         ORDER BY units.name, mandates.since DESC, mandates.holder_name",
    );
    let rows = query.build().fetch_all(&mut *reader).await?;
    let mut mandates = rows.iter().map(|row| mandate(row, now)).collect::<Result<Vec<_>, Failure>>()?;
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

fn mandate(row: &SqliteRow, now: Instant) -> Result<Mandate, Failure> {
    let text = |column: &str| row.try_get::<Option<String>, _>(column);
    let bytes = |column: &str| row.try_get::<Vec<u8>, _>(column);
    let until = row.try_get::<Option<i64>, _>("until")?.map(|until| Instant(count(until)));
    let card = match text("card_name")? {
        Some(name) if until.is_none_or(|until| now < until) => {
            Some(Card { name, email: text("card_email")?, phone: text("card_phone")? })
        }
        _ => None,
    };
    Ok(Mandate {
        id: id("mandates", &bytes("id")?, MandateId::from_bytes)?,
        office: row.try_get("office")?,
        theme: text("theme")?,
        holder: id("mandates", &bytes("holder")?, HolderId::from_bytes)?,
        holder_name: row.try_get("holder_name")?,
        unit: id("mandates", &bytes("unit")?, UnitId::from_bytes)?,
        unit_name: row.try_get("unit_name")?,
        unit_kind: row.try_get("unit_kind")?,
        since: Instant(count(row.try_get("since")?)),
        until,
        card,
        suspensions: read_suspensions(text("suspensions")?.as_deref())?,
        caretaker: read_caretaker(text("caretaker")?.as_deref())?,
    })
}

//! What is known of somebody's dues, confirmed or not, and what a file says otherwise. A file tells of each year one amount:
//! where one payment was noted and the file has another amount, that payment is corrected.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Payload};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::cache::{CacheError, id};
use crate::device::Session;

/// A payment that was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Paid {
    payment: SubjectId,
    /// What counts, a correction that waits for the treasurer included.
    cents: i64,
    /// What is in force, to be corrected from.
    in_force: i64,
    /// The proposal of it or of its correction that this device's holder made and may withdraw.
    own: Option<ChangeId>,
    /// Whether it exists but as a proposal.
    proposed: bool,
}

/// Payments by person and year.
#[derive(Debug, Default)]
pub(super) struct Known {
    paid: BTreeMap<(SubjectId, i64), Vec<Paid>>,
    /// Whose payment it is, and of which year.
    places: HashMap<SubjectId, (SubjectId, i64)>,
}

/// What a file says of a year that wasn't known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Payment {
    pub(super) year: i64,
    pub(super) cents: i64,
    /// The payment that has another amount, and that amount.
    pub(super) corrects: Option<(SubjectId, i64)>,
    /// An own proposal of another amount, which this one takes the place of.
    pub(super) withdraws: Option<ChangeId>,
}

/// Who imports.
struct Importer {
    holder: HolderId,
    treasury: Option<StreamId>,
    /// Whether they may write dues; they propose them otherwise.
    writes: bool,
}

impl Importer {
    async fn of(session: &Session) -> Self {
        let treasury = session.stream(Compartment::Dues).await.ok();
        let held = session.held().await;
        let writes = held.iter().any(|held| Some(held.stream) == treasury && held.verbs.has(Verb::Write));
        Self { holder: session.holder().await, treasury, writes }
    }
}

impl Payment {
    /// A payment of which nothing was known.
    pub(super) fn new(year: i64, cents: i64) -> Self {
        Self { year, cents, corrects: None, withdraws: None }
    }
}

impl Known {
    pub(super) async fn load(session: &Session) -> Result<Self, crate::device::Failure> {
        let importer = Importer::of(session).await;
        let mut reader = session.reader().await?;
        let reader = &mut *reader;
        let underway = Underway::load(reader, &importer).await?;
        let mut known = Self::default();
        known.noted(reader, &underway).await?;
        known.waiting(reader, &underway, &importer).await?;
        Ok(known)
    }

    /// Those of the treasury, what this device noted a moment ago included.
    async fn noted(&mut self, reader: &mut SqliteConnection, underway: &Underway) -> Result<(), CacheError> {
        let rows = sqlx::query("SELECT id, person, year, amount_cents FROM dues WHERE NOT removed ORDER BY id");
        for row in rows.fetch_all(reader).await? {
            let payment = id("dues", row.try_get("id")?, SubjectId::from_bytes)?;
            let own = underway.proposed.get(&payment).copied();
            if own.is_some_and(|change| underway.answered.contains(&change)) {
                continue;
            }
            let (person, cents) =
                (id("dues", row.try_get("person")?, SubjectId::from_bytes)?, row.try_get("amount_cents")?);
            let paid = Paid { payment, cents, in_force: cents, own, proposed: own.is_some() };
            self.add((person, row.try_get("year")?), paid);
        }
        Ok(())
    }

    /// Those that wait for the treasurer, and corrections that do: the later ones count.
    async fn waiting(
        &mut self,
        reader: &mut SqliteConnection,
        underway: &Underway,
        importer: &Importer,
    ) -> Result<(), CacheError> {
        let rows = sqlx::query(
            "SELECT waiting.change, waiting.subject, waiting.payload, mandates.holder
             FROM waiting LEFT JOIN lines ON lines.stream = waiting.stream AND lines.seq = waiting.seq
             LEFT JOIN pushes ON pushes.hash = lines.push LEFT JOIN mandates ON mandates.id = pushes.mandate
             ORDER BY waiting.rowid",
        );
        for row in rows.fetch_all(reader).await? {
            let waits = Waits::read(&row)?;
            if underway.answered.contains(&waits.change) {
                continue;
            }
            let own = (waits.holder == Some(importer.holder)).then_some(waits.change);
            let said = |field: &str| waits.payload.edit(field).map(|edit| &edit.after);
            let Some(Value::Int(cents)) = said("amount_cents") else { continue };
            let place = self.places.get(&waits.payment);
            let of_payment = place.and_then(|place| self.paid.get_mut(place));
            let of_payment = of_payment.and_then(|all| all.iter_mut().find(|paid| paid.payment == waits.payment));
            match (said("person"), said("year"), of_payment) {
                (Some(Value::Bytes(person)), Some(Value::Int(year)), None) => {
                    let person = id("waiting", person, SubjectId::from_bytes)?;
                    let paid = Paid { payment: waits.payment, cents: *cents, in_force: *cents, own, proposed: true };
                    self.add((person, *year), paid);
                }
                (None, _, Some(paid)) => (paid.cents, paid.own) = (*cents, own),
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, place: (SubjectId, i64), paid: Paid) {
        self.places.insert(paid.payment, place);
        self.paid.entry(place).or_default().push(paid);
    }

    /// What of a year's amount isn't known. Of several payments of one year nobody knows which the file has otherwise.
    pub(super) fn news(&self, person: SubjectId, year: i64, cents: i64) -> Option<Payment> {
        let known = self.paid.get(&(person, year)).map_or(&[][..], Vec::as_slice);
        if known.iter().map(|paid| paid.cents).sum::<i64>() == cents && !known.is_empty() {
            return None;
        }
        match known {
            [] => Some(Payment::new(year, cents)),
            // What somebody else proposed is theirs to correct.
            [paid] if paid.proposed => Some(Payment { withdraws: Some(paid.own?), ..Payment::new(year, cents) }),
            [paid] if paid.in_force == cents => None,
            [paid] => Some(Payment {
                corrects: Some((paid.payment, paid.in_force)),
                withdraws: paid.own,
                ..Payment::new(year, cents)
            }),
            _ => None,
        }
    }
}

/// What this device did a moment ago and has no entry yet.
struct Underway {
    /// By payment, the change that proposes it.
    proposed: BTreeMap<SubjectId, ChangeId>,
    /// What was answered: it is withdrawn, or no longer waits.
    answered: BTreeSet<ChangeId>,
}

impl Underway {
    async fn load(reader: &mut SqliteConnection, importer: &Importer) -> Result<Self, CacheError> {
        let rows = sqlx::query("SELECT id, stream, subject, kind, payload FROM outbox WHERE progress = 'saved'");
        let mut underway = Self { proposed: BTreeMap::new(), answered: BTreeSet::new() };
        for row in rows.fetch_all(reader).await? {
            let payload: &[u8] = row.try_get("payload")?;
            underway.answered.extend(Payload::decode(payload).map_err(CacheError::damaged("outbox"))?.quotes);
            let stream = id("outbox", row.try_get("stream")?, StreamId::from_bytes)?;
            let records = row.try_get::<&str, _>("kind")? == "dues_recorded";
            if records && Some(stream) == importer.treasury && !importer.writes {
                let payment = id("outbox", row.try_get("subject")?, SubjectId::from_bytes)?;
                underway.proposed.insert(payment, id("outbox", row.try_get("id")?, ChangeId::from_bytes)?);
            }
        }
        Ok(underway)
    }
}

/// A change that waits for somebody.
struct Waits {
    change: ChangeId,
    payment: SubjectId,
    payload: Payload,
    holder: Option<HolderId>,
}

impl Waits {
    fn read(row: &SqliteRow) -> Result<Self, CacheError> {
        let holder: Option<&[u8]> = row.try_get("holder")?;
        Ok(Self {
            change: id("waiting", row.try_get("change")?, ChangeId::from_bytes)?,
            payment: id("waiting", row.try_get("subject")?, SubjectId::from_bytes)?,
            payload: Payload::decode(row.try_get("payload")?).map_err(CacheError::damaged("waiting"))?,
            holder: holder.map(|holder| id("mandates", holder, HolderId::from_bytes)).transpose()?,
        })
    }
}

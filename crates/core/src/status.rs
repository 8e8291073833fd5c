//! The words of the status line, as counts.

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, SubjectId, UnitId};
use coopol_domain::journal::Payload;
use coopol_domain::kinds;
use coopol_domain::time::Instant;
use serde::Serialize;
use sqlx::SqliteConnection;

use crate::cache::{CacheError, count, id};
use crate::device::{Failure, Session};
use crate::handover;
use crate::history::FieldChange;
use crate::mandates;
use crate::proposals;
use crate::roster::{arrivals, passing};
use crate::units::{merges, splits, ties};

/// Where the profile stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// *Saved here*, not yet received by the server.
    pub waiting: u64,
    /// *Received*, its entry still to be read.
    pub received: u64,
    /// Refused, and not yet seen by anybody.
    pub refused: u64,
    /// Held for somebody else, of one's own.
    pub held: u64,
    /// Overlaps to settle.
    pub to_verify: u64,
    /// Changes of others that wait for the office held here.
    pub proposals: u64,
    /// People whom other units send here, and who wait to be taken in.
    pub arrivals: u64,
    /// Units that ask to stand above this one, or below it.
    pub ties: u64,
    /// Sections that are to come out of this one, on which an answer is awaited.
    pub splits: u64,
    /// Units that are to become parts of others, on which an answer is awaited.
    pub merges: u64,
    /// Sections that this one agreed should come out of it, before anybody was sent there.
    pub to_pass: u64,
    /// What the level above reminded a unit of the holder's of, and that is still lacking.
    pub reminders: u64,
    /// Somebody whom the level above put in charge of a unit of the holder's, and of which they haven't said that they read it.
    pub appointed: u64,
    /// Entries that are sealed.
    pub sealed: u64,
    /// Whether the past before a snapshot is still to be checked.
    pub checking: bool,
    /// Whether something was done with a newer version of the program, which this one only keeps (J2.5).
    pub behind: bool,
    /// The last exchange with the server, by its own clock.
    pub last_contact: Option<Instant>,
    /// When the profile locks unless it has spoken with the server.
    pub lease_until: Option<Instant>,
    /// The alarm by which the profile only reads.
    pub alarm: Option<String>,
    /// Until when, at most, the restored server takes back what it lost and does nothing else (J8).
    pub restoring: Option<Instant>,
}

/// A change that was refused. What was typed stays readable until somebody has seen it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// Which.
    pub id: ChangeId,
    /// When it was made.
    pub at: Instant,
    /// What it is about.
    pub subject: SubjectId,
    /// In whose records, where that is known.
    #[serde(skip)]
    pub unit: Option<UnitId>,
    /// The sort of that in the journal: `person`, `event`.
    pub sort: String,
    /// How that is called: now, or as the change itself said.
    pub name: Option<String>,
    /// `refused`, `held` or `quarantined`.
    pub progress: String,
    /// The server's word for why.
    pub reason: Option<String>,
    /// What it said.
    pub fields: Vec<FieldChange>,
}

/// Where the profile stands now. Says so too when the lease is over.
pub async fn status(session: &Session) -> Result<Status, CacheError> {
    let mut reader = session.cache().reader().await?;
    let reached = sqlx::query_as::<_, (String, i64)>("SELECT reached, count(*) FROM outbox_reached GROUP BY reached");
    let reached: BTreeMap<String, i64> = reached.fetch_all(&mut *reader).await?.into_iter().collect();
    let reached = |words: &[&str]| words.iter().filter_map(|word| reached.get(*word)).map(|found| count(*found)).sum();
    let counts = sqlx::query!(
        r#"SELECT
               (SELECT count(*) FROM overlaps) AS "to_verify!: i64",
               (SELECT coalesce(sum(size), 0) FROM streams) AS "sealed!: i64",
               (SELECT coalesce(max(unchecked), 0) FROM streams) AS "checking!: bool""#
    );
    let counts = counts.fetch_one(&mut *reader).await?;
    let lease = sqlx::query!("SELECT until, last_contact FROM lease").fetch_one(&mut *reader).await?;
    let alarm = sqlx::query_scalar!("SELECT alarm FROM device").fetch_one(&mut *reader).await?;
    let behind = sqlx::query_scalar::<_, bool>("SELECT coalesce(max(behind), 0) FROM streams");
    let behind = behind.fetch_one(&mut *reader).await?;
    drop(reader);
    let proposals = match proposals::list(session).await {
        Ok(waiting) => waiting.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        // Nothing is shown of them while the lease is over.
        Err(_) => 0,
    };
    let arrivals = match arrivals::list(session).await {
        Ok(waiting) => waiting.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let ties = match ties::waiting(session).await {
        Ok(waiting) => waiting.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let splits = match splits::list(session).await {
        Ok(known) => known.iter().filter(|split| split.asked).count() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let merges = match merges::list(session).await {
        Ok(known) => known.iter().filter(|merge| merge.asked).count() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let to_pass = match passing::to_do(session).await {
        Ok(agreed) => agreed.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let reminders = match handover::reminders(session).await {
        Ok(open) => open.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let appointed = match mandates::appointed(session).await {
        Ok(unread) => unread.len() as u64,
        Err(Failure::Cache(error)) => return Err(error),
        Err(_) => 0,
    };
    let restoring = session.restoring().await?.map(|says| says.until);
    let instant = |at: Option<i64>| at.map(|at| Instant(count(at)));
    Ok(Status {
        proposals,
        arrivals,
        ties,
        splits,
        merges,
        to_pass,
        reminders,
        appointed,
        waiting: reached(&["saved", "signed"]),
        received: reached(&["received"]),
        refused: reached(&["refused"]),
        held: reached(&["held", "quarantined"]),
        to_verify: count(counts.to_verify),
        sealed: count(counts.sealed),
        checking: counts.checking,
        behind,
        last_contact: instant(lease.last_contact),
        lease_until: instant(lease.until),
        alarm,
        restoring,
    })
}

/// What the server didn't simply take, oldest first.
pub async fn refused(session: &Session) -> Result<Vec<Refused>, Failure> {
    let units: BTreeMap<[u8; 16], UnitId> =
        session.held().await.into_iter().map(|held| (*held.stream.as_bytes(), held.unit)).collect();
    let mut reader = session.reader().await?;
    let rows = sqlx::query!(
        "SELECT id, stream, subject, made_at, progress, detail, payload FROM outbox
         WHERE progress IN ('refused', 'held', 'quarantined') ORDER BY place"
    );
    let mut refused = Vec::new();
    for row in rows.fetch_all(&mut *reader).await? {
        let payload = Payload::decode(&row.payload).map_err(CacheError::damaged("outbox"))?;
        let subject = id("outbox", &row.subject, SubjectId::from_bytes)?;
        let kind = kinds::find(&payload.kind, payload.version);
        let mut fields = crate::history::fields(&payload);
        crate::history::name_people(&mut reader, &mut fields).await?;
        refused.push(Refused {
            id: id("outbox", &row.id, ChangeId::from_bytes)?,
            at: Instant(count(row.made_at)),
            subject,
            unit: units.get(row.stream.as_slice()).copied(),
            sort: kind.map(|kind| kind.sort.name.to_owned()).unwrap_or_default(),
            name: known(&mut reader, subject).await?.or_else(|| said(&payload)),
            progress: row.progress,
            reason: row.detail,
            fields,
        });
    }
    Ok(refused)
}

/// How a subject is called here; dues by whose they are.
async fn known(reader: &mut SqliteConnection, subject: SubjectId) -> Result<Option<String>, Failure> {
    let name = sqlx::query_scalar::<_, Option<String>>(
        "SELECT coalesce(
             (SELECT nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '') FROM people
              WHERE id = coalesce((SELECT person FROM dues WHERE id = ?1), ?1) LIMIT 1),
             (SELECT title FROM events WHERE id = ?1 LIMIT 1),
             (SELECT title FROM documents WHERE id = ?1 LIMIT 1),
             (SELECT holder_name FROM mandates WHERE id = ?1 LIMIT 1),
             (SELECT name FROM units WHERE id = ?1 LIMIT 1))",
    );
    Ok(name.bind(subject.as_bytes().to_vec()).fetch_one(reader).await?)
}

/// How a change calls what it is about: the only name of something that never came to be.
fn said(payload: &Payload) -> Option<String> {
    let text = |field: &str| match &payload.edits.iter().find(|edit| edit.field.as_str() == field)?.after {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    };
    let names: Vec<&str> = ["first_name", "last_name"].into_iter().filter_map(text).collect();
    let person = Some(names.join(" ")).filter(|name| !name.is_empty());
    person.or_else(|| ["title", "holder_name", "name"].into_iter().find_map(text).map(str::to_owned))
}

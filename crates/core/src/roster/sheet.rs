//! Everything about one person, in one call.

use coopol_domain::access::Verb;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use serde::Serialize;

use super::dues::{self, Payment};
use super::edit::unknown;
use super::list::DuesState;
use crate::agenda::attendance::{self, Lately};
use crate::device::{Failure, Session};
use crate::history::{self, Entry};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Who.
    pub id: SubjectId,
    /// First name.
    pub given_name: Option<String>,
    /// Last name.
    pub family_name: Option<String>,
    /// `mme` or `m`.
    pub civility: Option<String>,
    /// Day of birth.
    pub born_on: Option<String>,
    /// Street lines.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Commune.
    pub city: Option<String>,
    /// Country, when it isn't France.
    pub country: Option<String>,
    /// E-mails and phones.
    pub contacts: Vec<Contact>,
    /// Membership number.
    pub number: Option<String>,
    /// Day of joining.
    pub since: Option<String>,
    /// Day of leaving.
    pub until: Option<String>,
    /// The legal ground for keeping the data.
    pub category: Option<String>,
    /// Where the data come from.
    pub origin: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Marks.
    pub tags: Vec<String>,
    /// What they paid, latest year first.
    pub dues: Vec<Payment>,
    /// What the mandate lets do with it.
    pub dues_right: dues::Right,
    /// How often they came lately; nothing where the mandate shows no agenda.
    pub attendance: Option<Lately>,
    /// What waits to be settled.
    pub overlaps: Vec<OverlapView>,
    /// The latest changes, at most five.
    pub history: Vec<Entry>,
    /// Whether the person was taken out of the roster.
    pub removed: bool,
    /// Whether the mandate lets it be changed.
    pub writable: bool,
}

impl Sheet {
    /// Where they stand with the dues of a year, as the list says.
    #[must_use]
    pub fn dues_of(&self, year: i16) -> DuesState {
        if self.dues_right == dues::Right::None {
            return DuesState::Unseen;
        }
        let paid = self.dues.iter().any(|line| line.year == i64::from(year) && line.counts());
        DuesState::of(self.category.as_deref().unwrap_or_default(), paid)
    }
}

/// An e-mail or a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Its place in the set.
    pub element: String,
    /// `email` or `phone`.
    pub kind: String,
    /// The address, or the number in E.164.
    pub value: String,
    /// What it is for.
    pub label: Option<String>,
    /// When somebody last made sure of it.
    pub verified_on: Option<String>,
}

/// A field in which people wrote different things without seeing each other's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverlapView {
    /// The field of the journal: `last_name`, `contact/…`.
    pub field: String,
    /// Of somebody's mark at an event, how they are called, where the roster says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whose: Option<String>,
    /// The value in force first, then the others, in the order by which [`super::Keep`] names them.
    pub sides: Vec<OverlapSide>,
}

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverlapSide {
    /// As a text; nothing when the field was emptied.
    pub value: Option<String>,
    /// When it was written.
    pub at: Instant,
    /// By whom, as far as is known here.
    pub author: Option<String>,
}

/// How many entries of the history the sheet shows.
const HISTORY: u32 = 5;

/// The sheet of a person.
pub async fn sheet(session: &Session, person: SubjectId) -> Result<Sheet, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let (subject, at) = (person.as_bytes().as_slice(), stream.as_bytes().as_slice());
    let mut reader = session.reader().await?;
    let row = sqlx::query!(
        r#"SELECT first_name, last_name, civility, birth_date, street, postcode, city, country, number, joined_on,
               left_on, category, origin, note, tags, removed AS "removed: bool"
           FROM people WHERE id = ? AND stream = ?"#,
        subject,
        at
    );
    let row = row.fetch_optional(&mut *reader).await?.ok_or_else(|| unknown(person))?;
    // Whoever moved here from a unit that was merged into this one stands in two rosters.
    let contacts = sqlx::query_as::<_, Contact>(
        "SELECT element, type AS kind, value, label, verified_on FROM contacts
         WHERE person = ? AND stream = ? ORDER BY type, element",
    );
    let contacts = contacts.bind(subject).bind(at).fetch_all(&mut *reader).await?;
    let overlaps = crate::overlaps::of(&mut reader, person).await?;
    drop(reader);
    let about = history::Query { subject: Some(person), ..history::Query::default() };
    let history = history::list(session, &about, 0, HISTORY).await?.rows;
    let held = session.held().await;
    Ok(Sheet {
        dues: dues::list(session, person).await?,
        dues_right: dues::right(session).await?,
        attendance: attendance::lately(session, person).await?,
        id: person,
        given_name: row.first_name,
        family_name: row.last_name,
        civility: row.civility,
        born_on: row.birth_date,
        street: row.street,
        postcode: row.postcode,
        city: row.city,
        country: row.country,
        contacts,
        number: row.number,
        since: row.joined_on,
        until: row.left_on,
        category: row.category,
        origin: row.origin,
        note: row.note,
        tags: serde_json::from_str(&row.tags).unwrap_or_default(),
        overlaps,
        history,
        removed: row.removed,
        writable: held.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write)),
    })
}

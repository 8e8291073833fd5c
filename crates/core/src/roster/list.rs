//! The list: the rows of one window, with how many there are in all.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use serde::Serialize;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use crate::cache::{id, list_of};
use crate::device::{Failure, Session};
use crate::text::query as words;

use super::query::{Filter, PAID, PAID_END, Query, TO_VERIFY, Window};

/// Where somebody stands with this year's dues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DuesState {
    /// Paid.
    UpToDate,
    /// Not yet.
    Late,
    /// Owes nothing: no member.
    None,
    /// The mandate doesn't show dues.
    Unseen,
}

impl DuesState {
    /// `paid`: whether any payment of the year counts. One does by its amount, whether or not its day is known.
    #[must_use]
    pub fn of(category: &str, paid: bool) -> Self {
        match (category, paid) {
            ("member", true) => Self::UpToDate,
            ("member", false) => Self::Late,
            _ => Self::None,
        }
    }
}

/// One person in the list. Texts are empty when nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Who.
    pub id: SubjectId,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// `member`, `former_member`, `regular_contact`, `occasional_contact`.
    pub category: String,
    /// The first e-mail.
    pub email: String,
    /// The first phone, in E.164; [`crate::text::national`] writes it as people do.
    pub phone: String,
    /// The commune.
    pub commune: String,
    /// The membership number.
    pub number: String,
    /// The day of joining.
    pub since: Option<String>,
    /// Dues of this year.
    pub dues: DuesState,
    /// The oldest verification among the contacts; nothing if one was never verified.
    pub verified_on: Option<String>,
    /// An overlap waits on this person.
    pub to_verify: bool,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// In the order asked for.
    pub rows: Vec<Row>,
    /// Rows that satisfy the query.
    pub total: u64,
    /// People in the roster, whatever the query.
    pub all: u64,
    /// How many people each filter alone would show; none where it isn't seen.
    pub counts: Counts,
    /// Whether the mandate shows dues. Without, nobody is told to be late, and no filter asks who is.
    pub sees_dues: bool,
}

/// By filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
#[expect(missing_docs, reason = "each field is the filter of its name")]
pub struct Counts {
    pub up_to_date: u64,
    pub late: u64,
    pub regular_contact: u64,
    pub without_email: u64,
    pub to_verify: u64,
    pub former_member: u64,
    /// Whether or not they paid.
    pub members: u64,
}

/// Whether the mandate shows the dues of the unit that is worked in; why it doesn't.
async fn dues_seen(session: &Session) -> Result<Result<(), Failure>, Failure> {
    match session.stream(Compartment::Dues).await {
        Ok(_) => Ok(Ok(())),
        Err(unseen @ Failure::NoStream { .. }) => Ok(Err(unseen)),
        Err(other) => Err(other),
    }
}

/// The rows of a window.
///
/// # Errors
/// [`Failure::NoStream`]: nothing of the roster is shown, or a filter asks for dues that aren't.
pub async fn list(session: &Session, query: &Query, window: Window) -> Result<Page, Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let dues = dues_seen(session).await?;
    let sees_dues = dues.is_ok();
    if query.filters.iter().any(|filter| filter.is_about_dues()) {
        dues?;
    }
    let year = session.today().await?.year();
    // Asked before anything is read: what is written meanwhile is counted anew.
    let generation = session.cache().generation();
    let mut reader = session.reader().await?;
    let finds = finds(session, &mut reader, stream, &query.text).await?;
    let stream = stream.as_bytes().as_slice();
    let mut rows = rows(&mut reader, query, &finds, window, stream, year).await?;
    let (all, mut counts) = match session.tallies.known(generation, stream, year) {
        Some(known) => known,
        None => session.tallies.keep(generation, stream, year, counts(&mut reader, stream, year).await?),
    };
    let total = match &finds {
        _ if !query.filters.is_empty() => total(&mut reader, query, &finds, stream, year).await?,
        Finds::All => all,
        Finds::Few(places) | Finds::Many(places) => places.len() as u64,
    };
    if !sees_dues {
        (counts.up_to_date, counts.late) = (0, 0);
        for row in &mut rows {
            row.dues = DuesState::Unseen;
        }
    }
    Ok(Page { rows, total, all, counts, sees_dues })
}

/// Below so many it is faster to read each find's row from where it lies, and to sort them, than to go through all.
const FEW: usize = 500;

/// Whom the words of a query find.
enum Finds {
    /// There are no words.
    All,
    /// Those at these places.
    Few(Vec<i64>),
    /// The same, and they are many.
    Many(Vec<i64>),
}

async fn finds(
    session: &Session,
    reader: &mut SqliteConnection,
    stream: StreamId,
    text: &str,
) -> Result<Finds, Failure> {
    let wanted = words(text, false);
    if wanted.is_empty() {
        return Ok(Finds::All);
    }
    let people = session.cache().people(reader).await?;
    let found = people.find(&wanted).filter(|person| person.stream == stream && !person.removed);
    let places: Vec<i64> = found.map(|person| person.place).collect();
    Ok(if places.len() <= FEW { Finds::Few(places) } else { Finds::Many(places) })
}

async fn rows(
    reader: &mut SqliteConnection,
    query: &Query,
    finds: &Finds,
    window: Window,
    stream: &[u8],
    year: i16,
) -> Result<Vec<Row>, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT id, first_name, last_name, category, email, phone, city, number, joined_on, verified_on, ",
    );
    sql.push(PAID).push_bind(year).push(PAID_END).push(" AS paid, ").push(TO_VERIFY).push(" AS to_verify ");
    // Those before the window are passed in the index alone, however many they are.
    sql.push("FROM people WHERE place IN (SELECT place ");
    narrow(&mut sql, query, finds, stream, year);
    query.sort.order(&mut sql, year);
    sql.push(" LIMIT ").push_bind(window.limit).push(" OFFSET ").push_bind(window.offset).push(")");
    query.sort.order(&mut sql, year);
    sql.build().fetch_all(reader).await?.iter().map(row).collect()
}

async fn total(
    reader: &mut SqliteConnection,
    query: &Query,
    finds: &Finds,
    stream: &[u8],
    year: i16,
) -> Result<u64, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) ");
    narrow(&mut sql, query, finds, stream, year);
    let total: i64 = sql.build_query_scalar().fetch_one(reader).await?;
    Ok(crate::cache::count(total))
}

/// `removed = 0`, not `NOT removed`: only so is the index used that has the rows in order. Where finds are many, `+place` keeps
/// SQLite from reading each one's row from where it lies: one way through that index meets them in order, and reads only those
/// it shows. Where they are few, `NOT INDEXED` keeps it from that way.
fn narrow(sql: &mut QueryBuilder<Sqlite>, query: &Query, finds: &Finds, stream: &[u8], year: i16) {
    let way = if matches!(finds, Finds::Few(_)) { "FROM people NOT INDEXED" } else { "FROM people" };
    sql.push(way).push(" WHERE stream = ").push_bind(stream).push(" AND removed = 0");
    for filter in &query.filters {
        sql.push(" AND (");
        filter.condition(sql, year);
        sql.push(")");
    }
    match finds {
        Finds::All => {}
        Finds::Few(places) => {
            sql.push(" AND place IN (SELECT value FROM json_each(")
                .push_bind(list_of(places.iter().copied()))
                .push("))");
        }
        Finds::Many(places) => {
            sql.push(" AND +place IN (SELECT value FROM json_each(")
                .push_bind(list_of(places.iter().copied()))
                .push("))");
        }
    }
}

async fn counts(reader: &mut SqliteConnection, stream: &[u8], year: i16) -> Result<(u64, Counts), Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*)");
    for filter in Filter::ALL {
        sql.push(", count(*) FILTER (WHERE ");
        filter.condition(&mut sql, year);
        sql.push(")");
    }
    sql.push(", count(*) FILTER (WHERE category = 'member')");
    sql.push(" FROM people WHERE stream = ").push_bind(stream).push(" AND removed = 0");
    let row = sql.build().fetch_one(reader).await?;
    let at = |place: usize| row.try_get::<i64, _>(place).map(crate::cache::count);
    let counts = Counts {
        up_to_date: at(1)?,
        late: at(2)?,
        regular_contact: at(3)?,
        without_email: at(4)?,
        to_verify: at(5)?,
        former_member: at(6)?,
        members: at(7)?,
    };
    Ok((at(0)?, counts))
}

fn row(row: &sqlx::sqlite::SqliteRow) -> Result<Row, Failure> {
    let text = |name: &str| row.try_get::<Option<String>, _>(name).map(Option::unwrap_or_default);
    let category = text("category")?;
    let paid: bool = row.try_get("paid")?;
    let dues = DuesState::of(&category, paid);
    Ok(Row {
        id: id("people", row.try_get("id")?, SubjectId::from_bytes)?,
        given_name: text("first_name")?,
        family_name: text("last_name")?,
        category,
        email: text("email")?,
        phone: text("phone")?,
        commune: text("city")?,
        number: text("number")?,
        since: row.try_get("joined_on")?,
        dues,
        verified_on: row.try_get("verified_on")?,
        to_verify: row.try_get("to_verify")?,
    })
}

//! The list: the rows of one window, and those of a month.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use jiff::civil::Date;
use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::When;
use super::when::after_month;
use crate::cache::{count, id};
use crate::device::{Failure, Session};
use crate::roster::Window;
use crate::text::{fold, words};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// On which side of today.
    pub span: Span,
    /// Words of the title or the place, each from its beginning.
    pub text: String,
}

/// A stretch of the calendar. An event counts where any of its days lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// From today, soonest first.
    Coming,
    /// Until yesterday, latest first.
    Past,
    /// From one day to the day before another, soonest first.
    Days(Date, Date),
}

/// One event in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Which.
    pub id: SubjectId,
    /// The journal's word for what it is: `meeting`, `general_assembly`…
    pub category: String,
    /// How it is called.
    pub title: String,
    /// In its own zone.
    #[serde(flatten)]
    pub when: When,
    /// Where; empty when nobody said.
    pub place: String,
    /// Whether it won't take place.
    pub cancelled: bool,
    /// What is to be known; empty when nothing is.
    #[serde(skip)]
    pub description: String,
    /// The name under which another program knows it.
    #[serde(skip)]
    pub uid: Option<String>,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// In the order of the span.
    pub rows: Vec<Row>,
    /// Events that satisfy the query.
    pub total: u64,
    /// Events of the other side of today that satisfy the same text; 0 for a span of days.
    pub elsewhere: u64,
}

/// The word for an event that says nothing of what it is.
pub(super) const OTHER: &str = "other";

/// The rows of a window.
pub async fn list(session: &Session, query: &Query, window: Window) -> Result<Page, Failure> {
    let (stream, today) = (session.stream(Compartment::Agenda).await?, session.today().await?);
    let mut reader = session.reader().await?;
    let narrowing = Narrowing { stream, today, text: fold(&query.text) };
    let rows = rows(&mut reader, &narrowing, query.span, Some(window)).await?;
    let total = narrowing.total(&mut reader, query.span).await?;
    let elsewhere = match query.span {
        Span::Coming => narrowing.total(&mut reader, Span::Past).await?,
        Span::Past => narrowing.total(&mut reader, Span::Coming).await?,
        Span::Days(..) => 0,
    };
    Ok(Page { rows, total, elsewhere })
}

/// Everything in the month that begins on the day `first`.
pub async fn month(session: &Session, first: Date) -> Result<Vec<Row>, Failure> {
    events(session, Span::Days(first, after_month(first))).await
}

/// Every event of a span.
pub(crate) async fn events(session: &Session, span: Span) -> Result<Vec<Row>, Failure> {
    let (stream, today) = (session.stream(Compartment::Agenda).await?, session.today().await?);
    let mut reader = session.reader().await?;
    rows(&mut reader, &Narrowing { stream, today, text: String::new() }, span, None).await
}

struct Narrowing {
    stream: StreamId,
    today: Date,
    text: String,
}

type Stored = (
    Vec<u8>,
    Option<String>,
    String,
    String,
    Option<String>,
    String,
    bool,
    Option<String>,
    bool,
    Option<String>,
    Option<String>,
);

async fn rows(
    reader: &mut SqliteConnection,
    narrowing: &Narrowing,
    span: Span,
    window: Option<Window>,
) -> Result<Vec<Row>, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT id, category, title, starts, ends, zone, all_day, place, cancelled, description, uid ",
    );
    narrowing.narrow(&mut sql, span);
    sql.push(if span == Span::Past { " ORDER BY starts DESC, folded, id" } else { " ORDER BY starts, folded, id" });
    if let Some(window) = window {
        sql.push(" LIMIT ").push_bind(window.limit).push(" OFFSET ").push_bind(window.offset);
    }
    let stored = sql.build_query_as::<Stored>().fetch_all(reader).await?;
    // A time that can't be read was written by a later version, which will show it.
    stored.into_iter().filter_map(|stored| row(stored).transpose()).collect()
}

impl Narrowing {
    async fn total(&self, reader: &mut SqliteConnection, span: Span) -> Result<u64, Failure> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) ");
        self.narrow(&mut sql, span);
        Ok(count(sql.build_query_scalar().fetch_one(reader).await?))
    }

    fn narrow(&self, sql: &mut QueryBuilder<Sqlite>, span: Span) {
        const LAST_DAY: &str = " AND substr(coalesce(ends, starts), 1, 10)";
        sql.push("FROM events WHERE stream = ").push_bind(self.stream.as_bytes().to_vec()).push(" AND removed = 0");
        match span {
            Span::Coming => sql.push(LAST_DAY).push(" >= ").push_bind(self.today.to_string()),
            Span::Past => sql.push(LAST_DAY).push(" < ").push_bind(self.today.to_string()),
            Span::Days(from, until) => {
                sql.push(LAST_DAY).push(" >= ").push_bind(from.to_string());
                sql.push(" AND starts < ").push_bind(until.to_string())
            }
        };
        for word in words(&self.text) {
            sql.push(" AND instr(' ' || folded, ").push_bind(format!(" {word}")).push(") > 0");
        }
    }
}

fn row(stored: Stored) -> Result<Option<Row>, Failure> {
    let (event, category, title, starts, ends, zone, all_day, place, cancelled, description, uid) = stored;
    let id = id("events", &event, SubjectId::from_bytes)?;
    Ok(When::stored(&starts, ends.as_deref(), all_day, zone).map(|when| Row {
        id,
        category: category.unwrap_or_else(|| OTHER.to_owned()),
        title,
        when,
        place: place.unwrap_or_default(),
        cancelled,
        description: description.unwrap_or_default(),
        uid,
    }))
}

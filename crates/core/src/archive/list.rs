//! The list: the rows of one window, with every year that holds documents.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use serde::Serialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::found::{Fragment, all_in, query as words, sentence};
use crate::agenda::Titled;
use crate::cache::{CacheError, count, id};
use crate::device::{Failure, Session};
use crate::roster::Window;

/// What is looked for. Conditions that are given all hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words of titles and contents, each from its beginning.
    pub text: String,
    /// The year of the day that a document is about.
    pub year: Option<i16>,
    /// The journal's word for what a document is.
    pub category: Option<String>,
}

/// One document in the list. Texts are empty when nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub title: String,
    /// The journal's word for what it is.
    pub category: String,
    /// The day it is about.
    pub dated_on: Option<String>,
    /// How its file is called.
    pub file_name: String,
    /// Bytes of the file.
    pub size: u64,
    /// Who filed it, as far as the history here goes back.
    pub added_by: Option<String>,
    /// When.
    pub added_at: Option<Instant>,
    /// The event it comes from.
    pub event: Option<Titled>,
    /// The sentence that was found in the contents; nothing when the title holds the words, or none were looked for.
    pub found: Option<Vec<Fragment>>,
    /// Whether the file is on this device.
    pub here: bool,
    #[serde(skip)]
    pub(crate) blob: Option<Hash>,
}

/// A window of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Latest first, those without a day last.
    pub rows: Vec<Row>,
    /// Documents that satisfy the query.
    pub total: u64,
    /// Documents, whatever the query.
    pub all: u64,
    /// The years, latest first, whatever the query.
    pub years: Vec<Year>,
}

/// A year that holds documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Year {
    /// Which.
    pub year: i16,
    /// How many.
    pub count: u64,
}

/// The word for a document that says nothing of what it is.
const OTHER: &str = "other";

const COLUMNS: &str = "
    SELECT documents.*, events.title AS event_title, blobs.whole AS here,
        coalesce(lines.made_at, outbox.made_at) AS added_at, mandates.holder_name
    FROM documents
    LEFT JOIN events ON events.id = documents.event
    LEFT JOIN blobs ON blobs.stream = documents.stream AND blobs.name = documents.blob
    LEFT JOIN lines ON lines.subject = documents.id AND lines.stream = documents.stream AND lines.kind = 'document_filed'
    LEFT JOIN outbox ON outbox.subject = documents.id AND outbox.stream = documents.stream AND outbox.kind = 'document_filed'
    LEFT JOIN pushes ON pushes.hash = lines.push
    LEFT JOIN streams ON streams.id = outbox.stream
    LEFT JOIN mandates ON mandates.id = coalesce(pushes.mandate, streams.mandate)
    WHERE documents.stream = ";

/// The rows of a window.
pub async fn list(session: &Session, query: &Query, window: Window) -> Result<Page, Failure> {
    let stream = session.stream(Compartment::Archive).await?;
    let mut reader = session.reader().await?;
    let mut sql = QueryBuilder::<Sqlite>::new(COLUMNS);
    sql.push_bind(stream.as_bytes().to_vec()).push(" AND NOT documents.removed");
    narrow(&mut sql, query);
    sql.push(" GROUP BY documents.place ORDER BY documents.dated_on DESC, documents.title, documents.place LIMIT ");
    sql.push_bind(window.limit).push(" OFFSET ").push_bind(window.offset);
    let rows = sql.build().fetch_all(&mut *reader).await?;
    let rows = rows.iter().map(|stored| row(stored, &query.text)).collect::<Result<_, _>>()?;
    let total = total(&mut reader, stream, query).await?;
    let all =
        if *query == Query::default() { total } else { self::total(&mut reader, stream, &Query::default()).await? };
    Ok(Page { rows, total, all, years: years(&mut reader, stream).await? })
}

/// Every document, withdrawn ones apart.
pub(crate) async fn documents(session: &Session) -> Result<Vec<Row>, Failure> {
    let everything = Window { offset: 0, limit: u32::MAX };
    Ok(list(session, &Query::default(), everything).await?.rows)
}

/// One document, whether it was withdrawn or not, with whether it was.
pub(super) async fn one(
    session: &Session,
    stream: StreamId,
    document: SubjectId,
) -> Result<Option<(Row, bool)>, Failure> {
    let mut reader = session.reader().await?;
    let mut sql = QueryBuilder::<Sqlite>::new(COLUMNS);
    sql.push_bind(stream.as_bytes().to_vec()).push(" AND documents.id = ").push_bind(document.as_bytes().to_vec());
    let stored = sql.push(" LIMIT 1").build().fetch_optional(&mut *reader).await?;
    let found = stored.map(|stored| Ok::<_, Failure>((row(&stored, "")?, stored.try_get("removed")?)));
    found.transpose()
}

async fn total(reader: &mut SqliteConnection, stream: StreamId, query: &Query) -> Result<u64, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM documents WHERE documents.stream = ");
    sql.push_bind(stream.as_bytes().to_vec()).push(" AND NOT documents.removed");
    narrow(&mut sql, query);
    Ok(count(sql.build_query_scalar().fetch_one(reader).await?))
}

fn narrow(sql: &mut QueryBuilder<Sqlite>, query: &Query) {
    if let Some(year) = query.year {
        sql.push(" AND substr(documents.dated_on, 1, 4) = ").push_bind(format!("{year:04}"));
    }
    if let Some(category) = &query.category {
        sql.push(" AND coalesce(documents.category, 'other') = ").push_bind(category.clone());
    }
    if let Some(wanted) = words(&query.text) {
        sql.push(" AND documents.place IN (SELECT rowid FROM documents_search WHERE documents_search MATCH ");
        sql.push_bind(wanted).push(")");
    }
}

async fn years(reader: &mut SqliteConnection, stream: StreamId) -> Result<Vec<Year>, Failure> {
    let of = stream.as_bytes().as_slice();
    let rows = sqlx::query!(
        r#"SELECT substr(dated_on, 1, 4) AS "year!: String", count(*) AS "count!: i64" FROM documents
           WHERE stream = ? AND NOT removed AND dated_on IS NOT NULL GROUP BY 1 ORDER BY 1 DESC"#,
        of
    );
    let rows = rows.fetch_all(reader).await?.into_iter();
    Ok(rows.filter_map(|row| Some(Year { year: row.year.parse().ok()?, count: count(row.count) })).collect())
}

fn row(stored: &SqliteRow, wanted: &str) -> Result<Row, Failure> {
    let text = |name: &str| stored.try_get::<Option<String>, _>(name);
    let event: Option<&[u8]> = stored.try_get("event")?;
    let event = event.map(|event| id("documents", event, SubjectId::from_bytes)).transpose()?;
    let title: String = stored.try_get("title")?;
    let found = match text("text")? {
        Some(content) if words(wanted).is_some() && !all_in(&title, wanted) => sentence(&content, wanted),
        _ => None,
    };
    let blob: Option<&[u8]> = stored.try_get("blob")?;
    let blob = blob.map(|blob| <[u8; 32]>::try_from(blob).map(Hash::from)).transpose();
    let short = |_| CacheError::Damaged { place: "documents", why: "the name of a file has 32 bytes".to_owned() };
    Ok(Row {
        id: id("documents", stored.try_get("id")?, SubjectId::from_bytes)?,
        title,
        category: text("category")?.unwrap_or_else(|| OTHER.to_owned()),
        dated_on: text("dated_on")?,
        file_name: text("file")?.unwrap_or_default(),
        size: count(stored.try_get::<Option<i64>, _>("size")?.unwrap_or_default()),
        added_by: text("holder_name")?,
        added_at: stored.try_get::<Option<i64>, _>("added_at")?.map(|at| Instant(count(at))),
        event: event.zip(text("event_title")?).map(|(id, title)| Titled { id, title }),
        found,
        here: stored.try_get::<Option<bool>, _>("here")?.unwrap_or_default(),
        blob: blob.map_err(short)?,
    })
}

//! Promises: what the section owes somebody, until it is kept or given up.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use jiff::civil::Date;
use serde::Serialize;

use crate::cache::id;
use crate::device::{Failure, Saved, Session};
use crate::kept::{Home, Sort, reworded, typed};

const SORT: Sort = Sort {
    home: Home::Archive,
    name: "promise",
    made: "promise_made",
    changed: "promise_changed",
    withdrawn: "promise_withdrawn",
};

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the word of its name")]
pub enum Outcome {
    Kept,
    GivenUp,
}

/// A promise as it stands. Days are ISO texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Promise {
    /// Which.
    pub id: SubjectId,
    /// What was promised.
    pub title: String,
    /// To whom; empty when nobody said.
    pub promised_to: String,
    /// The day on which it was.
    pub made_on: Option<String>,
    /// The day by which it is to be kept.
    pub due_on: Option<String>,
    /// What else is to be known; empty when nothing is.
    pub note: String,
    /// What became of it; nothing while it is open.
    pub outcome: Option<Outcome>,
    /// The day on which that was said.
    pub settled_on: Option<String>,
}

/// A promise to be written. What is empty isn't said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the fields of `Promise`")]
pub struct PromiseDraft {
    pub title: String,
    pub promised_to: String,
    pub made_on: Option<Date>,
    pub due_on: Option<Date>,
    pub note: String,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: Vec<u8>,
    title: String,
    promised_to: Option<String>,
    made_on: Option<String>,
    due_on: Option<String>,
    note: Option<String>,
    outcome: Option<String>,
    settled_on: Option<String>,
}

/// The open ones, the soonest due first and those without a day last; then, if they are asked for, the others, the latest
/// settled first.
///
/// # Errors
/// [`Failure::NoStream`]: the mandate doesn't open the archives.
pub async fn promises(session: &Session, settled_too: bool) -> Result<Vec<Promise>, Failure> {
    let stream = session.stream(Compartment::Archive).await?;
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, Stored>(
        "SELECT id, title, promised_to, made_on, due_on, note, outcome, settled_on FROM promises
         WHERE stream = ? AND NOT removed AND (outcome IS NULL OR ?)
         ORDER BY outcome IS NOT NULL, settled_on DESC, due_on IS NULL, due_on, title, id",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).bind(settled_too).fetch_all(&mut *reader).await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Stored) -> Result<Promise, Failure> {
    Ok(Promise {
        id: id("promises", &row.id, SubjectId::from_bytes)?,
        title: row.title,
        promised_to: row.promised_to.unwrap_or_default(),
        made_on: row.made_on,
        due_on: row.due_on,
        note: row.note.unwrap_or_default(),
        outcome: row.outcome.map(|word| if word == "kept" { Outcome::Kept } else { Outcome::GivenUp }),
        settled_on: row.settled_on,
    })
}

/// Writes down a promise; which it is from now on.
///
/// # Errors
/// [`Failure::Invalid`]: it doesn't say what, or is too long.
pub async fn promise(session: &Session, draft: &PromiseDraft) -> Result<(SubjectId, Saved), Failure> {
    SORT.make(session, fields(draft)).await
}

/// Writes a promise as it shall be. What differs from `seen`, as it stood when somebody began, is one change; what others wrote
/// meanwhile stays.
///
/// # Errors
/// As [`promise`](fn@promise); [`Failure::NotFound`].
pub async fn rewrite_promise(
    session: &Session,
    promise: SubjectId,
    seen: &PromiseDraft,
    draft: &PromiseDraft,
) -> Result<Saved, Failure> {
    SORT.write(session, promise, SORT.changed, reworded(fields(seen), fields(draft))).await
}

/// Says what became of it, today; [`reopen`] and undo take that back.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn settle(session: &Session, promise: SubjectId, outcome: Outcome) -> Result<Saved, Failure> {
    let word = match outcome {
        Outcome::Kept => "kept",
        Outcome::GivenUp => "given_up",
    };
    // In the order of canonical bytes.
    let parts = [("on", session.today().await?.to_string()), ("outcome", word.to_owned())];
    let settled = Value::Map(parts.map(|(part, value)| (part.to_owned(), Value::Text(value))).into());
    SORT.write(session, promise, "promise_settled", [("settled", settled)]).await
}

/// Says that it is open after all.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn reopen(session: &Session, promise: SubjectId) -> Result<Saved, Failure> {
    SORT.write(session, promise, "promise_reopened", [("settled", Value::Null)]).await
}

/// Takes a promise out of the list; undo brings it back.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn withdraw_promise(session: &Session, promise: SubjectId) -> Result<Saved, Failure> {
    SORT.withdraw(session, promise).await
}

fn fields(draft: &PromiseDraft) -> [(&'static str, Value); 5] {
    let day = |day: Option<Date>| day.map_or(Value::Null, |day| Value::Text(day.to_string()));
    [
        ("title", typed(&draft.title)),
        ("promised_to", typed(&draft.promised_to)),
        ("made_on", day(draft.made_on)),
        ("due_on", day(draft.due_on)),
        ("note", typed(&draft.note)),
    ]
}

//! Saved lists: questions with a name.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Refusal;
use serde::Serialize;

use super::{Question, lying};
use crate::cache::id;
use crate::device::{Failure, Saved, Session};
use crate::kept::{Home, Sort, reworded, typed};
use crate::text::fold;

const SORT: Sort = Sort {
    home: Home::Desk,
    name: "saved_list",
    made: "list_saved",
    changed: "list_changed",
    withdrawn: "list_dropped",
};

/// A list as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedList {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub name: String,
    /// What it asks.
    #[serde(flatten)]
    pub question: Question,
    /// What this program doesn't know of it: a later one saved it, and opens it.
    pub unknown: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: Vec<u8>,
    words: String,
    filters: String,
    sorted_by: String,
    descending: bool,
    name: String,
}

/// Those on the desk, by name.
///
/// # Errors
/// [`Failure::NoStream`]: there is no desk.
pub async fn lists(session: &Session) -> Result<Vec<SavedList>, Failure> {
    let desks = session.desks().await?;
    let mut reader = session.reader().await?;
    let stored = lying("name", "saved_lists", &desks).build_query_as::<Stored>().fetch_all(&mut *reader).await?;
    let list = |row: Stored| {
        let question = Question::read(row.words, &row.filters, row.sorted_by, row.descending);
        let unknown = question.unknown();
        Ok(SavedList { id: id("saved_lists", &row.id, SubjectId::from_bytes)?, name: row.name, question, unknown })
    };
    let mut lists = stored.into_iter().map(list).collect::<Result<Vec<_>, Failure>>()?;
    lists.sort_by_cached_key(|list| (fold(&list.name), list.id));
    Ok(lists)
}

/// The list of this name, whatever its accents and capitals, or of this id.
///
/// # Errors
/// [`Failure::NotFound`]; as [`lists`].
pub async fn list_named(session: &Session, name: &str) -> Result<SavedList, Failure> {
    let wanted = fold(name.trim());
    let named = |list: &SavedList| fold(&list.name) == wanted || list.id.to_string() == name;
    let found = lists(session).await?.into_iter().find(named);
    found.ok_or_else(|| Failure::NotFound { what: "saved_list", given: name.to_owned() })
}

/// Saves a question under a name; which list it is from now on.
///
/// # Errors
/// [`Failure::Invalid`]: no name, or too long; [`Refusal::Taken`]: there is one of that name; as [`lists`].
pub async fn save_list(session: &Session, name: &str, question: &Question) -> Result<(SubjectId, Saved), Failure> {
    free(session, name, None).await?;
    SORT.make(session, fields(name, question)?).await
}

/// Gives a list another name, or another question. What differs from `seen`, as it stood when somebody began, is one change.
///
/// # Errors
/// As [`save_list`]; [`Failure::NotFound`].
pub async fn rewrite_list(
    session: &Session,
    seen: &SavedList,
    name: &str,
    question: &Question,
) -> Result<Saved, Failure> {
    free(session, name, Some(seen.id)).await?;
    let edits = reworded(fields(&seen.name, &seen.question)?, fields(name, question)?);
    SORT.write(session, seen.id, SORT.changed, edits).await
}

/// Takes a list off the desk; undo brings it back.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn drop_list(session: &Session, list: SubjectId) -> Result<Saved, Failure> {
    SORT.withdraw(session, list).await
}

/// Two of one name couldn't be told apart.
async fn free(session: &Session, name: &str, but: Option<SubjectId>) -> Result<(), Failure> {
    let wanted = fold(name.trim());
    let taken = lists(session).await?.iter().any(|list| Some(list.id) != but && fold(&list.name) == wanted);
    if taken { Err(Refusal::Taken { field: "name".to_owned() }.into()) } else { Ok(()) }
}

fn fields(name: &str, question: &Question) -> Result<[(&'static str, Value); 2], Failure> {
    Ok([("name", typed(name)), ("question", question.value()?)])
}

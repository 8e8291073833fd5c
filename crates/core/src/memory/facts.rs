//! Practical facts: where the room is, who has the keys, at which bank the account lies.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use serde::Serialize;

use crate::cache::id;
use crate::device::{Failure, Rule, Saved, Session};
use crate::kept::{Home, Sort, reworded, typed};

const SORT: Sort = Sort {
    home: Home::Archive,
    name: "practical_fact",
    made: "practical_fact_noted",
    changed: "practical_fact_changed",
    withdrawn: "practical_fact_withdrawn",
};

/// What a fact may be about, in the order in which they are listed.
pub const CATEGORIES: [&str; 7] = ["room", "key", "account", "equipment", "supplier", "contact", "other"];

/// A fact as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub title: String,
    /// One of [`CATEGORIES`].
    pub category: String,
    /// Who has it in hand; empty when nobody said.
    pub held_by: String,
    /// What else is to be known; empty when nothing is.
    pub note: String,
}

/// A fact to be written. What is empty isn't said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the fields of `Fact`")]
pub struct FactDraft {
    pub title: String,
    pub category: String,
    pub held_by: String,
    pub note: String,
}

/// What is known, by category, then by title.
///
/// # Errors
/// [`Failure::NoStream`]: the mandate doesn't open the archives.
pub async fn facts(session: &Session) -> Result<Vec<Fact>, Failure> {
    let stream = session.stream(Compartment::Archive).await?;
    let mut reader = session.reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String, Option<String>, Option<String>, Option<String>)>(
        "SELECT id, title, category, held_by, note FROM practical_facts WHERE stream = ? AND NOT removed",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *reader).await?.into_iter();
    let fact =
        |(subject, title, category, held_by, note): (Vec<u8>, _, Option<String>, Option<String>, Option<String>)| {
            Ok(Fact {
                id: id("practical_facts", &subject, SubjectId::from_bytes)?,
                title,
                category: category.unwrap_or_else(|| "other".to_owned()),
                held_by: held_by.unwrap_or_default(),
                note: note.unwrap_or_default(),
            })
        };
    let mut facts = rows.map(fact).collect::<Result<Vec<_>, Failure>>()?;
    let rank = |fact: &Fact| CATEGORIES.iter().position(|word| *word == fact.category);
    facts.sort_by_cached_key(|fact| (rank(fact).unwrap_or(CATEGORIES.len()), crate::text::fold(&fact.title), fact.id));
    Ok(facts)
}

/// Notes a fact; which it is from now on.
///
/// # Errors
/// [`Failure::Invalid`]: it has no title, is too long, or about nothing in [`CATEGORIES`].
pub async fn note(session: &Session, draft: &FactDraft) -> Result<(SubjectId, Saved), Failure> {
    SORT.make(session, fields(draft)?).await
}

/// Writes a fact as it shall be. What differs from `seen`, as it stood when somebody began, is one change; what others wrote
/// meanwhile stays.
///
/// # Errors
/// As [`note`]; [`Failure::NotFound`].
pub async fn rewrite_fact(
    session: &Session,
    fact: SubjectId,
    seen: &FactDraft,
    draft: &FactDraft,
) -> Result<Saved, Failure> {
    SORT.write(session, fact, SORT.changed, reworded(fields(seen)?, fields(draft)?)).await
}

/// Takes a fact out of the list; undo brings it back.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn withdraw_fact(session: &Session, fact: SubjectId) -> Result<Saved, Failure> {
    SORT.withdraw(session, fact).await
}

fn fields(draft: &FactDraft) -> Result<[(&'static str, Value); 4], Failure> {
    let FactDraft { title, category, held_by, note } = draft;
    if !category.is_empty() && !CATEGORIES.contains(&category.as_str()) {
        return Err(Failure::Invalid { field: "category", rule: Rule::Choice, value: category.clone() });
    }
    Ok([("title", typed(title)), ("category", typed(category)), ("held_by", typed(held_by)), ("note", typed(note))])
}

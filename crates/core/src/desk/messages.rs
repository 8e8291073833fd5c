//! Texts of messages: templates, which are written from again and again, and drafts of one.

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use serde::Serialize;

use super::{Question, lying};
use crate::cache::id;
use crate::device::{Failure, Saved, Session};
use crate::kept::{Home, Sort, reworded, typed};
use crate::text::fold;

const SORT: Sort = Sort {
    home: Home::Desk,
    name: "kept_message",
    made: "message_kept",
    changed: "message_changed",
    withdrawn: "message_dropped",
};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To write from, again and again.
    Template,
    /// One message that hasn't gone.
    Draft,
}

impl Purpose {
    /// As the journal names it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Draft => "draft",
        }
    }
}

/// A text as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Which.
    pub id: SubjectId,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is about; it is found by that.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// To whom a draft goes: who satisfies it on the day it goes.
    pub question: Option<Question>,
}

/// A text to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the fields of `Message`")]
pub struct MessageDraft {
    pub purpose: Purpose,
    pub subject: String,
    pub body: String,
    pub question: Option<Question>,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: Vec<u8>,
    words: String,
    filters: String,
    sorted_by: String,
    descending: bool,
    purpose: String,
    subject: String,
    body: String,
    asks: bool,
}

/// Those on the desk: templates, then drafts, by what they are about.
///
/// # Errors
/// [`Failure::NoStream`]: there is no desk.
pub async fn messages(session: &Session) -> Result<Vec<Message>, Failure> {
    let desks = session.desks().await?;
    let mut reader = session.reader().await?;
    let mut sql = lying("purpose, subject, body, asks", "kept_messages", &desks);
    let stored = sql.build_query_as::<Stored>().fetch_all(&mut *reader).await?;
    let message = |row: Stored| {
        let question = Question::read(row.words, &row.filters, row.sorted_by, row.descending);
        Ok(Message {
            id: id("kept_messages", &row.id, SubjectId::from_bytes)?,
            purpose: if row.purpose == Purpose::Template.word() { Purpose::Template } else { Purpose::Draft },
            subject: row.subject,
            body: row.body,
            question: row.asks.then_some(question),
        })
    };
    let mut messages = stored.into_iter().map(message).collect::<Result<Vec<_>, Failure>>()?;
    messages.sort_by_cached_key(|message| (message.purpose, fold(&message.subject), message.id));
    Ok(messages)
}

/// The text of this id, or the one that is about this.
///
/// # Errors
/// [`Failure::NotFound`]; as [`messages`].
pub async fn message(session: &Session, given: &str) -> Result<Message, Failure> {
    let wanted = fold(given.trim());
    let found = |message: &Message| message.id.to_string() == given || fold(&message.subject) == wanted;
    let found = messages(session).await?.into_iter().find(found);
    found.ok_or_else(|| Failure::NotFound { what: "kept_message", given: given.to_owned() })
}

/// Lays a text on the desk; which it is from now on.
///
/// # Errors
/// [`Failure::Invalid`]: it isn't about anything, or is too long; as [`messages`].
pub async fn keep_message(session: &Session, draft: &MessageDraft) -> Result<(SubjectId, Saved), Failure> {
    SORT.make(session, fields(draft)?).await
}

/// Writes a text as it shall be. What differs from `seen`, as it stood when somebody began, is one change.
///
/// # Errors
/// As [`keep_message`]; [`Failure::NotFound`].
pub async fn rewrite_message(session: &Session, seen: &Message, draft: &MessageDraft) -> Result<Saved, Failure> {
    let Message { id, purpose, subject, body, question } = seen.clone();
    let before = fields(&MessageDraft { purpose, subject, body, question })?;
    SORT.write(session, id, SORT.changed, reworded(before, fields(draft)?)).await
}

/// Takes a text off the desk; undo brings it back.
///
/// # Errors
/// [`Failure::NotFound`].
pub async fn drop_message(session: &Session, message: SubjectId) -> Result<Saved, Failure> {
    SORT.withdraw(session, message).await
}

fn fields(draft: &MessageDraft) -> Result<[(&'static str, Value); 4], Failure> {
    // Other programs end lines otherwise, and the journal has no tabs.
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let question = draft.question.as_ref().map_or(Ok(Value::Null), Question::value)?;
    Ok([
        ("purpose", Value::text(draft.purpose.word())),
        ("subject", typed(&plain(&draft.subject).replace('\n', " "))),
        ("body", typed(&plain(&draft.body))),
        ("question", question),
    ])
}

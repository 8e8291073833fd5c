//! What lies on the desk of the office that is held: it is the office's, so whoever follows in it finds it.
//!
//! ```text
//! question  what is asked of the roster, as it is kept: never the people
//! lists     questions with a name
//! messages  templates and drafts of messages
//! mailings  messages that the server sends at their time: scheduled, put off, called off
//! scheduled where each of them stands
//! letter    a message on its way: to whom it goes, in which batches, and whom it doesn't reach
//! ```

mod letter;
mod lists;
mod mailings;
mod messages;
mod question;
mod scheduled;

use coopol_domain::access::Verb;
use coopol_domain::id::StreamId;
use sqlx::{QueryBuilder, Sqlite};

use crate::device::{Failure, Session};

pub use letter::{BATCH, Batch, Letter, Unreached, batches, hand_over, letter};
pub use lists::{SavedList, drop_list, list_named, lists, rewrite_list, save_list};
pub use mailings::{Draft, NotScheduled, asks_server, call_off, fits, schedule, sends_mail, take_up};
pub use messages::{Message, MessageDraft, Purpose, drop_message, keep_message, message, messages, rewrite_message};
pub use question::Question;
pub use scheduled::{Scheduled, Stage, mailing, mailings};

/// Whether there is a desk to lay something on.
///
/// # Errors
/// The cache.
pub async fn has_desk(session: &Session) -> Result<bool, Failure> {
    match session.desks().await {
        Ok(_) => Ok(true),
        Err(Failure::NoStream { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Whether whoever works here may lay something on it.
///
/// # Errors
/// The cache.
pub async fn is_writable(session: &Session) -> Result<bool, Failure> {
    let held = session.held().await;
    Ok(match session.desks().await {
        Ok(desks) => held.iter().any(|held| desks.contains(&held.stream) && held.verbs.has(Verb::Write)),
        Err(Failure::NoStream { .. }) => false,
        Err(other) => return Err(other),
    })
}

/// What stands of `table` on these desks.
fn lying(columns: &str, table: &str, desks: &[StreamId]) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT id, words, filters, sorted_by, descending, ");
    sql.push(columns).push(" FROM ").push(table).push(" WHERE NOT removed AND stream IN (");
    let mut these = sql.separated(", ");
    for desk in desks {
        these.push_bind(desk.as_bytes().to_vec());
    }
    sql.push(")");
    sql
}

//! What a section must not forget when its officers change: what it promised, and where things are. It lies in the archives,
//! so that the whole bureau reads it.
//!
//! ```text
//! promises  what the section owes somebody, until it is kept or given up
//! facts     where the room is, who has the keys
//! ```

mod facts;
mod promises;

use coopol_domain::access::Verb;
use coopol_domain::journal::Compartment;

use crate::device::{Failure, Session};

pub use facts::{CATEGORIES, Fact, FactDraft, facts, note, rewrite_fact, withdraw_fact};
pub use promises::{
    Outcome, Promise, PromiseDraft, promise, promises, reopen, rewrite_promise, settle, withdraw_promise,
};

/// Whether the mandate lets promises and facts be written where one works.
///
/// # Errors
/// [`Failure::NoStream`]: it doesn't open the archives.
pub async fn writable(session: &Session) -> Result<bool, Failure> {
    let stream = session.stream(Compartment::Archive).await?;
    Ok(session.held().await.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write)))
}

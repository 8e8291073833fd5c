//! What goes on while a profile is open: what is written leaves, what others wrote comes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use coopol_core::device::{Notice, Session};
use coopol_core::roster::{self, Query, Window};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::counting::Counting;
use super::{Open, say};
use crate::Failure;
use crate::measure::ms;

/// The longest that everything written may take to leave.
const PATIENCE: Duration = Duration::from_mins(1);

/// The tasks, and how the first is woken.
pub(super) struct Live {
    pub(super) news: Arc<Notify>,
    tasks: Vec<JoinHandle<()>>,
    /// Whom edits are about, in an order that all laptops of the bench share.
    pub(super) people: Vec<SubjectId>,
}

impl Live {
    /// Ends the tasks, so that the profile is free.
    pub(super) async fn stop(self) {
        for task in self.tasks {
            task.abort();
            // An aborted task says so.
            drop(task.await);
        }
    }
}

impl Open {
    pub(super) async fn go_live(&mut self, started: Instant) -> Result<Value, Failure> {
        let people = people(&self.session).await?;
        let (news, notices) = (Arc::new(Notify::new()), self.session.subscribe());
        let (session, heard) = (Arc::clone(&self.session), Arc::clone(&news));
        let listening = tokio::spawn(async move { match session.listen(&heard).await {} });
        let syncing = tokio::spawn(sync(Arc::clone(&self.session), self.transport.clone(), Arc::clone(&news)));
        let telling = tokio::spawn(tell(Arc::clone(&self.session), notices, started));
        self.live = Some(Live { news, tasks: vec![listening, syncing, telling], people });
        Ok(json!({}))
    }

    pub(super) async fn flush(&mut self) -> Result<Value, Failure> {
        let all_left = async {
            while coopol_core::status::status(&self.session).await?.waiting > 0 {
                self.session.sync_once(&self.transport).await?;
            }
            Ok::<_, Failure>(())
        };
        timeout(PATIENCE, all_left).await??;
        Ok(json!({}))
    }
}

async fn sync(session: Arc<Session>, transport: Counting, news: Arc<Notify>) {
    loop {
        news.notified().await;
        if let Err(error) = session.keep_up(&transport).await {
            eprintln!("no synchronisation: {error}");
        }
    }
}

/// Tells which edits of others can be read here by now, and since when.
async fn tell(session: Arc<Session>, mut notices: Receiver<Notice>, started: Instant) {
    loop {
        let changed = match notices.recv().await {
            Ok(Notice::Changed { subjects, here: false }) => subjects,
            Ok(_) | Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        };
        let at = ms(started);
        for (stream, person) in changed {
            if let Some(n) = number(&session, stream, person).await
                && say(&json!({ "event": "edit", "n": n, "at": at })).is_err()
            {
                return;
            }
        }
    }
}

/// Which edit a person's remark says was made last.
async fn number(session: &Session, stream: StreamId, person: SubjectId) -> Option<u64> {
    let state = session.shown(stream, person).await.ok()??;
    match state.get("note") {
        coopol_domain::codec::Value::Text(note) => note.parse().ok(),
        _ => None,
    }
}

/// Everybody in the roster whom an edit may be about.
async fn people(session: &Session) -> Result<Vec<SubjectId>, Failure> {
    session.stream(Compartment::Roster).await?;
    let page = roster::list(session, &Query::default(), Window { offset: 0, limit: 500 }).await?;
    let mut people: Vec<SubjectId> = page.rows.into_iter().map(|row| row.id).collect();
    people.sort_unstable();
    Ok(people)
}

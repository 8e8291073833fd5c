//! Taking back: one change, or everything that was done as one act. What was taken back is a new act, and can be taken
//! back in its turn.

use std::collections::{BTreeSet, HashMap};

use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::id::{ActId, ChangeId, StreamId, SubjectId};
use coopol_domain::journal::undo::{NotInvertible, invert};
use coopol_domain::journal::{Entry, Payload, Stamp, State};
use coopol_domain::time::Hlc;
use sqlx::SqliteConnection;

use super::rollback::{carry_out, plan_of};
use crate::cache::{CacheError, change, id};
use crate::device::{Failure, Session};

/// What came of an undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The act that took it back.
    pub act: ActId,
    /// How many changes were taken back.
    pub changes: usize,
    /// How many of these wait for a second person (J3.7).
    pub held: usize,
    /// Subjects that others changed since: they were left as they are, and why.
    pub left: Vec<(SubjectId, NotInvertible)>,
}

/// Something that was done.
pub(super) struct Done {
    pub(super) stream: StreamId,
    pub(super) subject: SubjectId,
    pub(super) payload: Payload,
    pub(super) change: ChangeId,
    pub(super) act: Option<ActId>,
    pub(super) depends_on: Vec<ChangeId>,
    /// Whether it has no entry yet.
    pub(super) underway: bool,
}

/// Takes back what `given` names, a change or an act.
///
/// # Errors
/// [`Failure::NotUndoable`] when nothing of it can be taken back, [`Failure::NotFound`].
pub async fn undo(session: &Session, given: [u8; 16]) -> Result<Undone, Failure> {
    carry_out(session, plan_of(session, given).await?).await
}

pub(super) type Left = Vec<(SubjectId, NotInvertible)>;

/// The inverse of each change, the last one first, each given the state that those before leave.
pub(super) async fn inverses(session: &Session, done: Vec<Done>) -> Result<(Vec<Intent>, Left), Failure> {
    let wanted: BTreeSet<(StreamId, SubjectId)> = done.iter().map(|done| (done.stream, done.subject)).collect();
    let loaded = session.cache().subjects(&wanted).await?;
    let mut states: HashMap<(StreamId, SubjectId), State> = HashMap::new();
    for &(stream, subject) in &wanted {
        let confirmed = loaded.subject(stream, subject).map(|(state, _)| state);
        states.extend(session.folded(stream, subject, confirmed).await.map(|state| ((stream, subject), state)));
    }
    let (mut intents, mut left) = (Vec::new(), Vec::new());
    for Done { stream, subject, payload, .. } in done.into_iter().rev() {
        let Some(state) = states.remove(&(stream, subject)) else { continue };
        let after = match invert(&state, &payload) {
            Ok(inverse) => {
                let last = Stamp { effective_at: Hlc(u64::MAX >> 1), seq: u64::MAX, ..Stamp::NEVER };
                let after = state.apply(&inverse, u64::MAX, last);
                intents.push(Intent { stream, subject, payload: inverse, act: None, depends_on: Vec::new() });
                after
            }
            Err(NotInvertible::AlreadyUndone) => state,
            Err(why) => {
                left.push((subject, why));
                state
            }
        };
        states.insert((stream, subject), after);
    }
    Ok((intents, left))
}

/// What a change or an act did, first things first: sealed entries, then those on their way.
pub(super) async fn changes(
    reader: &mut SqliteConnection,
    given: &[u8; 16],
    limit: Option<i64>,
) -> Result<Vec<Done>, Failure> {
    let (given, limit) = (given.as_slice(), limit.unwrap_or(-1));
    let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, bool)>(
        "SELECT stream, subject, payload, header, pending FROM (
               SELECT stream, subject, payload, entry AS header, 0 AS pending, seq AS place FROM lines
               WHERE (change = ?1 OR act = ?1) AND verdict = 'accepted' AND payload IS NOT NULL
                   AND kind NOT IN ('act_opened', 'act_closed')
               UNION ALL
               SELECT stream, subject, payload, header, 1, place FROM outbox
               WHERE (id = ?1 OR act = ?1) AND progress = 'saved'
                   AND kind NOT IN ('act_opened', 'act_closed')
           ) ORDER BY pending, place LIMIT ?2",
    );
    let rows = rows.bind(given).bind(limit);
    let done = rows.fetch_all(reader).await?.into_iter().map(|(stream, subject, payload, header, underway)| {
        let sealed = || Entry::decode(&header).map(|entry| entry.header).map_err(CacheError::damaged("lines"));
        let header = if underway { change(&header, &payload)?.header } else { sealed()? };
        Ok(Done {
            stream: id("lines", &stream, StreamId::from_bytes)?,
            subject: id("lines", &subject, SubjectId::from_bytes)?,
            payload: Payload::decode(&payload).map_err(CacheError::damaged("lines"))?,
            change: header.id,
            act: header.act,
            depends_on: header.depends_on,
            underway,
        })
    });
    done.collect()
}

/// Adds what depends on these, directly or not (J2.7). Only what was done as one with it is linked to a change.
pub(super) async fn followed(reader: &mut SqliteConnection, mut done: Vec<Done>) -> Result<Vec<Done>, Failure> {
    let [Done { act: Some(act), .. }] = done.as_slice() else { return Ok(done) };
    let mut gone: BTreeSet<ChangeId> = done.iter().map(|done| done.change).collect();
    // In the order in which they were done: what depends on something comes after it.
    for other in changes(reader, act.as_bytes(), None).await? {
        if other.depends_on.iter().any(|id| gone.contains(id)) && gone.insert(other.change) {
            done.push(other);
        }
    }
    Ok(done)
}

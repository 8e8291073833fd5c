//! Of what was done: whether it counts, waits, or can be taken back. An act is told as one.

use coopol_domain::device::Shelf as _;
use coopol_domain::id::ActId;
use coopol_domain::journal::undo::{NotInvertible, invert};
use coopol_domain::journal::{Payload, State};

use super::undo::Done;
use crate::cache::count;
use crate::device::{Failure, Session};

/// Whether something that was done can be taken back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Undoable,
    Undone,
    Fixed,
}

pub(super) fn standing(state: &State, payload: &Payload) -> Standing {
    match invert(state, payload) {
        Ok(_) => Standing::Undoable,
        Err(NotInvertible::AlreadyUndone) => Standing::Undone,
        Err(_) => Standing::Fixed,
    }
}

/// Whether what is told counts, and whether it waits for somebody.
pub(super) struct Counts {
    pub(super) accepted: bool,
    pub(super) waits: bool,
}

/// An act counts as soon as something of it does. One of which nothing does was only asked for (J3.7), whatever its opening
/// says.
pub(super) async fn act_counts(session: &Session, act: ActId) -> Result<Counts, Failure> {
    let mut reader = session.reader().await?;
    let counts = sqlx::query_as::<_, (bool, bool, bool)>(
        "SELECT
             EXISTS (SELECT 1 FROM lines WHERE act = ?1 AND kind NOT IN ('act_opened', 'act_closed') AND verdict <> 'accepted'),
             EXISTS (SELECT 1 FROM lines WHERE act = ?1 AND kind NOT IN ('act_opened', 'act_closed') AND verdict = 'accepted')
                 OR EXISTS (SELECT 1 FROM outbox WHERE act = ?1 AND kind NOT IN ('act_opened', 'act_closed')
                     AND progress = 'saved'),
             EXISTS (SELECT 1 FROM waiting JOIN lines ON lines.change = waiting.change WHERE lines.act = ?1)",
    );
    let (otherwise, accepted, waits) = counts.bind(act.as_bytes().to_vec()).fetch_one(&mut *reader).await?;
    Ok(Counts { accepted: accepted || !otherwise, waits })
}

/// How many changes of an act are looked at to say whether it can be taken back.
const SAMPLE: i64 = 20;

/// How many changes an act has, whether some of them can still be taken back, and the only one if there is no other.
pub(super) async fn act_standing(session: &Session, act: ActId) -> Result<(u64, Standing, Option<Done>), Failure> {
    let mut reader = session.reader().await?;
    let (one, other) = (act.as_bytes().as_slice(), act.as_bytes().as_slice());
    let changes = sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM lines WHERE act = ? AND kind NOT IN ('act_opened', 'act_closed'))
               + (SELECT count(*) FROM outbox WHERE act = ? AND kind NOT IN ('act_opened', 'act_closed')
                  AND progress = 'saved') AS "changes!: i64""#,
        one,
        other
    );
    let changes = count(changes.fetch_one(&mut *reader).await?);
    let sample = super::undo::changes(&mut reader, act.as_bytes(), Some(SAMPLE)).await?;
    drop(reader);
    let subjects = sample.iter().map(|done| (done.stream, done.subject)).collect();
    let loaded = session.cache().subjects(&subjects).await?;
    let mut all = Vec::new();
    for done in &sample {
        let confirmed = loaded.subject(done.stream, done.subject).map(|(state, _)| state);
        let state = session.folded(done.stream, done.subject, confirmed).await;
        all.extend(state.map(|state| standing(&state, &done.payload)));
    }
    let whole = match all.as_slice() {
        all if all.contains(&Standing::Undoable) => Standing::Undoable,
        [] => Standing::Fixed,
        all if all.iter().all(|one| *one == Standing::Undone) => Standing::Undone,
        _ => Standing::Fixed,
    };
    let only = sample.into_iter().next().filter(|_| changes == 1);
    Ok((changes, whole, only))
}

//! The outbox, with the pushes in which it left.

use std::collections::BTreeMap;

use coopol_domain::device::{Parcel, Pending, Progress};
use coopol_domain::id::StreamId;
use coopol_domain::journal::{SignedPush, SubjectKey};
use coopol_domain::wire::Submission;
use sqlx::SqliteConnection;

use crate::cache::CacheError;
use crate::cache::codec::{array, change, count, id, progress};

/// A push, and where in the outbox what it holds ends.
struct Sent {
    place: i64,
    number: u64,
    last: i64,
    bytes: Vec<u8>,
    done: bool,
    /// Which of the outbox it holds.
    holds: Vec<usize>,
}

/// The outbox as it is kept.
pub(super) struct Kept {
    /// What was done here and isn't settled yet, in its order.
    pub outbox: Vec<Pending>,
    /// The pushes of it that weren't acknowledged, in theirs.
    pub parcels: Vec<Parcel>,
    /// Those that were, and of which nothing was read.
    pub received: Vec<Parcel>,
}

/// Reads it.
pub(super) async fn outbox(connection: &mut SqliteConnection) -> Result<Kept, CacheError> {
    let mut sent = sent(connection).await?;
    let rows = sqlx::query_as::<_, (i64, Vec<u8>, Vec<u8>, Option<Vec<u8>>, String, Option<String>)>(
        "SELECT place, header, payload, key, progress, detail FROM outbox ORDER BY place",
    );
    let mut outbox: Vec<Pending> = Vec::new();
    for (place, header, payload, key, word, detail) in rows.fetch_all(connection).await? {
        let key = key.as_deref().map(|key| array("outbox", key).map(SubjectKey::from_bytes)).transpose()?;
        let (change, mut progress) = (change(&header, &payload)?, progress(&word, detail.as_deref())?);
        let pushes = sent.get_mut(&change.header.stream).map(Vec::as_mut_slice).unwrap_or_default();
        let of_it = pushes.partition_point(|push| push.last < place);
        if let Some(push) = pushes.get_mut(of_it).filter(|_| progress == Progress::Saved) {
            push.holds.push(outbox.len());
            let reached = if push.done { Progress::Received } else { Progress::Signed };
            progress = reached(push.number);
        }
        outbox.push(Pending { change, key, progress });
    }
    let mut all: Vec<Sent> = sent.into_values().flatten().collect();
    all.sort_by_key(|push| push.place);
    let (done, waiting): (Vec<Sent>, Vec<Sent>) = all.into_iter().partition(|push| push.done);
    let parcels = waiting.iter().map(|push| parcel(push, &outbox)).collect::<Result<_, _>>()?;
    // Of one that an earlier version signed nothing may be left but that it was acknowledged.
    let received = done.iter().filter_map(|push| parcel(push, &outbox).ok()).collect();
    Ok(Kept { outbox, parcels, received })
}

/// The pushes of each stream, in their order.
async fn sent(connection: &mut SqliteConnection) -> Result<BTreeMap<StreamId, Vec<Sent>>, CacheError> {
    let rows = sqlx::query_as::<_, (i64, Vec<u8>, i64, i64, Vec<u8>, bool)>(
        "SELECT place, stream, number, last, bytes, done FROM sent ORDER BY stream, last",
    );
    let mut sent: BTreeMap<StreamId, Vec<Sent>> = BTreeMap::new();
    for (place, stream, number, last, bytes, done) in rows.fetch_all(connection).await? {
        let push = Sent { place, number: count(number), last, bytes, done, holds: Vec::new() };
        sent.entry(id("sent", &stream, StreamId::from_bytes)?).or_default().push(push);
    }
    Ok(sent)
}

/// The very bytes that may have left already (J3.1).
fn parcel(push: &Sent, outbox: &[Pending]) -> Result<Parcel, CacheError> {
    let read = SignedPush::decode(&push.bytes);
    // What an earlier version signed stands there with what it holds.
    let signed = read.or_else(|_| Submission::decode(&push.bytes).map(|submission| submission.signed));
    let signed = signed.map_err(CacheError::damaged("sent"))?;
    let held = || push.holds.iter().filter_map(|place| outbox.get(*place));
    let lacks =
        || CacheError::Damaged { place: "sent", why: format!("the push {} isn't what was signed", push.number) };
    if !held().map(|pending| pending.change.header.hash()).eq(signed.push.changes.iter().copied()) {
        return Err(lacks());
    }
    Parcel::new(signed, held().map(Pending::sent).collect()).ok_or_else(lacks)
}

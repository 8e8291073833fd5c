//! After a restore (J8): what the server lost of what it had signed for is given back, from what is kept here.

use std::collections::BTreeSet;

use coopol_domain::device::Alarm;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Entry;
use coopol_domain::seal::Hash;
use coopol_domain::wire::{GivenBack, Opaque, Page, TakenBack};

use super::{Notice, Session, SyncError};
use crate::cache::{CacheError, column};
use crate::transport::{Restoring, Transport, TransportError};

/// About how many bytes of entries and payloads go at once.
const BYTES: usize = 4 << 20;
/// The level of zstd: the least work.
const LEVEL: i32 = 1;

/// What a stream ends with here.
struct End {
    stream: StreamId,
    seq: u64,
    checkpoint: String,
}

impl Session {
    /// What the server said when it spoke last, if it was taking back then what a restore lost.
    pub async fn restoring(&self) -> Result<Option<Restoring>, CacheError> {
        let mut reader = self.cache().reader().await?;
        let kept =
            sqlx::query_scalar::<_, Option<String>>("SELECT restoring FROM device").fetch_one(&mut *reader).await?;
        let damaged = |error: serde_json::Error| CacheError::Damaged { place: "device", why: error.to_string() };
        kept.map(|kept| serde_json::from_str(&kept).map_err(damaged)).transpose()
    }

    /// Notes what the server says of that, where it is new.
    pub(super) async fn note_restoring(&self, says: Option<Restoring>) -> Result<(), CacheError> {
        if self.restoring().await? == says {
            return Ok(());
        }
        let kept = says.map(|says| serde_json::to_string(&says).expect("instants become JSON"));
        let mut writer = self.cache.writer().await;
        let mut transaction = writer.begin().await?;
        sqlx::query("UPDATE device SET restoring = ?").bind(kept).execute(&mut *transaction).await?;
        if says.is_some() {
            // The backup may lack their bytes: each is offered again, and goes only where it isn't.
            sqlx::query("UPDATE blobs SET sent = FALSE WHERE whole").execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        self.tell(Notice::Status);
        Ok(())
    }

    /// Gives back what the server lacks of these streams, or of all; the unit's own facts first, as they say whose signatures stand in
    /// the others. Whether it has all of it then.
    pub(super) async fn give_back<T: Transport>(
        &self,
        transport: &T,
        only: Option<&BTreeSet<StreamId>>,
    ) -> Result<bool, SyncError> {
        let mut ends: Vec<_> = {
            let device = self.machine.lock().await;
            let held = device
                .streams
                .iter()
                .filter(|(stream, at)| !at.checkpoint.is_empty() && only.is_none_or(|only| only.contains(stream)));
            let end = |(&stream, at): (&StreamId, &coopol_domain::device::Stream)| {
                (at.compartment, End { stream, seq: at.seq(), checkpoint: at.checkpoint.clone() })
            };
            held.map(end).collect()
        };
        ends.sort_by_key(|(compartment, _)| *compartment);
        let mut whole = true;
        for (_, end) in ends {
            match self.give_back_one(transport, &end).await {
                Ok(all) => whole &= all,
                // The server holds another history than the one that it signed for: a fork.
                Err(SyncError::Transport(TransportError::Refused { code, .. })) if code == "given_other_past" => {
                    let alarm = Alarm::Rewritten { stream: end.stream, size: end.seq };
                    return Err(self.raise(&mut *self.machine.lock().await, alarm).await);
                }
                // Perhaps another laptop has to give back first what this stands on.
                Err(SyncError::Transport(TransportError::Refused { .. })) => whole = false,
                Err(error) => return Err(error),
            }
        }
        Ok(whole)
    }

    async fn give_back_one<T: Transport>(&self, transport: &T, end: &End) -> Result<bool, SyncError> {
        let stream = end.stream;
        let nothing = |after| GivenBack {
            stream,
            after,
            checkpoint: end.checkpoint.clone(),
            page: Opaque::default(),
            rest: Opaque::default(),
        };
        let TakenBack { mut size } = transport.give_back(&nothing(end.seq)).await?;
        if size >= end.seq {
            return Ok(true);
        }
        let (keys, from) = (self.cache.keys(stream).await?, size);
        let leaves = self.leaves(stream, from).await?;
        // A snapshot stands in the place of what this laptop never had.
        if leaves.len() as u64 != end.seq - from {
            return Ok(false);
        }
        while size < end.seq {
            let page = together(self.kept(stream, size, &keys).await?, end.seq);
            let next = size + page.lines.len() as u64;
            let rest = usize::try_from(next - from).unwrap_or(usize::MAX);
            let rest = leaves.get(rest..).unwrap_or_default().iter().flat_map(|leaf| *leaf.as_bytes()).collect();
            let packed = zstd::bulk::compress(&page.encode(), LEVEL).expect("compressing to memory can't fail");
            let given = GivenBack { page: Opaque(packed), rest: Opaque(rest), ..nothing(size) };
            let taken = transport.give_back(&given).await?;
            if taken.size <= size {
                return Ok(false);
            }
            size = taken.size;
        }
        Ok(true)
    }

    /// The leaves of all that is kept after an entry.
    async fn leaves(&self, stream: StreamId, after: u64) -> Result<Vec<Hash>, SyncError> {
        let mut reader = self.cache.reader().await?;
        let rows =
            sqlx::query_scalar::<_, Vec<u8>>("SELECT entry FROM lines WHERE stream = ? AND seq > ? ORDER BY seq");
        let rows = rows.bind(stream.as_bytes().as_slice()).bind(column(after)).fetch_all(&mut *reader).await;
        let leaf = |entry: &Vec<u8>| Ok(Entry::decode(entry).map_err(CacheError::damaged("lines"))?.leaf());
        rows.map_err(CacheError::from)?.iter().map(leaf).collect()
    }
}

/// As many lines as go at once, each push whole: one of which the half is lost would be answered as if all of it were there.
fn together(mut page: Page, seq: u64) -> Page {
    let (mut bytes, mut fits) = (0, 0);
    for run in page.lines.chunk_by(|line, next| line.entry.push == next.entry.push) {
        bytes +=
            run.iter().map(|line| line.entry.encode().len() + line.payload.as_ref().map_or(0, Vec::len)).sum::<usize>();
        let ends = fits + run.len() == page.lines.len();
        let last = page.lines.last().is_some_and(|line| line.entry.seq == seq);
        // The last push of the page may go on after it.
        if fits > 0 && (bytes > BYTES || (ends && !last)) {
            break;
        }
        fits += run.len();
    }
    page.lines.truncate(fits);
    let brought: BTreeSet<Hash> = page.lines.iter().map(|line| line.entry.push).collect();
    page.pushes.retain(|signed| brought.contains(&signed.push.hash()));
    page
}

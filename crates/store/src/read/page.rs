//! Pages of a stream, as a device reads them.

use std::collections::BTreeMap;

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Entry, MAX_CHANGES, SignedPush};
use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::wire::{Line, Page};

use super::StreamHead;
use super::tree::frontier_at;
use crate::recent::Told;
use crate::row::LineRow;
use crate::sealing::SubjectSeal;
use crate::{Backend, Read, Store, StoreError};

/// How much a page may hold. One line always fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
    /// At most so many lines.
    pub lines: u64,
    /// At most so many bytes of entries and payloads, before compression.
    pub bytes: u64,
}

/// Where a page may end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Anywhere,
    WithPush,
}

/// A page and where it ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extract {
    /// The lines after the cursor, with the pushes that brought them.
    pub page: Page,
    /// The tree up to the last line: what the checkpoint beside the page must state.
    pub frontier: Frontier,
    /// Whether the stream goes on after it.
    pub more: bool,
}

impl<B: Backend> Store<B> {
    /// The entries after `after`, as many as `limit` allows; `None` when there is no such stream, or it ends before
    /// `after`. The subject's key comes with the first line that speaks of it.
    pub async fn page(&self, stream: StreamId, after: u64, limit: Limit) -> Result<Option<Extract>, StoreError> {
        self.extract(stream, after, limit, Ends::Anywhere).await
    }

    /// The same, but that it ends where a push ends, and one push always fits: what a device has, it has whole, and can give
    /// back (J8).
    pub async fn whole_page(&self, stream: StreamId, after: u64, limit: Limit) -> Result<Option<Extract>, StoreError> {
        self.extract(stream, after, limit, Ends::WithPush).await
    }

    async fn extract(
        &self,
        stream: StreamId,
        after: u64,
        limit: Limit,
        ends: Ends,
    ) -> Result<Option<Extract>, StoreError> {
        let mut rows = self.backend.read().await?;
        let Some(head) = rows.streams(&[stream]).await?.into_iter().next().map(|row| row.head) else {
            return Ok(None);
        };
        let size = head.frontier.size();
        if after > size {
            return Ok(None);
        }
        let sizes = rows.sizes(stream, after, limit.lines.max(1)).await?;
        let mut end = after + fitting(&sizes, limit.bytes);
        let mut lines = rows.lines(stream, after + 1..end + 1).await?;
        if ends == Ends::WithPush && end < size {
            cut_whole(&mut rows, &mut lines).await?;
            end = after + lines.len() as u64;
        }
        let seqs = after + 1..end + 1;
        let pushes = rows.pushes(stream, seqs).await?;
        // Nothing where the head says that something follows: whoever got an empty page would ask for ever.
        if lines.len() as u64 != end - after || end == after && after < size {
            return Err(StoreError::Corrupt { what: "the entries of a stream" });
        }
        let frontier = if end == size { head.frontier } else { frontier_at(&mut rows, stream, end).await? };
        let pushes = pushes.iter().map(|bytes| SignedPush::decode(bytes)).collect::<Result<_, _>>()?;
        Ok(Some(Extract { page: Page { lines: self.told(lines)?, pushes }, frontier, more: end < size }))
    }

    /// The same page, if it goes to the end of the stream as `of` was just read and was all written a moment ago: then
    /// nothing is asked.
    pub fn tail(&self, of: &StreamHead, after: u64, limit: Limit) -> Option<Extract> {
        let (stream, frontier) = (of.head.stream, &of.head.frontier);
        if frontier.size().saturating_sub(after) > limit.lines.max(1) {
            return None;
        }
        if self.recent.root(stream, frontier.size()) != Some(frontier.root()) {
            return None;
        }
        let (told, mut keys) = self.recent.tail(stream, of.erased, after, frontier.size())?;
        let sizes: Vec<u64> = told.iter().map(|told| told.size).collect();
        if fitting(&sizes, limit.bytes) != told.len() as u64 {
            return None;
        }
        let mut page = Page::default();
        let mut last = None;
        for Told { line, push, .. } in told {
            let key = keys.remove(&line.entry.header.subject);
            if last != Some(line.entry.push) && !page.lines.iter().any(|before| before.entry.push == line.entry.push) {
                page.pushes.push(SignedPush::clone(&push));
            }
            last = Some(line.entry.push);
            page.lines.push(Line { key, ..line });
        }
        Some(Extract { page, frontier: frontier.clone(), more: false })
    }

    /// Whether what a stream grew by after `after` may still be told as it was: nothing of the stream was erased since.
    pub fn is_recent(&self, of: &StreamHead, after: u64) -> bool {
        self.recent.has_tail(of.head.stream, of.erased, after)
    }

    fn told(&self, rows: Vec<LineRow>) -> Result<Vec<Line>, StoreError> {
        let mut seals: BTreeMap<SubjectId, SubjectSeal> = BTreeMap::new();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let mut key = None;
            if let (Some(wrapped), None) = (&row.key, seals.get(&row.subject)) {
                let seal = self.vault.unwrap(row.stream, row.subject, wrapped)?;
                key = Some(seal.key.clone());
                seals.insert(row.subject, seal);
            }
            let place = (row.stream, row.subject, row.seq);
            let payload = match (&row.payload, seals.get(&row.subject)) {
                (Some(sealed), Some(seal)) => Some(seal.payload(place, sealed)?),
                _ => None,
            };
            lines.push(Line { entry: Entry::decode(&row.bytes)?, payload, key });
        }
        Ok(lines)
    }
}

/// Lets the lines end where a push ends: without the last push if it goes on, or with all of it where there is no other.
async fn cut_whole(rows: &mut impl Read, lines: &mut Vec<LineRow>) -> Result<(), StoreError> {
    let Some(last) = lines.last() else { return Ok(()) };
    let (stream, seq, of) = (last.stream, last.seq, brought_by(last)?);
    let next = rows.lines(stream, seq + 1..seq + 1 + MAX_CHANGES as u64).await?;
    let mut rest = Vec::new();
    for line in next {
        if brought_by(&line)? != of {
            break;
        }
        rest.push(line);
    }
    if rest.is_empty() {
        return Ok(());
    }
    let mut fits = lines.len();
    while let Some(line) = lines[..fits].last()
        && brought_by(line)? == of
    {
        fits -= 1;
    }
    if fits == 0 {
        lines.extend(rest);
    } else {
        lines.truncate(fits);
    }
    Ok(())
}

fn brought_by(line: &LineRow) -> Result<Hash, StoreError> {
    Ok(Entry::decode(&line.bytes)?.push)
}

/// How many of the first entries fit into `bytes`; the first always does.
fn fitting(sizes: &[u64], bytes: u64) -> u64 {
    let mut room = bytes;
    let mut fits = |size: &&u64| match room.checked_sub(**size) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    (sizes.iter().take_while(|size| fits(size)).count() as u64).max(sizes.len().min(1) as u64)
}

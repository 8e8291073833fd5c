//! What is new in one stream.

use std::cell::RefCell;
use std::sync::Arc;

use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::wire::{Cursor, Opaque, Page, Root, StreamAnswer};
use coopol_store::{Backend, Extract, Limit, StoreError, StreamHead};
use zstd::bulk::Compressor;

use crate::app::App;
use crate::hints::Growth;

/// The most lines in a page.
const LINES: u64 = 2_000;
/// The most bytes of entries and payloads in a page, before compression.
const BYTES: u64 = 4 << 20;
/// zstd's level: the least work.
const LEVEL: i32 = 1;
/// Up to so many lines a page is packed where it stands; above, beside the threads that answer.
const SMALL: usize = 64;

/// What a device is told of a stream.
pub(super) enum Answered {
    /// It has everything.
    Nothing,
    /// What comes next.
    Something(StreamAnswer),
}

/// How much of a stream goes into one page.
pub fn page_limit() -> Limit {
    Limit { lines: LINES, bytes: BYTES }
}

thread_local! {
    /// To make one takes longer than to pack what somebody just wrote.
    static PACKER: RefCell<Compressor<'static>> = RefCell::new(Compressor::new(LEVEL).expect("it is a level that there is"));
}

/// A page as it is sent.
pub async fn pack(page: Page) -> Vec<u8> {
    let small = page.lines.len() <= SMALL;
    let in_memory = "compressing to memory can't fail";
    if small {
        return PACKER.with_borrow_mut(|packer| packer.compress(&page.encode())).expect(in_memory);
    }
    let pack = move || zstd::bulk::compress(&page.encode(), LEVEL).expect(in_memory);
    tokio::task::spawn_blocking(pack).await.expect("packing can't panic")
}

impl<B: Backend> App<B> {
    /// What follows the cursor. One that stands beyond the end, or in another past, gets the signed checkpoint alone:
    /// the proof by which the device raises its alarm (J5.2). `grown` is what the stream grew by just now, if it did.
    pub(super) async fn news(
        &self,
        cursor: Cursor,
        stream: &StreamHead,
        grown: Option<&Arc<Growth>>,
    ) -> Result<Answered, StoreError> {
        let (id, size) = (cursor.stream, stream.head.frontier.size());
        let here = match cursor.seq {
            0 => Some(Hash::of(b"")),
            seq if seq == size => Some(stream.head.frontier.root()),
            // What was remembered of a stream that was cut off must not speak for it.
            seq if seq > size => None,
            seq => self.store.root_at(id, seq).await?,
        };
        if here.map(Root::of) != Some(cursor.root) {
            return Ok(Answered::Something(self.contradiction(stream)));
        }
        if cursor.seq == size {
            return Ok(Answered::Nothing);
        }
        let snapshot = stream.snapshot.filter(|snapshot| snapshot.seq > cursor.seq);
        if let (None, Some(growth)) = (snapshot, grown.filter(|growth| growth.is_from(cursor.seq, stream)))
            && let Some(told) = self.told_once(growth).await
        {
            return Ok(Answered::Something(told.answer().clone()));
        }
        match snapshot {
            Some(snapshot) if !cursor.waits && shorter(cursor.seq, snapshot, stream) => {
                let moved = self.store.last_move(id).await?;
                if moved <= snapshot.seq {
                    return self.jump(cursor, moved, snapshot, size).await.map(Answered::Something);
                }
                self.walk(cursor, Some(snapshot), stream).await
            }
            _ => self.walk(cursor, snapshot, stream).await,
        }
    }

    fn contradiction(&self, stream: &StreamHead) -> StreamAnswer {
        let (id, frontier) = (stream.head.stream, &stream.head.frontier);
        let checkpoint = self.authority.checkpoint(id, frontier.size(), frontier.root(), None);
        StreamAnswer {
            stream: id,
            checkpoint,
            page: Opaque::default(),
            snapshot: None,
            consistency: Vec::new(),
            more: false,
        }
    }

    /// Proven from where the device stands, or from the last move when that is further on.
    async fn jump(
        &self,
        cursor: Cursor,
        moved: u64,
        snapshot: StateRoot,
        size: u64,
    ) -> Result<StreamAnswer, StoreError> {
        let stream = cursor.stream;
        let corrupt = StoreError::Corrupt { what: "a snapshot beyond its stream" };
        let root = self.store.root_at(stream, snapshot.seq).await?.ok_or(corrupt)?;
        let proof = self.store.consistency(stream, cursor.seq.max(moved), snapshot.seq).await?.unwrap_or_default();
        Ok(StreamAnswer {
            stream,
            checkpoint: self.authority.checkpoint(stream, snapshot.seq, root, Some(snapshot)),
            page: Opaque::default(),
            snapshot: Some(snapshot.seq),
            consistency: proof.into_iter().map(|hash| Opaque(hash.as_bytes().to_vec())).collect(),
            more: size > snapshot.seq,
        })
    }

    /// A page ends with a push (J8), and at a snapshot's entry if it comes to it: there the device compares its states with the
    /// root (J5.2).
    async fn walk(&self, cursor: Cursor, snapshot: Option<StateRoot>, of: &StreamHead) -> Result<Answered, StoreError> {
        let stream = cursor.stream;
        let mut limit = page_limit();
        limit.lines = snapshot.map_or(limit.lines, |snapshot| limit.lines.min(snapshot.seq - cursor.seq));
        let extract = match self.store.tail(of, cursor.seq, limit) {
            Some(extract) => Some(extract),
            None => self.store.whole_page(stream, cursor.seq, limit).await?,
        };
        let Some(extract) = extract else { return Ok(Answered::Nothing) };
        let state = snapshot.filter(|snapshot| snapshot.seq == extract.frontier.size());
        Ok(Answered::Something(self.walked(of, extract, state).await))
    }

    /// A page as it is answered, under a checkpoint at its end.
    pub(super) async fn walked(&self, of: &StreamHead, extract: Extract, state: Option<StateRoot>) -> StreamAnswer {
        let Extract { page, frontier, more } = extract;
        let stream = of.head.stream;
        let checkpoint = self.authority.checkpoint(stream, frontier.size(), frontier.root(), state);
        let page = Opaque(pack(page).await);
        StreamAnswer { stream, checkpoint, page, snapshot: None, consistency: Vec::new(), more }
    }
}

/// Whether the snapshot is the shorter way: always for a new device, else when it would spare more entries than there
/// are subjects.
fn shorter(seq: u64, snapshot: StateRoot, stream: &StreamHead) -> bool {
    seq == 0 || snapshot.seq - seq > stream.subjects
}

//! What goes along with a hint, so that whoever hears it needn't ask (J11).

use std::collections::BTreeSet;

use coopol_domain::id::DeviceId;
use coopol_domain::journal::Compartment;
use coopol_domain::wire::{self, StreamAnswer, SyncResponse};
use coopol_store::{Backend, Limit};

use crate::app::App;
use crate::hints::Growth;

/// Whoever hears of more than this asks: it is kept until all that listen have taken it, or more happens in the stream.
const MOST: Limit = Limit { lines: 32, bytes: 16 << 10 };

/// What is told of a growth, and by whose pushes it came.
#[derive(Debug)]
pub struct Told {
    by: BTreeSet<DeviceId>,
    /// As it is sent.
    pub told: wire::Told,
}

impl Told {
    /// What is new in the stream.
    pub(super) fn answer(&self) -> &StreamAnswer {
        self.told.answer.streams.first().expect("it is made with one")
    }

    /// Whether all of it came from `device`, which has its answer.
    pub fn is_by(&self, device: DeviceId) -> bool {
        self.by.iter().eq([&device])
    }
}

impl<B: Backend> App<B> {
    /// What is told of a stream's growth; nothing where the question is the better way: an `office` changes rights, and what is
    /// long, or was written by another process, or goes beyond a snapshot, is a page like any other.
    async fn told(&self, growth: &Growth) -> Option<Told> {
        let (stream, from) = (&growth.to, growth.from);
        let compared = stream.snapshot.is_some_and(|snapshot| snapshot.seq > from);
        if stream.head.compartment == Compartment::Office || compared {
            return None;
        }
        let extract = self.store.tail(stream, from, MOST)?;
        let by = extract.page.pushes.iter().map(|signed| signed.push.device).collect();
        let answer = self.walked(stream, extract, None).await;
        let answer = SyncResponse {
            now: self.clock.now(),
            streams: vec![answer],
            mails: self.post.is_some(),
            ..SyncResponse::default()
        };
        Some(Told { by, told: wire::Told { from, erased: stream.erased, answer } })
    }

    /// The same, made by the first who asks: whoever listens, or whoever pushed and has its answer to get. Nothing any more once something of
    /// the stream was erased.
    pub async fn told_once<'growth>(&self, growth: &'growth Growth) -> Option<&'growth Told> {
        let told = growth.told.get_or_init(|| self.told(growth)).await.as_ref();
        told.filter(|_| self.store.is_recent(&growth.to, growth.from))
    }
}

//! One transaction over pushes: what it read stays in memory with its own writes over it, so that a hundred pushes
//! cost the database little more than one, and each is judged with those before it in view.

mod adopt;
mod draft;
mod gather;
mod given;
mod projection;
mod rule;
mod watch;

use coopol_domain::authority::{Chain, Docket, Needs, Ruling};
use coopol_domain::seal::Hash;

use crate::row::StreamRow;
use crate::{Backend, Store, StoreError, Write};
pub use adopt::HandedOver;
use draft::Draft;

/// A transaction over pushes. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx<B: Backend> {
    store: Store<B>,
    write: B::Write,
    draft: Draft,
}

impl<B: Backend> Store<B> {
    /// Starts a transaction over pushes, after whoever writes now.
    pub async fn begin(&self) -> Result<Tx<B>, StoreError> {
        Ok(Tx { write: self.backend.write().await?, store: self.clone(), draft: Draft::default() })
    }
}

impl<B: Backend> Tx<B> {
    /// Reads at once what these pushes need, and locks their streams. [`Tx::docket`] does it for what is still missing.
    pub async fn gather(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        loop {
            let questions = self.missing(needs);
            if questions.is_empty() {
                break;
            }
            let answers = self.write.ask(questions.clone()).await?;
            self.learn(questions, answers)?;
        }
        self.replayed(needs).await?;
        self.roots(needs).await
    }

    /// Everything that the judgement of one push may look at, the earlier writes of this transaction included; `None`
    /// when there is no such stream, or no such device.
    pub async fn docket(&mut self, needs: &Needs) -> Result<Option<Docket>, StoreError> {
        self.gather(&[needs]).await?;
        Ok(self.assembled(needs))
    }

    fn assembled(&self, needs: &Needs) -> Option<Docket> {
        let (stream, draft) = (needs.stream, &self.draft);
        let head = draft.streams.get(&stream)?.as_ref()?.row.head.clone();
        let author = draft.authors.get(&needs.device)?.clone()?;
        let (directory, facts) = draft.slice(author.holder(), head.unit);
        let (about, looks) = (needs.subjects.iter(), draft.looks_of(needs).into_iter());
        Some(Docket {
            watch: draft.watch(stream, author.holder()),
            chain: draft.chains.get(&(stream, needs.device)).copied().unwrap_or_else(Chain::start),
            replayed: draft.pushes.get(&(stream, needs.device, needs.number)).copied().flatten(),
            seen: self.seen(needs),
            subjects: about.filter_map(|&id| Some((id, draft.known(stream, id)?))).collect(),
            looks: looks.filter_map(|look| Some((look.clone(), draft.owner(stream, &look)?))).collect(),
            decided: needs.changes.iter().filter_map(|&id| Some((id, draft.decision(stream, id)?))).collect(),
            head,
            author,
            directory,
            facts,
        })
    }

    /// The root at the size that the push says to have seen. A size that only this transaction has reached can't have
    /// been seen by anybody, unless it is where the stream stands.
    fn seen(&self, needs: &Needs) -> Option<Hash> {
        let known = self.draft.roots.get(&(needs.stream, needs.seen)).copied();
        let frontier = &self.draft.streams.get(&needs.stream)?.as_ref()?.row.head.frontier;
        known.or_else(|| (frontier.size() == needs.seen).then(|| frontier.root()))
    }

    /// Takes up a ruling over a docket of this transaction, to be written with the others.
    pub fn write(&mut self, ruling: Ruling) {
        self.draft.rule(ruling, &self.store.vault);
    }

    /// Writes all of it, durably, or nothing.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { store, write, mut draft } = self;
        let news = draft.news();
        write.commit(draft.into_writes(&store.vault)).await?;
        for (news, frontier) in news {
            store.recent.note_root(news.stream, frontier.size(), frontier.root());
            store.recent.note_news(news);
        }
        Ok(())
    }

    /// The streams that grew, and where they stand now.
    pub(crate) fn grown(&self) -> impl Iterator<Item = &StreamRow> {
        self.draft.streams.values().flatten().filter(|stream| stream.grew).map(|stream| &stream.row)
    }
}

//! What devices give back after a restore (J8).

use coopol_domain::authority::{NotTakenBack, wants_back};
use coopol_domain::wire::{GivenBack, Page};
use coopol_store::company::Position;
use coopol_store::{Backend, StoreError};

use crate::app::App;

/// The most that a page may unpack to.
const PAGE: usize = 32 << 20;

/// Entries that aren't taken back.
#[derive(Debug, thiserror::Error)]
pub enum NotGivenBack {
    /// They aren't what was signed here.
    #[error(transparent)]
    NotTakenBack(#[from] NotTakenBack),
    /// They can't be read.
    #[error("what is given back can't be read")]
    Unreadable,
    /// Of a stream that isn't here.
    #[error("no such stream")]
    NoStream,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<B: Backend> App<B> {
    /// Takes back what is missing here; how far the stream has come then.
    ///
    /// # Errors
    /// [`NotGivenBack`].
    pub async fn take_back(&self, given: GivenBack) -> Result<u64, NotGivenBack> {
        let stream = given.stream;
        let head = self.store.heads(&[stream]).await?.remove(&stream).ok_or(NotGivenBack::NoStream)?.head;
        let size = head.frontier.size();
        let moves = self.store.moved(stream).await?;
        // Nobody is told how far a stream has come but who proves to hold it.
        let missing = wants_back(&head, &given.checkpoint, self.authority.pinned(), &moves)?;
        if !missing || given.after != size || given.page.0.is_empty() {
            return Ok(size);
        }
        let page = zstd::bulk::decompress(&given.page.0, PAGE).map_err(|_| NotGivenBack::Unreadable)?;
        let page = Page::decode(&page).map_err(|_| NotGivenBack::Unreadable)?;
        let taken = self.store.take_back(&given, page, self.authority.pinned()).await?.ok_or(NotGivenBack::NoStream)?;
        let size = match taken {
            Err(NotTakenBack::Elsewhere { size }) => return Ok(size),
            taken => taken?,
        };
        self.rights.forget();
        // How many of its subjects are erased is told by the answer.
        let at = Position { stream, size, erased: 0 };
        if self.hints.is_news(at) {
            self.hints.say(at);
        }
        tracing::info!(%stream, size, "entries were given back");
        Ok(size)
    }
}

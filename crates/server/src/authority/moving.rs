//! Going over to another key: said in every stream by the old one, whom laptops believe (J5.4).

use coopol_domain::authority::{Head, origin};
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_store::{Backend, StoreError};
use ed25519_dalek::SigningKey;

use super::Authority;
use crate::app::App;

impl Authority {
    /// What this authority's key and the next one's both sign of a stream.
    ///
    /// # Panics
    /// When the two keys are one, or `at` is no address.
    pub fn moved(&self, head: &Head, next: &Self, at: Option<&str>) -> String {
        let end = (&*origin(head.stream), head.frontier.size(), head.frontier.root());
        Moved::sign(end, &self.signer, &next.signer, at)
            .expect("a stream has an origin and a root, and the keys differ")
    }
}

impl Authority {
    /// What this authority's key alone signs of a stream that it leaves to another: that one is asked to vouch for it.
    ///
    /// # Panics
    /// When `at` can't stand in a statement.
    pub fn offer(&self, head: &Head, to: &Verifier, at: Option<&str>) -> String {
        let end = (&*origin(head.stream), head.frontier.size(), head.frontier.root());
        Moved::offer(end, &self.signer, to, at).expect("a stream has an origin and a root")
    }
}

impl<B: Backend> App<B> {
    /// States in every stream that `key` follows this authority's, which is of no use afterwards; in how many. Each has a
    /// snapshot first where it stands, so that nobody ever comes by one from before the move.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is stated then.
    pub async fn change_key(&self, key: SigningKey, at: Option<&str>) -> Result<usize, StoreError> {
        // No laptop would follow to less than it saw (J8).
        if self.store.restoring(self.clock.now()).await?.is_some() {
            return Err(StoreError::Restoring);
        }
        for stream in self.store.every_stream().await? {
            self.store.make_snapshot(stream).await?;
        }
        let next = Authority::new(key);
        let to = (next.id(), next.public_key());
        self.store.move_authority(to, |head| self.authority.moved(head, &next, at)).await
    }
}

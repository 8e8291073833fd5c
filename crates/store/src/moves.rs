//! Moves from one key of the authority to the next (J5.4): a statement for every stream, or none.

use std::collections::BTreeMap;

use coopol_domain::authority::{Head, device_of, origin};
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::seal::moved::Moved;
use coopol_domain::wire::{Cursor, Move, Opaque, Root, StreamMoves};
use ed25519_dalek::VerifyingKey;

use crate::row::MoveRow;
use crate::{Backend, Read, Store, StoreError, Write, Writes};

impl<B: Backend> Store<B> {
    /// The moves of these streams, in their order; streams without any are left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn moves(&self, streams: &[StreamId]) -> Result<BTreeMap<StreamId, Vec<String>>, StoreError> {
        let mut moves: BTreeMap<StreamId, Vec<String>> = BTreeMap::new();
        for row in self.backend.read().await?.moves(streams).await? {
            moves.entry(row.stream).or_default().push(row.note);
        }
        Ok(moves)
    }

    /// What leads a device that stands at `cursor` from the key of `believed` to the one that signs today, each with the
    /// proof that it continues what the device has, or the move before (J5.2). All that there is when it isn't a key of
    /// theirs: the device finds out that nothing leads there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn led(&self, cursor: Cursor, believed: DeviceId) -> Result<StreamMoves, StoreError> {
        let moves = self.moved(cursor.stream).await?;
        let left = |moved: &Moved| device_of(moved.from().public_key()) == believed;
        let from = moves.iter().position(left).unwrap_or(0);
        // One that followed before may still have to read what came before that move: it knows the tree up to there.
        let mut known = moves[..from].last().map_or(0, Moved::size).max(cursor.seq);
        let mut told = StreamMoves { stream: cursor.stream, moves: Vec::new() };
        for moved in &moves[from..] {
            let proof = self.consistency(cursor.stream, known, moved.size()).await?.unwrap_or_default();
            let consistency = proof.into_iter().map(|hash| Opaque(hash.as_bytes().to_vec())).collect();
            told.moves.push(Move { note: moved.note().to_owned(), consistency });
            known = moved.size();
        }
        Ok(told)
    }

    /// Where the last move of a stream was; 0 before any. A snapshot from before it leads nowhere.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_move(&self, stream: StreamId) -> Result<u64, StoreError> {
        Ok(self.moved(stream).await?.last().map_or(0, Moved::size))
    }

    /// Whether whoever stands at `cursor` has held the stream: they name its root there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn was_held(&self, cursor: Cursor) -> Result<bool, StoreError> {
        let root = self.root_at(cursor.stream, cursor.seq).await?.map(Root::of);
        Ok(cursor.seq > 0 && root == Some(cursor.root))
    }

    /// How a stream moved from key to key, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn moved(&self, stream: StreamId) -> Result<Vec<Moved>, StoreError> {
        let rows = self.backend.read().await?.moves(&[stream]).await?;
        let moves = rows.iter().map(|row| Moved::open_either(&row.note, &origin(stream)));
        moves.collect::<Result<_, _>>().map_err(|_| StoreError::Corrupt { what: "a move" })
    }

    /// Makes the store that of another device and key of the same authority, in one transaction with what `state` states of
    /// every stream where it stands. This handle goes on as that of the old one, and is of no use any more. Says how
    /// many streams there are.
    ///
    /// # Errors
    /// [`StoreError::OtherAuthority`] when the store belongs to another by now.
    pub async fn move_authority(
        &self,
        to: (DeviceId, VerifyingKey),
        state: impl Fn(&Head) -> String + Send,
    ) -> Result<usize, StoreError> {
        let mut tx = self.backend.write().await?;
        self.still_ours(tx.rows(), to.0).await?;
        let streams = tx.rows().every_stream().await?;
        let known = tx.rows().moves(&streams).await?;
        let moves = tx.lock(&streams).await?.into_iter().map(|row| {
            let stream = row.head.stream;
            let number = 1 + known.iter().filter(|row| row.stream == stream).count() as u64;
            MoveRow { stream, number, note: state(&row.head) }
        });
        let (moves, settings) = (moves.collect::<Vec<_>>(), vec![self.authority_row(to)]);
        let count = moves.len();
        tx.commit(Writes { moves, settings, ..Writes::default() }).await?;
        Ok(count)
    }
}

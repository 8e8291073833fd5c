//! What a device is told.

use std::collections::BTreeMap;

use coopol_domain::authority::Chain;
use coopol_domain::id::StreamId;
use coopol_domain::wire::{Access, Cursor, Opaque, Pushed, SyncRequest, SyncResponse};
use coopol_store::{Backend, StoreError};

use super::pushes::Taken;
use super::stream::Answered;
use crate::app::App;
use crate::rights::Standing;
use crate::writer::Growths;

/// How many bytes of pages one answer holds: streams that don't fit come with the next.
const ANSWER_BYTES: usize = 8 << 20;

impl<B: Backend> App<B> {
    /// One exchange with a device.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn exchange(&self, standing: Standing, request: SyncRequest) -> Result<SyncResponse, StoreError> {
        let Taken { answers: pushes, grown } = self.take(&standing, &request.pushes).await?;
        let now = self.clock.now();
        let mut response = SyncResponse { now, pushes, mails: self.post.is_some(), ..SyncResponse::default() };
        // What was just pushed may have changed what may be read; at worst the pusher shut itself out.
        let standing = if request.pushes.is_empty() {
            Some(standing)
        } else {
            self.rights.of(&self.store, standing.device.id, now).await?
        };
        let Some(standing) = standing else {
            response.access = Some(Access { mark: String::new(), lease_until: now, streams: Vec::new() });
            return Ok(response);
        };
        let cursors = request.cursors.iter().map(|cursor| (cursor.stream, *cursor)).collect();
        response.moves = self.moves(&standing, request.authority, &cursors).await?;
        response.access = self.access(&standing, request.access.as_deref(), &cursors).await?;
        self.streams(&standing, &cursors, &grown, &mut response).await?;
        Ok(response)
    }

    async fn access(
        &self,
        standing: &Standing,
        known: Option<&str>,
        held: &BTreeMap<StreamId, Cursor>,
    ) -> Result<Option<Access>, StoreError> {
        let now = self.clock.now();
        if known == Some(standing.list.mark(now).as_str()) {
            return Ok(None);
        }
        let mut access = standing.list.at(now);
        let chains = self.store.chains(standing.device.id).await?;
        let new: Vec<_> = access.streams.iter().map(|at| at.stream).filter(|at| !held.contains_key(at)).collect();
        let mut moves = self.store.moves(&new).await?;
        for stream in &mut access.streams {
            stream.moves = moves.remove(&stream.stream).unwrap_or_default();
            let pushed = |chain: &Chain| Pushed { number: chain.number, hash: Opaque(chain.hash.as_bytes().to_vec()) };
            stream.pushed = chains.get(&stream.stream).map(pushed);
        }
        Ok(Some(access))
    }

    async fn streams(
        &self,
        standing: &Standing,
        cursors: &BTreeMap<StreamId, Cursor>,
        grown: &Growths,
        response: &mut SyncResponse,
    ) -> Result<(), StoreError> {
        let order: Vec<Cursor> =
            standing.list.streams().filter_map(|granted| cursors.get(&granted.stream).copied()).collect();
        let ids: Vec<_> = order.iter().map(|cursor| cursor.stream).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let heads = self.store.heads(&ids).await?;
        response.witnessed = self.store.witnessed(&order).await?;
        let mut room = ANSWER_BYTES;
        for cursor in order {
            // Its unit names it: whoever went on without it would never hear of it again.
            let stream =
                heads.get(&cursor.stream).ok_or(StoreError::Corrupt { what: "a stream that its unit names" })?;
            if stream.erased > cursor.erased {
                response.erasures.extend(self.store.erasures(cursor.stream, cursor.erased).await?);
            }
            match self.news(cursor, stream, grown.get(&cursor.stream)).await? {
                Answered::Nothing => {}
                Answered::Something(answer) if answer.page.0.len() <= room || response.streams.is_empty() => {
                    room = room.saturating_sub(answer.page.0.len());
                    response.streams.push(answer);
                }
                Answered::Something(_) => {
                    // The rest comes with the next round, which this makes the device ask for at once.
                    response.streams.iter_mut().last().into_iter().for_each(|last| last.more = true);
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

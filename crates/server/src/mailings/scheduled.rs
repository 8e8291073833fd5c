//! The mailings that lie on all desks and haven't begun. A desk is read again when it grew: what is remembered follows from the streams
//! alone, so replicas that remember different ones come to the same.

use std::collections::BTreeMap;

use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Mailing;
use coopol_domain::mailing::Desk;
use coopol_domain::time::Instant;
use coopol_store::{Backend, StoreError};

use super::Lying;
use crate::app::App;

/// By desk, with how far it was when it was read, and how much of it had been erased.
#[derive(Debug, Default)]
pub struct Scheduled(BTreeMap<StreamId, (u64, u64, Vec<Lying>)>);

impl Scheduled {
    /// Reads the desks that grew since.
    pub(super) async fn follow<B: Backend>(&mut self, app: &App<B>) -> Result<(), StoreError> {
        let mut desks = BTreeMap::new();
        for unit in app.store.units().await? {
            for (compartment, stream) in &unit.streams {
                if let Compartment::Desk(office) = *compartment {
                    desks.insert(*stream, Desk { office, unit: unit.id });
                }
            }
        }
        self.0.retain(|stream, _| desks.contains_key(stream));
        let ids: Vec<StreamId> = desks.keys().copied().collect();
        for (stream, head) in app.store.heads(&ids).await? {
            let (size, erased) = (head.head.frontier.size(), head.erased);
            let known = self.0.get(&stream).is_some_and(|(at, gone, _)| (*at, *gone) == (size, erased));
            if size == 0 || known {
                continue;
            }
            let lying = read(app, stream, desks[&stream]).await?;
            self.0.insert(stream, (size, erased, lying));
        }
        Ok(())
    }

    /// Those whose time has come.
    pub(super) fn due(&self, now: Instant) -> Vec<Lying> {
        let all = self.0.values().flat_map(|(.., lying)| lying);
        let due = all.filter(|lying| lying.mailing.at <= now && now.since(lying.mailing.at) < Mailing::LATEST);
        due.cloned().collect()
    }
}

async fn read<B: Backend>(app: &App<B>, desk: StreamId, office: Desk) -> Result<Vec<Lying>, StoreError> {
    let living = app.store.living(desk).await?.into_iter();
    let mailings = living.filter_map(|(id, (state, key))| {
        let mailing = Mailing::read(id, &state).filter(|it| it.begun.is_none() && !it.called_off)?;
        Some(Lying { desk, office, mailing, key })
    });
    Ok(mailings.collect())
}

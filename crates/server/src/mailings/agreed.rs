//! Leave to take people out of a roster, as two people gave it (J3.7): a laptop asks it of its own lines, the server of the entries.

use std::collections::BTreeSet;

use coopol_domain::authority::Needs;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, StreamId};
use coopol_domain::journal::Payload;
use coopol_domain::kinds::{Permission, Unit};
use coopol_domain::time::Instant;
use coopol_store::{Backend, Limit, StoreError};

use super::roster;
use crate::app::App;

impl<B: Backend> App<B> {
    /// What was agreed on in the last day, in a unit's roster.
    pub(super) async fn agreed(&self, unit: &Unit, now: Instant) -> Result<Vec<Permission>, StoreError> {
        let Some(roster) = roster(unit) else { return Ok(Vec::new()) };
        let mut agreed = Vec::new();
        for (state, _) in self.store.living(roster).await?.into_values() {
            let (Some(cell), true) = (state.cells.get("content"), state.sort == Permission::SORT) else { continue };
            let Value::Text(content) = &cell.value else { continue };
            agreed.extend(self.permission(roster, cell.stamp.seq, content).await?);
        }
        agreed.retain(|permission| now.since(permission.at) < Permission::LASTS);
        Ok(agreed)
    }

    /// The one whose agreement is this entry.
    async fn permission(&self, roster: StreamId, seq: u64, content: &str) -> Result<Option<Permission>, StoreError> {
        let one = Limit { lines: 1, bytes: u64::MAX };
        let Some(extract) = self.store.page(roster, seq.saturating_sub(1), one).await? else { return Ok(None) };
        let (Some(line), Some(signed)) = (extract.page.lines.first(), extract.page.pushes.first()) else {
            return Ok(None);
        };
        let payload = line.payload.as_deref().map(Payload::decode).transpose()?;
        let Some(quotes) = payload.and_then(|payload| payload.quotes) else { return Ok(None) };
        let agreed_by = self.store.author(signed.push.device).await?.and_then(|author| author.holder());
        let asked_by = self.asked_by(roster, quotes).await?;
        let both = asked_by.zip(agreed_by);
        Ok(both.map(|(asked_by, agreed_by)| Permission {
            asked_by,
            agreed_by,
            content: content.to_owned(),
            at: line.entry.recorded_at,
        }))
    }

    async fn asked_by(&self, roster: StreamId, change: ChangeId) -> Result<Option<HolderId>, StoreError> {
        let needs = Needs {
            stream: roster,
            device: self.authority.id(),
            number: 0,
            seen: 0,
            subjects: BTreeSet::new(),
            looks: BTreeSet::new(),
            brought_back: BTreeSet::new(),
            changes: [change].into(),
        };
        let docket = self.store.begin().await?.docket(&needs).await?;
        Ok(docket.and_then(|docket| docket.decided.get(&change)?.holder))
    }
}

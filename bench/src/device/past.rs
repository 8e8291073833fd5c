//! What is done with the past on one laptop: it is taken back, gone back to, checked.

use std::time::Duration;

use coopol_core::device::{Category, Seal};
use coopol_core::history::rollback::{Scope, carry_out, plan};
use coopol_core::roster::{Query, Window, list};
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::HolderId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::time::Instant;
use serde_json::{Value as Json, json};

use super::Open;
use crate::Failure;
use crate::measure::{ms, now};

impl Open {
    /// Records this many people, then takes back everything that its holder did since.
    pub(super) async fn take_back(&mut self, count: usize) -> Result<Json, Failure> {
        let since = self.moment().await?;
        self.people(count).await?;
        let by = self.session.holder().await;
        self.back_to(since, Some(by)).await
    }

    /// Changes everybody once, then goes back to how all of the section stood before.
    pub(super) async fn go_back(&mut self) -> Result<Json, Failure> {
        let since = self.moment().await?;
        let stream = self.session.stream(Compartment::Roster).await?;
        let page = list(&self.session, &Query::default(), Window { offset: 0, limit: u32::MAX }).await?;
        let intents = page.rows.into_iter().map(|row| {
            let payload = Payload::new("person_changed", 1, vec![Edit::set("note", Value::text("ailleurs"))]);
            Intent { stream, subject: row.id, payload, act: None, depends_on: Vec::new() }
        });
        self.session.act(stream, Category::Import, None, intents.collect()).await?;
        self.sync().await?;
        self.back_to(since, None).await
    }

    /// A moment that nothing was done at.
    async fn moment(&self) -> Result<Instant, Failure> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let moment = self.session.see().await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(moment)
    }

    async fn back_to(&mut self, from: Instant, by: Option<HolderId>) -> Result<Json, Failure> {
        self.audit().await?;
        let begun = now();
        let scope = Scope { by, from, until: Instant(u64::MAX) };
        let plan = plan(&self.session, &scope).await?;
        if !plan.exceptions.is_empty() {
            return Err(format!("{} subjects would stay", plan.exceptions.len()).into());
        }
        let shown = ms(begun);
        let done = carry_out(&self.session, plan).await?;
        Ok(json!({ "n": done.changes, "shown_ms": shown, "ms": ms(begun) }))
    }

    /// Checks every seal again, from what is kept here.
    pub(super) async fn verify(&mut self) -> Result<Json, Failure> {
        self.audit().await?;
        let begun = now();
        let found = self.session.verify().await?;
        let took = ms(begun);
        if let Some(stream) = found.iter().find(|stream| stream.seal != Seal::Whole) {
            return Err(format!("a seal isn't whole: {stream:?}").into());
        }
        let mut reader = self.session.cache().reader().await?;
        let lines = "SELECT count(*), sum(length(entry) + coalesce(length(payload), 0)) FROM lines";
        let (entries, bytes): (i64, i64) = sqlx::query_as(lines).fetch_one(&mut *reader).await?;
        Ok(json!({ "ms": took, "entries": entries, "bytes": bytes }))
    }
}

//! What is measured on one laptop.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use coopol_core::device::{Category, Saved};
use coopol_core::roster::{self, Field, Query, Window};
use coopol_core::status::status;
use coopol_domain::device::Intent;
use coopol_domain::journal::Compartment;
use coopol_testkit::demo::reference::Item;
use coopol_testkit::demo::reference_section;
use serde_json::{Value, json};

use super::Open;
use crate::Failure;
use crate::measure::{ms, now, percentile};

/// People of an import of the large roster: an act each.
const PORTION: usize = 5_000;
/// The section from which on texts are taken: one that isn't uploaded as a whole.
const TEXTS_FROM: u64 = 50;
/// Rows that a window shows.
const ROWS: u32 = 50;

impl Open {
    /// The reference work as one import, then its push.
    pub(super) async fn upload(&mut self, first: u64, copies: u64) -> Result<Value, Failure> {
        let mut items = Vec::new();
        for seed in first..first + copies {
            let mut copy = reference_section(seed);
            if seed > 0 {
                copy.iter_mut().for_each(unnumbered);
            }
            items.extend(copy);
        }
        let count = items.len();
        let intents = self.intents(items).await?;
        let begun = now();
        self.import(intents).await?;
        let local = ms(begun);
        let (rounds, push) = self.push().await?;
        Ok(json!({ "n": count, "local_ms": local, "push_ms": push, "rounds": rounds }))
    }

    /// A large roster, import after import.
    pub(super) async fn people(&mut self, count: usize) -> Result<Value, Failure> {
        let (mut left, mut seed, begun) = (count, 100, now());
        while left > 0 {
            let mut portion = Vec::new();
            while portion.len() < PORTION.min(left) {
                let people = reference_section(seed).into_iter().filter(|item| item.payload.kind == "person_recorded");
                portion.extend(people.take(PORTION.min(left) - portion.len()));
                seed += 1;
            }
            portion.iter_mut().for_each(unnumbered);
            left -= portion.len();
            let intents = self.intents(portion).await?;
            self.import(intents).await?;
            self.push().await?;
        }
        Ok(json!({ "n": count, "ms": ms(begun) }))
    }

    /// So many texts of other sections' archives, as one import, then its push.
    pub(super) async fn texts(&mut self, count: usize) -> Result<Value, Failure> {
        let sections = (TEXTS_FROM..).flat_map(reference_section);
        let texts = sections.filter(|item| item.payload.kind == "document_filed").take(count).collect();
        let intents = self.intents(texts).await?;
        let recorded = self.import(intents).await?.len();
        self.push().await?;
        Ok(json!({ "n": recorded }))
    }

    async fn import(&self, intents: Vec<Intent>) -> Result<Vec<Saved>, Failure> {
        let home = self.session.stream(Compartment::Roster).await?;
        Ok(self.session.act(home, Category::Import, None, intents).await?.changes)
    }

    async fn intents(&self, items: Vec<Item>) -> Result<Vec<Intent>, Failure> {
        let mut streams = BTreeMap::new();
        for compartment in [Compartment::Roster, Compartment::Dues, Compartment::Agenda, Compartment::Archive] {
            streams.insert(compartment, self.session.stream(compartment).await?);
        }
        let intent = |Item { compartment, subject, payload }| Intent {
            stream: streams[&compartment],
            subject,
            payload,
            act: None,
            depends_on: Vec::new(),
        };
        Ok(items.into_iter().map(intent).collect())
    }

    /// Until the server has everything: how many synchronisations, and milliseconds.
    async fn push(&self) -> Result<(usize, f64), Failure> {
        let (begun, mut rounds) = (now(), 0);
        loop {
            rounds += self.session.sync_once(&self.transport).await?.rounds;
            let status = status(&self.session).await?;
            if status.refused + status.held > 0 {
                return Err(format!("the server refused or held {} changes", status.refused + status.held).into());
            }
            if status.waiting == 0 {
                return Ok((rounds, ms(begun)));
            }
        }
    }

    pub(super) async fn sync(&mut self) -> Result<Value, Failure> {
        let (begun, before) = (now(), self.transport.came());
        let synced = self.session.sync_once(&self.transport).await?;
        let took = ms(begun);
        let sealed = status(&self.session).await?.sealed;
        let bytes = self.transport.came() - before;
        Ok(json!({ "ms": took, "bytes": bytes, "rounds": synced.rounds, "sealed": sealed }))
    }

    pub(super) async fn audit(&mut self) -> Result<Value, Failure> {
        let (begun, before) = (now(), self.transport.came());
        self.session.audit(&self.transport).await?;
        Ok(json!({ "ms": ms(begun), "bytes": self.transport.came() - before }))
    }

    /// Durable here when it answers; on its way to the server.
    pub(super) async fn edit(&mut self, n: u64, started: Instant) -> Result<Value, Failure> {
        let live = self.live.as_ref().ok_or("it isn't live")?;
        let at = usize::try_from(n * 37)? % live.people.len();
        let (begun, told) = (now(), ms(started));
        roster::set(&self.session, live.people[at], Field::Note, &n.to_string()).await?;
        let local = ms(begun);
        live.news.notify_one();
        Ok(json!({ "at": told, "local_ms": local }))
    }

    /// The keystrokes of people who look for somebody: the beginning of a last name, all of it, then that of a first name.
    pub(super) async fn search(&mut self, rounds: usize) -> Result<Value, Failure> {
        let typed = self.keystrokes().await?;
        let (mut search, mut list) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            for text in &typed {
                let begun = now();
                black_box(roster::search(&self.session, text, 20).await?);
                search.push(ms(begun));
            }
        }
        for text in typed.iter().step_by(7) {
            let begun = now();
            let query = Query { text: text.clone(), ..Query::default() };
            black_box(roster::list(&self.session, &query, Window { offset: 0, limit: ROWS }).await?);
            list.push(ms(begun));
        }
        let of = |times: &[f64]| {
            let (first, p50, p95) = (times.first(), percentile(times, 50), percentile(times, 95));
            json!({ "n": times.len(), "first": first, "p50": p50, "p95": p95 })
        };
        Ok(json!({ "search": of(&search), "list": of(&list) }))
    }

    async fn keystrokes(&self) -> Result<Vec<String>, Failure> {
        let mut typed = Vec::new();
        for step in 0..60 {
            let window = Window { offset: step * 811 % 40_000, limit: 1 };
            let page = roster::list(&self.session, &Query::default(), window).await?;
            let Some(row) = page.rows.first() else { continue };
            let last: Vec<char> = row.family_name.to_lowercase().chars().collect();
            let first: Vec<char> = row.given_name.to_lowercase().chars().collect();
            typed.extend((1..=last.len().min(6)).map(|length| last[..length].iter().collect::<String>()));
            let whole: String = last.iter().collect();
            let begun = |length: usize| first[..length].iter().collect::<String>();
            typed.extend((1..=first.len().min(3)).map(|length| format!("{whole} {}", begun(length))));
        }
        Ok(typed)
    }

    pub(super) async fn roster(&mut self) -> Result<Value, Failure> {
        let begun = now();
        let page = roster::list(&self.session, &Query::default(), Window { offset: 0, limit: ROWS }).await?;
        Ok(json!({ "rows": page.rows.len(), "all": page.all, "ms": ms(begun) }))
    }
}

/// Two sections of the reference work have the same membership numbers, which one roster can't.
fn unnumbered(item: &mut Item) {
    item.payload.edits.retain(|edit| edit.field.to_string() != "number");
}

//! What a laptop gives back, and how it is answered.

use std::collections::BTreeSet;

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::wire::{GivenBack, Line, Opaque, Page, TakenBack};
use reqwest::Method;
use serde_json::Value as Json;

use crate::kit::Laptop;

/// As it goes out, before it is packed.
#[derive(Clone, Debug)]
pub struct Giving {
    pub stream: StreamId,
    pub after: u64,
    pub checkpoint: String,
    pub page: Page,
    pub rest: Vec<Hash>,
}

impl Giving {
    /// Everything that `laptop` has after `after`.
    pub fn of(laptop: &Laptop, stream: StreamId, after: u64) -> Self {
        let at = &laptop.device.streams[&stream];
        let lines = laptop.lines.range((stream, after + 1)..(stream, u64::MAX)).map(|(_, line)| line);
        let key = |line: &Line| Some(laptop.cache.0.get(&(stream, line.entry.header.subject))?.1.clone());
        let lines: Vec<Line> =
            lines.map(|line| Line { key: line.payload.as_ref().and_then(|_| key(line)), ..line.clone() }).collect();
        let brought: BTreeSet<Hash> = lines.iter().map(|line| line.entry.push).collect();
        let pushes = brought.iter().filter_map(|push| laptop.pushes.get(push).cloned()).collect();
        Self { stream, after, checkpoint: at.checkpoint.clone(), page: Page { lines, pushes }, rest: Vec::new() }
    }

    /// The first `lines` of it: of the others only the leaves.
    pub fn cut(mut self, lines: usize) -> Self {
        self.rest = self.page.lines.drain(lines..).map(|line| line.entry.leaf()).collect();
        self
    }

    /// How far the server has come then, or its word for why not.
    pub async fn send(&self, laptop: &Laptop) -> Result<u64, String> {
        let page = zstd::bulk::compress(&self.page.encode(), 1).unwrap();
        let rest = self.rest.iter().flat_map(|leaf| *leaf.as_bytes()).collect();
        let given = GivenBack {
            stream: self.stream,
            after: self.after,
            checkpoint: self.checkpoint.clone(),
            page: Opaque(if self.page.lines.is_empty() { Vec::new() } else { page }),
            rest: Opaque(rest),
        };
        // Nobody signs in for it.
        let answer = laptop.request(Method::POST, "/v1/givings").bearer_auth("").json(&given).send().await.unwrap();
        if answer.status() == 200 {
            return Ok(answer.json::<TakenBack>().await.unwrap().size);
        }
        let problem: Json = answer.json().await.unwrap();
        Err(problem["code"].as_str().unwrap().to_owned())
    }
}

impl Laptop {
    /// Gives back of each stream what the server lacks, the unit's own facts first.
    pub async fn give_back(&self) -> Result<(), String> {
        let mut streams: Vec<_> = self.device.streams.iter().filter(|(_, at)| at.seq() > 0).collect();
        streams.sort_by_key(|(_, at)| at.compartment);
        for (&stream, at) in streams {
            let asks = Giving { page: Page::default(), ..Giving::of(self, stream, at.seq()) };
            let size = asks.send(self).await?;
            if size < at.seq() {
                assert_eq!(Giving::of(self, stream, size).send(self).await?, at.seq());
            }
        }
        Ok(())
    }
}

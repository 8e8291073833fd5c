//! One laptop, and what is done with the past of its section.

use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;
use serde_json::json;

use super::Bench;
use crate::Failure;
use crate::laptop::number;
use crate::measure::{ms, now};
use crate::report::{Figure, Target};
use crate::server::{Server, free_address};

/// Records of the section that goes back to a day: the reference work, and texts beside it.
const RECORDS: f64 = 18_000.0;
/// The texts.
const TEXTS: usize = 900;
/// People who are added, and taken back as one.
const ADDED: usize = 5_000;
/// How often the reference work stands in the journal that is checked: some 100,000 entries.
const COPIES: u64 = 5;

impl Bench {
    pub(super) async fn past(&mut self) -> Result<(), Failure> {
        self.say("the past of a section");
        let mut server = Server::make(&self.folder.join("past"), &free_address()?)?;
        let section = server.section("Section du passé", 0)?;
        server.start().await?;
        let mut a = self.laptop("past").await?;
        a.enrol(&server, &section.secretary).await?;
        a.ask(json!({ "do": "sync" })).await?;
        let work = a.ask(json!({ "do": "upload", "first": 0, "copies": 1 })).await?;
        let texts = a.ask(json!({ "do": "texts", "count": TEXTS })).await?;
        let records = number(&work, "n")? + number(&texts, "n")?;
        if (records - RECORDS).abs() > 0.5 {
            return Err(format!("the section has {records} records").into());
        }
        let done = a.ask(json!({ "do": "go_back" })).await?;
        let (shown, all) = (number(&done, "shown_ms")?, number(&done, "ms")?);
        self.add(Figure::new("a section of 18,000 records goes back to a day: shown", "ms", shown, Target::None));
        self.add(Figure::new("the same, done", "ms", all, Target::None));
        a.ask(json!({ "do": "sync" })).await?;
        let done = a.ask(json!({ "do": "take_back", "count": ADDED })).await?;
        let (shown, all) = (number(&done, "shown_ms")?, number(&done, "ms")?);
        self.add(Figure::new("5,000 changes of one person taken back: shown", "ms", shown, Target::None));
        self.add(Figure::new("the same, done", "ms", all, Target::None));
        a.ask(json!({ "do": "sync" })).await?;
        self.say("a journal of 100,000 entries");
        a.ask(json!({ "do": "upload", "first": 1, "copies": COPIES })).await?;
        let done = a.ask(json!({ "do": "verify" })).await?;
        let (took, entries, bytes) = (number(&done, "ms")?, number(&done, "entries")?, number(&done, "bytes")?);
        let each = took / entries * 100_000.0;
        self.add(Figure::new("100,000 entries checked", "ms", each, Target::None).beside(hashed(entries, bytes)));
        Ok(())
    }
}

/// The least that checking 100,000 entries takes: to hash as many bytes as they have, and the tree over them. In milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of some hundred bytes")]
fn hashed(entries: f64, bytes: f64) -> f64 {
    let (entry, begun, mut tree) = (vec![7; (bytes / entries) as usize], now(), Frontier::default());
    for _ in 0..100_000 {
        tree.push(Hash::of(&entry));
    }
    std::hint::black_box(tree.root());
    ms(begun)
}

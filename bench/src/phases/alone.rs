//! One laptop with 50,000 people.

use serde_json::json;

use super::Bench;
use crate::Failure;
use crate::laptop::number;
use crate::measure::{median, ms, now};
use crate::report::{Figure, Target};
use crate::server::{Server, free_address};

const PEOPLE: usize = 50_000;
const SEARCHES: usize = 3;

impl Bench {
    pub(super) async fn alone(&mut self) -> Result<(), Failure> {
        self.say("50,000 people");
        let mut server = Server::make(&self.folder.join("large"), &free_address()?)?;
        let section = server.section("Section nationale", 0)?;
        server.start().await?;
        let mut a = self.laptop("large").await?;
        a.enrol(&server, &section.secretary).await?;
        a.ask(json!({ "do": "sync" })).await?;
        a.ask(json!({ "do": "people", "count": PEOPLE })).await?;
        self.say("search");
        let found = a.ask(json!({ "do": "search", "rounds": SEARCHES })).await?;
        let half = number(&found["search"], "p50")?;
        self.add(Figure::new("search among 50,000 people, p50", "ms", half, Target::None));
        let tail = number(&found["search"], "p95")?;
        self.add(Figure::new("search among 50,000 people, p95", "ms", tail, Target::AtMost(1.0)));
        let first = number(&found["search"], "first")?;
        self.add(Figure::new("the first of them, for which the words are read", "ms", first, Target::None));
        let list = number(&found["list"], "p95")?;
        self.add(Figure::new("list of 50,000 people, filtered by words, p95", "ms", list, Target::None));
        a.end().await?;
        let mut opened = Vec::new();
        for _ in 0..self.rounds {
            let begun = now();
            let mut a = self.laptop("large").await?;
            a.open().await?;
            let rows = a.ask(json!({ "do": "roster" })).await?;
            opened.push(ms(begun));
            if number(&rows, "all")? < PEOPLE as f64 {
                return Err("people are missing".into());
            }
            a.end().await?;
        }
        let opened = median(&opened);
        self.add(Figure::new(
            "start of the core to the first rows, 50,000 people",
            "ms",
            opened,
            Target::AtMost(100.0),
        ));
        Ok(())
    }
}

//! What is good to know, and at which addresses the agenda is told.

use coopol_core::agenda::feeds::Feed;
use coopol_core::memory::Fact;

use super::part::{Body, Cell, Part, Table};
use super::say::Say;

impl Say {
    pub fn facts(&self, facts: &[Fact], feeds: &[Feed]) -> Part {
        let row =
            |fact: &Fact| vec![Cell { text: fact.title.clone(), note: fact.note.clone() }, fact.held_by.clone().into()];
        let rows = facts.iter().map(row).chain(feeds.iter().map(|feed| self.feed(feed))).collect();
        let table = Table { widths: vec![5, 3], head: self.head(&["head-fact", "head-held-by"]), rows };
        Part::new(self.plain("facts"), Body::rows(table, self.plain("facts-none")))
    }

    /// An address at which the agenda is told, with who answers for it.
    fn feed(&self, feed: &Feed) -> Vec<Cell> {
        let text = self.words.say("feed", &[("name", feed.name.clone().into())]);
        let note = self.plain(if feed.answers { "feed-answers" } else { "feed-idle" });
        vec![Cell { text, note }, feed.answered_by.clone().unwrap_or_default().into()]
    }
}

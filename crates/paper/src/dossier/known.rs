//! What is good to know, at which addresses the agenda is told, and what lies on the desk of the office.

use coopol_core::agenda::feeds::Feed;
use coopol_core::dossier::{Coming, Desk};
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

    /// What whoever follows in the office finds there, each with its name; no part where nothing lies.
    pub fn desk(&self, desk: &Desk) -> Option<Part> {
        let sorts = [("desk-list", &desk.lists), ("desk-template", &desk.templates), ("desk-draft", &desk.drafts)];
        let line = |key: &str, name: &String| {
            let name = if name.trim().is_empty() { self.plain("desk-nameless") } else { name.clone() };
            self.words.say(key, &[("name", name.into())])
        };
        let kept = sorts.iter().flat_map(|(key, names)| names.iter().map(move |name| line(key, name)));
        let lines = kept.chain(desk.mailings.iter().map(|mailing| self.mailing(mailing))).collect();
        let part = || Part::new(self.plain("desk"), Body::List { lines }).noted(self.plain("desk-note"));
        (!desk.is_empty()).then(part)
    }

    fn mailing(&self, Coming { subject, at, waits }: &Coming) -> String {
        let (day, time) = (self.words.date("weekday", at.date()), self.words.time(at.time()));
        let key = if *waits { "desk-mailing-waits" } else { "desk-mailing" };
        self.words.say(key, &[("name", subject.clone().into()), ("day", day.into()), ("time", time.into())])
    }

    /// An address at which the agenda is told, with who answers for it.
    fn feed(&self, feed: &Feed) -> Vec<Cell> {
        let text = self.words.say("feed", &[("name", feed.name.clone().into())]);
        let note = self.plain(if feed.answers { "feed-answers" } else { "feed-idle" });
        vec![Cell { text, note }, feed.answered_by.clone().unwrap_or_default().into()]
    }
}

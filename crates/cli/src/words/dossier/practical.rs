//! What is good to know, and at which addresses the agenda is told.

use coopol_core::agenda::feeds::Feed;
use coopol_core::memory::Fact;

use super::{Say, plain};

impl Say {
    /// `None` where nothing of it is opened.
    pub(super) fn practical(self, facts: Option<&[Fact]>, feeds: &[Feed]) -> Option<Vec<String>> {
        let told = facts.is_some() || !feeds.is_empty();
        let facts = facts.into_iter().flatten().map(|fact| self.fact(fact));
        told.then(|| facts.chain(feeds.iter().map(|feed| self.feed(feed))).collect())
    }

    fn feed(self, feed: &Feed) -> String {
        let name = format!("{} « {} »", self.of("abonnement à l'agenda", "calendar feed"), plain(&feed.name));
        let by = feed.answered_by.as_deref();
        let by =
            by.map_or_else(|| self.of("quelqu'un qui n'est pas connu ici", "somebody unknown here").to_owned(), plain);
        let stands = if feed.answers {
            format!("{} {by}", self.of("en répond", "answered for by"))
        } else {
            let idle = self.of(
                "ne donne plus rien, à reprendre ou à fermer ; en répondait",
                "tells nothing any more, to be taken up or closed; answered for by",
            );
            format!("{idle} {by}")
        };
        self.that(name, stands)
    }
}

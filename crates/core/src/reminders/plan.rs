//! What is due. Pure: no clock, no cache; one input gives one answer.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::time::Instant;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{Lead, Rules};
use crate::agenda::When;
use crate::agenda::when::{instant, wall_at};

/// An event to come, as the agenda has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub id: SubjectId,
    /// In which agenda.
    pub stream: StreamId,
    /// The journal's word for what it is.
    pub category: String,
    /// How it is called.
    pub title: String,
    /// Where; empty when nobody said.
    pub place: String,
    /// When.
    pub when: When,
    /// It won't take place, or was taken out of the agenda.
    pub cancelled: bool,
    /// Whether the last word on whether and when it takes place was somebody else's.
    pub by_other: bool,
}

/// A reminder of one event at one start. Moved, it has another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Of what.
    pub event: SubjectId,
    /// Which of them.
    pub lead: Lead,
    /// The start it speaks of.
    pub start: Instant,
}

/// How an event stood at the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// When it was to begin.
    pub start: Instant,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

/// What earlier looks left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The reminders that were told, or that time overtook.
    pub told: BTreeSet<Key>,
    /// The events that were seen.
    pub seen: BTreeMap<SubjectId, Seen>,
}

/// What there is to say about an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// What happened.
    pub what: What,
    /// Which event a click opens.
    pub event: SubjectId,
    /// In which agenda.
    #[serde(skip)]
    pub stream: StreamId,
    /// The journal's word for what it is.
    pub category: String,
    /// How it is called; shown only to who chose so.
    pub title: String,
    /// Where; shown only to who chose so.
    pub place: String,
    /// When.
    #[serde(flatten)]
    pub when: When,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is near.
    Reminder,
    /// Somebody else moved it.
    Moved,
    /// Somebody else cancelled it, or took it out of the agenda.
    Cancelled,
    /// Somebody else said that it takes place after all.
    Reinstated,
}

/// One thing to show. After a sleep, or when several fall together, one stands for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// About one event.
    One(News),
    /// About several, soonest first.
    Digest(Vec<News>),
}

/// What a look finds, and what it leaves to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Due {
    /// What to show now.
    pub notice: Option<Notice>,
    /// Reminders that are told from now on.
    pub told: Vec<Key>,
    /// Events that are seen so from now on.
    pub seen: Vec<(SubjectId, Seen)>,
    /// When something may be due again, as things stand.
    pub next: Option<Instant>,
}

/// When the reminders of an event ring, on the clock of `zone`.
pub fn times(when: &When, rules: &Rules, zone: &TimeZone) -> Vec<(Lead, Instant)> {
    let start = when.begins();
    let first = if when.all_day { when.start.date() } else { wall_at(start, zone).date() };
    let eve = first.yesterday().ok();
    let evening = rules.evening.zip(eve).map(|(time, day)| instant(DateTime::from_parts(day, time), zone));
    // A day has no hour before.
    let hour = rules.before.filter(|_| !when.all_day);
    let hour = hour.map(|minutes| Instant(start.0.saturating_sub(u64::from(minutes) * 60_000)));
    let evening = evening.map(|at| (Lead::Evening, at));
    evening.into_iter().chain(hour.map(|at| (Lead::Hour, at))).filter(|(_, at)| *at < start).collect()
}

/// What is due at `now`. Nothing is due twice: what `told` and `seen` answer belongs into the memory of the next look.
pub fn due(now: Instant, zone: &TimeZone, rules: &Rules, events: &[Event], memory: &Memory) -> Due {
    let wakes = rules.quiet.filter(|quiet| quiet.covers(wall_at(now, zone).time())).map(|quiet| {
        let today = wall_at(now, zone).date();
        let ends = |day| instant(DateTime::from_parts(day, quiet.until()), zone);
        let tomorrow = today.tomorrow().unwrap_or(today);
        if ends(today) > now { ends(today) } else { ends(tomorrow) }
    });
    let mut look = Look { now, zone, rules, memory, wakes, news: Vec::new(), due: Due::default() };
    for event in events {
        look.changes(event);
        look.reminders(event);
    }
    let Look { mut news, mut due, .. } = look;
    news.sort_by_key(|news| (news.when.begins(), news.event));
    due.notice = match news.len() {
        0 => None,
        1 => news.pop().map(Notice::One),
        _ => Some(Notice::Digest(news)),
    };
    due
}

struct Look<'a> {
    now: Instant,
    zone: &'a TimeZone,
    rules: &'a Rules,
    memory: &'a Memory,
    /// In quiet hours: when they end.
    wakes: Option<Instant>,
    news: Vec<News>,
    due: Due,
}

impl Look<'_> {
    fn changes(&mut self, event: &Event) {
        let is = Seen { start: event.when.begins(), cancelled: event.cancelled };
        let Some(was) = self.memory.seen.get(&event.id).copied() else {
            return self.due.seen.push((event.id, is));
        };
        if was == is {
            return;
        }
        let what = match (was.cancelled, is.cancelled) {
            (false, true) => Some(What::Cancelled),
            (true, false) => Some(What::Reinstated),
            (false, false) => Some(What::Moved),
            (true, true) => None,
        };
        let matters = event.by_other && (was.start > self.now || is.start > self.now);
        match what.filter(|_| matters) {
            // It is told when the quiet hours end; until then it isn't seen.
            Some(_) if self.wakes.is_some() => self.again(self.wakes),
            Some(what) => {
                self.news.push(news(what, event));
                self.due.seen.push((event.id, is));
            }
            None => self.due.seen.push((event.id, is)),
        }
    }

    fn reminders(&mut self, event: &Event) {
        let start = event.when.begins();
        if event.cancelled || start <= self.now {
            return;
        }
        let key = |lead| Key { event: event.id, lead, start };
        let mut rings = false;
        for (lead, at) in times(&event.when, self.rules, self.zone) {
            if self.is_told(&key(lead)) {
                continue;
            }
            match self.wakes {
                _ if at > self.now => self.again(Some(at)),
                Some(_) if lead == Lead::Evening => self.again(self.wakes),
                _ => {
                    rings = true;
                    self.due.told.push(key(lead));
                    if lead == Lead::Hour && !self.is_told(&key(Lead::Evening)) {
                        // The evening's would come after it.
                        self.due.told.push(key(Lead::Evening));
                    }
                }
            }
        }
        if rings {
            self.news.push(news(What::Reminder, event));
        }
    }

    fn is_told(&self, key: &Key) -> bool {
        self.memory.told.contains(key) || self.due.told.contains(key)
    }

    fn again(&mut self, at: Option<Instant>) {
        self.due.next = self.due.next.into_iter().chain(at).min();
    }
}

fn news(what: What, event: &Event) -> News {
    let Event { id, stream, category, title, place, when, .. } = event.clone();
    News { what, event: id, stream, category, title, place, when }
}

#[cfg(test)]
mod tests;

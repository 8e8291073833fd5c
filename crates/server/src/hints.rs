//! Hints to whoever listens: "stream S at entry N" (J11). A lost one costs nothing.
//!
//! A laptop is woken for what it may read and for nothing else: thousands listen, and a push concerns a handful. Whoever is slow
//! to take what it is told hears of each stream where it stands last; so none is lost, and none waits for another. Whoever isn't
//! slow finds what the stream grew by in the hint.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_store::StreamHead;
use coopol_store::company::Position;
use serde::Serialize;
use tokio::sync::{Notify, OnceCell, broadcast};

use crate::sync::Told;

/// A stream that grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// Which.
    pub stream: StreamId,
    /// Its last entry.
    pub seq: u64,
    /// How many of its subjects were erased.
    #[serde(skip_serializing_if = "is_zero")]
    pub erased: u64,
}

/// That a stream grew from one entry to another, and what is told of it: made by the first who tells it, for all.
#[derive(Debug)]
pub struct Growth {
    /// Its last entry before.
    pub from: u64,
    /// Where it stood then.
    pub to: StreamHead,
    /// What goes along with the hint.
    pub told: OnceCell<Option<Told>>,
}

impl Growth {
    /// Whether it leads from there to where the stream stands now.
    pub fn is_from(&self, seq: u64, now: &StreamHead) -> bool {
        self.from == seq && self.to.head == now.head && self.to.erased == now.erased
    }
}

/// What waits of one stream: where it stands, and the growth that led there unless more happened.
type Waiting = (Hint, Option<Arc<Growth>>);

/// How many hints wait for the timers before they are told that they missed some.
const WAITING: usize = 256;
/// Whoever reads more streams than these hears of all, and looks at each: to keep them apart would take more than it saves.
const MANY: usize = 1_000;

/// The source of hints.
#[derive(Debug)]
pub struct Hints {
    timers: broadcast::Sender<Hint>,
    listeners: Mutex<Listeners>,
    /// How far each stream's listeners were told: what is written here is heard again from the database.
    told: Mutex<HashMap<StreamId, (u64, u64)>>,
    next: AtomicU64,
}

/// Who is to be told of what, each by a number of its own.
#[derive(Debug, Default)]
struct Listeners {
    of: HashMap<StreamId, Vec<(u64, Arc<Mailbox>)>>,
    of_all: Vec<(u64, Arc<Mailbox>)>,
}

/// What waits for one listener.
#[derive(Debug, Default)]
struct Mailbox {
    waiting: Mutex<BTreeMap<StreamId, Waiting>>,
    come: Notify,
}

/// What one listener is told.
#[derive(Debug)]
pub struct Letters {
    hints: Arc<Hints>,
    number: u64,
    mine: Arc<Mailbox>,
    streams: Followed,
}

#[derive(Debug)]
enum Followed {
    These(BTreeSet<StreamId>),
    All,
}

impl Hints {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self {
            timers: broadcast::Sender::new(WAITING),
            listeners: Mutex::default(),
            told: Mutex::default(),
            next: AtomicU64::new(0),
        }
    }

    /// Tells whoever follows these, but for what they were told already; what each grew by, where that is known.
    pub fn tell(&self, grown: BTreeMap<StreamId, StreamHead>) -> BTreeMap<StreamId, Arc<Growth>> {
        let mut growths = BTreeMap::new();
        for (stream, to) in grown {
            let (size, erased) = (to.head.frontier.size(), to.erased);
            if let Some(from) = self.news(Position { stream, size, erased }) {
                let hint = Hint { stream, seq: size, erased };
                if to.head.compartment == Compartment::Office {
                    self.tell_timers(hint);
                }
                // Of what was never told nobody knows where it stood.
                let growth = (from > 0).then(|| Arc::new(Growth { from, to, told: OnceCell::new() }));
                self.put(hint, growth.as_ref());
                growths.extend(growth.map(|growth| (stream, growth)));
            }
        }
        growths
    }

    /// Tells whoever follows a stream that something happened in it, be it as long as before.
    pub fn say(&self, at: Position) {
        let hint = Hint { stream: at.stream, seq: at.size, erased: at.erased };
        self.tell_timers(hint);
        self.put(hint, None);
    }

    fn tell_timers(&self, hint: Hint) {
        // Nobody listening is no error.
        drop(self.timers.send(hint));
    }

    fn put(&self, hint: Hint, growth: Option<&Arc<Growth>>) {
        let listeners = self.listeners();
        let told = listeners.of.get(&hint.stream).into_iter().flatten().chain(&listeners.of_all);
        for (_, letters) in told {
            letters.put(hint, growth);
        }
    }

    /// Whether nobody was told that a stream stands there; from now on they are, by whoever asked.
    pub fn is_news(&self, at: Position) -> bool {
        self.news(at).is_some()
    }

    /// The size that was told before, where this is news.
    fn news(&self, at: Position) -> Option<u64> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (size, erased) = told.entry(at.stream).or_default();
        let (before, news) = (*size, at.size > *size || at.erased > *erased);
        (*size, *erased) = (at.size.max(*size), at.erased.max(*erased));
        news.then_some(before)
    }

    /// Starts to listen, as the timers do, to what is pushed to `office` streams; and to what is said in another way, whatever stream that is of.
    pub fn listen(&self) -> broadcast::Receiver<Hint> {
        self.timers.subscribe()
    }

    /// Starts to follow these streams.
    pub fn follow(self: &Arc<Self>, streams: &BTreeSet<StreamId>) -> Letters {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut letters =
            Letters { hints: self.clone(), number, mine: Arc::default(), streams: Followed::These(BTreeSet::new()) };
        letters.enter(streams);
        letters
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it might skip by reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Default for Hints {
    fn default() -> Self {
        Self::new()
    }
}

impl Mailbox {
    fn put(&self, hint: Hint, growth: Option<&Arc<Growth>>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.entry(hint.stream) {
            Entry::Vacant(place) => drop(place.insert((hint, growth.cloned()))),
            Entry::Occupied(mut place) => {
                let before = place.get().0;
                let (seq, erased) = (hint.seq.max(before.seq), hint.erased.max(before.erased));
                place.insert((Hint { seq, erased, ..hint }, None));
            }
        }
        drop(waiting);
        self.come.notify_one();
    }

    fn take(&self) -> Option<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.pop_first().map(|(_, letter)| letter)
    }
}

impl Letters {
    /// The next, with the growth that led there if it was one. What waits isn't lost when this is given up.
    pub async fn next(&self) -> Waiting {
        loop {
            if let Some(letter) = self.mine.take() {
                return letter;
            }
            self.mine.come.notified().await;
        }
    }

    /// Follows these from now on, and no others. Of those that are new it hears where they stand, as far as anybody was told:
    /// what happened while it was decided that it may isn't lost.
    pub fn follow(&mut self, streams: &BTreeSet<StreamId>) {
        let Followed::These(before) = &self.streams else {
            if streams.len() <= MANY {
                self.leave();
                self.enter(streams);
            }
            return;
        };
        if before == streams {
            return;
        }
        let new: Vec<StreamId> = streams.difference(before).copied().collect();
        self.leave();
        self.enter(streams);
        let told = self.hints.told.lock().unwrap_or_else(PoisonError::into_inner);
        for stream in new {
            if let Some(&(seq, erased)) = told.get(&stream) {
                self.mine.put(Hint { stream, seq, erased }, None);
            }
        }
    }

    fn enter(&mut self, streams: &BTreeSet<StreamId>) {
        let mut listeners = self.hints.listeners();
        let me = || (self.number, self.mine.clone());
        if streams.len() > MANY {
            listeners.of_all.push(me());
        } else {
            for stream in streams {
                listeners.of.entry(*stream).or_default().push(me());
            }
        }
        drop(listeners);
        self.streams = if streams.len() > MANY { Followed::All } else { Followed::These(streams.clone()) };
    }

    fn leave(&self) {
        let mut listeners = self.hints.listeners();
        match &self.streams {
            Followed::All => listeners.of_all.retain(|(number, _)| *number != self.number),
            Followed::These(streams) => {
                for stream in streams {
                    let Some(others) = listeners.of.get_mut(stream) else { continue };
                    others.retain(|(number, _)| *number != self.number);
                    if others.is_empty() {
                        listeners.of.remove(stream);
                    }
                }
            }
        }
    }
}

impl Drop for Letters {
    fn drop(&mut self) {
        self.leave();
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::authority::Head;
    use coopol_domain::id::UnitId;
    use coopol_domain::seal::Hash;
    use coopol_domain::seal::tree::Frontier;
    use coopol_domain::time::Instant;
    use futures_util::FutureExt as _;

    use super::*;

    fn streams(numbers: impl IntoIterator<Item = u16>) -> BTreeSet<StreamId> {
        let stream = |number: u16| [number.to_be_bytes(), [0; 2]].concat().repeat(4);
        numbers.into_iter().map(|number| StreamId::from_bytes(stream(number).try_into().unwrap())).collect()
    }

    fn grown(stream: StreamId, size: u64) -> BTreeMap<StreamId, StreamHead> {
        grown_in(Compartment::Roster, stream, size)
    }

    fn grown_in(compartment: Compartment, stream: StreamId, size: u64) -> BTreeMap<StreamId, StreamHead> {
        let mut frontier = Frontier::default();
        (0..size).for_each(|_| frontier.push(Hash::of(b"")));
        let (unit, recorded_at) = (UnitId::from_bytes([1; 16]), Instant(0));
        let head = Head { stream, unit, compartment, frontier, recorded_at };
        [(stream, StreamHead { head, snapshot: None, erased: 0, subjects: 0 })].into()
    }

    fn only(number: u16) -> StreamId {
        streams([number]).pop_first().unwrap()
    }

    const fn at(stream: StreamId, size: u64) -> Position {
        Position { stream, size, erased: 0 }
    }

    fn hint(stream: u16, seq: u64) -> Hint {
        Hint { stream: only(stream), seq, erased: 0 }
    }

    fn next(letters: &Letters) -> Option<Hint> {
        letters.next().now_or_never().map(|(hint, _)| hint)
    }

    /// From where the next hint's stream grew, where that goes along.
    fn from(letters: &Letters) -> Option<u64> {
        let (_, growth) = letters.next().now_or_never().expect("something waits");
        growth.map(|growth| growth.from)
    }

    /// What was written here comes back from the database, before or after it was told.
    #[test]
    fn what_is_heard_twice_is_told_once() {
        let (hints, stream) = (Hints::new(), StreamId::from_bytes([1; 16]));
        let mut listener = hints.listen();
        let at = |size, erased| Position { stream, size, erased };
        hints.tell(grown_in(Compartment::Office, stream, 3));
        assert!(!hints.is_news(at(3, 0)) && !hints.is_news(at(2, 0)));
        assert!(hints.is_news(at(4, 0)), "from elsewhere");
        hints.tell(grown_in(Compartment::Office, stream, 4));
        assert!(hints.is_news(at(4, 1)), "an erasure moves no size");
        assert!(!hints.is_news(at(4, 1)));
        assert_eq!(listener.try_recv().unwrap().seq, 3);
        assert!(listener.try_recv().is_err(), "whoever asked tells of the others");
    }

    /// J11.
    #[test]
    fn nobody_is_woken_for_what_they_do_not_follow() {
        let hints = Arc::new(Hints::new());
        let (one, other) = (hints.follow(&streams([1, 2])), hints.follow(&streams([2, 3])));
        hints.say(at(only(1), 5));
        assert_eq!(next(&one), Some(hint(1, 5)));
        assert_eq!((next(&one), next(&other)), (None, None));
        hints.say(at(only(2), 7));
        let both = Some(hint(2, 7));
        assert_eq!((next(&one), next(&other)), (both, both));
    }

    #[test]
    fn who_is_slow_hears_of_each_stream_where_it_stands_last() {
        let hints = Arc::new(Hints::new());
        let slow = hints.follow(&streams([1, 2]));
        for size in 1..=1_000 {
            hints.say(at(only(1), size));
            hints.say(at(only(2), 2 * size));
        }
        hints.say(at(only(1), 3));
        assert_eq!(next(&slow), Some(hint(1, 1_000)));
        assert_eq!(next(&slow), Some(hint(2, 2_000)));
        assert_eq!(next(&slow), None);
    }

    /// What a stream grew by goes along once it is known where it stood, and to nobody who missed a growth, or something else.
    #[test]
    fn what_a_stream_grew_by_goes_along_unless_more_happened() {
        let hints = Arc::new(Hints::new());
        let letters = hints.follow(&streams([1]));
        let grow = |size| drop(hints.tell(grown(only(1), size)));
        grow(3);
        assert_eq!(from(&letters), None, "where it stood was never told");
        grow(5);
        assert_eq!(from(&letters), Some(3));
        (6..=7).for_each(grow);
        assert_eq!(from(&letters), None, "two growths");
        grow(9);
        hints.say(at(only(1), 9));
        assert_eq!(from(&letters), None, "something was erased");
        hints.say(at(only(1), 9));
        grow(10);
        assert_eq!(from(&letters), None, "the same the other way round");
        grow(11);
        assert_eq!(from(&letters), Some(10));
    }

    /// What a stream grew by is the answer to whoever stood where it was, for as long as nothing else happened.
    #[test]
    fn a_growth_leads_from_one_place_to_another() {
        let hints = Hints::new();
        let tell = |size| hints.tell(grown(only(1), size)).remove(&only(1));
        assert!(tell(3).is_none(), "where it stood was never told");
        let growth = tell(5).unwrap();
        let head = |size| grown(only(1), size).remove(&only(1)).unwrap();
        assert!(growth.is_from(3, &head(5)));
        assert!(!growth.is_from(2, &head(5)) && !growth.is_from(3, &head(6)));
        assert!(!growth.is_from(3, &StreamHead { erased: 1, ..head(5) }));
        assert!(tell(5).is_none(), "it was told already");
    }

    /// The timers look at what is said of offices: what is pushed to other streams wakes none of them.
    #[test]
    fn the_timers_hear_of_offices() {
        let hints = Hints::new();
        let mut timers = hints.listen();
        hints.tell(grown(only(1), 3));
        hints.tell(grown_in(Compartment::Office, only(2), 4));
        hints.say(at(only(3), 5));
        assert_eq!([timers.try_recv().unwrap(), timers.try_recv().unwrap()], [hint(2, 4), hint(3, 5)]);
        assert!(timers.try_recv().is_err());
    }

    #[test]
    fn an_erasure_is_told_by_how_many_there_were() {
        let hints = Arc::new(Hints::new());
        let letters = hints.follow(&streams([1]));
        hints.say(Position { erased: 2, ..at(only(1), 9) });
        hints.say(at(only(1), 10));
        assert_eq!(next(&letters), Some(Hint { erased: 2, ..hint(1, 10) }));
    }

    #[test]
    fn who_follows_others_from_now_on_hears_of_those() {
        let hints = Arc::new(Hints::new());
        let mut letters = hints.follow(&streams([1, 2]));
        letters.follow(&streams([2, 3]));
        (1..=3).for_each(|number| hints.say(at(only(number), 1)));
        assert_eq!(
            [next(&letters), next(&letters), next(&letters)].map(|hint| hint.map(|hint| hint.stream)),
            [Some(only(2)), Some(only(3)), None]
        );
    }

    /// What was pushed while it was worked out that it may read the stream is told once it does.
    #[test]
    fn who_may_read_more_hears_where_that_stands() {
        let hints = Arc::new(Hints::new());
        let mut letters = hints.follow(&streams([1]));
        hints.tell(grown(only(1), 4));
        hints.tell(grown(only(2), 9));
        letters.follow(&streams([1, 2, 3]));
        assert_eq!(next(&letters), Some(hint(1, 4)));
        assert_eq!(next(&letters), Some(hint(2, 9)));
        assert_eq!(next(&letters), None, "nobody was told anything of the third");
    }

    #[test]
    fn who_reads_very_many_hears_of_all() {
        let hints = Arc::new(Hints::new());
        let mut letters = hints.follow(&streams(1..=2_000));
        hints.say(at(only(1_999), 4));
        assert_eq!(next(&letters), Some(hint(1_999, 4)));
        letters.follow(&streams([1]));
        hints.say(at(only(1_999), 5));
        assert_eq!(next(&letters), None);
    }

    #[test]
    fn nothing_is_left_of_who_has_gone() {
        let hints = Arc::new(Hints::new());
        let gone = (hints.follow(&streams([1, 2])), hints.follow(&streams(1..=2_000)));
        let stays = hints.follow(&streams([2]));
        drop(gone);
        let listeners = hints.listeners();
        assert_eq!((listeners.of.len(), listeners.of[&only(2)].len(), listeners.of_all.len()), (1, 1, 0));
        drop(listeners);
        hints.say(at(only(2), 1));
        assert!(next(&stays).is_some());
    }
}

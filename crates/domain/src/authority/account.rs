//! Which erasures a stream's own journal accounts for (J7.2). What another authority hands over without its payloads must have been
//! asked for by two who might, have waited, and not been withdrawn: its word alone takes nothing away.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::access::{Reach, Verb, verbs};
use crate::id::{ChangeId, DeviceId, HolderId, MandateId, SubjectId, UnitId};
use crate::journal::{Compartment, Entry, Payload, Stamp, State, Verdict};
use crate::kinds::{ASKED, DAILY_CAP, Device, Erasure, Mandate, WAIT, WITHDRAWN};
use crate::time::{DAY, Instant};
use crate::wire::CarriedOut;

/// Why an erasure isn't accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unaccounted {
    /// No erasure that was accepted names the subject.
    #[error("nobody asked for it")]
    Unasked,
    /// One was accepted, and not as two mandates that may ask stated it.
    #[error("no two people who may asked for it")]
    Alone,
    /// It was carried out too early.
    #[error("it hadn't waited for seven days")]
    Early,
    /// It was carried out nevertheless.
    #[error("it was withdrawn in time")]
    Withdrawn,
    /// A subject is erased once.
    #[error("it is said to have been done twice")]
    Twice,
    /// More than are carried out within a day.
    #[error("more were erased within a day than may be")]
    TooMany,
}

/// Whose the devices of a unit are, and what the mandates are that they signed under: as its `office` says in the end.
#[derive(Debug, Clone)]
pub struct Officers {
    unit: UnitId,
    devices: BTreeMap<DeviceId, HolderId>,
    mandates: BTreeMap<MandateId, Mandate>,
    /// Mandates whose facts may be among what was erased.
    erased: BTreeSet<SubjectId>,
}

/// Who signed, and under which mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hand {
    pub device: DeviceId,
    pub mandate: MandateId,
}

/// What a stream says of its erasures, heard line by line.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Asked by one, and waiting for another.
    waiting: BTreeMap<ChangeId, (SubjectId, Payload, Hand)>,
    confirmed: BTreeMap<SubjectId, Confirmed>,
}

#[derive(Debug, Clone)]
struct Confirmed {
    subjects: Vec<SubjectId>,
    at: Instant,
    /// Who stated it first; `None` when nobody had.
    first: Option<Hand>,
    second: Hand,
    withdrawn: Option<Instant>,
}

impl Officers {
    /// Of `unit`, whose `office` comes to these states; `erased` are the subjects that were erased in it.
    pub fn of<'a>(
        unit: UnitId,
        states: impl IntoIterator<Item = (SubjectId, &'a State)>,
        erased: impl IntoIterator<Item = SubjectId>,
    ) -> Self {
        let (mut devices, mut mandates) = (BTreeMap::new(), BTreeMap::new());
        for (subject, state) in states {
            if let Some(mandate) = Mandate::read(subject.into(), state) {
                mandates.insert(mandate.id, mandate);
            } else if let Some(device) = Device::read(subject.into(), state).filter(|_| state.sort == "device") {
                devices.insert(device.id, device.holder);
            }
        }
        Self { unit, devices, mandates, erased: erased.into_iter().collect() }
    }

    /// Who signed, if theirs was a mandate that gives `verb` in `compartment` of the unit itself.
    fn who(&self, hand: Hand, compartment: Compartment, verb: Verb) -> Option<HolderId> {
        let holder = *self.devices.get(&hand.device)?;
        let may = match self.mandates.get(&hand.mandate) {
            Some(mandate) => {
                mandate.holder == holder
                    && mandate.unit == self.unit
                    && verbs(mandate.office, Reach::Own, compartment, true).has(verb)
            }
            None => self.erased.contains(&hand.mandate.into()),
        };
        may.then_some(holder)
    }
}

impl Account {
    /// Hears a line that was checked before.
    pub(super) fn hear(&mut self, entry: &Entry, payload: &Payload, hand: Hand) {
        let subject = entry.header.subject;
        let accepted = entry.verdict == Verdict::Accepted;
        // Whatever quotes it settles it: it can be confirmed no more.
        let quoted = payload.quotes.filter(|_| accepted).and_then(|id| self.waiting.remove(&id));
        match (payload.kind.as_str(), &entry.verdict) {
            (ASKED, Verdict::Held(_) | Verdict::Quarantined) => {
                self.waiting.insert(entry.header.id, (subject, payload.clone(), hand));
            }
            (ASKED, Verdict::Accepted) => {
                let same = |(about, said, _): &(SubjectId, Payload, Hand)| {
                    (*about, &said.kind, &said.edits) == (subject, &payload.kind, &payload.edits)
                };
                let first = quoted.filter(same).map(|(_, _, first)| first);
                let stamp = Stamp { effective_at: entry.effective_at, seq: entry.seq, by: hand.device };
                let stated = State::new(Erasure::SORT).apply(payload, entry.header.base, stamp);
                let subjects = Erasure::read(&stated).subjects;
                let confirmed = Confirmed { subjects, at: entry.recorded_at, first, second: hand, withdrawn: None };
                self.confirmed.entry(subject).or_insert(confirmed);
            }
            (WITHDRAWN, Verdict::Accepted) => {
                if let Some(confirmed) = self.confirmed.get_mut(&subject) {
                    confirmed.withdrawn.get_or_insert(entry.recorded_at);
                }
            }
            _ => {}
        }
    }

    /// Whether each of these erasures, in the order in which they are said to have been carried out, is one that the stream
    /// asked for.
    ///
    /// # Errors
    /// The first that isn't, and why.
    pub fn covers(
        &self,
        carried_out: &[CarriedOut],
        compartment: Compartment,
        officers: &Officers,
    ) -> Result<(), (SubjectId, Unaccounted)> {
        let mut asked: BTreeMap<SubjectId, Vec<&Confirmed>> = BTreeMap::new();
        for confirmed in self.confirmed.values() {
            for &subject in &confirmed.subjects {
                asked.entry(subject).or_default().push(confirmed);
            }
        }
        let (mut before, mut instants) = (BTreeSet::new(), BTreeSet::new());
        for (number, &CarriedOut { subject, at }) in carried_out.iter().enumerate() {
            let named = asked.get(&subject).map(Vec::as_slice).unwrap_or_default();
            accounted(named, at, compartment, officers).map_err(|why| (subject, why))?;
            if !before.insert(subject) {
                return Err((subject, Unaccounted::Twice));
            }
            let within_a_day = (Bound::Excluded((Instant(at.0.saturating_sub(DAY)), usize::MAX)), Bound::Unbounded);
            if instants.range(within_a_day).take(DAILY_CAP).count() == DAILY_CAP {
                return Err((subject, Unaccounted::TooMany));
            }
            instants.insert((at, number));
        }
        Ok(())
    }
}

/// Whether one of the erasures that name a subject could be carried out at `at`; else the reason that is closest to it.
fn accounted(
    named: &[&Confirmed],
    at: Instant,
    compartment: Compartment,
    officers: &Officers,
) -> Result<(), Unaccounted> {
    let mut reason = Unaccounted::Unasked;
    for confirmed in named {
        let second = officers.who(confirmed.second, compartment, Verb::Erase);
        // Who may only propose may have asked first.
        let first = confirmed.first.and_then(|first| officers.who(first, compartment, Verb::Propose));
        reason = if second.is_none() || first.is_none() || first == second {
            Unaccounted::Alone
        } else if at.since(confirmed.at) < WAIT {
            Unaccounted::Early
        } else if confirmed.withdrawn.is_some_and(|withdrawn| withdrawn < at) {
            Unaccounted::Withdrawn
        } else {
            return Ok(());
        };
    }
    Err(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Need, Office};
    use crate::codec::Value;
    use crate::id::StreamId;
    use crate::journal::{Edit, Header};
    use crate::kinds::Answer;
    use crate::seal::Hash;
    use crate::time::Hlc;

    const ASKED_AT: Instant = Instant(1_800_000_000_000);
    const RIPE: Instant = ASKED_AT.plus(WAIT);

    fn subject(byte: u8) -> SubjectId {
        SubjectId::from_bytes([byte; 16])
    }

    /// The officer of this number, with the one device and the one mandate that they have.
    fn hand(officer: u8) -> Hand {
        Hand { device: DeviceId::from_bytes([officer; 16]), mandate: MandateId::from_bytes([officer; 16]) }
    }

    /// Three who may write in the roster, and a fourth who may not.
    fn officers() -> Officers {
        let unit = UnitId::from_bytes([9; 16]);
        let offices = [(1, Office::Secretary), (2, Office::Deputy), (3, Office::Deputy), (4, Office::Treasurer)];
        let holder = |officer: u8| HolderId::from_bytes([officer + 100; 16]);
        let mandate = |(officer, office): (u8, Office)| Mandate {
            id: hand(officer).mandate,
            unit,
            office,
            holder: holder(officer),
            holder_name: "Zoé Lefèvre".to_owned(),
            since: Instant(0),
            until: None,
            suspensions: Vec::new(),
            provisional: false,
            caretaker: None,
            recorded_seq: 0,
        };
        Officers {
            unit,
            devices: offices.map(|(officer, _)| (hand(officer).device, holder(officer))).into(),
            mandates: offices.map(|of| (hand(of.0).mandate, mandate(of))).into(),
            erased: BTreeSet::new(),
        }
    }

    #[derive(Default)]
    struct Stream {
        account: Account,
        seq: u64,
    }

    impl Stream {
        fn says(&mut self, at: Instant, by: u8, about: SubjectId, payload: &Payload, verdict: Verdict) -> ChangeId {
            self.seq += 1;
            let id = ChangeId::v7(at.0, [u8::try_from(self.seq).unwrap(); 10]);
            let header = Header {
                id,
                stream: StreamId::from_bytes([7; 16]),
                subject: about,
                base: self.seq - 1,
                made_at: Hlc::end_of(at),
                act: None,
                depends_on: Vec::new(),
                commitment: Hash::from([0; 32]),
            };
            let (recorded_at, effective_at) = (at, Hlc::end_of(at));
            let (seq, push) = (self.seq, Hash::from([1; 32]));
            let entry = Entry { seq, push, position: 0, recorded_at, effective_at, verdict, authority: None, header };
            self.account.hear(&entry, payload, hand(by));
            id
        }

        fn asks(&mut self, by: u8, erasure: u8, of: &[u8]) -> (ChangeId, Payload) {
            let mut edits = vec![Edit::set("ground", Value::text("no_longer_needed"))];
            edits.extend(of.iter().map(|of| Edit::set(&format!("subject/{}", subject(*of)), Value::Bool(true))));
            let payload = Payload::new(ASKED, 1, edits);
            let held = Verdict::Held(Need::SecondMandate);
            (self.says(ASKED_AT, by, subject(erasure), &payload, held), payload)
        }

        fn asked(by: [u8; 2], of: &[u8]) -> Self {
            let mut stream = Self::default();
            let (id, payload) = stream.asks(by[0], 200, of);
            stream.says(ASKED_AT, by[1], subject(200), &Payload { quotes: Some(id), ..payload }, Verdict::Accepted);
            stream
        }

        fn covers(&self, done: &[(u8, Instant)]) -> Result<(), Unaccounted> {
            let done: Vec<_> = done.iter().map(|&(of, at)| CarriedOut { subject: subject(of), at }).collect();
            self.account.covers(&done, Compartment::Roster, &officers()).map_err(|(_, why)| why)
        }
    }

    /// J7.2: it takes two who may, and seven days; and the authority erases nobody on its own.
    #[test]
    fn two_who_may_asked_and_waited() {
        let stream = Stream::asked([1, 2], &[10, 11]);
        assert_eq!(stream.covers(&[(10, RIPE), (11, RIPE)]), Ok(()));
        assert_eq!(stream.covers(&[(12, RIPE)]), Err(Unaccounted::Unasked));
        assert_eq!(stream.covers(&[(10, RIPE), (12, RIPE)]), Err(Unaccounted::Unasked));
        assert_eq!(stream.covers(&[(10, Instant(RIPE.0 - 1))]), Err(Unaccounted::Early));
        assert_eq!(stream.covers(&[(10, RIPE), (10, RIPE)]), Err(Unaccounted::Twice));
        assert_eq!(Stream::asked([1, 1], &[10]).covers(&[(10, RIPE)]), Err(Unaccounted::Alone));
        assert_eq!(
            Stream::asked([1, 4], &[10]).covers(&[(10, RIPE)]),
            Err(Unaccounted::Alone),
            "a treasurer of a roster"
        );
        assert_eq!(Stream::asked([1, 5], &[10]).covers(&[(10, RIPE)]), Err(Unaccounted::Alone), "a stranger");
    }

    /// J7.2: what the authority accepts of one alone, or of what was said otherwise or declined, counts for nothing.
    #[test]
    fn the_second_says_the_same_of_what_still_waits() {
        let mut held = Stream::default();
        let (id, payload) = held.asks(1, 200, &[10]);
        assert_eq!(held.covers(&[(10, RIPE)]), Err(Unaccounted::Unasked), "nobody agreed");
        let mut bare = Stream::default();
        bare.says(ASKED_AT, 2, subject(200), &payload, Verdict::Accepted);
        assert_eq!(bare.covers(&[(10, RIPE)]), Err(Unaccounted::Alone), "nobody asked first");
        let (_, wider) = Stream::default().asks(1, 200, &[10, 11]);
        held.says(ASKED_AT, 2, subject(200), &Payload { quotes: Some(id), ..wider }, Verdict::Accepted);
        assert_eq!(held.covers(&[(11, RIPE)]), Err(Unaccounted::Alone), "the first didn't ask for so much");
        let mut declined = Stream::default();
        let (id, payload) = declined.asks(1, 200, &[10]);
        declined.says(ASKED_AT, 3, SubjectId::from_bytes(*id.as_bytes()), &Answer::Declined.to(id), Verdict::Accepted);
        declined.says(ASKED_AT, 2, subject(200), &Payload { quotes: Some(id), ..payload }, Verdict::Accepted);
        assert_eq!(declined.covers(&[(10, RIPE)]), Err(Unaccounted::Alone), "it waited no more");
    }

    /// J7.2: what was withdrawn while it waited isn't carried out; what was carried out before stays so.
    #[test]
    fn what_was_withdrawn_stays() {
        let mut stream = Stream::asked([1, 2], &[10]);
        let taken_back = Payload::new(WITHDRAWN, 1, vec![Edit::set(crate::journal::REMOVED, Value::Bool(true))]);
        stream.says(RIPE, 3, subject(200), &taken_back, Verdict::Accepted);
        assert_eq!(stream.covers(&[(10, RIPE)]), Ok(()));
        assert_eq!(stream.covers(&[(10, RIPE.plus(1))]), Err(Unaccounted::Withdrawn));
        let (id, payload) = stream.asks(3, 201, &[10]);
        stream.says(ASKED_AT, 2, subject(201), &Payload { quotes: Some(id), ..payload }, Verdict::Accepted);
        assert_eq!(stream.covers(&[(10, RIPE.plus(1))]), Ok(()), "somebody asked again");
    }

    /// J7.2: the cap of a day holds there, too.
    #[test]
    fn no_more_than_a_days_cap_in_a_day() {
        let all: Vec<u8> = (0..30).collect();
        let stream = Stream::asked([1, 2], &all);
        let on = |day: u64, of: &[u8]| of.iter().map(|of| (*of, RIPE.plus(day * DAY))).collect::<Vec<_>>();
        assert_eq!(stream.covers(&on(0, &all[..DAILY_CAP])), Ok(()));
        assert_eq!(stream.covers(&on(0, &all[..=DAILY_CAP])), Err(Unaccounted::TooMany));
        assert_eq!(stream.covers(&[on(0, &all[..DAILY_CAP]), on(1, &all[DAILY_CAP..])].concat()), Ok(()));
    }

    /// J7.2: a mandate that was itself erased since is no reason to doubt who signed under it.
    #[test]
    fn a_mandate_that_was_erased_had_been_there() {
        let mut officers = officers();
        let stream = Stream::asked([1, 2], &[10]);
        officers.mandates.remove(&hand(2).mandate);
        let done = [CarriedOut { subject: subject(10), at: RIPE }];
        let covers = |officers: &Officers| stream.account.covers(&done, Compartment::Roster, officers);
        assert_eq!(covers(&officers), Err((subject(10), Unaccounted::Alone)));
        officers.erased.insert(hand(2).mandate.into());
        assert_eq!(covers(&officers), Ok(()));
    }
}

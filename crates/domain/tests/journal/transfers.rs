//! J1.5: a person lives in one roster. Two rosters, whoever keeps them, and the authority in between.

use coopol_domain::access::{Verb, Verbs};
use coopol_domain::authority::{Roster, Towards, Word, carry, concerns};
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, DeviceId, StreamId, UnitId};
use coopol_domain::journal::{Change, Compartment, Edit, Header, Payload, REMOVED, Stamp, State};
use coopol_domain::kinds::{Passage, Refusal, View, arrival, check, offer};
use coopol_domain::seal::Hash;
use coopol_domain::time::Hlc;

use crate::world::{NOON, World, id, member, text};

const OFFICER: Verbs = Verbs::of(&[Verb::Read, Verb::Write]);

/// Versailles, where the person lives, and Rennes.
#[derive(Clone)]
struct Pair {
    people: [Option<State>; 2],
    seq: u64,
}

fn unit(side: usize) -> UnitId {
    UnitId::from_bytes([u8::try_from(side).unwrap() + 1; 16])
}

fn end(side: usize, transfer: u8) -> Passage {
    Passage { unit: unit(side), name: ["Versailles", "Rennes"][side].to_owned(), transfer: id(transfer) }
}

impl Pair {
    fn new() -> Self {
        let mut pair = Self { people: [None, None], seq: 0 };
        let mut edits = member("Lefèvre").edits;
        edits.extend([
            Edit::set("number", text("0280187")),
            Edit::set("note", text("Ne pas appeler le soir")),
            Edit::set("tag/boîtage", Value::Bool(true)),
            Edit::set("contact/a1", record("email", "zoe@exemple.fr")),
        ]);
        pair.say(0, Payload::new("person_recorded", 1, edits), OFFICER).unwrap();
        pair
    }

    fn say(&mut self, side: usize, payload: Payload, verbs: Verbs) -> Result<(), Refusal> {
        self.seq += 1;
        let made_at = Hlc((NOON.0 + self.seq) << 16);
        let header = Header {
            id: ChangeId::v7(NOON.0, [0; 10]),
            stream: StreamId::from_bytes([9; 16]),
            subject: id(3),
            base: self.seq,
            made_at,
            act: None,
            depends_on: Vec::new(),
            commitment: Hash::from([0; 32]),
        };
        let change = Change { header, payload };
        let view = View { state: self.people[side].as_ref(), ..View::default() };
        check(&view, &change, Compartment::Roster, verbs, None, NOON)?;
        let before = self.people[side].take().unwrap_or_else(|| State::new("person"));
        let stamp = Stamp { effective_at: made_at, seq: self.seq, by: DeviceId::from_bytes([1; 16]) };
        self.people[side] = Some(before.apply(&change.payload, self.seq, stamp));
        Ok(())
    }

    /// An officer's change, `None` when the rules don't let it pass: what the authority then looks at.
    fn officer(&mut self, side: usize, kind: &str, after: &[(&str, Value)]) -> Option<Payload> {
        let state = self.people[side].clone().unwrap_or_else(|| State::new("person"));
        let edit = |(field, after): &(&str, Value)| Edit::change(field, state.get(field).clone(), after.clone());
        let payload = Payload::new(kind, 1, after.iter().map(edit).collect());
        self.say(side, payload.clone(), OFFICER).ok().map(|()| payload)
    }

    /// Whoever keeps the roster `side` does the `number`th thing that can be done there.
    fn act(&mut self, side: usize, number: usize, transfer: u8) -> Option<Payload> {
        let (gone, none) = (Value::Bool(true), Value::Null);
        let to = end(1 - side, transfer).value();
        match number {
            0 => self.officer(side, "person_left", &[(REMOVED, gone), ("destination", to), ("received", none)]),
            1 => self.officer(side, "person_stayed", &[(REMOVED, none.clone()), ("destination", none)]),
            2 => self.officer(
                side,
                "person_arrived",
                &[
                    (REMOVED, none.clone()),
                    ("arrival", text("accepted")),
                    ("destination", none.clone()),
                    ("received", none),
                ],
            ),
            3 => self.officer(side, "arrival_declined", &[("arrival", text("declined"))]),
            4 => self.officer(side, "arrival_reopened", &[(REMOVED, gone), ("arrival", text("offered"))]),
            _ => self.officer(side, "person_restored", &[(REMOVED, none)]),
        }
    }

    fn roster(&self, side: usize) -> Roster<'_> {
        Roster { unit: unit(side), name: ["Versailles", "Rennes"][side], person: self.people[side].as_ref() }
    }

    /// The authority carries from `from` to the other until both say the same.
    fn settle(&mut self, from: usize) {
        for _ in 0..8 {
            let (side, payload) = match carry(self.roster(from), self.roster(1 - from)) {
                None => return,
                Some(Word::Left(payload)) => (from, payload),
                Some(Word::Arriving(payload)) => (1 - from, payload),
            };
            let shown = format!("{payload:?}");
            assert_eq!(self.say(side, payload, Verbs::ALL), Ok(()), "{shown}");
        }
        panic!("it goes on for ever: {:?}", self.people);
    }

    fn told(&mut self, side: usize, payload: &Payload) {
        match concerns(payload, self.people[side].as_ref().unwrap()) {
            Some(Towards::Destination(_)) => self.settle(side),
            Some(Towards::Origin(_)) => self.settle(1 - side),
            None => {}
        }
    }

    fn lives(&self, side: usize) -> bool {
        self.people[side].as_ref().is_some_and(|state| !state.is_removed())
    }

    fn field(&self, side: usize, field: &str) -> Value {
        self.people[side].as_ref().map_or(Value::Null, |state| state.get(field).clone())
    }
}

fn record(kind: &str, value: &str) -> Value {
    Value::Map(vec![("type".to_owned(), text(kind)), ("value".to_owned(), text(value))])
}

/// J1.5: there and back. What tells who somebody is goes along; what the section wrote for itself stays.
#[test]
fn a_person_goes_and_comes_back() {
    let mut pair = Pair::new();
    let left = pair.act(0, 0, 50).unwrap();
    pair.told(0, &left);
    assert!(!pair.lives(0) && !pair.lives(1));
    assert_eq!(arrival(pair.people[1].as_ref().unwrap()), Some("offered"));
    assert_eq!(pair.field(1, "came_from"), end(0, 50).value());
    assert_eq!((pair.field(1, "last_name"), pair.field(1, "number")), (text("Lefèvre"), text("0280187")));
    assert_eq!(pair.field(1, "contact/a1"), record("email", "zoe@exemple.fr"));
    assert_eq!((pair.field(1, "note"), pair.field(1, "tag/boîtage")), (Value::Null, Value::Null));

    let arrived = pair.act(1, 2, 0).unwrap();
    pair.told(1, &arrived);
    assert!(!pair.lives(0) && pair.lives(1));
    assert_eq!(pair.field(0, "received"), Value::Bool(true));
    assert_eq!(pair.field(0, "note"), text("Ne pas appeler le soir"), "the past stays");
    assert!(pair.act(0, 1, 0).is_none(), "whoever was received elsewhere isn't taken back from here");
    assert!(pair.act(0, 5, 0).is_none(), "nor by taking back a deletion");

    pair.officer(1, "contact_changed", &[("contact/a1", Value::Null)]).unwrap();
    let back = pair.act(1, 0, 51).unwrap();
    pair.told(1, &back);
    let again = pair.act(0, 2, 0).unwrap();
    pair.told(0, &again);
    assert!(pair.lives(0) && !pair.lives(1));
    assert_eq!(pair.field(0, "contact/a1"), Value::Null, "as they were there");
    assert_eq!(pair.field(0, "note"), text("Ne pas appeler le soir"));
}

/// J1.5: whoever isn't taken in is back where they came from, and an offer is answered once.
#[test]
fn a_person_who_is_declined_is_back() {
    let mut pair = Pair::new();
    let left = pair.act(0, 0, 50).unwrap();
    pair.told(0, &left);
    let declined = pair.act(1, 3, 0).unwrap();
    pair.told(1, &declined);
    assert!(pair.lives(0) && !pair.lives(1));
    assert!(pair.act(1, 2, 0).is_none() && pair.act(1, 5, 0).is_none());
}

/// J1.5: taken back before anybody answered, the offer is withdrawn; sent once more, it is there again.
#[test]
fn undo_follows_to_the_other_roster() {
    let mut pair = Pair::new();
    for (number, word) in [(0, "offered"), (1, "withdrawn"), (0, "offered")] {
        let done = pair.act(0, number, 50).unwrap();
        pair.told(0, &done);
        assert_eq!(arrival(pair.people[1].as_ref().unwrap()), Some(word));
    }
}

/// J1.5: whatever two offices do to each other, in whatever order the authority gets to carry it: once it has, nobody lives
/// in both rosters, and nobody is lost: they live in one, or wait for an answer in the other.
#[test]
fn nobody_lives_in_both_rosters_and_nobody_is_lost() {
    // The person was sent. Three steps more; each is one of six things on one of two sides, and carried at once or only at
    // the end.
    const STEPS: u32 = 3;
    let mut sent = Pair::new();
    let left = sent.act(0, 0, 50).unwrap();
    sent.told(0, &left);
    for plan in 0..24_usize.pow(STEPS) {
        let mut pair = sent.clone();
        for step in 0..STEPS {
            let choice = plan / 24_usize.pow(step) % 24;
            let (side, number, at_once) = (choice % 2, choice / 2 % 6, choice / 12 == 0);
            let transfer = 51 + u8::try_from(step).unwrap();
            if let Some(done) = pair.act(side, number, transfer)
                && at_once
            {
                pair.told(side, &done);
            }
        }
        pair.settle(0);
        pair.settle(1);
        let lives = [pair.lives(0), pair.lives(1)];
        let waits = pair.people.iter().flatten().any(|state| arrival(state) == Some("offered"));
        assert_ne!(lives, [true, true], "plan {plan}");
        assert!(lives != [false, false] || waits, "plan {plan}: {:?}", pair.people);
    }
}

/// J1.5, J2.4: each rule of a transfer, broken alone.
#[test]
fn a_transfer_is_refused_for_the_rule_that_it_breaks() {
    let invalid = |field: &str| Err(Refusal::ValueInvalid { field: field.to_owned() });
    let (gone, to) = (Edit::set(REMOVED, Value::Bool(true)), Edit::set("destination", end(1, 50).value()));
    let left = |edits: Vec<Edit>| Payload::new("person_left", 1, edits);
    let missing = Err(Refusal::FieldMissing { field: "destination".to_owned() });
    let mut pair = Pair::new();
    assert_eq!(pair.say(0, left(vec![to.clone()]), OFFICER), invalid(REMOVED));
    assert_eq!(pair.say(0, left(vec![gone.clone()]), OFFICER), missing);
    let received = Edit::set("received", Value::Bool(true));
    assert_eq!(pair.say(0, left(vec![gone.clone(), to.clone(), received]), OFFICER), invalid("received"));
    let accepted = Edit::set("arrival", text("accepted"));
    let arrived = Payload::new("person_arrived", 1, vec![accepted]);
    assert_eq!(pair.say(0, arrived.clone(), OFFICER), Err(Refusal::NotWaiting), "nobody was offered");
    assert_eq!(pair.say(0, left(vec![gone.clone(), to.clone()]), OFFICER), Ok(()));
    assert_eq!(pair.say(0, left(vec![gone, to]), OFFICER), invalid(REMOVED), "they left already");

    let offered = offer(pair.people[0].as_ref().unwrap(), &end(0, 50), None);
    let refused = pair.say(1, offered.clone(), OFFICER).unwrap_err();
    assert_eq!(refused.code(), "not_granted", "the authority alone offers");
    assert_eq!(pair.say(0, offered.clone(), Verbs::ALL), Err(Refusal::AlreadyExists));
    assert_eq!(pair.say(1, offered, Verbs::ALL), Ok(()));
    assert_eq!(pair.say(1, arrived, OFFICER), invalid("arrival"), "accepted, and yet not here");
    let matched = Payload::new("arrival_matched", 1, vec![Edit::set("arrival", text("matched"))]);
    assert_eq!(pair.say(1, matched, OFFICER), invalid("arrival"), "with whom?");
}

/// J1.5: nobody is sent where they are.
#[test]
fn a_person_leaves_for_another_unit() {
    let mut world = World::new();
    let mut zoe = world.officer(coopol_domain::access::Office::Secretary, 20);
    world.push(&mut zoe, Compartment::Roster, id(3), member("Côté"));
    let to = |side| {
        let edits = vec![Edit::set(REMOVED, Value::Bool(true)), Edit::set("destination", end(side, 50).value())];
        Payload::new("person_left", 1, edits)
    };
    let own = world.push(&mut zoe, Compartment::Roster, id(3), to(0));
    assert_eq!(own, coopol_domain::journal::Verdict::Refused("value_invalid".to_owned()));
    assert_eq!(world.push(&mut zoe, Compartment::Roster, id(3), to(1)), coopol_domain::journal::Verdict::Accepted);
}

/// J2.4: a number that somebody here has doesn't stop an offer; it stops who arrives under it.
#[test]
fn an_offer_takes_no_number() {
    use coopol_domain::kinds::looks;
    let pair = Pair::new();
    let offered = offer(pair.people[0].as_ref().unwrap(), &end(0, 50), None);
    let stamp = Stamp { effective_at: Hlc(1), seq: 1, by: DeviceId::from_bytes([1; 16]) };
    let taken = looks(&offered);
    assert_eq!(taken.len(), 1);
    let judged = |state: Option<&State>, payload: &Payload, verbs| {
        let header = Header {
            id: ChangeId::v7(NOON.0, [0; 10]),
            stream: StreamId::from_bytes([9; 16]),
            subject: id(3),
            base: 1,
            made_at: Hlc(NOON.0 << 16),
            act: None,
            depends_on: Vec::new(),
            commitment: Hash::from([0; 32]),
        };
        let change = Change { header, payload: payload.clone() };
        let view = View { state, taken: taken.clone(), ..View::default() };
        check(&view, &change, Compartment::Roster, verbs, None, NOON)
    };
    assert_eq!(judged(None, &offered, Verbs::ALL), Ok(None));
    let state = State::new("person").apply(&offered, 0, stamp);
    let arrived = vec![
        Edit::change(REMOVED, Value::Bool(true), Value::Null),
        Edit::change("arrival", text("offered"), text("accepted")),
        Edit::change("number", text("0280187"), text("0280187")),
    ];
    let arrived = Payload::new("person_arrived", 1, arrived);
    assert_eq!(judged(Some(&state), &arrived, OFFICER), Err(Refusal::Taken { field: "number".to_owned() }));
}

//! J1.5: what one unit asks of another: that one of them stands above the other. Two offices, whoever leads each, and the authority between.

use std::collections::BTreeMap;

use coopol_domain::access::{Office, Verb, Verbs};
use coopol_domain::authority::{Errand, Party, tie};
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, DeviceId, StreamId, UnitId};
use coopol_domain::journal::{Change, Compartment, Edit, Header, Payload, Stamp, State, Verdict};
use coopol_domain::kinds::{Refusal, Tie, Unit, UnitKind, View, check};
use coopol_domain::seal::Hash;
use coopol_domain::time::Hlc;

use crate::world::{NOON, Officer, World, id, text};

const OFFICER: Verbs = Verbs::of(&[Verb::Read, Verb::Write]);
const ABOVE: usize = 1;

fn unit(side: usize) -> Unit {
    Unit {
        id: UnitId::from_bytes([u8::try_from(side).unwrap() + 1; 16]),
        kind: [UnitKind::Section, UnitKind::Federation][side],
        name: ["Versailles", "Yvelines"][side].to_owned(),
        parent: None,
        merged_into: None,
        zone: "Europe/Paris".to_owned(),
        streams: BTreeMap::new(),
    }
}

/// A section that nothing stands above, and a federation.
#[derive(Clone)]
struct Pair {
    units: [Unit; 2],
    ties: [Option<State>; 2],
    seq: u64,
}

impl Pair {
    fn new() -> Self {
        Self { units: [unit(0), unit(1)], ties: [None, None], seq: 0 }
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
        let view = View { state: self.ties[side].as_ref(), ..View::default() };
        check(&view, &change, Compartment::Office, verbs, None, NOON)?;
        let before = self.ties[side].take().unwrap_or_else(|| State::new("tie"));
        let stamp = Stamp { effective_at: made_at, seq: self.seq, by: DeviceId::from_bytes([1; 16]) };
        self.ties[side] = Some(before.apply(&change.payload, self.seq, stamp));
        Ok(())
    }

    /// Whoever leads the unit `side` says this; whether the rules let it pass.
    fn officer(&mut self, side: usize, kind: &str) -> bool {
        let payload = match kind {
            "tie_asked" => asking(&unit(1 - side), if side == ABOVE { "below" } else { "above" }),
            kind => answer(kind),
        };
        self.say(side, payload, OFFICER).is_ok()
    }

    /// The authority says in each what was said in the other, until there is nothing more to say.
    fn carry(&mut self, asker: usize) {
        for _ in 0..8 {
            let party = |side: usize| Party { unit: &self.units[side], tie: self.ties[side].as_ref() };
            match tie(party(asker), party(1 - asker)) {
                None => return,
                Some(Errand::ToAsker(payload)) => self.say(asker, payload, Verbs::ALL).unwrap(),
                Some(Errand::ToOther(payload)) => self.say(1 - asker, payload, Verbs::ALL).unwrap(),
                Some(Errand::Join { below, above }) => {
                    assert_eq!((below, above), (self.units[0].id, self.units[1].id));
                    assert_eq!(self.units[0].parent, None, "it is stated once");
                    self.units[0].parent = Some(above);
                }
            }
        }
        panic!("it never comes to rest: {:?}", self.words());
    }

    fn words(&self) -> [Option<String>; 2] {
        [0, 1].map(|side| self.ties[side].as_ref().and_then(Tie::read).map(|tie| tie.word))
    }
}

fn asking(other: &Unit, side: &str) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes(other.id.as_bytes())),
        Edit::set("name", text(&other.name)),
        Edit::set("side", text(side)),
        Edit::set("word", text("asked")),
    ];
    Payload::new("tie_asked", 1, edits)
}

fn answer(kind: &str) -> Payload {
    let word = kind.strip_prefix("tie_").unwrap();
    Payload::new(kind, 1, vec![Edit::set("word", text(word))])
}

/// Every sequence of three answers by the two, carried at once or later, whoever asks: the section stands below the federation
/// only if the one asked and the other accepted; and both always say the same of how it ended.
#[test]
fn nobody_is_tied_who_didn_t_say_so() {
    const ANSWERS: [&str; 3] = ["tie_withdrawn", "tie_accepted", "tie_declined"];
    for asker in [0, ABOVE] {
        for plan in 0..(2 * 3 * 2_usize).pow(3) {
            let mut pair = Pair::new();
            assert!(pair.officer(asker, "tie_asked"));
            pair.carry(asker);
            let (mut accepted, mut rest) = (false, plan);
            for _ in 0..3 {
                let (side, kind, at_once) = (rest % 2, ANSWERS[rest / 2 % 3], rest / 6 % 2 == 0);
                rest /= 12;
                let said = pair.officer(side, kind);
                assert!(!said || (side == asker) == (kind == "tie_withdrawn"), "one answers the other");
                accepted |= said && kind == "tie_accepted";
                if at_once {
                    pair.carry(asker);
                }
            }
            pair.carry(asker);
            let tied = pair.units[0].parent.is_some();
            assert!(!tied || accepted, "{plan}");
            let [section, federation] = pair.words();
            match (section.as_deref(), federation.as_deref()) {
                (Some("tied"), Some("tied")) => assert!(tied, "{plan}"),
                (Some("asked"), Some("proposed")) | (Some("proposed"), Some("asked")) => assert!(!tied, "{plan}"),
                // Said in the very same moment: both know that nothing came of it.
                (Some("withdrawn"), Some("declined")) | (Some("declined"), Some("withdrawn")) => {
                    assert!(!tied, "{plan}");
                }
                (one, other) => assert!(!tied && one == other, "{plan}: {one:?} {other:?}"),
            }
        }
    }
}

/// A section that stands below another federation is dragged nowhere, be it that its secretary said yes before: what was asked has
/// no further end.
#[test]
fn who_has_a_federation_is_taken_by_no_other() {
    for (asker, early) in [(0, true), (ABOVE, true), (0, false), (ABOVE, false)] {
        let mut pair = Pair::new();
        let elsewhere = Some(UnitId::from_bytes([7; 16]));
        if early {
            pair.units[0].parent = elsewhere;
        }
        assert!(pair.officer(asker, "tie_asked"));
        pair.carry(asker);
        if !early {
            pair.units[0].parent = elsewhere;
            assert!(pair.officer(1 - asker, "tie_accepted"));
            pair.carry(asker);
        }
        assert_eq!(pair.units[0].parent, elsewhere);
        let words = pair.words();
        let known = words.iter().flatten().all(|word| word == "overtaken");
        assert!(known && words[asker].is_some() && words[1 - asker].is_some() != early, "{words:?}");
    }
}

/// Nor is a unit of another level, or one that is closed.
#[test]
fn only_a_federation_stands_above_a_section() {
    let mut odd = [Pair::new(), Pair::new(), Pair::new(), Pair::new()];
    odd[0].units[0].kind = UnitKind::Federation;
    odd[1].units[1].kind = UnitKind::Section;
    odd[2].units[0].merged_into = Some(UnitId::from_bytes([7; 16]));
    odd[3].units[1].merged_into = Some(UnitId::from_bytes([7; 16]));
    for mut pair in odd {
        assert!(pair.officer(0, "tie_asked"));
        pair.carry(0);
        assert_eq!(pair.words(), [Some("overtaken".to_owned()), None]);
    }
}

/// J1.2: whoever leads a unit speaks for it, and nobody from above does. No officer says what only the authority carries, and nobody accepts
/// what nobody proposed.
#[test]
fn only_who_leads_a_unit_speaks_for_it() {
    let mut world = World::new();
    let mut federal = world.federal(30);
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut treasurer = world.officer(Office::Treasurer, 21);
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    let other = Unit { id: UnitId::from_bytes([9; 16]), ..unit(ABOVE) };
    let up = || asking(&other, "above");
    let proposed = || {
        let mut payload = Payload { kind: "tie_proposed".to_owned(), ..up() };
        payload.edits[3] = Edit::set("word", text("proposed"));
        payload
    };
    let opening = || {
        let edits = vec![Edit::set("name", text("Section de Poissy")), Edit::set("zone", text("Europe/Paris"))];
        Payload::new("opening_asked", 1, edits)
    };
    let named = |field: &str, value: Value| {
        let mut edits = up().edits;
        edits.retain(|edit| edit.field.as_str() != field);
        edits.push(Edit::set(field, value));
        Payload::new("tie_asked", 1, edits)
    };
    let itself = Value::bytes([1; 16]);
    let mut say = |officer: &mut Officer, subject: u8, payload: Payload| {
        world.push(officer, Compartment::Office, id(subject), payload)
    };
    assert_eq!(say(&mut federal, 40, up()), refused("not_granted"), "from above nobody drags it elsewhere");
    assert_eq!(say(&mut treasurer, 40, up()), refused("not_granted"));
    assert_eq!(say(&mut zoe, 40, proposed()), refused("not_granted"));
    assert_eq!(say(&mut zoe, 40, asking(&other, "below")), refused("value_invalid"), "a section has none below it");
    assert_eq!(say(&mut zoe, 40, named("unit", itself)), refused("value_invalid"), "nobody stands above themselves");
    assert_eq!(say(&mut zoe, 40, named("word", text("tied"))), refused("value_invalid"));
    assert_eq!(say(&mut zoe, 40, answer("tie_accepted")), refused("subject_missing"));
    assert_eq!(say(&mut zoe, 41, opening()), refused("value_invalid"), "a section opens none");
    assert_eq!(say(&mut federal, 41, opening()), refused("not_granted"));
    assert_eq!(say(&mut zoe, 40, up()), Verdict::Accepted);
    assert_eq!(say(&mut zoe, 40, up()), refused("already_exists"));
    assert_eq!(say(&mut zoe, 40, answer("tie_accepted")), refused("not_waiting"), "one doesn't answer oneself");
    assert_eq!(say(&mut federal, 40, answer("tie_withdrawn")), refused("not_granted"));
    assert_eq!(say(&mut zoe, 40, answer("tie_withdrawn")), Verdict::Accepted);
    assert_eq!(say(&mut zoe, 40, answer("tie_withdrawn")), refused("not_waiting"));
}

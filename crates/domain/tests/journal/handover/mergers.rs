//! J1.5, J5.5: a section becomes a part of another by what the level above decided and both agreed to; where nobody leads it, it can be refused for
//! three days. A server that says so of itself is caught by every device.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{SubjectId, UnitId};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Payload, State, Verdict};
use coopol_domain::kinds::{CONTEST, Merge, Split, Unit, UnitKind};
use coopol_domain::merger::{Party, Step, closes, due, fits_into};
use coopol_domain::time::Instant;

use super::believing::{believed, told, unclaimed};
use super::caretakers::appointed;
use super::section::{ADA, ANDRE, IDA, NEW, Section, ZOE, first, refused};
use crate::codes::UNIT;
use crate::world::{id, text};

/// What it becomes a part of, or takes in.
const OTHER: UnitId = UnitId::from_bytes([0x61; 16]);

fn founded() -> Section {
    let mut section = Section::new();
    let edits = [("kind", "section"), ("name", "Le Pecq"), ("zone", "Europe/Paris")];
    let edits = edits.map(|(field, value)| Edit::set(field, text(value))).into();
    assert_eq!(section.relay(vec![(UNIT, Payload::new("unit_founded", 1, edits))]), [Verdict::Accepted]);
    section
}

fn merge(ends: bool) -> Merge {
    let (name, ground) = ("Versailles".to_owned(), "merger".to_owned());
    Merge { unit: OTHER, name, ends, word: String::new(), ground, until: None }
}

fn said(kind: &str, merge: &Merge, word: &str) -> Payload {
    Payload::new(&format!("merge_{kind}"), 1, vec![Edit::set(&Merge::field(merge.unit), merge.value(word))])
}

fn decided(ends: bool) -> Payload {
    said("decided", &merge(ends), "decided")
}

fn facts(section: &Section) -> State {
    section.world.state(section.world.stream(Bureau), UNIT).clone()
}

fn known(section: &Section) -> Merge {
    Merge::of(&facts(section), OTHER).unwrap()
}

/// The other side, where this was said of it.
fn other(word: &str) -> (Unit, State) {
    let unit = Unit {
        id: OTHER,
        kind: UnitKind::Section,
        name: "Versailles".to_owned(),
        parent: None,
        merged_into: None,
        zone: "Europe/Paris".to_owned(),
        streams: std::collections::BTreeMap::new(),
    };
    let there = Merge { unit: UNIT.into(), name: "Le Pecq".to_owned(), ..merge(false) };
    let payload = Payload::new("merge_decided", 1, vec![Edit::set(&Merge::field(UNIT.into()), there.value(word))]);
    (unit, State::new("unit").apply(&payload, 0, coopol_domain::journal::Stamp::NEVER))
}

/// What the authority does next, when the other section has said `word`.
fn next(section: &Section, word: &str) -> Option<Step> {
    let (unit, there) = other(word);
    let own = section.world.directory.units[&UnitId::from(UNIT)].clone();
    let of_unit = section.world.directory.mandates.clone().into_iter().filter(|(_, of)| of.unit == own.id).collect();
    let facts = facts(section);
    let ending = Party { unit: &own, facts: &facts };
    due(ending, Party { unit: &unit, facts: &there }, &of_unit, &section.claims(), section.world.now)
}

fn end(section: &mut Section, who: usize) {
    let now = section.world.now;
    let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(now.0))]);
    let mandate = section.people[who].mandate.into();
    assert_eq!(section.relay(vec![(mandate, ended)]), [Verdict::Accepted]);
    section.later(1);
}

#[test]
fn the_level_above_decides_and_the_section_answers() {
    let mut section = founded();
    // Whoever leads it can't have it taken over by itself, nor agree to what nobody decided.
    assert_eq!(section.say(ZOE, UNIT, decided(true)), refused("not_granted"));
    assert_eq!(section.say(ZOE, UNIT, said("agreed", &merge(true), "agreed")), refused("not_waiting"));
    for (payload, code) in [
        (said("decided", &merge(true), "agreed"), "value_invalid"),
        (said("decided", &Merge { until: Some(Instant(1)), ..merge(true) }, "decided"), "value_invalid"),
        (said("decided", &Merge { unit: UNIT.into(), ..merge(true) }, "decided"), "value_invalid"),
        (said("decided", &Merge { ground: "x".to_owned(), ..merge(true) }, "decided"), "value_invalid"),
    ] {
        assert_eq!(section.say(ADA, UNIT, payload.clone()), refused(code), "{payload:?}");
    }
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert_eq!(section.say(ADA, UNIT, decided(true)), refused("not_waiting"), "once");
    // Neither speaks for the other, and whoever doesn't lead agrees to nothing.
    assert_eq!(section.say(ADA, UNIT, said("agreed", &merge(true), "agreed")), refused("not_granted"));
    assert_eq!(section.say(ADA, UNIT, said("refused", &merge(true), "refused")), refused("not_granted"));
    assert_eq!(section.say(ZOE, UNIT, said("withdrawn", &merge(true), "withdrawn")), refused("not_granted"));
    assert_eq!(section.say(IDA, UNIT, said("agreed", &merge(true), "agreed")), refused("not_granted"));
    // An answer changes nothing of what was decided.
    for rewritten in [
        Merge { name: "Parly".to_owned(), ..merge(true) },
        merge(false),
        Merge { ground: "under_five".to_owned(), ..merge(true) },
        Merge { until: Some(section.world.now), ..merge(true) },
    ] {
        assert_eq!(section.say(ZOE, UNIT, said("agreed", &rewritten, "agreed")), refused("value_invalid"));
    }
    // Whoever holds another office refuses it, and what was refused may be decided once more.
    assert_eq!(section.say(IDA, UNIT, said("refused", &merge(true), "refused")), Verdict::Accepted);
    assert_eq!(section.say(ZOE, UNIT, said("agreed", &merge(true), "agreed")), refused("not_waiting"));
    assert_eq!(section.say(ADA, UNIT, said("withdrawn", &merge(true), "withdrawn")), refused("not_waiting"));
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert_eq!(section.say(ZOE, UNIT, said("agreed", &merge(true), "agreed")), Verdict::Accepted);
    assert_eq!(section.say(IDA, UNIT, said("refused", &merge(true), "refused")), refused("not_waiting"));
    assert_eq!(section.say(ADA, UNIT, said("withdrawn", &merge(true), "withdrawn")), Verdict::Accepted);
    assert_eq!(known(&section).word, "withdrawn");
    assert_eq!(believed(&section, &section.page()), Ok(()));
}

/// A section that is to end takes nobody in, is not split, and ends in one way; one that takes in may take in several.
#[test]
fn one_thing_at_a_time() {
    let third = Merge { unit: UnitId::from_bytes([0x62; 16]), ..merge(true) };
    let takes = Merge { ends: false, ..third.clone() };
    for (first, then, verdict) in [
        (merge(true), &third, refused("not_waiting")),
        (merge(true), &takes, refused("not_waiting")),
        (merge(false), &third, refused("not_waiting")),
        (merge(false), &takes, Verdict::Accepted),
    ] {
        let mut section = founded();
        assert_eq!(section.say(ADA, UNIT, said("decided", &first, "decided")), Verdict::Accepted);
        assert_eq!(section.say(ADA, UNIT, said("decided", then, "decided")), verdict, "{first:?} {then:?}");
    }
    let newborn = UnitId::from_bytes([0x63; 16]);
    let split = Split { newborn, name: "Parly".to_owned(), word: String::new(), postcodes: String::new() };
    let split = |word: &str| {
        Payload::new(&format!("split_{word}"), 1, vec![Edit::set(&Split::field(newborn), split.value(word))])
    };
    let mut section = founded();
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert_eq!(section.say(ADA, UNIT, split("decided")), refused("not_waiting"));
    let mut section = founded();
    assert_eq!(section.say(ADA, UNIT, split("decided")), Verdict::Accepted);
    assert_eq!(section.say(ADA, UNIT, decided(true)), refused("not_waiting"), "who passes isn't known yet");
    assert_eq!(section.say(ZOE, UNIT, split("agreed")), Verdict::Accepted);
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
}

#[test]
fn both_agree_and_it_is_carried_out() {
    let mut section = founded();
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert_eq!(next(&section, "agreed"), None, "its own officers are there to answer");
    assert_eq!(section.say(ZOE, UNIT, said("agreed", &merge(true), "agreed")), Verdict::Accepted);
    for word in ["decided", "refused", "withdrawn"] {
        assert_eq!(next(&section, word), None, "{word}");
    }
    assert_eq!(next(&section, "agreed"), Some(Step::CarryOut));
    assert_eq!(section.relay(vec![(UNIT, known(&section).carried_out())]), [Verdict::Accepted]);
    assert_eq!(known(&section).word, "done");
    assert_eq!(Unit::read(UNIT.into(), &facts(&section)).unwrap().merged_into, Some(OTHER));
    assert_eq!(believed(&section, &section.page()), Ok(()));
    // The server fell before the other section was told: the same look says what is left.
    section.world.directory.units.get_mut(&UnitId::from(UNIT)).unwrap().merged_into = Some(OTHER);
    let above = section.world.directory.units[&UnitId::from(UNIT)].parent;
    section.world.directory.units.insert(OTHER, Unit { parent: above, ..other("agreed").0 });
    assert_eq!(next(&section, "agreed"), Some(Step::CarryOut));
    assert_eq!(next(&section, "done"), None);
    // Nothing is taken back of what is done.
    assert_eq!(section.say(ADA, UNIT, said("withdrawn", &merge(true), "withdrawn")), refused("unit_closed"));
}

/// Its secretary is gone, or only somebody who was put in charge for a time is there: three days go by in which whoever is left refuses it.
#[test]
fn where_nobody_leads_three_days_go_by() {
    let mut section = founded();
    end(&mut section, ZOE);
    section.say(ADA, id(40), appointed(&section, 72));
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert_eq!(next(&section, "decided"), None, "the other section comes first");
    let Some(Step::Announce(announced)) = next(&section, "agreed") else { panic!("it is announced") };
    assert_eq!(section.relay(vec![(UNIT, announced.clone())]), [Verdict::Accepted]);
    assert_eq!(section.relay(vec![(UNIT, announced)]), [refused("not_waiting")], "once");
    assert_eq!(next(&section, "agreed"), None);
    assert_eq!(section.relay(vec![(UNIT, known(&section).carried_out())]), [refused("not_waiting")], "too soon");
    let page = section.page();
    section.later(2 * CONTEST);
    assert_eq!(next(&section, "agreed"), Some(Step::CarryOut));
    assert_eq!(section.relay(vec![(UNIT, known(&section).carried_out())]), [Verdict::Accepted]);
    assert_eq!(believed(&section, &section.page()), Ok(()));
    // Too soon, said by the server all the same.
    let mut lie = page.clone();
    let mut known = Merge { until: Some(section.world.now), ..merge(true) };
    known.word = "decided".to_owned();
    told(&section, &section.authority, &mut lie, UNIT, known.carried_out(), section.world.now);
    assert_eq!(believed(&section, &lie), unclaimed(&section, &lie), "not what was announced");

    let mut section = founded();
    end(&mut section, ZOE);
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    let Some(Step::Announce(announced)) = next(&section, "agreed") else { panic!("it is announced") };
    section.relay(vec![(UNIT, announced)]);
    let waits = Merge { word: "decided".to_owned(), ..self::known(&section) };
    assert_eq!(section.say(IDA, UNIT, said("refused", &waits, "refused")), Verdict::Accepted, "the treasurer is left");
    section.later(2 * CONTEST);
    assert_eq!(next(&section, "agreed"), None);
}

/// Nobody is passed over: not whom the level above has just put out, not who is suspended or elected meanwhile.
#[test]
fn whoever_could_answer_is_awaited() {
    let mut section = founded();
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    section.later(1);
    end(&mut section, ZOE);
    assert_eq!(next(&section, "agreed"), None, "put out after it was decided");

    let mut section = founded();
    let span = vec![("since".to_owned(), Value::count(section.world.now.0)), ("ground".to_owned(), text("x"))];
    let suspended = Payload::new("mandate_suspended", 1, vec![Edit::set("suspension/1", Value::Map(span))]);
    assert_eq!(section.say(ADA, section.people[ZOE].mandate.into(), suspended), Verdict::Accepted);
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert_eq!(next(&section, "agreed"), None, "suspended");

    let mut section = founded();
    end(&mut section, ZOE);
    let claim = section.claim(IDA, NEW);
    section.say(IDA, first(), claim);
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    assert!(matches!(next(&section, "agreed"), Some(Step::Announce(_))), "one voice is no claim");
    section.countersign(ANDRE, first());
    assert_eq!(next(&section, "agreed"), None, "somebody comes who answers");
}

/// Whoever leads for a time doesn't end a section for good.
#[test]
fn a_caretaker_agrees_to_nothing() {
    let mut section = founded();
    let karim = appointed(&section, 72);
    section.say(ADA, id(40), karim);
    let of = section.world.directory.mandates[&id(40).into()].clone();
    let mut officer = section.world.officer(Office::Secretary, 72);
    section.world.directory.mandates.remove(&officer.mandate);
    (officer.device.holder, officer.mandate) = (of.holder, of.id);
    section.people.push(officer);
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    let place = section.people.len() - 1;
    let agreed = said("agreed", &merge(true), "agreed");
    assert_eq!(section.say(place, UNIT, agreed.clone()), refused("beyond_own_term"));
}

/// Each lie alone, after what people really said.
#[test]
fn a_server_makes_no_section_a_part_of_another() {
    let mut section = founded();
    let now = section.world.now;
    let waits = |ends: bool| Merge { word: "decided".to_owned(), ..merge(ends) };
    let agreed = |ends: bool| Merge { word: "agreed".to_owned(), ..merge(ends) };
    let honest = section.page();
    let server = |section: &Section, payload: Payload, page: &coopol_domain::wire::Page| {
        let mut page = page.clone();
        told(section, &section.authority, &mut page, UNIT, payload, now);
        assert_eq!(believed(section, &page), unclaimed(section, &page));
    };
    // Of what nobody decided.
    server(&section, agreed(true).carried_out(), &honest);
    server(&section, waits(true).announced(now.plus(2 * CONTEST)), &honest);
    server(&section, agreed(false).taken_in("Versailles"), &honest);
    // Of what the section's own secretary is said to have decided, or somebody above to have agreed to.
    for (by, payload, before) in [
        (ZOE, decided(true), None),
        (ADA, said("agreed", &merge(true), "agreed"), Some(decided(true))),
        (IDA, said("agreed", &merge(true), "agreed"), Some(decided(true))),
        (ZOE, said("withdrawn", &merge(true), "withdrawn"), Some(decided(true))),
    ] {
        let mut page = honest.clone();
        if let Some(before) = before {
            told(&section, &section.people[ADA], &mut page, UNIT, before, now);
            assert_eq!(believed(&section, &page), Ok(()));
        }
        told(&section, &section.people[by], &mut page, UNIT, payload.clone(), now);
        assert_eq!(believed(&section, &page), unclaimed(&section, &page), "{by} {payload:?}");
    }
    assert_eq!(section.say(ADA, UNIT, decided(true)), Verdict::Accepted);
    let page = section.page();
    // Before the section agreed, and with less than three days.
    server(&section, waits(true).carried_out(), &page);
    server(&section, waits(true).announced(now.plus(CONTEST - 1)), &page);
    // Whatever runs the server says so in its own name, as it says who was elected: that is believed.
    let mut page = page;
    let into = vec![Edit::set("merged_into", Value::bytes(OTHER.as_bytes()))];
    told(&section, &section.authority, &mut page, UNIT, Payload::new("unit_merged", 1, into), now);
    assert_eq!(believed(&section, &page), Ok(()));
}

#[test]
fn what_becomes_a_part_of_what() {
    let (section, _) = other("agreed");
    let as_what = |kind, parent: Option<UnitId>, byte: u8| Unit {
        id: UnitId::from_bytes([byte; 16]),
        kind,
        parent,
        ..section.clone()
    };
    let federation = as_what(UnitKind::Federation, None, 1);
    let (own, another) = (as_what(UnitKind::Group, Some(OTHER), 2), as_what(UnitKind::Group, None, 3));
    assert!(fits_into(&as_what(UnitKind::Section, None, 4), &section) && fits_into(&own, &another));
    assert!(fits_into(&own, &section) && closes(&own, &section));
    assert!(!fits_into(&section, &section) && !fits_into(&section, &federation) && !fits_into(&another, &section));
    assert!(!fits_into(&section, &own) && !closes(&own, &another));
    let subject: SubjectId = section.id.into();
    assert_ne!(subject, UNIT);
}

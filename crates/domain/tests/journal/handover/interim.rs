//! A federation in its interim, which two deputies hold together: who records, claims and countersigns then, and how it ends.

use coopol_domain::access::{Need, Office};
use coopol_domain::codec::Value;
use coopol_domain::handover::Stage;
use coopol_domain::id::HolderId;
use coopol_domain::journal::{Edit, Payload, Verdict};
use coopol_domain::kinds::CONTEST;

use super::section::{ADA, ANDRE, IDA, NEW, Section, ZOE, first, refused};
use crate::world::{NOON, id, text};

/// Past the time in which a claim can be contested, from now on.
const LONG: u64 = CONTEST + 120_000;

/// That somebody was elected first secretary, which ends the interim of both deputies.
fn elected(section: &Section, who: usize) -> Payload {
    let mut edits = section.claim(who, NEW).edits;
    let office = Edit::set("office", text("first_federal_secretary"));
    edits.retain(|edit| edit.field.as_str() != "office");
    let other = &section.people[ANDRE];
    let replaced = Edit::set(&format!("replaces/{}", other.mandate), Value::bytes(other.device.holder.as_bytes()));
    edits.extend([office, replaced]);
    Payload::new("claim_made", 1, edits)
}

fn deputies(section: &Section) -> Vec<HolderId> {
    [ZOE, ANDRE].map(|who| section.people[who].device.holder).to_vec()
}

fn led(section: &Section) -> [Vec<HolderId>; 2] {
    [Office::FirstFederalSecretary, Office::FederalDeputy].map(|office| section.holders(office))
}

/// One of the two claims, the other confirms it; the treasurer, who leads nothing, has no voice in it.
#[test]
fn the_two_end_their_interim_together() {
    let mut section = Section::interim();
    let claim = elected(&section, ZOE);
    assert_eq!(section.say(IDA, first(), claim.clone()), refused("not_granted"));
    assert_eq!(section.say(ZOE, first(), claim), Verdict::Accepted);
    assert_eq!(section.countersign(IDA, first()), refused("not_granted"));
    section.tick();
    section.later(LONG);
    section.tick();
    assert_eq!((section.stage(first()), led(&section)), (Stage::Gathering, [vec![], deputies(&section)]), "not alone");
    assert_eq!(section.countersign(ANDRE, first()), Verdict::Accepted);
    section.tick();
    assert!(matches!(section.stage(first()), Stage::Contestable(Some(_))));
    section.later(LONG);
    section.tick();
    assert_eq!((section.stage(first()), led(&section)), (Stage::Granted, [vec![NEW], vec![]]));
}

/// Without the other's word it takes the national level, whom the other may still ask to look; neither of the two decides.
#[test]
fn against_one_of_the_two_it_takes_the_national_level() {
    for ruling in ["upheld", "dismissed"] {
        let mut section = Section::interim();
        let claim = elected(&section, ZOE);
        assert_eq!(section.say(ZOE, first(), claim), Verdict::Accepted);
        assert_eq!(section.countersign(ADA, first()), Verdict::Accepted);
        section.tick();
        assert!(matches!(section.stage(first()), Stage::Contestable(Some(_))));
        assert_eq!(section.contest(ANDRE, first()), Verdict::Accepted);
        section.later(LONG);
        section.tick();
        assert_eq!((section.stage(first()), led(&section)), (Stage::Contested, [vec![], deputies(&section)]));
        for who in [ZOE, ANDRE] {
            assert_eq!(section.rule(who, first(), ruling), refused("not_granted"));
        }
        assert_eq!(section.rule(ADA, first(), ruling), Verdict::Accepted);
        section.tick();
        let expected = if ruling == "upheld" { [vec![NEW], vec![]] } else { [vec![], deputies(&section)] };
        assert_eq!(led(&section), expected, "{ruling}");
    }
}

/// The national level records the election by itself, and upholds it at once.
#[test]
fn the_national_level_records_an_election() {
    let mut section = Section::interim();
    let claim = elected(&section, ADA);
    assert_eq!(section.say(ADA, first(), claim), Verdict::Accepted);
    assert_eq!(section.rule(ADA, first(), "upheld"), Verdict::Accepted);
    section.tick();
    assert_eq!(led(&section), [vec![NEW], vec![]]);
}

/// Each of the two fills by themselves an office that doesn't lead; whoever would lead beside them, or in their place, both name, or the
/// national level.
#[test]
fn each_records_who_does_not_lead() {
    let mut section = Section::interim();
    let recorded = |office: &str| {
        let edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text(office)),
            Edit::set("holder", Value::bytes(NEW.as_bytes())),
            Edit::set("holder_name", text("Léo Müller")),
            Edit::set("since", Value::count(NOON.0)),
        ];
        Payload::new("mandate_recorded", 1, edits)
    };
    let held = Verdict::Held(Need::SecondMandate);
    assert_eq!(section.say(ZOE, id(51), recorded("federal_secretary")), Verdict::Accepted);
    assert_eq!(section.say(ANDRE, id(52), recorded("rollout_officer")), Verdict::Accepted);
    assert_eq!(section.say(IDA, id(53), recorded("federal_secretary")), refused("not_granted"));
    for office in ["first_federal_secretary", "federal_deputy"] {
        let subject = if office == "federal_deputy" { id(54) } else { id(55) };
        assert_eq!(section.say(ZOE, subject, recorded(office)), held, "{office}");
        let asked = section.lines.last().unwrap().entry.header.id;
        let again = || Payload { quotes: Some(asked), ..recorded(office) };
        assert_eq!(section.say(ZOE, subject, again()), held, "{office}: not by saying it twice");
        assert_eq!(section.say(ANDRE, subject, again()), Verdict::Accepted, "{office}");
    }
    assert_eq!(section.say(ADA, id(56), recorded("first_federal_secretary")), Verdict::Accepted);
}

/// A federal secretary is that for a theme, which the mandate has from the claim that it came of; no other office has one.
#[test]
fn a_federal_secretary_has_a_theme() {
    let mut section = Section::interim();
    let themed = |claim: &Payload, office: &str| {
        let mut edits = claim.edits.clone();
        edits.retain(|edit| !["office", "replaces"].contains(&edit.field.name()));
        edits.extend([Edit::set("office", text(office)), Edit::set("theme", text("Formation"))]);
        Payload::new(&claim.kind, 1, edits)
    };
    let claim = section.claim(ADA, NEW);
    assert_eq!(section.say(ADA, id(57), themed(&claim, "rollout_officer")), refused("value_invalid"));
    assert_eq!(section.say(ADA, first(), themed(&claim, "federal_secretary")), Verdict::Accepted);
    assert_eq!(section.rule(ADA, first(), "upheld"), Verdict::Accepted);
    section.tick();
    let stated = section.lines.iter().rev().find_map(|line| {
        let payload = Payload::decode(line.payload.as_deref()?).ok()?;
        (payload.kind == "mandate_taken_up").then(|| payload.edit("theme").map(|edit| edit.after.clone()))
    });
    assert_eq!(stated, Some(Some(text("Formation"))));

    let recorded = Payload::new(
        "mandate_recorded",
        1,
        claim
            .edits
            .iter()
            .filter(|edit| ["unit", "holder", "holder_name", "since"].contains(&edit.field.as_str()))
            .cloned()
            .collect(),
    );
    assert_eq!(section.say(ADA, id(58), themed(&recorded, "federal_treasurer")), refused("value_invalid"));
    assert_eq!(section.say(ADA, id(58), themed(&recorded, "federal_secretary")), Verdict::Accepted);
}

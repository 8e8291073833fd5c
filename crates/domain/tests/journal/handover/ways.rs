//! The ways in, and what stands in each one's way.

use coopol_domain::codec::Value;
use coopol_domain::handover::Stage;
use coopol_domain::id::HolderId;
use coopol_domain::journal::{Edit, Payload, REMOVED, Verdict};
use coopol_domain::kinds::CONTEST;
use coopol_domain::time::DAY;

use super::section::{ADA, ANDRE, IDA, NEW, Section, ZOE, first, refused};
use crate::world::{NOON, id, text};

/// Past the time in which a claim can be contested, from now on.
const LONG: u64 = CONTEST + 120_000;

fn claimed() -> Section {
    let mut section = Section::new();
    let claim = section.claim(IDA, NEW);
    assert_eq!(section.say(IDA, first(), claim), Verdict::Accepted);
    section
}

/// The secretary has vanished: two others of the bureau state who was elected, three days pass, the authority's timer does
/// the rest.
#[test]
fn a_vanished_secretary_is_succeeded() {
    let mut section = claimed();
    section.tick();
    assert_eq!(section.stage(first()), Stage::Gathering);
    section.later(10 * DAY);
    section.tick();
    assert_eq!(section.stage(first()), Stage::Gathering, "one isn't enough, however long it takes");
    assert_eq!(section.countersign(IDA, first()), Verdict::Accepted);
    assert_eq!(section.stage(first()), Stage::Gathering, "whoever made it doesn't count twice");
    assert_eq!(section.countersign(ANDRE, first()), Verdict::Accepted);
    section.tick();
    let Stage::Contestable(Some(until)) = section.stage(first()) else { panic!("{:?}", section.stage(first())) };
    assert!(until >= section.world.now.plus(CONTEST), "it counts from when it was enough");
    section.world.now = until;
    assert_eq!(section.secretaries(), [section.people[ZOE].device.holder], "until then nothing changes");
    section.tick();
    assert_eq!((section.stage(first()), section.secretaries()), (Stage::Granted, vec![NEW]));
    assert_eq!(section.contest(ANDRE, first()), refused("value_invalid"), "what is decided is decided");
}

/// The outgoing officer hands over: with one more of the bureau, or with the federation.
#[test]
fn the_outgoing_officer_hands_over_with_somebody() {
    for second in [ANDRE, ADA] {
        let mut section = Section::new();
        let claim = section.claim(ZOE, NEW);
        section.say(ZOE, first(), claim);
        section.later(LONG);
        section.tick();
        assert_eq!(section.stage(first()), Stage::Gathering, "not alone");
        assert_eq!(section.countersign(second, first()), Verdict::Accepted);
        section.tick();
        section.later(LONG);
        section.tick();
        assert_eq!(section.secretaries(), [NEW]);
    }
}

/// The federation records an election: it may be contested like any other, unless it upholds it at once.
#[test]
fn the_federation_records_an_election() {
    let mut section = Section::new();
    let claim = section.claim(ADA, NEW);
    assert_eq!(section.say(ADA, first(), claim), Verdict::Accepted);
    section.tick();
    assert!(matches!(section.stage(first()), Stage::Contestable(Some(_))));
    assert_eq!(section.rule(ADA, first(), "upheld"), Verdict::Accepted);
    section.tick();
    assert_eq!(section.secretaries(), [NEW]);
}

/// A contest, even of the outgoing officer alone, asks the level above, and blocks nothing for ever.
#[test]
fn a_contest_asks_the_level_above() {
    for (ruling, secretary) in [("upheld", true), ("dismissed", false)] {
        let mut section = claimed();
        section.countersign(ANDRE, first());
        section.tick();
        assert_eq!(section.contest(ZOE, first()), Verdict::Accepted);
        section.later(LONG);
        section.tick();
        assert_eq!(section.stage(first()), Stage::Contested);
        assert_eq!(section.rule(ANDRE, first(), ruling), refused("not_granted"), "the bureau doesn't decide");
        assert_eq!(section.rule(ADA, first(), ruling), Verdict::Accepted);
        section.tick();
        assert_eq!(section.secretaries() == [NEW], secretary, "{ruling}");
        assert_eq!(section.countersign(ANDRE, first()), refused("value_invalid"), "it is decided");
    }
}

/// A contest comes in its time, and whoever stops contesting lets the claim go on.
#[test]
fn a_contest_has_its_time() {
    let mut section = claimed();
    section.countersign(ANDRE, first());
    section.tick();
    assert_eq!(section.contest(ZOE, first()), Verdict::Accepted);
    assert_eq!(section.stop_contesting(ZOE, first()), Verdict::Accepted);
    section.later(LONG);
    assert_eq!(section.contest(ZOE, first()), refused("value_invalid"), "it is too late");
    section.tick();
    assert_eq!(section.secretaries(), [NEW]);
}

/// Two were elected, each says: neither takes office before the level above has looked.
#[test]
fn rivals_wait_for_the_level_above() {
    let mut section = claimed();
    let other = section.claim(ANDRE, HolderId::from_bytes([78; 16]));
    let renamed = Payload::new(
        "claim_made",
        1,
        other
            .edits
            .into_iter()
            .map(|edit| match edit.field.as_str() {
                "holder_name" => Edit::set("holder_name", text("Nour Diallo")),
                _ => edit,
            })
            .collect(),
    );
    assert_eq!(section.say(ANDRE, id(51), renamed), Verdict::Accepted);
    for who in [ANDRE, ZOE] {
        assert_eq!(section.countersign(who, first()), Verdict::Accepted);
    }
    section.countersign(IDA, id(51));
    section.tick();
    section.later(LONG);
    section.tick();
    assert_eq!([section.stage(first()), section.stage(id(51))], [Stage::Rivalled, Stage::Rivalled]);
    assert_eq!(section.rule(ADA, id(51), "upheld"), Verdict::Accepted);
    section.tick();
    assert_eq!(section.secretaries(), [HolderId::from_bytes([78; 16])]);
    section.later(LONG);
    section.tick();
    assert_eq!(section.stage(first()), Stage::Rivalled, "the other has lost, and takes no office by itself");
}

/// Whoever made a claim withdraws it; nobody else does.
#[test]
fn a_claim_is_withdrawn_by_whoever_made_it() {
    let mut section = claimed();
    assert_eq!(section.withdraw(ZOE, first()), refused("value_invalid"));
    assert_eq!(section.withdraw(ADA, first()), refused("value_invalid"));
    assert_eq!(section.withdraw(IDA, first()), Verdict::Accepted);
    assert_eq!(section.stage(first()), Stage::Withdrawn);
    assert_eq!(section.countersign(ANDRE, first()), refused("value_invalid"));
    section.later(LONG);
    section.tick();
    assert_eq!(section.secretaries(), [section.people[ZOE].device.holder]);
}

/// Somebody had been recorded to begin later: whoever was elected takes their place, too.
#[test]
fn a_mandate_that_has_not_begun_never_begins() {
    let mut section = Section::new();
    let coming = vec![
        Edit::set("unit", Value::bytes([1; 16])),
        Edit::set("office", text("secretary")),
        Edit::set("holder", Value::bytes([79; 16])),
        Edit::set("holder_name", text("Nour Diallo")),
        Edit::set("since", Value::count(NOON.0 + 30 * DAY)),
    ];
    let recorded = Payload::new("mandate_recorded", 1, coming);
    assert_eq!(section.relay(vec![(id(49), recorded)]), [Verdict::Accepted]);
    let mut edits = section.claim(IDA, NEW).edits;
    edits.push(Edit::set(&format!("replaces/{}", id(49)), Value::bytes([79; 16])));
    assert_eq!(section.say(IDA, first(), Payload::new("claim_made", 1, edits)), Verdict::Accepted);
    section.countersign(ANDRE, first());
    section.tick();
    section.later(LONG);
    section.tick();
    section.later(60 * DAY);
    assert_eq!(section.secretaries(), [NEW]);
}

/// Everybody speaks for themselves, from where they stand, and nobody for their own claim.
#[test]
fn everybody_speaks_for_themselves() {
    let mut section = claimed();
    let (andre, ada) = (section.people[ANDRE].device.holder, section.people[ADA].device.holder);
    let supported = |of: HolderId, level: &str| {
        Payload::new("claim_countersigned", 1, vec![Edit::set(&format!("supported/{of}"), text(level))])
    };
    for (who, payload) in [
        (ZOE, supported(andre, "own")),
        (ZOE, supported(section.people[ZOE].device.holder, "above")),
        (ADA, supported(ada, "own")),
        (ANDRE, Payload::new("claim_contested", 1, vec![Edit::set(&format!("contested/{ada}"), text("Non"))])),
        (ANDRE, Payload::new("contest_withdrawn", 1, vec![Edit::set(&format!("contested/{ada}"), Value::Null)])),
        (IDA, Payload::new("claim_withdrawn", 1, vec![Edit::set(REMOVED, Value::Bool(false))])),
    ] {
        assert_eq!(section.say(who, first(), payload.clone()), refused("value_invalid"), "{payload:?}");
    }
    let own = section.claim(ANDRE, andre);
    let for_others = section.claim(IDA, andre);
    assert_eq!(section.say(ANDRE, id(52), own), Verdict::Accepted, "a deputy who was elected says so");
    assert_eq!(section.countersign(ANDRE, id(52)), refused("value_invalid"), "and doesn't countersign");
    assert_eq!(section.say(ANDRE, id(53), for_others), refused("value_invalid"), "nor in another's name");
    let mut ruled = section.claim(IDA, NEW).edits;
    ruled.push(Edit::set("ruling", text("upheld")));
    assert_eq!(section.say(IDA, id(54), Payload::new("claim_made", 1, ruled)), refused("field_unknown"));
}

/// The minutes that a claim lacks come once, from the unit itself, and after it was granted, too.
#[test]
fn the_minutes_come_once_and_from_within() {
    let minutes = |byte: u8| Payload::new("claim_documented", 1, vec![Edit::set("document", Value::bytes([byte; 16]))]);
    let nothing = Payload::new("claim_documented", 1, vec![Edit::set("document", Value::Null)]);
    let mut section = claimed();
    assert_eq!(section.say(ADA, first(), minutes(1)), refused("value_invalid"), "they stand in the unit's archives");
    assert_eq!(section.say(ANDRE, first(), nothing), refused("value_invalid"));
    section.countersign(ANDRE, first());
    section.tick();
    section.later(LONG);
    section.tick();
    assert_eq!(section.stage(first()), Stage::Granted);
    assert_eq!(section.say(ANDRE, first(), minutes(1)), Verdict::Accepted);
    assert_eq!((section.stage(first()), section.secretaries()), (Stage::Granted, vec![NEW]));
    assert_eq!(section.say(IDA, first(), minutes(2)), refused("value_invalid"), "nobody exchanges them");

    let mut section = claimed();
    section.withdraw(IDA, first());
    assert_eq!(section.say(ANDRE, first(), minutes(1)), refused("value_invalid"), "it is withdrawn");
    let mut section = claimed();
    assert_eq!(section.rule(ADA, first(), "dismissed"), Verdict::Accepted);
    assert_eq!(section.say(ANDRE, first(), minutes(1)), refused("value_invalid"), "it is dismissed");
}

/// A claim speaks of its own unit: an office of its level, mandates that its office succeeds to, people by their names.
#[test]
fn a_claim_stays_at_home() {
    let mut section = Section::new();
    let zoe = section.people[ZOE].device.holder;
    let treasurer = format!("replaces/{}", section.people[IDA].mandate);
    let ida = Value::bytes(section.people[IDA].device.holder.as_bytes());
    let claim = section.claim(IDA, NEW);
    let with = |edit: Edit| {
        let others = claim.edits.iter().filter(|other| other.field != edit.field).cloned();
        Payload::new("claim_made", 1, others.chain([edit.clone()]).collect())
    };
    for edit in [
        Edit::set("unit", Value::bytes([2; 16])),
        Edit::set("office", text("first_federal_secretary")),
        Edit::set("until", Value::count(NOON.0)),
        Edit::set("holder", Value::bytes(zoe.as_bytes())),
        Edit::set(&treasurer, ida),
        Edit::set(&format!("replaces/{}", section.people[ZOE].mandate), Value::bytes(NEW.as_bytes())),
        Edit::set(&format!("replaces/{}", section.people[ADA].mandate), Value::bytes(NEW.as_bytes())),
    ] {
        let shown = format!("{edit:?}");
        assert_eq!(section.say(IDA, id(55), with(edit)), refused("value_invalid"), "{shown}");
    }
    assert_eq!(section.say(IDA, id(55), claim.clone()), Verdict::Accepted);
}

/// J5.5: the authority states what follows from a claim, when it does, and no claim itself.
#[test]
fn the_authority_claims_nothing() {
    let mut section = claimed();
    let granted = |section: &mut Section| {
        let edits = vec![Edit::set("mandate", Value::bytes([60; 16]))];
        section.relay(vec![(first(), Payload::new("claim_granted", 1, edits))]).remove(0)
    };
    let announced = |section: &mut Section, until: u64| {
        let edits = vec![Edit::set("contestable_until", Value::count(until))];
        section.relay(vec![(first(), Payload::new("claim_announced", 1, edits))]).remove(0)
    };
    let claim = section.claim(IDA, NEW);
    assert_eq!(section.relay(vec![(id(51), claim)]), [refused("not_granted")]);
    assert_eq!(announced(&mut section, NOON.0 + LONG), refused("value_invalid"), "one isn't enough");
    section.countersign(ANDRE, first());
    assert_eq!(announced(&mut section, NOON.0 + CONTEST - 1), refused("value_invalid"), "it would be too short");
    assert_eq!(granted(&mut section), refused("value_invalid"));
    section.tick();
    assert_eq!(announced(&mut section, NOON.0 + LONG), refused("value_invalid"), "the time doesn't begin again");
    assert_eq!(granted(&mut section), refused("value_invalid"));
    section.later(LONG);
    section.contest(ANDRE, first());
    assert_eq!(granted(&mut section), Verdict::Accepted, "the contest came too late");
    assert_eq!(granted(&mut section), refused("value_invalid"), "once");
}

/// Whoever holds no office yet claims by the word of an officer: on which day they asked stays with the claim, and none asks before
/// they were elected.
#[test]
fn an_officer_states_what_a_newcomer_asks_for() {
    let mut section = Section::new();
    let asked_on = |section: &Section, day: &str| {
        let asked = Edit::set("requested_on", text(day));
        Payload::new("claim_made", 1, section.claim(IDA, NEW).edits.into_iter().chain([asked]).collect())
    };
    let too_early = asked_on(&section, "2026-11-19");
    assert_eq!(section.say(IDA, first(), too_early), refused("value_invalid"));
    let the_same_day = asked_on(&section, "2026-11-20");
    assert_eq!(section.say(IDA, first(), the_same_day), Verdict::Accepted);
    section.countersign(ANDRE, first());
    section.tick();
    section.later(LONG);
    section.tick();
    assert_eq!(section.secretaries(), [NEW], "and it goes the way of every claim");
}

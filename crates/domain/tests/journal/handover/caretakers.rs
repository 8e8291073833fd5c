//! Whoever is put in charge for a time doesn't stay by a claim, nor has friends stay: that is for those who were there, or for the level
//! above.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::handover::Stage;
use coopol_domain::id::{HolderId, MandateId, SubjectId};
use coopol_domain::journal::{Edit, Payload, Verdict};
use coopol_domain::kinds::CONTEST;
use coopol_domain::time::{DAY, Instant};

use super::section::{ADA, ANDRE, IDA, NEW, Section, first};
use crate::world::{NOON, id, text};

/// Past the time in which a claim can be contested, from now on.
const LONG: u64 = CONTEST + 120_000;
/// When whoever is put in charge leaves.
const END: Instant = Instant(NOON.0 + 90 * DAY);

fn holder(byte: u8) -> HolderId {
    HolderId::from_bytes([byte; 16])
}

fn facts(byte: u8, office: &str, since: Instant) -> Vec<Edit> {
    vec![
        Edit::set("unit", Value::bytes([1; 16])),
        Edit::set("office", text(office)),
        Edit::set("holder", Value::bytes([byte; 16])),
        Edit::set("holder_name", text("Zoé Lefèvre")),
        Edit::set("since", Value::count(since.0)),
        Edit::set("until", Value::count(END.0)),
    ]
}

/// Somebody of the federation puts a holder in charge.
pub fn appointed(section: &Section, byte: u8) -> Payload {
    let mut edits = facts(byte, "secretary", NOON);
    edits.push(Edit::set("reason", text("Bureau suspendu")));
    edits.push(Edit::set("appointed_by", Value::bytes(section.people[ADA].device.holder.as_bytes())));
    Payload::new("caretaker_appointed", 1, edits)
}

/// Somebody with a laptop, who works under that mandate.
fn comes(section: &mut Section, byte: u8, mandate: SubjectId) -> usize {
    let mut officer = section.world.officer(Office::Secretary, byte);
    section.world.directory.mandates.remove(&officer.mandate);
    let introduced = vec![
        Edit::set("holder", Value::bytes([byte; 16])),
        Edit::set("key", Value::bytes(officer.device.key.as_bytes())),
        Edit::set("name", text("Portable")),
    ];
    let device = SubjectId::from(officer.device.id);
    let verdicts = section.relay(vec![(device, Payload::new("device_introduced", 1, introduced))]);
    assert_eq!(verdicts, [Verdict::Accepted]);
    officer.mandate = MandateId::from(mandate);
    section.people.push(officer);
    section.people.len() - 1
}

/// Karim is put in charge, and names two friends, the one from a year ago.
fn in_charge() -> (Section, [usize; 3]) {
    let mut section = Section::new();
    let payload = appointed(&section, 72);
    assert_eq!(section.say(ADA, id(40), payload), Verdict::Accepted);
    let karim = comes(&mut section, 72, id(40));
    let mut friends = [73_u8, 74].map(|byte| (byte, id(byte - 30)));
    let from = [Instant(NOON.0 - 365 * DAY), NOON];
    for ((byte, mandate), since) in friends.iter_mut().zip(from) {
        let named = Payload::new("mandate_recorded", 1, facts(*byte, "bureau_member", since));
        assert_eq!(section.say(karim, *mandate, named), Verdict::Accepted);
    }
    let [one, other] = friends.map(|(byte, mandate)| comes(&mut section, byte, mandate));
    (section, [karim, one, other])
}

fn claimed(section: &mut Section, who: usize, whom: HolderId, with: &[usize]) {
    let claim = section.claim(who, whom);
    assert_eq!(section.say(who, first(), claim), Verdict::Accepted);
    for second in with {
        assert_eq!(section.countersign(*second, first()), Verdict::Accepted);
    }
    section.tick();
    section.later(LONG);
    section.tick();
}

/// Neither the caretaker nor whom they named makes an officer, alone or with one of those who were there; two of these do, and with
/// that the caretaker leaves, whom the claim doesn't name.
#[test]
fn whom_a_caretaker_named_counts_for_no_claim() {
    for (who, with) in [(1, [2].as_slice()), (0, &[1, 2])] {
        let (mut section, came) = in_charge();
        let with: Vec<usize> = with.iter().map(|place| came[*place]).collect();
        claimed(&mut section, came[who], NEW, &with);
        assert_eq!(section.stage(first()), Stage::Contestable(None), "it waits");
        assert_eq!(section.countersign(ANDRE, first()), Verdict::Accepted);
        section.tick();
        assert_eq!(section.stage(first()), Stage::Contestable(None), "one who was there isn't enough");
        assert_eq!(section.countersign(IDA, first()), Verdict::Accepted);
        section.tick();
        section.later(LONG);
        section.tick();
        assert_eq!((section.stage(first()), section.secretaries()), (Stage::Granted, vec![NEW]));
    }
}

/// The level above answers for whomever it wants, and the caretaker leaves as well.
#[test]
fn the_level_above_answers_for_it() {
    let (mut section, [_, one, other]) = in_charge();
    claimed(&mut section, one, NEW, &[other]);
    assert_eq!(section.countersign(ADA, first()), Verdict::Accepted);
    section.tick();
    section.later(LONG);
    section.tick();
    assert_eq!((section.stage(first()), section.secretaries()), (Stage::Granted, vec![NEW]));
}

/// Whoever is or was put in charge is elected with the word of the level above, whoever answers for them in the section.
#[test]
fn a_caretaker_is_not_claimed_in_office() {
    for later in [0, 100 * DAY] {
        let (mut section, _) = in_charge();
        section.later(later);
        claimed(&mut section, ANDRE, holder(72), &[IDA]);
        assert_eq!(section.stage(first()), Stage::Contestable(None));
        assert_eq!(section.rule(ADA, first(), "upheld"), Verdict::Accepted);
        section.tick();
        assert_eq!((section.stage(first()), section.secretaries()), (Stage::Granted, vec![holder(72)]), "one mandate");
    }
}

/// Of two who were there before, one may be who is in charge now; a claim to another seat leaves them in charge.
#[test]
fn who_was_there_before_counts_though_in_charge() {
    let mut section = Section::new();
    let byte = section.people[IDA].device.holder.as_bytes()[0];
    let payload = appointed(&section, byte);
    assert_eq!(section.say(ADA, id(40), payload), Verdict::Accepted);
    let mut claim = section.claim(IDA, NEW);
    claim.edits.retain(|edit| edit.field.name() != "replaces");
    claim.edits.iter_mut().find(|edit| edit.field.as_str() == "office").unwrap().after = text("bureau_member");
    assert_eq!(section.say(IDA, first(), claim), Verdict::Accepted);
    assert_eq!(section.countersign(ANDRE, first()), Verdict::Accepted);
    section.tick();
    section.later(LONG);
    section.tick();
    assert_eq!(section.stage(first()), Stage::Granted);
    let in_charge = &section.world.directory.mandates[&MandateId::from(id(40))];
    assert_eq!(in_charge.until, Some(END), "the other seat isn't theirs");
}

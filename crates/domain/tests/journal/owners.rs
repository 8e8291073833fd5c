//! Whose things are: what belongs to the unit is the successor's as much as the predecessor's.

use coopol_domain::access::{Office, Verb, Verbs};
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Change, Compartment, Edit, Header, Payload, Stamp, State};
use coopol_domain::kinds::{self, FieldRule, Kind, Owner, Role, View, check};
use coopol_domain::seal::Hash;
use coopol_domain::time::{Hlc, Instant};

use crate::folds::sample;

/// The person whom every sample names.
const PREDECESSOR: HolderId = HolderId::from_bytes([7; 16]);
const SUCCESSOR: HolderId = HolderId::from_bytes([9; 16]);

fn edit(rule: &FieldRule) -> Edit {
    let field = if rule.role == Role::Set { format!("{}/x1", rule.name) } else { rule.name.to_owned() };
    Edit::set(&field, sample(rule.shape))
}

/// A subject that the predecessor recorded, with something in each of its fields.
fn recorded(kind: &Kind) -> State {
    let stamp = Stamp { effective_at: Hlc(1 << 16), seq: 1, by: DeviceId::from_bytes([4; 16]) };
    let whole = Payload::new("earlier", 1, kind.sort.fields.iter().map(edit).collect());
    State::new(kind.sort.name).apply(&whole, 0, stamp)
}

/// What comes of a change of this kind, about such a subject, by somebody who may do everything.
fn judged(kind: &Kind, author: HolderId) -> String {
    let edits = kind.fields.iter().map(|name| match *name {
        // Where a field says who states it, each names themselves.
        "opened_by" | "answered_by" => Edit::set(name, Value::bytes(author.as_bytes())),
        name => edit(kind.sort.field(name).unwrap()),
    });
    let payload = Payload::new(kind.name, kind.version, edits.collect());
    let header = Header {
        id: ChangeId::from_bytes([1; 16]),
        stream: StreamId::from_bytes([2; 16]),
        subject: SubjectId::from_bytes([3; 16]),
        base: 1,
        made_at: Hlc(2 << 16),
        act: None,
        depends_on: Vec::new(),
        commitment: Hash::of(b""),
    };
    let state = recorded(kind);
    let quoted = kinds::Answer::of(kind.name).map(|_| (&payload, Some(PREDECESSOR)));
    let view = View { state: Some(&state).filter(|_| !kind.creates), quoted, ..View::default() };
    let anywhere = match kind.sort.name {
        "saved_list" | "kept_message" | "mailing" => Compartment::Desk(Office::Secretary),
        _ => Compartment::Roster,
    };
    let compartment = kind.sort.compartment.unwrap_or(anywhere);
    let change = Change { header, payload: payload.clone() };
    format!("{:?}", check(&view, &change, compartment, Verbs::of(&Verb::ALL), Some(author), Instant(1_795_000_000_000)))
}

/// Kinds of the unit's that a sample can't be: their rule wants more of the subject, they answer something that waits, or they stand in a slice. A [`kinds::Rule`] isn't told
/// who the author is, and what waits has tests of its own.
const BEYOND_A_SAMPLE: [&str; 64] = [
    "arrival_declined",
    "arrival_matched",
    "arrival_reopened",
    "arrival_withdrawn",
    "attendance_delegated",
    "attendance_marked",
    "code_tried",
    "codes_made",
    "codes_used",
    "custodians_named",
    "delegate_marked",
    "delegate_recorded",
    "delegation_granted",
    "delegation_taken_up",
    "desks_opened",
    "dues_delegation_granted",
    "dues_delegation_taken_up",
    "feed_opened",
    "mailing_begun",
    "mailing_called_off",
    "mailing_changed",
    "mailing_scheduled",
    "mailing_sent",
    "merge_agreed",
    "merge_announced",
    "merge_carried_out",
    "merge_decided",
    "merge_refused",
    "merge_taken_in",
    "merge_withdrawn",
    "opening_done",
    "person_arrived",
    "person_left",
    "person_offered",
    "person_offered_again",
    "person_restored",
    "person_stayed",
    "proposal_declined",
    "proposal_withdrawn",
    "slice_dues_opened",
    "slice_dues_told",
    "slice_opened",
    "slice_payer_shown",
    "slice_payer_told",
    "slice_person_shown",
    "slice_person_told",
    "slice_subject_told",
    "split_agreed",
    "split_decided",
    "split_refused",
    "split_withdrawn",
    "tie_accepted",
    "tie_asked",
    "tie_declined",
    "tie_proposed",
    "tie_settled",
    "tie_withdrawn",
    "transfer_declined",
    "transfer_reopened",
    "unit_born",
    "unit_joined",
    "unit_merged",
    "unit_reminded",
    "unit_reminded",
];

/// When the secretary changes, the next one goes on with everything: no kind about something of the unit's asks who recorded it. Those that
/// do are about the person.
#[test]
fn what_is_the_units_is_the_successors() {
    let (mut asking, mut beyond) = (Vec::new(), Vec::new());
    for kind in kinds::all() {
        let (of_the_unit, by_another) = (kind.sort.owner == Owner::Unit, judged(kind, SUCCESSOR));
        if judged(kind, PREDECESSOR) != by_another {
            assert!(!of_the_unit, "`{}` is the unit's, and asks who recorded it: {by_another}", kind.name);
            asking.push(kind.name);
        }
        if of_the_unit && !by_another.starts_with("Ok") {
            beyond.push(kind.name);
        }
    }
    beyond.sort_unstable();
    assert_eq!(beyond, BEYOND_A_SAMPLE, "a kind that a sample can't be has tests of its own, and stands in the list");
    assert!(asking.contains(&"card_published"), "one's own card is: {asking:?}");
}

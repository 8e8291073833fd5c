//! Delegations: somebody without an office marks who came to one event, until a date, and sees nothing else (J1.1).

use std::collections::BTreeMap;

use coopol_domain::access::{Need, Office, Verb, Verbs, access};
use coopol_domain::authority::{Author, Judged, Known, LATE, Source, carries, shows};
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Audit, Device as Laptop, Keys, Stream};
use coopol_domain::id::{HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::Compartment::{self, Agenda, Roster};
use coopol_domain::journal::{Edit, Payload, REMOVED, SignedPush, State, Verdict};
use coopol_domain::kinds::Attendance::{self, Excused, Present};
use coopol_domain::kinds::{
    DELEGATED_AT_MOST, Delegation, Device, OPEN_DELEGATIONS, Said, SlicePerson, SliceSubject, delegated, marked,
    proof_of_invitation,
};
use coopol_domain::seal::key::Signer;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{Line, Page, Rejection};
use ed25519_dalek::SigningKey;

use crate::world::{NOON, Officer, World, edited, id, key_of, member, planned, text};

const EVENT: SubjectId = SubjectId::from_bytes([6; 16]);
const DELEGATION: SubjectId = SubjectId::from_bytes([60; 16]);
const UNIT: UnitId = UnitId::from_bytes([1; 16]);
const SLICE: StreamId = StreamId::from_bytes([61; 16]);
const INVITATION: [u8; 32] = [62; 32];
const MONTH: u64 = 30 * DAY;

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn granted(until: Instant, invited_until: Instant) -> Payload {
    let invitation = SigningKey::from_bytes(&INVITATION).verifying_key();
    let edits = vec![
        Edit::set("unit", Value::bytes(UNIT.as_bytes())),
        Edit::set("event", Value::bytes(EVENT.as_bytes())),
        Edit::set("name", text("Awa N’Diaye")),
        Edit::set("until", Value::count(until.0)),
        Edit::set("invitation", Value::bytes(invitation.as_bytes())),
        Edit::set("invited_until", Value::count(invited_until.0)),
    ];
    Payload::new("delegation_granted", 1, edits)
}

fn taken_up(key: &SigningKey, invitation: [u8; 32]) -> Payload {
    let proof = proof_of_invitation(&SigningKey::from_bytes(&invitation), DELEGATION.into(), &key.verifying_key());
    let edits = vec![
        Edit::set("key", Value::bytes(key.verifying_key().as_bytes())),
        Edit::set("device", text("Portable d’Awa")),
        Edit::set("proof", Value::bytes(proof)),
        Edit::set("slice", Value::bytes(SLICE.as_bytes())),
    ];
    Payload::new("delegation_taken_up", 1, edits)
}

fn ended() -> Payload {
    Payload::new("delegation_ended", 1, vec![Edit::set("ended", Value::Bool(true))])
}

/// A section whose secretary planned an event, with all that was said in its agenda.
struct Section {
    world: World,
    zoe: Officer,
    authority: Officer,
    awa: Officer,
    lines: Vec<Line>,
    pushes: Vec<SignedPush>,
}

impl Section {
    fn new() -> Self {
        let mut world = World::new();
        let zoe = world.officer(Office::Secretary, 20);
        let (authority, mut awa) =
            (world.officer(Office::NationalAdministrator, 99), world.officer(Office::Deputy, 63));
        world.directory.mandates.remove(&authority.mandate);
        world.directory.mandates.remove(&awa.mandate);
        awa.mandate = DELEGATION.into();
        let mut section = Self { world, zoe, authority, awa, lines: Vec::new(), pushes: Vec::new() };
        assert_eq!(section.zoe(EVENT, planned()), Verdict::Accepted);
        section
    }

    /// One in which Awa took up what Zoé granted her for a month.
    fn delegated() -> Self {
        let mut section = Self::new();
        assert_eq!(section.zoe(DELEGATION, granted(NOON.plus(MONTH), NOON.plus(DAY))), Verdict::Accepted);
        let key = section.awa.key.clone();
        assert_eq!(section.relay(Agenda, DELEGATION, taken_up(&key, INVITATION)), Verdict::Accepted);
        section.world.open(Compartment::Slice(DELEGATION), SLICE);
        section.awa.device =
            Device::read(DELEGATION.into(), section.world.state(section.agenda(), DELEGATION)).unwrap();
        section.refresh();
        section
    }

    fn agenda(&self) -> StreamId {
        self.world.stream(Agenda)
    }

    fn delegation(&self) -> Delegation {
        Delegation::read(DELEGATION, self.world.state(self.agenda(), DELEGATION)).unwrap()
    }

    fn zoe(&mut self, subject: SubjectId, payload: Payload) -> Verdict {
        let sent = self.world.change(&mut self.zoe, Agenda, subject, payload);
        let submission = self.world.sign(&self.zoe, Agenda, vec![sent]);
        let author = Author::Officer(self.zoe.device.clone());
        let judged = self.world.submit_as(author, &mut self.zoe, submission).unwrap();
        self.heard(Agenda, judged)
    }

    fn relay(&mut self, compartment: Compartment, subject: SubjectId, payload: Payload) -> Verdict {
        let sent = self.world.change(&mut self.authority, compartment, subject, payload);
        let submission = self.world.sign(&self.authority, compartment, vec![sent]);
        let author = Author::Authority { id: self.authority.device.id, key: self.authority.key.verifying_key() };
        let judged = self.world.submit_as(author, &mut self.authority, submission).unwrap();
        self.heard(compartment, judged)
    }

    fn heard(&mut self, compartment: Compartment, judged: Judged) -> Verdict {
        let Judged::Ruled(ruling) = judged else { panic!("it is new") };
        let verdict = ruling.entries[0].entry.verdict.clone();
        if compartment == Agenda {
            self.pushes.push(ruling.signed);
            for recorded in ruling.entries {
                let key = recorded.payload.as_ref().map(|_| key_of(recorded.entry.header.subject));
                self.lines.push(Line { entry: recorded.entry, payload: recorded.payload, key });
            }
        }
        let stands = self.world.subjects.contains_key(&(self.agenda(), DELEGATION));
        if let Some(delegation) = stands.then(|| self.delegation()) {
            self.world.directory.delegations.insert(delegation.mandate(), delegation);
        }
        verdict
    }

    fn states(&self, stream: StreamId) -> BTreeMap<SubjectId, State> {
        let of = self.world.subjects.iter().filter(|((of, _), _)| *of == stream);
        of.filter_map(|((_, subject), known)| match known {
            Known::Living { state, .. } => Some((*subject, state.clone())),
            Known::Erased => None,
        })
        .collect()
    }

    fn wanted(&self) -> Vec<(SubjectId, Payload)> {
        let (people, slice) = (self.states(self.world.stream(Roster)), self.states(SLICE));
        let agenda = self.agenda();
        let event = self.world.subjects.contains_key(&(agenda, EVENT)).then(|| self.world.state(agenda, EVENT));
        shows(&self.delegation(), Source { unit_name: "Versailles", agenda, event, people: &people }, &slice)
    }

    /// The authority brings the slice up to date, and is at rest then.
    fn refresh(&mut self) {
        for (subject, payload) in self.wanted() {
            let shown = format!("{payload:?}");
            assert_eq!(self.relay(Compartment::Slice(DELEGATION), subject, payload), Verdict::Accepted, "{shown}");
        }
        assert_eq!(self.wanted(), []);
    }

    fn said(&self, person: SubjectId, mark: Option<Attendance>, at: Instant) -> Said {
        Said::sign(&self.awa.key, (DELEGATION, self.agenda(), EVENT), person, mark, at)
    }

    fn shown(&self, person: SubjectId) -> State {
        self.world
            .subjects
            .get(&(SLICE, person))
            .map_or_else(|| State::new("slice_person"), |_| self.world.state(SLICE, person).clone())
    }

    fn awa(&mut self, person: SubjectId, payload: Payload) -> Result<Verdict, Rejection> {
        let compartment = Compartment::Slice(DELEGATION);
        let sent = self.world.change(&mut self.awa, compartment, person, payload);
        let submission = self.world.sign(&self.awa, compartment, vec![sent]);
        match self.world.submit(&mut self.awa, submission)? {
            Judged::Ruled(ruling) => Ok(ruling.entries[0].entry.verdict.clone()),
            Judged::Replayed => panic!("it is new"),
        }
    }

    fn marks(&mut self, person: SubjectId, mark: Option<Attendance>) -> Result<Verdict, Rejection> {
        let payload = marked(&self.shown(person), &self.said(person, mark, self.world.now));
        self.awa(person, payload)
    }

    /// What the authority has to carry of what was said of somebody.
    fn carried(&self, person: SubjectId) -> Option<Payload> {
        carries(&self.delegation(), self.world.state(self.agenda(), EVENT), person, &self.shown(person))
    }

    fn later(&mut self, ms: u64) {
        self.world.now = self.world.now.plus(ms);
    }

    fn came(&self) -> Vec<(SubjectId, Attendance)> {
        Attendance::of(self.world.state(self.agenda(), EVENT)).collect()
    }
}

/// J1.2: whoever writes the agenda grants and ends, for three months at most, in their own unit, and in nobody's name but by a code.
#[test]
fn who_writes_the_agenda_grants_one_for_a_time() {
    let mut section = Section::new();
    let longest = NOON.plus(DELEGATED_AT_MOST);
    let with = |field: &str, after: Value| {
        let mut edits = granted(NOON.plus(DAY), NOON.plus(DAY)).edits;
        edits.retain(|edit| edit.field.as_str() != field);
        edits.push(Edit::set(field, after));
        Payload::new("delegation_granted", 1, edits)
    };
    for (payload, code) in [
        (granted(NOON, NOON), "value_invalid"),
        (granted(longest.plus(1), NOON.plus(DAY)), "value_invalid"),
        (granted(NOON.plus(DAY), NOON.plus(DAY + 1)), "value_invalid"),
        (granted(NOON.plus(DAY), NOON), "value_invalid"),
        (with("unit", Value::bytes([2; 16])), "value_invalid"),
        (with("event", Value::Null), "field_missing"),
        (with("name", Value::Null), "field_missing"),
    ] {
        assert_eq!(section.zoe(DELEGATION, payload.clone()), refused(code), "{payload:?}");
    }
    let mut reader = section.world.officer(Office::FederalCouncilMember, 40);
    let one = granted(longest, NOON.plus(DAY));
    assert_eq!(section.world.push(&mut reader, Agenda, id(64), one.clone()), refused("not_granted"));
    assert_eq!(section.relay(Agenda, id(64), one.clone()), refused("not_granted"), "nor does the authority");
    assert_eq!(section.zoe(DELEGATION, one), Verdict::Accepted);
    let mut bureau = section.world.officer(Office::BureauMember, 41);
    assert_eq!(section.world.push(&mut bureau, Agenda, DELEGATION, ended()), Verdict::Accepted, "a colleague ends it");
    let again = Payload::new("delegation_ended", 1, vec![Edit::set("ended", Value::Null)]);
    assert_eq!(section.world.push(&mut bureau, Agenda, DELEGATION, again), refused("value_invalid"), "for good");
}

/// J1.2: twenty at once; one that is over makes room.
#[test]
fn a_unit_has_only_so_many_open() {
    let mut section = Section::new();
    for byte in 0..OPEN_DELEGATIONS {
        let facts = SubjectId::from_bytes([u8::try_from(100 + byte).unwrap(); 16]);
        let until = if byte == 0 { NOON.plus(DAY) } else { NOON.plus(MONTH) };
        assert_eq!(section.zoe(facts, granted(until, until)), Verdict::Accepted);
        let delegation = Delegation::read(facts, section.world.state(section.agenda(), facts)).unwrap();
        section.world.directory.delegations.insert(delegation.mandate(), delegation);
    }
    let one_more = granted(NOON.plus(MONTH), NOON.plus(MONTH));
    assert_eq!(section.zoe(DELEGATION, one_more.clone()), refused("value_invalid"));
    section.later(DAY);
    assert_eq!(section.zoe(DELEGATION, one_more), Verdict::Accepted);
}

/// J3.3: whoever is leaving grants none alone, not even to read on after they have left.
#[test]
fn around_a_handover_one_is_granted_by_two() {
    let mut section = Section::new();
    let mut andre = section.world.officer(Office::Deputy, 21);
    let zoe = section.zoe.mandate;
    section.world.directory.mandates.get_mut(&zoe).unwrap().until = Some(NOON.plus(20 * DAY));
    let payload = granted(NOON.plus(MONTH), NOON.plus(DAY));
    let sent = section.world.change(&mut section.zoe, Agenda, DELEGATION, payload.clone());
    let held = sent.header.id;
    let own = section.world.deliver(&mut section.zoe, Agenda, vec![sent]);
    assert_eq!(own, [Verdict::Held(Need::SecondMandate)]);
    let again = Payload { quotes: Some(held), ..payload.clone() };
    let alone = section.world.push(&mut section.zoe, Agenda, DELEGATION, again.clone());
    assert_eq!(alone, Verdict::Held(Need::SecondMandate), "nor by saying it twice");
    assert_eq!(section.world.push(&mut andre, Agenda, DELEGATION, again), Verdict::Accepted);
    assert_eq!(
        section.world.push(&mut andre, Agenda, DELEGATION, ended()),
        Verdict::Accepted,
        "ending waits for nobody"
    );
}

/// J5.5: only who has the code takes it up, once, in time, and with a key.
#[test]
fn a_code_takes_it_up_once() {
    let mut section = Section::new();
    let key = section.awa.key.clone();
    assert_eq!(section.relay(Agenda, DELEGATION, taken_up(&key, INVITATION)), refused("subject_missing"));
    assert_eq!(section.zoe(DELEGATION, granted(NOON.plus(MONTH), NOON.plus(DAY))), Verdict::Accepted);
    assert_eq!(
        section.zoe(DELEGATION, taken_up(&key, INVITATION)),
        refused("not_granted"),
        "nobody does it for others"
    );
    assert_eq!(section.relay(Agenda, DELEGATION, taken_up(&key, [9; 32])), refused("value_invalid"), "another code");
    section.later(DAY);
    assert_eq!(section.relay(Agenda, DELEGATION, taken_up(&key, INVITATION)), refused("value_invalid"), "too late");
    section.world.now = NOON;
    let mut over = Section::new();
    over.zoe(DELEGATION, granted(NOON.plus(MONTH), NOON.plus(DAY)));
    over.zoe(DELEGATION, ended());
    assert_eq!(over.relay(Agenda, DELEGATION, taken_up(&key, INVITATION)), refused("value_invalid"), "it was ended");
    let mut section = Section::delegated();
    let other = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(section.relay(Agenda, DELEGATION, taken_up(&other, INVITATION)), refused("value_invalid"), "used");
}

/// J1.1, J1.2: a delegate has one stream, which nobody else has, and reads and proposes there, until the end.
#[test]
fn a_delegate_has_their_slice_and_nothing_else() {
    let mut section = Section::delegated();
    let holder = section.delegation().holder();
    let rights = |section: &Section, holder: HolderId, at: Instant| {
        access(holder, &section.world.directory, at).readable().collect::<Vec<_>>()
    };
    let own = vec![(SLICE, Verbs::of(&[Verb::Read, Verb::Propose]))];
    assert_eq!(rights(&section, holder, NOON), own);
    assert_eq!(rights(&section, holder, Instant(NOON.0 + MONTH - 1)), own);
    assert_eq!(rights(&section, holder, NOON.plus(MONTH)), []);
    let zoes = rights(&section, section.zoe.device.holder, NOON);
    assert!(!zoes.iter().any(|(stream, _)| *stream == SLICE), "not even whoever granted it");
    // The id is chosen by whoever grants; whose it is isn't.
    assert_ne!(holder.as_bytes(), DELEGATION.as_bytes());
    for compartment in Compartment::OF_A_UNIT {
        let sent = section.world.change(&mut section.awa, compartment, id(70), member("Côté"));
        let submission = section.world.sign(&section.awa, compartment, vec![sent]);
        let answer = section.world.submit(&mut section.awa, submission);
        assert_eq!(answer.unwrap_err(), Rejection::NotFound, "{compartment}");
    }
    section.world.directory.units.get_mut(&UNIT).unwrap().merged_into = Some(UnitId::from_bytes([3; 16]));
    assert_eq!(rights(&section, holder, NOON), [], "a unit that became a part of another has none");
}

/// Members and regular contacts, by their names and marks: not how they are reached, nor who was met once.
#[test]
fn a_slice_shows_names_and_nothing_else() {
    let mut section = Section::new();
    let Section { world, zoe, .. } = &mut section;
    let more = [
        Edit::set("first_name", text("Zoé")),
        Edit::set("note", text("Ne pas appeler")),
        Edit::set("tag/boîtage", Value::Bool(true)),
    ];
    world.push(zoe, Roster, id(3), Payload::new("person_recorded", 1, [member("Côté").edits, more.into()].concat()));
    for (byte, category) in (4..).zip(["regular_contact", "occasional_contact", "former_member"]) {
        let edits = vec![Edit::set("last_name", text("Traoré")), Edit::set("category", text(category))];
        world.push(zoe, Roster, id(byte), Payload::new("person_recorded", 1, edits));
    }
    let mark = Payload::new("attendance_marked", 1, vec![Edit::set(&Attendance::field(id(3)), text("excused"))]);
    assert_eq!(section.zoe(EVENT, mark), Verdict::Accepted);
    let mut slice = Section::delegated();
    let sources = [section.world.stream(Roster), section.agenda()];
    let known = section.world.subjects.iter().filter(|((of, _), _)| sources.contains(of));
    slice.world.subjects.extend(known.map(|(of, known)| (*of, known.clone())));
    slice.refresh();
    let people: Vec<_> =
        slice.states(SLICE).into_iter().filter_map(|(id, state)| SlicePerson::read(id, &state)).collect();
    let shown = |id, first_name: &str, last_name: &str, mark| SlicePerson {
        id,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        mark,
        said: None,
    };
    assert_eq!(people, [shown(id(3), "Zoé", "Côté", Some(Excused)), shown(id(4), "", "Traoré", None)]);
    let fields: Vec<_> = slice.shown(id(3)).cells.keys().map(ToString::to_string).collect();
    assert_eq!(fields, ["first_name", "last_name", "mark"]);
    let event = SliceSubject::read(EVENT, &slice.states(SLICE)[&EVENT]).unwrap();
    assert_eq!(
        (event.title.as_str(), event.start.as_str(), event.agenda),
        ("Assemblée", "2026-11-26T20:00", slice.agenda())
    );

    // It follows the source: who is renamed, who leaves, what happens to the event.
    let Section { world, zoe, .. } = &mut slice;
    world.push(zoe, Roster, id(3), edited("last_name", "Côté", "Müller"));
    world.push(zoe, Roster, id(4), Payload::new("person_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]));
    slice.zoe(EVENT, Payload::new("event_cancelled", 1, vec![Edit::set("cancelled", Value::Bool(true))]));
    slice.refresh();
    let names: Vec<_> = slice
        .states(SLICE)
        .into_iter()
        .filter_map(|(id, state)| SlicePerson::read(id, &state))
        .map(|it| it.last_name)
        .collect();
    assert_eq!(names, ["Müller"]);
    assert!(SliceSubject::read(EVENT, &slice.states(SLICE)[&EVENT]).unwrap().cancelled);
    slice.zoe(EVENT, Payload::new("event_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]));
    slice.refresh();
    assert_eq!(slice.states(SLICE).values().filter(|state| !state.is_removed()).count(), 0);
}

fn with_people() -> Section {
    let mut section = Section::delegated();
    for byte in [3, 4] {
        let Section { world, zoe, .. } = &mut section;
        assert_eq!(world.push(zoe, Roster, id(byte), member("Côté")), Verdict::Accepted);
    }
    section.refresh();
    section
}

/// The delegate says of somebody who is shown that they came; nothing else has its place in a slice, nor a slice's kinds anywhere else.
#[test]
fn a_delegate_states_one_kind() {
    let mut section = with_people();
    assert_eq!(section.marks(id(3), Some(Present)), Ok(Verdict::Accepted));
    assert_eq!(section.marks(id(3), Some(Excused)), Ok(refused("value_invalid")), "not later than what was said");
    assert_eq!(section.marks(id(9), Some(Present)), Ok(refused("subject_missing")));
    let told = Payload::new("slice_person_told", 1, vec![Edit::set("last_name", text("x"))]);
    let open = Payload::new("act_opened", 1, vec![Edit::set("category", text("import"))]);
    let export = Payload::new("export_made", 1, vec![Edit::set("content", text("people"))]);
    for (payload, code) in [
        (told, "not_granted"),
        (open, "wrong_compartment"),
        (export, "wrong_compartment"),
        (member("Côté"), "wrong_compartment"),
        (Payload::new("erasure_asked", 1, vec![Edit::set("ground", text("no_longer_needed"))]), "wrong_compartment"),
    ] {
        assert_eq!(section.awa(id(3), payload.clone()), Ok(refused(code)), "{payload:?}");
    }
    let payload = marked(&section.shown(id(4)), &section.said(id(4), Some(Present), NOON));
    assert_eq!(section.zoe(id(4), payload), refused("wrong_compartment"));
}

/// J4.2: what a delegate says is in the agenda; what an officer says after them counts, and what one said before doesn't.
#[test]
fn what_a_delegate_says_is_carried() {
    let mut section = with_people();
    section.marks(id(3), Some(Present)).unwrap();
    section.later(1000);
    let payload = section.carried(id(3)).unwrap();
    assert_eq!(section.relay(Agenda, EVENT, payload), Verdict::Accepted);
    assert_eq!((section.came(), section.carried(id(3))), (vec![(id(3), Present)], None));
    // Said before they heard that the first was carried, and carried after it.
    section.world.now = NOON.plus(1);
    section.marks(id(3), None).unwrap();
    section.later(2000);
    let payload = section.carried(id(3)).unwrap();
    assert_eq!(section.relay(Agenda, EVENT, payload), Verdict::Accepted);
    assert_eq!(section.came(), []);
    section.refresh();

    section.marks(id(4), Some(Present)).unwrap();
    section.later(1);
    let mark = Payload::new("attendance_marked", 1, vec![Edit::set(&Attendance::field(id(4)), text("excused"))]);
    assert_eq!(section.zoe(EVENT, mark), Verdict::Accepted);
    assert_eq!(section.carried(id(4)), None, "an officer said otherwise since");
    section.later(1);
    section.marks(id(4), Some(Present)).unwrap();
    assert!(section.carried(id(4)).is_some(), "and the delegate after them");
}

/// J5.5: nothing is carried but what the laptop signed for this agenda, event, person, mark and time; nor what was carried over.
#[test]
fn nothing_is_carried_but_what_was_signed() {
    let mut section = with_people();
    let (agenda, key) = (section.agenda(), section.awa.key.clone());
    let sign = |of, person, mark, at| Said::sign(&key, of, person, mark, at);
    let own = (DELEGATION, agenda, EVENT);
    let right = sign(own, id(3), Some(Present), NOON);
    let event = section.world.state(agenda, EVENT).clone();
    let wrong = [
        sign((DELEGATION, SLICE, EVENT), id(3), Some(Present), NOON),
        sign((DELEGATION, agenda, id(9)), id(3), Some(Present), NOON),
        sign((id(9), agenda, EVENT), id(3), Some(Present), NOON),
        sign(own, id(4), Some(Present), NOON),
        Said { mark: Some(Excused), ..right },
        Said { at: NOON.plus(1), ..right },
        Said::sign(&SigningKey::from_bytes(&[99; 32]), own, id(3), Some(Present), NOON),
    ];
    for said in wrong {
        assert_eq!(section.relay(Agenda, EVENT, delegated(DELEGATION, id(3), &said, &event)), refused("value_invalid"));
    }
    let payload = delegated(DELEGATION, id(3), &right, &event);
    assert_eq!(section.relay(Agenda, id(9), payload.clone()), refused("subject_missing"));
    assert_eq!(section.zoe(EVENT, payload.clone()), refused("not_granted"), "an officer marks in their own name");
    assert_eq!(section.relay(Agenda, EVENT, payload.clone()), Verdict::Accepted);
    assert_eq!(section.relay(Agenda, EVENT, payload), refused("value_invalid"), "said before");
}

/// J9: after the end nothing counts; for thirty days what is late goes to quarantine, whose taker repeats it; then nothing at all.
#[test]
fn what_comes_late_waits_for_an_officer() {
    let mut section = with_people();
    let said = section.said(id(3), Some(Present), NOON.plus(1));
    let event = section.world.state(section.agenda(), EVENT).clone();
    let late = delegated(DELEGATION, id(3), &said, &event);
    section.later(DAY);
    assert_eq!(section.zoe(DELEGATION, ended()), Verdict::Accepted);
    assert_eq!(section.marks(id(3), Some(Present)), Ok(Verdict::Quarantined));
    assert_eq!(section.came(), []);
    let sent = section.world.change(&mut section.authority, Agenda, EVENT, late.clone());
    let (change, submission) = (sent.header.id, section.world.sign(&section.authority, Agenda, vec![sent]));
    let author = Author::Authority { id: section.authority.device.id, key: section.authority.key.verifying_key() };
    let judged = section.world.submit_as(author, &mut section.authority, submission).unwrap();
    assert_eq!(section.heard(Agenda, judged), Verdict::Quarantined);
    assert_eq!(section.came(), []);
    let taken = Payload { quotes: Some(change), ..late.clone() };
    assert_eq!(section.zoe(EVENT, taken.clone()), Verdict::Accepted);
    assert_eq!(section.came(), [(id(3), Present)]);
    assert_eq!(believed(&section), Ok(()));
    section.later(LATE);
    assert_eq!(section.marks(id(4), Some(Present)), Err(Rejection::NotFound));
    let said = section.said(id(4), Some(Present), NOON.plus(1));
    let event = section.world.state(section.agenda(), EVENT).clone();
    assert_eq!(section.relay(Agenda, EVENT, delegated(DELEGATION, id(4), &said, &event)), refused("value_invalid"));
}

/// A device that reads the agenda from its beginning.
fn believed(section: &Section) -> Result<(), Alarm> {
    let (reader, authority) = (&section.zoe, &section.authority);
    let mut keys = Keys::default();
    keys.pin(authority.device.id, authority.key.verifying_key());
    keys.pin(reader.device.id, reader.key.verifying_key());
    let stream = Stream::new(UNIT, Agenda, Verbs::ALL, reader.mandate);
    let laptop = Laptop {
        id: reader.device.id,
        holder: reader.device.holder,
        key: reader.key.clone(),
        authority: authority.device.id,
        pinned: Signer::new("coopol-authority", authority.key.clone()).unwrap().verifier().clone(),
        clock: Hlc::default(),
        streams: [(section.agenda(), stream)].into(),
        outbox: std::iter::empty().collect(),
        parcels: Vec::new(),
        received: Vec::new(),
        keys,
        access: None,
        vouched: BTreeMap::new(),
        strangers: std::collections::BTreeSet::new(),
        read_only: false,
        knows: coopol_domain::kinds::find,
    };
    let page = Page { lines: section.lines.clone(), pushes: section.pushes.clone() };
    Audit::new(&laptop, section.agenda()).unwrap().feed(page)
}

/// J5.5: a server that invents a mark, or somebody who took a delegation up, or carries what came too late, is caught by every device.
#[test]
fn a_server_that_invents_is_caught() {
    let mut section = with_people();
    section.marks(id(3), Some(Present)).unwrap();
    let payload = section.carried(id(3)).unwrap();
    section.relay(Agenda, EVENT, payload);
    assert_eq!(believed(&section), Ok(()));
    let event = section.world.state(section.agenda(), EVENT).clone();
    let (said, at) = (section.said(id(4), Some(Present), NOON.plus(5)), section.world.now);
    let genuine = delegated(DELEGATION, id(4), &said, &event);
    assert_eq!(forged(&section, EVENT, &genuine, at), Ok(()), "what is signed is believed");
    let invented = delegated(DELEGATION, id(4), &Said { mark: Some(Excused), ..said }, &event);
    for (subject, payload, at) in [
        (EVENT, invented, at),
        (EVENT, delegated(id(9), id(4), &said, &event), at),
        (EVENT, delegated(DELEGATION, id(3), &section.said(id(3), None, Instant(NOON.0 - 1)), &event), at),
        (EVENT, genuine.clone(), NOON.plus(MONTH)),
        (DELEGATION, taken_up(&SigningKey::from_bytes(&[8; 32]), [9; 32]), at),
        (DELEGATION, taken_up(&SigningKey::from_bytes(&[8; 32]), INVITATION), at),
    ] {
        let caught = forged(&section, subject, &payload, at);
        assert!(matches!(caught, Err(Alarm::Unsigned { .. })), "{payload:?}: {caught:?}");
    }
    let marked = Payload::new("attendance_marked", 1, vec![Edit::set(&Attendance::field(id(4)), text("present"))]);
    for (subject, payload) in [(EVENT, marked), (id(65), granted(NOON.plus(DAY), NOON.plus(DAY)))] {
        let caught = forged(&section, subject, &payload, at);
        assert!(matches!(caught, Err(Alarm::Unsigned { .. })), "in an officer's place: {caught:?}");
    }
}

/// What a device makes of a line that the authority says to have accepted at `at`, whatever its own rules say.
fn forged(section: &Section, subject: SubjectId, payload: &Payload, at: Instant) -> Result<(), Alarm> {
    let (line, push) = unjudged((section.agenda(), &section.lines, &section.authority), subject, payload, at);
    let mut lying = with_people();
    (lying.lines, lying.pushes) = (section.lines.clone(), section.pushes.clone());
    lying.lines.push(line);
    lying.pushes.push(push);
    believed(&lying)
}

/// A line that the authority adds to those of a stream, with the push that brings it.
pub fn unjudged(
    (stream, lines, authority): (StreamId, &[Line], &Officer),
    subject: SubjectId,
    payload: &Payload,
    at: Instant,
) -> (Line, SignedPush) {
    use coopol_domain::journal::{Entry, Header, Push, Seen};
    use coopol_domain::seal::tree::Frontier;
    let tree: Frontier = lines.iter().map(|line| line.entry.leaf()).collect();
    let (change, bytes) = (coopol_domain::id::ChangeId::v7(at.0, [77; 10]), payload.encode());
    let commitment = key_of(subject).commit(change, &bytes);
    let made_at = Hlc::end_of(at);
    let header = Header {
        id: change,
        stream,
        subject,
        base: tree.size(),
        made_at,
        act: None,
        depends_on: Vec::new(),
        commitment,
    };
    let chain = authority.chains[&stream];
    let push = Push {
        device: authority.device.id,
        stream,
        number: chain.number + 1,
        previous: chain.hash,
        mandate: MandateId::from_bytes([0; 16]),
        seen: Seen { size: tree.size(), root: tree.root() },
        changes: vec![header.hash()],
    };
    let entry = Entry {
        seq: tree.size() + 1,
        push: push.hash(),
        position: 0,
        recorded_at: at,
        effective_at: made_at,
        verdict: Verdict::Accepted,
        authority: None,
        header,
    };
    (Line { entry, payload: Some(bytes), key: Some(key_of(subject)) }, push.sign(&authority.key))
}

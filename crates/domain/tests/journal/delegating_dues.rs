//! Delegations of a year's dues: somebody without an office enters what is paid, until a date, and sees names alone (J1.1).

use std::collections::BTreeMap;

use coopol_domain::access::{Need, Office, Verb, Verbs, access};
use coopol_domain::authority::{Accounts, Author, Judged, Known, LATE, enters, shows_payers};
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Audit, Device as Laptop, Keys, Stream};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::Compartment::{self, Agenda, Dues, Roster};
use coopol_domain::journal::{Edit, Payload, REMOVED, SignedPush, State, Verdict};
use coopol_domain::kinds::{
    Account, DELEGATED_AT_MOST, Delegation, Device, OPEN_DELEGATIONS, Paid, PaidBy, Payer, Payment, SliceDues, Task,
    delegated_payment, proof_of_invitation, recorded,
};
use coopol_domain::seal::key::Signer;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{Line, Page, Rejection};
use ed25519_dalek::SigningKey;

use crate::world::{NOON, Officer, World, edited, id, key_of, member, text};

const DELEGATION: SubjectId = SubjectId::from_bytes([60; 16]);
const UNIT: UnitId = UnitId::from_bytes([1; 16]);
const SLICE: StreamId = StreamId::from_bytes([61; 16]);
const INVITATION: [u8; 32] = [62; 32];
const MONTH: u64 = 30 * DAY;
const YEAR: u16 = 2026;
/// The first payment that is entered of somebody.
const PAYMENT: SubjectId = SubjectId::from_bytes([70; 16]);

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn granted(until: Instant, invited_until: Instant) -> Payload {
    let invitation = SigningKey::from_bytes(&INVITATION).verifying_key();
    let edits = vec![
        Edit::set("unit", Value::bytes(UNIT.as_bytes())),
        Edit::set("year", Value::count(YEAR.into())),
        Edit::set("name", text("Awa N’Diaye")),
        Edit::set("until", Value::count(until.0)),
        Edit::set("invitation", Value::bytes(invitation.as_bytes())),
        Edit::set("invited_until", Value::count(invited_until.0)),
    ];
    Payload::new("dues_delegation_granted", 1, edits)
}

fn taken_up(key: &SigningKey, invitation: [u8; 32]) -> Payload {
    let proof = proof_of_invitation(&SigningKey::from_bytes(&invitation), DELEGATION.into(), &key.verifying_key());
    let edits = vec![
        Edit::set("key", Value::bytes(key.verifying_key().as_bytes())),
        Edit::set("device", text("Portable d’Awa")),
        Edit::set("proof", Value::bytes(proof)),
        Edit::set("slice", Value::bytes(SLICE.as_bytes())),
    ];
    Payload::new("dues_delegation_taken_up", 1, edits)
}

fn ended() -> Payload {
    Payload::new("dues_delegation_ended", 1, vec![Edit::set("ended", Value::Bool(true))])
}

fn euros(euros: u32) -> Payment {
    let paid_on = Some("2026-11-20".to_owned());
    Payment { amount_cents: euros * 100, paid_on, method: Some(PaidBy::Cheque), cancelled: false }
}

fn person(last_name: &str, category: &str, more: Vec<Edit>) -> Payload {
    let edits = vec![Edit::set("last_name", text(last_name)), Edit::set("category", text(category))];
    Payload::new("person_recorded", 1, [edits, more].concat())
}

fn born(day: &str) -> Edit {
    Edit::set("birth_date", text(day))
}

fn lives_in(city: &str) -> Edit {
    Edit::set("address", Value::Map(vec![("city".to_owned(), text(city)), ("street".to_owned(), text("1 rue A"))]))
}

/// A section with all that was said in its accounts.
struct Section {
    world: World,
    zoe: Officer,
    treasurer: Officer,
    authority: Officer,
    awa: Officer,
    lines: Vec<Line>,
    pushes: Vec<SignedPush>,
}

impl Section {
    fn new() -> Self {
        let mut world = World::new();
        let (zoe, treasurer) = (world.officer(Office::Secretary, 20), world.officer(Office::Treasurer, 21));
        let (authority, mut awa) =
            (world.officer(Office::NationalAdministrator, 99), world.officer(Office::Deputy, 63));
        world.directory.mandates.remove(&authority.mandate);
        world.directory.mandates.remove(&awa.mandate);
        awa.mandate = DELEGATION.into();
        let mut section = Self { world, zoe, treasurer, authority, awa, lines: Vec::new(), pushes: Vec::new() };
        for byte in [3, 4] {
            assert_eq!(section.zoe(id(byte), member(["Côté", "Traoré"][usize::from(byte) - 3])), Verdict::Accepted);
        }
        section
    }

    /// One in which Awa took up what the treasurer granted her for a month.
    fn delegated() -> Self {
        let mut section = Self::new();
        assert_eq!(section.treasurer(DELEGATION, granted(NOON.plus(MONTH), NOON.plus(DAY))), Verdict::Accepted);
        section.begin();
        section
    }

    fn begin(&mut self) {
        let key = self.awa.key.clone();
        assert_eq!(self.relay(Dues, DELEGATION, taken_up(&key, INVITATION)), Verdict::Accepted);
        self.world.open(Compartment::Slice(DELEGATION), SLICE);
        self.awa.device = Device::read(DELEGATION.into(), self.world.state(self.dues(), DELEGATION)).unwrap();
        self.refresh();
    }

    fn dues(&self) -> StreamId {
        self.world.stream(Dues)
    }

    fn delegation(&self) -> Delegation {
        Delegation::read(DELEGATION, self.world.state(self.dues(), DELEGATION)).unwrap()
    }

    fn zoe(&mut self, subject: SubjectId, payload: Payload) -> Verdict {
        self.world.push(&mut self.zoe, Roster, subject, payload)
    }

    fn treasurer(&mut self, subject: SubjectId, payload: Payload) -> Verdict {
        let sent = self.world.change(&mut self.treasurer, Dues, subject, payload);
        let submission = self.world.sign(&self.treasurer, Dues, vec![sent]);
        let judged = self.world.submit(&mut self.treasurer, submission).unwrap();
        self.heard(Dues, judged)
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
        if compartment == Dues {
            self.pushes.push(ruling.signed);
            for recorded in ruling.entries {
                let key = recorded.payload.as_ref().map(|_| key_of(recorded.entry.header.subject));
                self.lines.push(Line { entry: recorded.entry, payload: recorded.payload, key });
            }
        }
        if self.world.subjects.contains_key(&(self.dues(), DELEGATION)) {
            let delegation = self.delegation();
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
        let (people, payments) = (self.states(self.world.stream(Roster)), self.states(self.dues()));
        let source = Accounts { unit_name: "Versailles", dues: self.dues(), people: &people, payments: &payments };
        shows_payers(&self.delegation(), source, &self.states(SLICE))
    }

    /// The authority brings the slice up to date, and is at rest then.
    fn refresh(&mut self) {
        for (subject, payload) in self.wanted() {
            let shown = format!("{payload:?}");
            assert_eq!(self.relay(Compartment::Slice(DELEGATION), subject, payload), Verdict::Accepted, "{shown}");
        }
        assert_eq!(self.wanted(), []);
    }

    fn account(&self) -> Account {
        Account { delegation: DELEGATION, dues: self.dues(), year: YEAR }
    }

    fn paid(&self, person: SubjectId, payment: Payment, at: Instant) -> Paid {
        Paid::sign(&self.awa.key, self.account(), (person, PAYMENT), payment, at)
    }

    fn shown(&self, person: SubjectId) -> State {
        let known = self.world.subjects.get(&(SLICE, person));
        known.map_or_else(|| State::new("slice_payer"), |_| self.world.state(SLICE, person).clone())
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

    fn enters(&mut self, person: SubjectId, payment: Payment) -> Result<Verdict, Rejection> {
        let payload = recorded(&self.shown(person), PAYMENT, &self.paid(person, payment, self.world.now));
        self.awa(person, payload)
    }

    fn standing(&self) -> Option<State> {
        let known = self.world.subjects.contains_key(&(self.dues(), PAYMENT));
        known.then(|| self.world.state(self.dues(), PAYMENT).clone()).filter(|state| !state.cells.is_empty())
    }

    /// What the authority has to carry of the payment.
    fn carried(&self, person: SubjectId) -> Option<Payload> {
        enters(&self.delegation(), PAYMENT, self.standing().as_ref(), (person, &self.shown(person)))
    }

    /// What it carries of what Awa enters.
    fn carry(&mut self, person: SubjectId, payment: Payment) {
        assert_eq!(self.enters(person, payment), Ok(Verdict::Accepted));
        let payload = self.carried(person).unwrap();
        self.later(1);
        assert_eq!(self.relay(Dues, PAYMENT, payload), Verdict::Accepted);
        assert_eq!(self.carried(person), None, "once");
    }

    fn later(&mut self, ms: u64) {
        self.world.now = self.world.now.plus(ms);
    }

    /// What the accounts say of the payment: euro cents, and whether it was cancelled.
    fn says(&self) -> Option<(i64, bool)> {
        let state = self.standing()?;
        let Value::Int(cents) = *state.get("amount_cents") else { panic!("{state:?}") };
        Some((cents, state.is_removed()))
    }

    fn payers(&self) -> Vec<Payer> {
        self.states(SLICE).into_iter().filter_map(|(id, state)| Payer::read(id, &state)).collect()
    }
}

/// J1.2: whoever keeps the accounts grants and ends, for three months at most, in their own unit; whoever may but propose lets nobody in.
#[test]
fn who_keeps_the_accounts_grants_one_for_a_time() {
    let mut section = Section::new();
    let longest = NOON.plus(DELEGATED_AT_MOST);
    let with = |field: &str, after: Value| {
        let mut edits = granted(NOON.plus(DAY), NOON.plus(DAY)).edits;
        edits.retain(|edit| edit.field.as_str() != field);
        edits.push(Edit::set(field, after));
        Payload::new("dues_delegation_granted", 1, edits)
    };
    for (payload, code) in [
        (granted(NOON, NOON), "value_invalid"),
        (granted(longest.plus(1), NOON.plus(DAY)), "value_invalid"),
        (granted(NOON.plus(DAY), NOON.plus(DAY + 1)), "value_invalid"),
        (granted(NOON.plus(DAY), NOON), "value_invalid"),
        (with("unit", Value::bytes([2; 16])), "value_invalid"),
        (with("year", Value::Null), "field_missing"),
        (with("name", Value::Null), "field_missing"),
    ] {
        assert_eq!(section.treasurer(DELEGATION, payload.clone()), refused(code), "{payload:?}");
    }
    let one = granted(longest, NOON.plus(DAY));
    let Section { world, zoe, .. } = &mut section;
    assert_eq!(
        world.push(zoe, Dues, id(64), one.clone()),
        refused("not_granted"),
        "nor does it wait for the treasurer"
    );
    assert_eq!(world.push(zoe, Agenda, id(64), one.clone()), refused("wrong_compartment"));
    assert_eq!(section.relay(Dues, id(64), one.clone()), refused("not_granted"), "nor does the authority");
    assert_eq!(section.treasurer(DELEGATION, one), Verdict::Accepted);
    assert_eq!(section.delegation().task, Task::Dues { year: YEAR });
    let mut deputy = section.world.officer(Office::DeputyTreasurer, 41);
    let Section { world, zoe, .. } = &mut section;
    assert_eq!(world.push(zoe, Dues, DELEGATION, ended()), refused("not_granted"));
    assert_eq!(world.push(&mut deputy, Dues, DELEGATION, ended()), Verdict::Accepted, "a colleague ends it");
}

/// J1.2: twenty at once, whatever they are for.
#[test]
fn a_unit_has_only_so_many_open() {
    let mut section = Section::new();
    for byte in 0..OPEN_DELEGATIONS {
        let facts = SubjectId::from_bytes([u8::try_from(100 + byte).unwrap(); 16]);
        let delegation = Delegation {
            id: facts,
            unit: UNIT,
            task: Task::Attendance { event: id(6) },
            name: "Awa".to_owned(),
            until: NOON.plus(DAY),
            invited_until: NOON.plus(DAY),
            ended: None,
            taken: None,
        };
        section.world.directory.delegations.insert(facts.into(), delegation);
    }
    let one_more = granted(NOON.plus(MONTH), NOON.plus(MONTH));
    assert_eq!(section.treasurer(DELEGATION, one_more.clone()), refused("value_invalid"));
    section.later(DAY);
    assert_eq!(section.treasurer(DELEGATION, one_more), Verdict::Accepted);
}

/// J3.3: a treasurer who is leaving grants none alone, even where nobody who keeps the roster leaves; nor does anybody around a secretary's handover.
#[test]
fn around_a_handover_one_is_granted_by_two() {
    for leaving in [Office::Treasurer, Office::Secretary] {
        let mut section = Section::new();
        let mut deputy = section.world.officer(Office::DeputyTreasurer, 41);
        let whose = if leaving == Office::Treasurer { section.treasurer.mandate } else { section.zoe.mandate };
        section.world.directory.mandates.get_mut(&whose).unwrap().until = Some(NOON.plus(20 * DAY));
        let payload = granted(NOON.plus(MONTH), NOON.plus(DAY));
        let sent = section.world.change(&mut section.treasurer, Dues, DELEGATION, payload.clone());
        let held = sent.header.id;
        let own = section.world.deliver(&mut section.treasurer, Dues, vec![sent]);
        assert_eq!(own, [Verdict::Held(Need::SecondMandate)], "{leaving}");
        let again = Payload { quotes: Some(held), ..payload };
        let alone = section.world.push(&mut section.treasurer, Dues, DELEGATION, again.clone());
        assert_eq!(alone, Verdict::Held(Need::SecondMandate), "nor by saying it twice");
        let Section { world, zoe, .. } = &mut section;
        assert_eq!(world.push(zoe, Dues, DELEGATION, again.clone()), refused("not_granted"), "who keeps no accounts");
        assert_eq!(world.push(&mut deputy, Dues, DELEGATION, again), Verdict::Accepted);
        assert_eq!(world.push(&mut deputy, Dues, DELEGATION, ended()), Verdict::Accepted, "ending waits for nobody");
    }
}

/// J5.5: only who has the code takes it up, once, in time.
#[test]
fn a_code_takes_it_up_once() {
    let mut section = Section::new();
    let key = section.awa.key.clone();
    assert_eq!(section.relay(Dues, DELEGATION, taken_up(&key, INVITATION)), refused("subject_missing"));
    assert_eq!(section.treasurer(DELEGATION, granted(NOON.plus(MONTH), NOON.plus(DAY))), Verdict::Accepted);
    assert_eq!(section.treasurer(DELEGATION, taken_up(&key, INVITATION)), refused("not_granted"));
    assert_eq!(section.relay(Dues, DELEGATION, taken_up(&key, [9; 32])), refused("value_invalid"), "another code");
    section.later(DAY);
    assert_eq!(section.relay(Dues, DELEGATION, taken_up(&key, INVITATION)), refused("value_invalid"), "too late");
    let mut section = Section::delegated();
    let other = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(section.relay(Dues, DELEGATION, taken_up(&other, INVITATION)), refused("value_invalid"), "used");
}

/// J1.1, J1.2: a delegate has one stream, which nobody else has, until the end.
#[test]
fn a_delegate_has_their_slice_and_nothing_else() {
    let mut section = Section::delegated();
    let holder = section.delegation().holder();
    let rights =
        |section: &Section, at: Instant| access(holder, &section.world.directory, at).readable().collect::<Vec<_>>();
    let own = vec![(SLICE, Verbs::of(&[Verb::Read, Verb::Propose]))];
    assert_eq!(rights(&section, Instant(NOON.0 + MONTH - 1)), own);
    assert_eq!(rights(&section, NOON.plus(MONTH)), []);
    for compartment in Compartment::OF_A_UNIT {
        let sent = section.world.change(&mut section.awa, compartment, id(70), member("Côté"));
        let submission = section.world.sign(&section.awa, compartment, vec![sent]);
        let answer = section.world.submit(&mut section.awa, submission);
        assert_eq!(answer.unwrap_err(), Rejection::NotFound, "{compartment}");
    }
}

/// Members, and regular contacts who pay, by their names: not how they are reached, nor what they paid to others.
#[test]
fn a_slice_shows_names_and_nothing_else() {
    let mut section = Section::delegated();
    let more = vec![
        Edit::set("first_name", text("Zoé")),
        Edit::set("note", text("Ne pas appeler")),
        born("1984-05-02"),
        lives_in("Lyon"),
    ];
    section.zoe(id(5), person("Müller", "member", more));
    for (byte, category) in (6..).zip(["regular_contact", "regular_contact", "occasional_contact", "former_member"]) {
        section.zoe(id(byte), person("Roux", category, Vec::new()));
    }
    for (byte, whose) in [(80, 3), (81, 7), (82, 9)] {
        let edits = vec![
            Edit::set("person", Value::bytes(id(whose).as_bytes())),
            Edit::set("year", Value::Int(2020)),
            Edit::set("amount_cents", Value::Int(3600)),
        ];
        assert_eq!(section.treasurer(id(byte), Payload::new("dues_recorded", 1, edits)), Verdict::Accepted);
    }
    section.refresh();
    let names: Vec<_> =
        section.payers().into_iter().map(|payer| (payer.id, payer.last_name, payer.paid.len())).collect();
    let named = |byte, name: &str| (id(byte), name.to_owned(), 0);
    assert_eq!(names, [named(3, "Côté"), named(4, "Traoré"), named(5, "Müller"), named(7, "Roux")]);
    let fields: Vec<_> = section.shown(id(5)).cells.keys().map(ToString::to_string).collect();
    assert_eq!(fields, ["first_name", "last_name"]);
    let year = SliceDues::read(&section.states(SLICE)[&DELEGATION]).unwrap();
    let told =
        SliceDues { year: YEAR, dues: section.dues(), unit_name: "Versailles".to_owned(), until: NOON.plus(MONTH) };
    assert_eq!(year, told);

    // It follows the source.
    section.zoe(id(5), edited("last_name", "Müller", "Muller"));
    section.zoe(id(4), Payload::new("person_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]));
    section.treasurer(id(81), Payload::new("dues_cancelled", 1, vec![Edit::set(REMOVED, Value::Bool(true))]));
    section.refresh();
    let names: Vec<_> = section.payers().into_iter().map(|payer| payer.last_name).collect();
    assert_eq!(names, ["Côté", "Muller"]);
}

/// Namesakes are told apart by the least that does it; nobody else by anything.
#[test]
fn namesakes_are_told_apart_by_the_least_that_does_it() {
    let told = |people: [Vec<Edit>; 2]| {
        let mut section = Section::delegated();
        for (byte, more) in (10..).zip(people) {
            section.zoe(id(byte), person("Petit", "member", more));
        }
        section.refresh();
        let apart = section.payers().into_iter().filter(|payer| payer.last_name == "Petit");
        apart.map(|payer| (payer.birth_year, payer.city)).collect::<Vec<_>>()
    };
    let city = |name: &str| Some(name.to_owned());
    let (old, young) = (|| born("1950-05-02"), || born("1984-05-02"));
    let both = |born: Edit, name: &str| vec![born, lives_in(name)];
    assert_eq!(told([both(old(), "Lyon"), both(young(), "Paris")]), [(Some(1950), None), (Some(1984), None)]);
    assert_eq!(told([both(old(), "Lyon"), both(old(), "Paris")]), [(None, city("Lyon")), (None, city("Paris"))]);
    assert_eq!(told([both(old(), "Lyon"), vec![lives_in("Paris")]]), [(None, city("Lyon")), (None, city("Paris"))]);
    assert_eq!(
        told([both(old(), "Lyon"), both(old(), "Lyon")]),
        [(Some(1950), city("Lyon")), (Some(1950), city("Lyon"))]
    );
    assert_eq!(told([Vec::new(), Vec::new()]), [(None, None), (None, None)], "nothing is known");

    // Once the other is gone, nothing of it is shown any more.
    let mut section = Section::delegated();
    for (byte, day) in [(10, "1950-05-02"), (11, "1984-05-02")] {
        section.zoe(id(byte), person("Petit", "member", vec![born(day)]));
    }
    section.refresh();
    section.zoe(id(11), Payload::new("person_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]));
    section.refresh();
    assert_eq!(*section.shown(id(10)).get("birth_year"), Value::Null);
}

/// The delegate enters what somebody who is shown paid; nothing else has its place in a slice, nor a slice's kinds anywhere else.
#[test]
fn a_delegate_states_one_kind() {
    let mut section = Section::delegated();
    assert_eq!(section.enters(id(3), euros(36)), Ok(Verdict::Accepted));
    assert_eq!(section.enters(id(3), euros(40)), Ok(refused("value_invalid")), "not later than what was said");
    assert_eq!(section.enters(id(9), euros(36)), Ok(refused("subject_missing")));
    let told = Payload::new("slice_payer_told", 1, vec![Edit::set("last_name", text("x"))]);
    let marked = Payload::new("delegate_marked", 1, vec![Edit::set("said", Value::Null)]);
    let export = Payload::new("export_made", 1, vec![Edit::set("content", text("people"))]);
    let mut twice = recorded(&section.shown(id(4)), PAYMENT, &section.paid(id(4), euros(36), NOON));
    twice.edits.extend(recorded(&section.shown(id(4)), id(71), &section.paid(id(4), euros(36), NOON)).edits);
    let right = recorded(&section.shown(id(4)), PAYMENT, &section.paid(id(4), euros(36), NOON));
    let nobodys = Payload::new("delegate_recorded", 1, vec![Edit::set("paid/x", right.edits[0].after.clone())]);
    for (payload, code) in [
        (told, "not_granted"),
        (marked, "other_sort"),
        (export, "wrong_compartment"),
        (member("Côté"), "wrong_compartment"),
        (twice, "value_invalid"),
        (nobodys, "value_invalid"),
    ] {
        assert_eq!(section.awa(id(4), payload.clone()), Ok(refused(code)), "{payload:?}");
    }
    assert_eq!(section.treasurer(id(4), right), refused("wrong_compartment"));
}

/// J4.2: what a delegate enters is in the accounts; they correct and cancel it, until whoever keeps the accounts says otherwise.
#[test]
fn what_a_delegate_enters_is_carried() {
    let mut section = Section::delegated();
    section.carry(id(3), euros(36));
    assert_eq!(section.says(), Some((3600, false)));
    let state = section.standing().unwrap();
    assert_eq!(*state.get("person"), Value::bytes(id(3).as_bytes()));
    assert_eq!((state.get("year"), state.get("method")), (&Value::Int(2026), &text("cheque")));
    section.carry(id(3), Payment { method: None, ..euros(40) });
    assert_eq!((section.says(), section.standing().unwrap().get("method").clone()), (Some((4000, false)), Value::Null));
    section.carry(id(3), Payment { cancelled: true, ..euros(40) });
    assert_eq!(section.says(), Some((4000, true)));
    section.carry(id(3), euros(40));
    assert_eq!(section.says(), Some((4000, false)), "and taken back");
    section.refresh();
    assert!(section.payers().iter().all(|payer| payer.paid.iter().all(|(.., taken_over)| !taken_over)));
    assert_eq!(believed(&section), Ok(()));
}

/// What was entered and taken back before anybody heard of it isn't carried at all.
#[test]
fn what_was_taken_back_at_once_never_was() {
    let mut section = Section::delegated();
    assert_eq!(section.enters(id(3), euros(36)), Ok(Verdict::Accepted));
    section.later(1);
    assert_eq!(section.enters(id(3), Payment { cancelled: true, ..euros(36) }), Ok(Verdict::Accepted));
    assert_eq!(section.carried(id(3)), None);
}

/// Whoever keeps the accounts has the last word: what they changed or cancelled isn't the delegate's any more, who is told so and can't say more.
#[test]
fn who_keeps_the_accounts_has_the_last_word() {
    let removed = Edit::set(REMOVED, Value::Bool(true));
    for (kind, edit) in [
        ("dues_changed", Edit::change("amount_cents", Value::Int(3600), Value::Int(9900))),
        ("dues_changed", Edit::set("receipt", text("R 12"))),
        ("dues_changed", Edit::change("year", Value::Int(2026), Value::Int(2025))),
        ("dues_cancelled", removed),
    ] {
        let mut section = Section::delegated();
        section.carry(id(3), euros(36));
        section.later(1);
        let shown = format!("{edit:?}");
        assert_eq!(section.treasurer(PAYMENT, Payload::new(kind, 1, vec![edit])), Verdict::Accepted, "{shown}");
        let before = section.says();
        // Said before the delegate heard of it.
        section.later(1);
        assert_eq!(section.enters(id(3), euros(50)), Ok(Verdict::Accepted), "{shown}");
        assert_eq!(section.carried(id(3)), None, "{shown}");
        let paid = section.paid(id(3), euros(50), section.world.now);
        let payload = delegated_payment((DELEGATION, YEAR), id(3), &paid, section.standing().as_ref());
        assert_eq!(section.relay(Dues, PAYMENT, payload), refused("value_invalid"), "{shown}");
        section.refresh();
        assert!(section.payers()[0].paid[0].2, "{shown}");
        section.later(1);
        assert_eq!(section.enters(id(3), euros(60)), Ok(refused("value_invalid")), "{shown}");
        assert_eq!(section.says(), before, "{shown}");
    }
}

/// J5.5: nothing is carried but what the laptop signed for these accounts, year, person, payment, amount, day, means and time.
#[test]
fn nothing_is_carried_but_what_was_signed() {
    let mut section = Section::delegated();
    let (key, own) = (section.awa.key.clone(), section.account());
    let whose = (id(3), PAYMENT);
    let sign = |account, whose, payment, at| Paid::sign(&key, account, whose, payment, at);
    let right = sign(own, whose, euros(36), NOON);
    let but = |payment: Payment| Paid { payment, ..right.clone() };
    let wrong = [
        sign(Account { dues: SLICE, ..own }, whose, euros(36), NOON),
        sign(Account { year: 2025, ..own }, whose, euros(36), NOON),
        sign(Account { delegation: id(9), ..own }, whose, euros(36), NOON),
        sign(own, (id(4), PAYMENT), euros(36), NOON),
        sign(own, (id(3), id(71)), euros(36), NOON),
        but(euros(37)),
        but(Payment { paid_on: None, ..euros(36) }),
        but(Payment { method: Some(PaidBy::Cash), ..euros(36) }),
        but(Payment { cancelled: true, ..euros(36) }),
        Paid { at: NOON.plus(1), ..right.clone() },
        Paid::sign(&SigningKey::from_bytes(&[99; 32]), own, whose, euros(36), NOON),
    ];
    for paid in wrong {
        let payload = delegated_payment((DELEGATION, YEAR), id(3), &paid, None);
        assert_eq!(section.relay(Dues, PAYMENT, payload), refused("value_invalid"), "{paid:?}");
    }
    let payload = delegated_payment((DELEGATION, YEAR), id(3), &right, None);
    let of_another_year = delegated_payment((DELEGATION, 2025), id(3), &right, None);
    assert_eq!(section.relay(Dues, PAYMENT, of_another_year), refused("value_invalid"));
    assert_eq!(section.treasurer(PAYMENT, payload.clone()), refused("not_granted"), "they enter in their own name");
    let Section { world, zoe, .. } = &mut section;
    assert_eq!(world.push(zoe, Dues, PAYMENT, payload.clone()), refused("not_granted"), "nor as a proposal");
    assert_eq!(section.relay(Dues, PAYMENT, payload.clone()), Verdict::Accepted);
    assert_eq!(section.relay(Dues, PAYMENT, payload), refused("already_exists"));
    let standing = section.standing();
    let again = sign(own, whose, euros(40), NOON);
    let again = delegated_payment((DELEGATION, YEAR), id(3), &again, standing.as_ref());
    assert_eq!(section.relay(Dues, PAYMENT, again), refused("value_invalid"), "not later than what was said");
}

/// Nobody makes theirs by its id a payment that somebody else entered.
#[test]
fn another_payment_stays_anothers() {
    let mut section = Section::delegated();
    let edits = vec![
        Edit::set("person", Value::bytes(id(3).as_bytes())),
        Edit::set("year", Value::Int(2026)),
        Edit::set("amount_cents", Value::Int(9900)),
    ];
    assert_eq!(section.treasurer(PAYMENT, Payload::new("dues_recorded", 1, edits)), Verdict::Accepted);
    section.later(1);
    assert_eq!(section.enters(id(3), euros(1)), Ok(Verdict::Accepted));
    assert_eq!(section.carried(id(3)), None);
    let paid = section.paid(id(3), euros(1), section.world.now);
    let payload = delegated_payment((DELEGATION, YEAR), id(3), &paid, section.standing().as_ref());
    assert_eq!(section.relay(Dues, PAYMENT, payload), refused("value_invalid"));
    assert_eq!(section.says(), Some((9900, false)));
}

/// J9: after the end nothing counts; for thirty days what is late goes to quarantine, whose taker repeats it; then nothing at all.
#[test]
fn what_comes_late_waits_for_an_officer() {
    let mut section = Section::delegated();
    let paid = section.paid(id(3), euros(36), NOON.plus(1));
    let late = delegated_payment((DELEGATION, YEAR), id(3), &paid, None);
    section.later(DAY);
    assert_eq!(section.treasurer(DELEGATION, ended()), Verdict::Accepted);
    assert_eq!(section.enters(id(3), euros(36)), Ok(Verdict::Quarantined));
    let sent = section.world.change(&mut section.authority, Dues, PAYMENT, late.clone());
    let (change, submission) = (sent.header.id, section.world.sign(&section.authority, Dues, vec![sent]));
    let author = Author::Authority { id: section.authority.device.id, key: section.authority.key.verifying_key() };
    let judged = section.world.submit_as(author, &mut section.authority, submission).unwrap();
    assert_eq!(section.heard(Dues, judged), Verdict::Quarantined);
    assert_eq!(section.says(), None);
    let taken = Payload { quotes: Some(change), ..late };
    assert_eq!(section.treasurer(PAYMENT, taken), Verdict::Accepted);
    assert_eq!(section.says(), Some((3600, false)));
    assert_eq!(believed(&section), Ok(()));
    section.later(LATE);
    assert_eq!(section.enters(id(4), euros(36)), Err(Rejection::NotFound));
    let whose = (id(4), id(71));
    let paid = Paid::sign(&section.awa.key, section.account(), whose, euros(36), NOON.plus(1));
    let payload = delegated_payment((DELEGATION, YEAR), id(4), &paid, None);
    assert_eq!(section.relay(Dues, id(71), payload), refused("value_invalid"));
}

/// A device that reads the accounts from their beginning.
fn believed(section: &Section) -> Result<(), Alarm> {
    let (reader, authority) = (&section.treasurer, &section.authority);
    let mut keys = Keys::default();
    keys.pin(authority.device.id, authority.key.verifying_key());
    keys.pin(reader.device.id, reader.key.verifying_key());
    let stream = Stream::new(UNIT, Dues, Verbs::ALL, reader.mandate);
    let laptop = Laptop {
        id: reader.device.id,
        holder: reader.device.holder,
        key: reader.key.clone(),
        authority: authority.device.id,
        pinned: Signer::new("coopol-authority", authority.key.clone()).unwrap().verifier().clone(),
        clock: Hlc::default(),
        streams: [(section.dues(), stream)].into(),
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
    Audit::new(&laptop, section.dues()).unwrap().feed(page)
}

/// J5.5: a server that invents a payment, alters one, or carries what came too late or what was overtaken, is caught by every device.
#[test]
fn a_server_that_invents_is_caught() {
    let mut section = Section::delegated();
    section.carry(id(3), euros(36));
    assert_eq!(believed(&section), Ok(()));
    let at = section.world.now;
    let other = id(71);
    let sign =
        |section: &Section, whose, payment, at| Paid::sign(&section.awa.key, section.account(), whose, payment, at);
    let entered = sign(&section, (id(4), other), euros(36), NOON.plus(5));
    let genuine = delegated_payment((DELEGATION, YEAR), id(4), &entered, None);
    assert_eq!(forged(&section, other, &genuine, at), Ok(()), "what is signed is believed");
    let standing = section.standing();
    let corrected = sign(&section, (id(3), PAYMENT), euros(40), NOON.plus(5));
    let correction = delegated_payment((DELEGATION, YEAR), id(3), &corrected, standing.as_ref());
    assert_eq!(forged(&section, PAYMENT, &correction, at), Ok(()), "what is corrected as well");
    let earlier = sign(&section, (id(3), PAYMENT), euros(40), Instant(NOON.0 - 1));
    let mut retouched = correction.clone();
    for edit in retouched.edits.iter_mut().filter(|edit| edit.field.as_str() == "amount_cents") {
        edit.after = Value::Int(100);
    }
    let invented = Paid { payment: euros(99), ..entered.clone() };
    let again = delegated_payment((DELEGATION, YEAR), id(3), &corrected, None);
    for (subject, payload, at) in [
        (other, delegated_payment((DELEGATION, YEAR), id(4), &invented, None), at),
        (other, delegated_payment((DELEGATION, YEAR), id(3), &entered, None), at),
        (other, delegated_payment((id(9), YEAR), id(4), &entered, None), at),
        (other, delegated_payment((DELEGATION, 2025), id(4), &entered, None), at),
        (other, correction.clone(), at),
        (PAYMENT, retouched, at),
        (PAYMENT, delegated_payment((DELEGATION, YEAR), id(3), &earlier, standing.as_ref()), at),
        (PAYMENT, again, at),
        (other, genuine.clone(), NOON.plus(MONTH)),
        (DELEGATION, taken_up(&SigningKey::from_bytes(&[8; 32]), [9; 32]), at),
        (DELEGATION, taken_up(&SigningKey::from_bytes(&[8; 32]), INVITATION), at),
    ] {
        let caught = forged(&section, subject, &payload, at);
        assert!(matches!(caught, Err(Alarm::Unsigned { .. })), "{payload:?}: {caught:?}");
    }
    let receipt = Payload::new("dues_changed", 1, vec![Edit::set("receipt", text("R 12"))]);
    section.later(1);
    assert_eq!(section.treasurer(PAYMENT, receipt), Verdict::Accepted);
    let caught = forged(&section, PAYMENT, &correction, section.world.now);
    assert!(matches!(caught, Err(Alarm::Unsigned { .. })), "overtaken: {caught:?}");
    let caught = forged(&section, id(65), &granted(NOON.plus(DAY), NOON.plus(DAY)), section.world.now);
    assert!(matches!(caught, Err(Alarm::Unsigned { .. })), "in an officer's place: {caught:?}");
}

/// What a device makes of a line that the authority says to have accepted at `at`, whatever its own rules say.
fn forged(section: &Section, subject: SubjectId, payload: &Payload, at: Instant) -> Result<(), Alarm> {
    let line = crate::delegating::unjudged((section.dues(), &section.lines, &section.authority), subject, payload, at);
    let mut lying = Section::delegated();
    (lying.lines, lying.pushes) = (section.lines.clone(), section.pushes.clone());
    lying.lines.push(line.0);
    lying.pushes.push(line.1);
    believed(&lying)
}

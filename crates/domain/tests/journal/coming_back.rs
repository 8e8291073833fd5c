//! J5.5: an authority that lets somebody back without what that takes is caught by every device.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::Alarm;
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Entry, Payload, State, Verdict};
use coopol_domain::kinds::{Comeback, PROVISIONAL, REINVITATION};
use coopol_domain::time::Instant;
use coopol_domain::wire::{Line, Page};

use crate::codes::{CALLED, UNIT, asked, called_back, codes, lent, made, used};
use crate::enrolling::absorbed;
use crate::world::{NOON, Officer, World, id, key_of, text};

/// A little more than three days before noon: what was asked then serves by noon.
const ASKED: Instant = Instant(NOON.0 - REINVITATION - 60_000);

/// What an authority says to have happened: each by whom it says, and when.
struct Told {
    world: World,
    zoe: Officer,
    authority: Officer,
    page: Page,
}

impl Told {
    /// A section with codes, on the word of an officer whom the reader knows.
    fn sealed() -> Self {
        let mut world = World::new();
        let (zoe, authority) = (world.officer(Office::Secretary, 20), world.officer(Office::NationalAdministrator, 99));
        let page = Page { lines: Vec::new(), pushes: Vec::new() };
        let mut told = Self { world, zoe, authority, page };
        let edits = vec![
            Edit::set("kind", text("section")),
            Edit::set("name", text("Section de Versailles")),
            Edit::set("zone", text("Europe/Paris")),
        ];
        told.line(false, UNIT, Payload::new("unit_founded", 1, edits), Instant(1));
        let codes = codes(1, told.world.stream(Bureau));
        told.line(true, UNIT, made(&codes, &State::new("unit")), Instant(2));
        told
    }

    fn line(&mut self, by_officer: bool, subject: SubjectId, payload: Payload, recorded_at: Instant) {
        self.world.now = recorded_at;
        let known = self.page.lines.iter().any(|line| line.entry.header.subject == subject);
        let author = if by_officer { &mut self.zoe } else { &mut self.authority };
        let sent = self.world.change(author, Bureau, subject, payload);
        let signed = self.world.sign(author, Bureau, vec![sent.clone()]).signed;
        let entry = Entry {
            seq: self.page.lines.len() as u64 + 1,
            push: signed.push.hash(),
            position: 0,
            recorded_at,
            effective_at: sent.header.made_at.effective(recorded_at),
            verdict: Verdict::Accepted,
            authority: None,
            header: sent.header,
        };
        let key = (!known).then(|| key_of(subject));
        self.page.lines.push(Line { entry, payload: sent.payload, key });
        self.page.pushes.push(signed);
    }

    fn wanted(&self) -> Comeback {
        let codes = codes(1, self.world.stream(Bureau));
        asked(&codes[0], &codes[1], self.world.stream(Bureau))
    }

    /// Whether a device believes all of it; else at which line it raises its alarm.
    fn believed(&self) -> Result<(), u64> {
        match absorbed(&self.world, &self.zoe, &self.page) {
            Ok(_) => Ok(()),
            Err(Alarm::Unclaimed { seq, .. }) => Err(seq),
            Err(other) => panic!("{other}"),
        }
    }

    /// The honest story, told with these instead.
    fn story(asked: &dyn Fn(&mut Comeback), called: &dyn Fn(&mut Payload), lending: &dyn Fn(&mut Payload)) -> Self {
        let mut told = Self::sealed();
        let mut wanted = told.wanted();
        asked(&mut wanted);
        told.line(false, UNIT, used(&wanted), ASKED);
        let mut calling = called_back(&wanted, 0);
        called(&mut calling);
        told.line(false, CALLED, calling, ASKED);
        let mut mandate = lent(&wanted, NOON.0, PROVISIONAL);
        lending(&mut mandate);
        told.line(false, id(81), mandate, NOON);
        told
    }
}

fn set(payload: &mut Payload, field: &str, value: Value) {
    let edit = payload.edits.iter_mut().find(|edit| edit.field.as_str() == field);
    edit.unwrap_or_else(|| panic!("{field} is stated")).after = value;
}

fn as_it_is<T>(_: &mut T) {}

#[test]
fn what_two_codes_asked_for_is_believed() {
    assert_eq!(Told::story(&as_it_is, &as_it_is, &as_it_is).believed(), Ok(()));
}

#[test]
fn nothing_else_is_taken_for_the_use_of_two_codes() {
    let stranger = HolderId::from_bytes([66; 16]);
    let forged: [&dyn Fn(&mut Comeback); 4] = [
        &|asked| asked.codes[1] = asked.codes[0],
        &|asked| asked.codes[0].1 = [0; 64],
        &|asked| "Somebody else".clone_into(&mut asked.holder_name),
        &|asked| asked.nonce = [6; 32],
    ];
    for (number, forged) in forged.into_iter().enumerate() {
        assert_eq!(Told::story(forged, &as_it_is, &as_it_is).believed(), Err(3), "{number}");
    }
    let called: [&dyn Fn(&mut Payload); 4] = [
        &|called| set(called, "holder", Value::bytes(stranger.as_bytes())),
        &|called| set(called, "invitation", Value::bytes([9; 32])),
        &|called| set(called, "opens_at", Value::count(ASKED.0 + REINVITATION - 1)),
        &|called| set(called, "unit", Value::bytes([9; 16])),
    ];
    for (number, called) in called.into_iter().enumerate() {
        assert_eq!(Told::story(&as_it_is, called, &as_it_is).believed(), Err(4), "{number}");
    }
    let lending: [&dyn Fn(&mut Payload); 7] = [
        &|lent| set(lent, "holder", Value::bytes(stranger.as_bytes())),
        &|lent| set(lent, "holder_name", text("Somebody else")),
        &|lent| set(lent, "until", Value::count(NOON.0 + PROVISIONAL + 1)),
        &|lent| set(lent, "since", Value::count(NOON.0 - 1)),
        &|lent| set(lent, "office", text("treasurer")),
        &|lent| set(lent, "called_back", Value::bytes([9; 16])),
        &|lent| set(lent, "unit", Value::bytes([9; 16])),
    ];
    for (number, lending) in lending.into_iter().enumerate() {
        assert_eq!(Told::story(&as_it_is, &as_it_is, lending).believed(), Err(5), "{number}");
    }
    let held = Told::story(&|asked| asked.provisional = false, &as_it_is, &as_it_is);
    assert_eq!(held.believed(), Err(5), "a mandate is lent only where nobody held one");
}

/// Nothing is lent on what was contested, nor twice, once the device is in; and nobody is called back without any use of codes.
#[test]
fn what_was_contested_or_used_lends_nothing() {
    let mut told = Told::sealed();
    let wanted = told.wanted();
    told.line(false, CALLED, called_back(&wanted, 0), ASKED);
    assert_eq!(told.believed(), Err(3));

    let over = Payload::new("comeback_contested", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    let mut told = Told::sealed();
    told.line(false, UNIT, used(&wanted), ASKED);
    told.line(false, CALLED, called_back(&wanted, 0), ASKED);
    told.line(true, CALLED, over, NOON);
    told.line(false, id(81), lent(&wanted, NOON.0, PROVISIONAL), NOON);
    assert_eq!(told.believed(), Err(6));
}

/// The codes' own making is an officer's word: the authority states none.
#[test]
fn the_authority_makes_no_codes() {
    let mut told = Told::sealed();
    let (codes, known) = (codes(2, told.world.stream(Bureau)), State::new("unit"));
    told.line(false, UNIT, made(&codes, &known), NOON);
    let raised = absorbed(&told.world, &told.zoe, &told.page);
    assert!(matches!(raised, Err(Alarm::Unsigned { seq: 3, .. })), "{raised:?}");
}

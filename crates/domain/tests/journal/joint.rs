//! J1.2, J3.3: two who hold one office of a unit together, as in an interim, and may detest each other. Neither ends, suspends, shuts
//! out, outvotes or hides from the other: what names the other takes the level above, or the other themself.

use coopol_domain::access::{Need, Office, access};
use coopol_domain::codec::Value;
use coopol_domain::handover::{Stage, stage};
use coopol_domain::id::{HolderId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment::Office as Bureau, Compartment::Roster, Edit, Payload, REMOVED, Verdict};
use coopol_domain::kinds::{Claim, Mandate, REINVITATION, Suspension, UnitKind};
use coopol_domain::time::DAY;
use ed25519_dalek::SigningKey;

use crate::codes::relay_about;
use crate::world::{NOON, Officer, World, id, member, text};

/// Who hold them by two: a section and a federation in their interim.
const OFFICES: [Office; 3] = [Office::Secretary, Office::FirstFederalSecretary, Office::FederalDeputy];

const HELD: Verdict = Verdict::Held(Need::SecondMandate);
/// Yann's laptop.
const LAPTOP: SubjectId = SubjectId::from_bytes([121; 16]);
/// The sheet that brings another of his in.
const SHEET: SubjectId = SubjectId::from_bytes([122; 16]);
const CLAIM: SubjectId = SubjectId::from_bytes([50; 16]);
const NEW: HolderId = HolderId::from_bytes([77; 16]);

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

/// Zoé and Yann hold the office; Inès is of the same bureau, Ada leads the level above.
struct Pair {
    world: World,
    office: Office,
    zoe: Officer,
    yann: Officer,
    ines: Officer,
    ada: Officer,
}

impl Pair {
    fn new(office: Office) -> Self {
        let mut world = World::new();
        let mut ada = world.federal(40);
        let beside = if office == Office::Secretary {
            Office::Deputy
        } else {
            let (own, above) = (UnitId::from_bytes([1; 16]), UnitId::from_bytes([2; 16]));
            world.directory.units.get_mut(&own).unwrap().kind = UnitKind::Federation;
            world.directory.units.get_mut(&above).unwrap().kind = UnitKind::National;
            world.directory.mandates.get_mut(&ada.mandate).unwrap().office = Office::NationalAdministrator;
            office
        };
        let (zoe, mut yann) = (world.officer(office, 20), world.officer(office, 21));
        let ines = world.officer(beside, 22);
        let recorded = Payload::new("mandate_recorded", 1, mandate(office, yann.device.holder, "Zoé Lefèvre"));
        assert_eq!(world.push(&mut ada, Bureau, yann.mandate.into(), recorded), Verdict::Accepted);
        let mut authority = world.officer(Office::NationalAdministrator, 99);
        world.directory.mandates.remove(&authority.mandate);
        let introduced = vec![
            Edit::set("holder", Value::bytes(yann.device.holder.as_bytes())),
            Edit::set("key", Value::bytes(yann.device.key.as_bytes())),
            Edit::set("name", text("Portable de Yann")),
        ];
        let introduced = Payload::new("device_introduced", 1, introduced);
        assert_eq!(relay_about(&mut world, &mut authority, LAPTOP, introduced), Verdict::Accepted);
        let sheet = sheet(yann.device.holder);
        assert_eq!(world.push(&mut yann, Bureau, SHEET, sheet), Verdict::Accepted);
        Self { world, office, zoe, yann, ines, ada }
    }

    fn about_yann(&self) -> SubjectId {
        self.yann.mandate.into()
    }

    /// That a friend of Zoé's was elected in Yann's place.
    fn claim(&self) -> Payload {
        let mut edits = mandate(self.office, NEW, "Léo Müller");
        edits.extend([
            Edit::set("elected_on", text("2026-11-20")),
            Edit::set("proof", text("Compte rendu du 20 novembre")),
            Edit::set("made_by", Value::bytes(self.zoe.device.holder.as_bytes())),
            Edit::set(&format!("replaces/{}", self.yann.mandate), Value::bytes(self.yann.device.holder.as_bytes())),
            supported(&self.zoe, "own"),
        ]);
        Payload::new("claim_made", 1, edits)
    }

    fn claimed(&self) -> Claim {
        Claim::read(CLAIM, self.world.state(self.world.stream(Bureau), CLAIM)).unwrap()
    }

    /// Has the directory say of Yann's mandate what the journal does.
    fn read_again(&mut self) {
        let about = self.about_yann();
        let read = Mandate::read(about.into(), self.world.state(self.world.stream(Bureau), about)).unwrap();
        self.world.directory.mandates.insert(read.id, read);
    }
}

fn mandate(office: Office, holder: HolderId, name: &str) -> Vec<Edit> {
    vec![
        Edit::set("unit", Value::bytes([1; 16])),
        Edit::set("office", text(&office.to_string())),
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("holder_name", text(name)),
        Edit::set("since", Value::count(NOON.0 - DAY)),
    ]
}

fn supported(by: &Officer, level: &str) -> Edit {
    Edit::set(&format!("supported/{}", by.device.holder), text(level))
}

/// The code of an invitation in somebody's name, and until when it serves.
fn code(holder: HolderId) -> Vec<Edit> {
    let code = SigningKey::from_bytes(&[7; 32]);
    vec![
        Edit::set("holder", Value::bytes(holder.as_bytes())),
        Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(NOON.0 + 14 * DAY)),
    ]
}

fn sheet(holder: HolderId) -> Payload {
    let replaces = Edit::set("replaces", Value::bytes(LAPTOP.as_bytes()));
    Payload::new("device_recovery_prepared", 1, [code(holder), vec![replaces]].concat())
}

fn reinvited(holder: HolderId, level: &str) -> Payload {
    let waits = [Edit::set("opens_at", Value::count(NOON.0 + REINVITATION)), Edit::set("level", text(level))];
    Payload::new("device_reinvited", 1, [code(holder), waits.into()].concat())
}

fn revoked(kind: &str) -> Payload {
    Payload::new(kind, 1, vec![Edit::set("revoked", Value::Bool(true))])
}

fn ended() -> Payload {
    Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(NOON.0))])
}

fn suspension() -> Suspension {
    Suspension { id: "a".to_owned(), since: NOON, until: None, ground: "Comptes non rendus".to_owned() }
}

fn suspended() -> Payload {
    Payload::new("mandate_suspended", 1, vec![suspension().edit(None)])
}

fn in_charge(office: Office, by: &Officer) -> Payload {
    let more = [
        Edit::set("until", Value::count(NOON.0 + 30 * DAY)),
        Edit::set("reason", text("Plus personne en fonction")),
        Edit::set("appointed_by", Value::bytes(by.device.holder.as_bytes())),
    ];
    Payload::new("caretaker_appointed", 1, [mandate(office, NEW, "Karim Haddad"), more.into()].concat())
}

/// Every kind that ends, suspends, shuts out or speaks for the other: refused, or held until the other, or the level above, says the same.
#[test]
fn neither_ends_suspends_or_shuts_out_the_other() {
    for office in OFFICES {
        let mut pair = Pair::new(office);
        let (yann, about) = (pair.yann.device.holder, pair.about_yann());
        let held_by =
            |by: &Officer| Payload::new("mandate_recorded", 1, mandate(office, by.device.holder, "Zoé Lefèvre"));
        let card = vec![Edit::set("card_name", text("Yann")), Edit::set("card_email", text("y@exemple.fr"))];
        let is = Suspension { until: Some(NOON), ..suspension() };
        let lifted = Payload::new("suspension_lifted", 1, vec![is.edit(Some(&suspension()))]);
        let table = [
            (about, ended(), HELD),
            (about, suspended(), refused("not_granted")),
            (about, lifted, refused("not_granted")),
            (id(30), in_charge(office, &pair.zoe), refused("not_granted")),
            // One more of the same office would outvote the other.
            (id(31), Payload::new("mandate_recorded", 1, mandate(office, NEW, "Léo Müller")), HELD),
            (id(32), held_by(&pair.zoe), HELD),
            (LAPTOP, revoked("device_revoked"), refused("not_granted")),
            (SHEET, revoked("device_revoked"), refused("not_granted")),
            (SHEET, revoked("invitation_contested"), refused("value_invalid")),
            (id(33), reinvited(yann, "own"), refused("not_granted")),
            (id(34), sheet(yann), refused("value_invalid")),
            (about, Payload::new("card_published", 1, card), refused("value_invalid")),
        ];
        for (subject, payload, verdict) in table {
            let shown = format!("{office}: {payload:?}");
            assert_eq!(pair.world.push(&mut pair.zoe, Bureau, subject, payload), verdict, "{shown}");
        }
        // Each of these the level above does at once.
        for (subject, payload) in [
            (SHEET, revoked("device_revoked")),
            (LAPTOP, revoked("device_revoked")),
            (id(35), reinvited(yann, "above")),
            (about, suspended()),
            (about, ended()),
        ] {
            let shown = format!("{office}: {payload:?}");
            assert_eq!(pair.world.push(&mut pair.ada, Bureau, subject, payload), Verdict::Accepted, "{shown}");
        }
    }
}

/// Saying it twice makes no second person of somebody; who says the same from above is one.
#[test]
fn the_end_of_the_other_takes_somebody_else() {
    for office in OFFICES {
        let mut pair = Pair::new(office);
        let about = pair.about_yann();
        let first = pair.world.change(&mut pair.zoe, Bureau, about, ended());
        assert_eq!(pair.world.deliver(&mut pair.zoe, Bureau, vec![first.clone()]), [HELD]);
        let again = || Payload { quotes: Some(first.header.id), ..ended() };
        assert_eq!(pair.world.push(&mut pair.zoe, Bureau, about, again()), HELD, "{office}");
        if office == Office::Secretary {
            assert_eq!(pair.world.push(&mut pair.ines, Bureau, about, again()), refused("not_granted"));
        }
        assert_eq!(pair.world.push(&mut pair.ada, Bureau, about, again()), Verdict::Accepted, "{office}");
    }
}

/// A claim that would put the other out: in a section they contest it, and the level above decides; above, it isn't enough without
/// their word, however many others answer for it.
#[test]
fn neither_outvotes_the_other() {
    for office in OFFICES {
        let mut pair = Pair::new(office);
        let claim = pair.claim();
        assert_eq!(pair.world.push(&mut pair.zoe, Bureau, CLAIM, claim), Verdict::Accepted, "{office}");
        let yann = pair.yann.device.holder;
        let countersigned = |by: &Officer, level| Payload::new("claim_countersigned", 1, vec![supported(by, level)]);
        let in_his_name = countersigned(&pair.yann, "own");
        assert_eq!(pair.world.push(&mut pair.zoe, Bureau, CLAIM, in_his_name), refused("value_invalid"));
        let said = countersigned(&pair.ines, "own");
        assert_eq!(pair.world.push(&mut pair.ines, Bureau, CLAIM, said), Verdict::Accepted);
        assert_eq!(pair.claimed().is_enough(), office == Office::Secretary, "{office}: two others");
        let field = format!("contested/{yann}");
        let contested = Payload::new("claim_contested", 1, vec![Edit::set(&field, text("Personne n'a voté"))]);
        assert_eq!(pair.world.push(&mut pair.yann, Bureau, CLAIM, contested), Verdict::Accepted);
        assert_eq!(stage(&pair.claimed(), &[], NOON.plus(30 * DAY)), Stage::Contested, "{office}");
        let ruled_by = Edit::set("ruled_by", Value::bytes(pair.zoe.device.holder.as_bytes()));
        for (payload, code) in [
            (Payload::new("contest_withdrawn", 1, vec![Edit::set(&field, Value::Null)]), "value_invalid"),
            (
                Payload::new("claim_upheld", 1, vec![Edit::set("ruling", text("upheld")), ruled_by.clone()]),
                "not_granted",
            ),
            (Payload::new("claim_dismissed", 1, vec![Edit::set("ruling", text("dismissed")), ruled_by]), "not_granted"),
        ] {
            let shown = format!("{office}: {payload:?}");
            assert_eq!(pair.world.push(&mut pair.zoe, Bureau, CLAIM, payload), refused(code), "{shown}");
        }
        let withdrawn = Payload::new("claim_withdrawn", 1, vec![Edit::set(REMOVED, Value::Bool(true))]);
        assert_eq!(
            pair.world.push(&mut pair.yann, Bureau, CLAIM, withdrawn),
            refused("value_invalid"),
            "nor the other way"
        );
        let said = countersigned(&pair.ada, "above");
        assert_eq!(pair.world.push(&mut pair.ada, Bureau, CLAIM, said), Verdict::Accepted);
        assert!(pair.claimed().is_enough(), "{office}: the level above");
    }
}

/// Both read the same rooms and may do the same there; nobody is erased, and no people leave, by one alone.
#[test]
fn neither_hides_from_the_other() {
    for office in OFFICES {
        let mut pair = Pair::new(office);
        let rooms = |of: &Officer| access(of.device.holder, &pair.world.directory, NOON).readable().collect::<Vec<_>>();
        assert!(!rooms(&pair.zoe).is_empty() && rooms(&pair.zoe) == rooms(&pair.yann), "{office}");
        assert_eq!(pair.world.push(&mut pair.yann, Roster, id(3), member("Côté")), Verdict::Accepted);
        let erased = Edit::set(&format!("subject/{}", id(3)), Value::Bool(true));
        let asked = Payload::new("erasure_asked", 1, vec![erased, Edit::set("ground", text("asked_by_the_person"))]);
        let first = pair.world.change(&mut pair.zoe, Roster, id(36), asked.clone());
        assert_eq!(pair.world.deliver(&mut pair.zoe, Roster, vec![first.clone()]), [HELD], "{office}");
        let again = Payload { quotes: Some(first.header.id), ..asked };
        assert_eq!(pair.world.push(&mut pair.zoe, Roster, id(36), again), HELD, "{office}");
        let out = Payload::new("export_allowed", 1, vec![Edit::set("content", text("people"))]);
        assert_eq!(pair.world.push(&mut pair.zoe, Roster, id(37), out), HELD, "{office}");
    }
}

/// A laptop is shut out by its holder and by whoever doesn't hold that office with them; it is joint while both mandates run, be one of
/// them suspended, and under whichever mandate one of them says it.
#[test]
fn who_holds_no_office_with_somebody_shuts_their_laptop_out() {
    let out = || revoked("device_revoked");
    for office in OFFICES {
        let mut pair = Pair::new(office);
        assert_eq!(pair.world.push(&mut pair.yann, Bureau, LAPTOP, out()), Verdict::Accepted, "{office}: his own");

        let mut pair = Pair::new(office);
        let (about, now) = (pair.about_yann(), NOON);
        assert_eq!(pair.world.push(&mut pair.ada, Bureau, about, suspended()), Verdict::Accepted);
        pair.read_again();
        assert_eq!(
            pair.world.push(&mut pair.zoe, Bureau, LAPTOP, out()),
            refused("not_granted"),
            "{office}: suspended"
        );
        let mut elsewhere = pair.world.directory.mandates[&pair.zoe.mandate].clone();
        elsewhere.id = id(38).into();
        elsewhere.office = if office == Office::Secretary { Office::Treasurer } else { Office::FederalTreasurer };
        let under = std::mem::replace(&mut pair.zoe.mandate, elsewhere.id);
        pair.world.directory.mandates.insert(elsewhere.id, elsewhere);
        assert_eq!(
            pair.world.push(&mut pair.zoe, Bureau, LAPTOP, out()),
            refused("not_granted"),
            "{office}: otherwise"
        );
        pair.zoe.mandate = under;
        pair.world.end(&pair.yann, now);
        assert_eq!(pair.world.push(&mut pair.zoe, Bureau, LAPTOP, out()), Verdict::Accepted, "{office}: it is over");
    }
    let mut pair = Pair::new(Office::Secretary);
    assert_eq!(pair.world.push(&mut pair.ines, Bureau, LAPTOP, out()), Verdict::Accepted, "a stolen one can't wait");
}

/// Who leads the level above together with somebody isn't above them: neither in a section where the other holds an office too.
#[test]
fn who_is_beside_somebody_above_is_not_above_them() {
    let mut pair = Pair::new(Office::Secretary);
    let mut beside = pair.world.directory.mandates[&pair.ada.mandate].clone();
    (beside.id, beside.holder) = (id(39).into(), pair.yann.device.holder);
    pair.world.directory.mandates.insert(beside.id, beside.clone());
    let denied = refused("not_granted");
    assert_eq!(pair.world.push(&mut pair.ada, Bureau, LAPTOP, revoked("device_revoked")), denied);
    let yann = pair.yann.device.holder;
    assert_eq!(pair.world.push(&mut pair.ada, Bureau, id(33), reinvited(yann, "above")), denied);
    pair.world.directory.mandates.get_mut(&beside.id).unwrap().until = Some(NOON);
    assert_eq!(pair.world.push(&mut pair.ada, Bureau, LAPTOP, revoked("device_revoked")), Verdict::Accepted);
}

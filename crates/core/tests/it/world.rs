//! A section, its officers and their laptops.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use coopol_core::ambient::Ambient;
use coopol_core::cache::Enrolled;
use coopol_core::device::Session;
use coopol_core::profile::{Profiles, Protection};
use coopol_core::vault::CacheKey;
use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::Knows;
use coopol_domain::id::{DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::find;
use coopol_domain::seal::key::Signer;
use coopol_domain::time::{DAY, Instant};
use ed25519_dalek::SigningKey;

use crate::authority::{Authority, Way};

pub const START: Instant = Instant(1_795_000_000_000);
pub const UNIT: UnitId = UnitId::from_bytes([1; 16]);

/// Time that is set by hand, and chance from a seed.
pub struct Fixed {
    now: AtomicU64,
    luck: AtomicU64,
}

impl Fixed {
    pub fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self { now: AtomicU64::new(START.0), luck: AtomicU64::new(seed << 32 | 1) })
    }

    pub fn set(&self, now: Instant) {
        self.now.store(now.0, Ordering::SeqCst);
    }
}

impl Ambient for Fixed {
    fn now(&self) -> Instant {
        Instant(self.now.load(Ordering::SeqCst))
    }

    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            let draw = self.luck.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let draw = (draw ^ draw >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            part.copy_from_slice(&(draw ^ draw >> 32).to_le_bytes()[..part.len()]);
        }
    }
}

pub struct World {
    pub authority: Authority,
    folder: tempfile::TempDir,
}

/// One officer's laptop.
pub struct Laptop {
    pub session: Session,
    pub way: Way,
    pub ambient: Arc<Fixed>,
    pub key: CacheKey,
    pub device: DeviceId,
}

pub fn stream(compartment: Compartment) -> StreamId {
    let place = Compartment::OF_A_UNIT.iter().position(|it| *it == compartment).unwrap();
    StreamId::from_bytes([10 + u8::try_from(place).unwrap(); 16])
}

/// The section of [`World::with_a_second_section`], and its streams.
pub const SECOND: UnitId = UnitId::from_bytes([2; 16]);

pub fn second(compartment: Compartment) -> StreamId {
    let place = Compartment::OF_A_UNIT.iter().position(|it| *it == compartment).unwrap();
    StreamId::from_bytes([30 + u8::try_from(place).unwrap(); 16])
}

impl World {
    /// A section with a secretary (1) and a treasurer (2).
    pub fn new() -> Self {
        let authority = Authority::new(START);
        let office = stream(Compartment::Office);
        let mut books = authority.0.lock().unwrap();
        let mut founded = vec![
            Edit::set("kind", Value::text("section")),
            Edit::set("name", Value::text("Section de Versailles")),
            Edit::set("zone", Value::text("Europe/Paris")),
        ];
        for compartment in Compartment::OF_A_UNIT {
            books.open(stream(compartment), UNIT, compartment);
            founded.push(Edit::set(&format!("stream/{compartment}"), Value::bytes(stream(compartment).as_bytes())));
        }
        let mandates = [(1, Office::Secretary, "Zoé Lefèvre"), (2, Office::Treasurer, "André Côté")];
        let mut facts = vec![(SubjectId::from(UNIT), Payload::new("unit_founded", 1, founded))];
        facts.extend(mandates.map(|(who, office, name)| (mandate(who).into(), recorded(who, office, name))));
        books.state(office, facts);
        drop(books);
        Self { authority, folder: tempfile::tempdir().unwrap() }
    }

    /// Another section, of which the treasurer is the secretary: who holds two mandates works in one unit at a time.
    pub fn with_a_second_section() -> Self {
        Self::with_another("section", "Section de Viroflay", &[(2, Office::Secretary, "André Côté")])
    }

    /// A federation of its own: its first secretary (5), and a secretary for a theme (6), who reads no roster.
    pub fn with_a_federation() -> Self {
        let held = [(5, Office::FirstFederalSecretary, "Ada Traoré"), (6, Office::FederalSecretary, "Nour Diallo")];
        Self::with_another("federation", "Fédération des Yvelines", &held)
    }

    fn with_another(kind: &str, name: &str, holders: &[(u8, Office, &str)]) -> Self {
        let world = Self::new();
        let mut books = world.authority.0.lock().unwrap();
        let mut founded = vec![
            Edit::set("kind", Value::text(kind)),
            Edit::set("name", Value::text(name)),
            Edit::set("zone", Value::text("Europe/Paris")),
        ];
        for compartment in Compartment::OF_A_UNIT {
            books.open(second(compartment), SECOND, compartment);
            founded.push(Edit::set(&format!("stream/{compartment}"), Value::bytes(second(compartment).as_bytes())));
        }
        let held = (60..).zip(holders).map(|(place, (who, office, name))| {
            (SubjectId::from_bytes([place; 16]), recorded_in(SECOND, *who, *office, name))
        });
        let mut facts = vec![(SubjectId::from(SECOND), Payload::new("unit_founded", 1, founded))];
        facts.extend(held);
        books.state(second(Compartment::Office), facts);
        drop(books);
        world
    }

    /// The authority opens the desks of the secretary and of the treasurer, as for a section that was founded without.
    pub fn open_desks(&self) {
        let mut books = self.authority.0.lock().unwrap();
        let mut named = Vec::new();
        for (office, byte) in [(Office::Secretary, 90), (Office::Treasurer, 91)] {
            let (desk, stream) = (Compartment::Desk(office), StreamId::from_bytes([byte; 16]));
            books.open(stream, UNIT, desk);
            named.push(Edit::set(&format!("stream/{desk}"), Value::bytes(stream.as_bytes())));
        }
        books.state(stream(Compartment::Office), vec![(UNIT.into(), Payload::new("desks_opened", 1, named))]);
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A laptop of the officer `who`, enrolled and never synchronised.
    pub async fn laptop(&self, who: u8, seed: u8) -> Laptop {
        self.laptop_kept(who, seed, Protection::KeyFile).await
    }

    /// The same, whose key is kept in this way.
    pub async fn laptop_kept(&self, who: u8, seed: u8, protection: Protection) -> Laptop {
        let device = DeviceId::from_bytes([100 + seed; 16]);
        let signing = SigningKey::from_bytes(&[seed; 32]);
        let introduced = vec![
            Edit::set("holder", Value::bytes([who; 16])),
            Edit::set("key", Value::bytes(signing.verifying_key().as_bytes())),
            Edit::set("name", Value::text("Portable")),
        ];
        let enrolled = self.enrolled(device, who, signing, introduced);
        let (ambient, key) = (Fixed::new(seed.into()), CacheKey::from_bytes([seed; 32]));
        let profiles = Profiles::at(self.folder());
        let profile = profiles.begin(&name(seed), protection, ambient.as_ref()).unwrap();
        let session = Session::found(profile, &key, &enrolled, ambient.clone()).await.unwrap();
        Laptop { session, way: self.authority.way(device), ambient, key, device }
    }

    fn enrolled(&self, device: DeviceId, who: u8, key: SigningKey, introduced: Vec<Edit>) -> Enrolled {
        let mut books = self.authority.0.lock().unwrap();
        let introduced = Payload::new("device_introduced", 1, introduced);
        let holder = HolderId::from_bytes([who; 16]);
        let held = |unit| books.directory.mandates.values().any(|held| held.holder == holder && held.unit == unit);
        // Where whoever reads what they write knows them from.
        let office =
            if held(SECOND) && !held(UNIT) { second(Compartment::Office) } else { stream(Compartment::Office) };
        books.state(office, vec![(device.into(), introduced)]);
        let signer = Signer::new(&format!("coopol/{}", books.id), books.key.clone()).unwrap();
        let verifier = signer.verifier();
        Enrolled {
            device,
            holder: HolderId::from_bytes([who; 16]),
            key,
            authority: books.id,
            authority_key: books.key.verifying_key(),
            verifier: verifier.clone(),
            server: "https://coopol.example".to_owned(),
        }
    }

    /// A laptop that has everything.
    pub async fn synchronised(&self, who: u8, seed: u8) -> Laptop {
        let laptop = self.laptop(who, seed).await;
        laptop.sync().await;
        laptop
    }

    /// The same laptop after its program ended.
    pub async fn again(&self, laptop: Laptop) -> Laptop {
        self.again_knowing(laptop, find).await
    }

    /// The same, and then the program is a version that knows these kinds.
    pub async fn again_knowing(&self, laptop: Laptop, knows: Knows) -> Laptop {
        let Laptop { session, way, ambient, key, device } = laptop;
        let called = session.profile().card().name.clone();
        session.close().await.unwrap();
        let profile = Profiles::at(self.folder()).open(&called).unwrap();
        let session = Session::open_knowing(profile, &key, ambient.clone(), knows).await.unwrap();
        Laptop { session, way, ambient, key, device }
    }

    /// Time goes on for everybody.
    pub fn days_later(&self, days: u64, laptops: &[&Laptop]) {
        let now = START.plus(days * DAY);
        self.authority.0.lock().unwrap().now = now;
        for laptop in laptops {
            laptop.ambient.set(now);
        }
    }

    /// a, b, a, b: then both have everything, and nothing waits.
    pub async fn settle(&self, a: &Laptop, b: &Laptop) {
        for laptop in [a, b, a, b] {
            laptop.sync().await;
        }
        for compartment in [Compartment::Roster, Compartment::Dues] {
            let id = stream(compartment);
            let roots = (a.session.cache().state_root(id).await, b.session.cache().state_root(id).await);
            assert_eq!(roots.0.unwrap(), roots.1.unwrap());
        }
        for laptop in [a, b] {
            assert_eq!(coopol_core::status::status(&laptop.session).await.unwrap().waiting, 0);
        }
    }
}

impl Laptop {
    pub async fn sync(&self) -> coopol_core::device::Synced {
        self.session.sync_once(&self.way).await.unwrap()
    }
}

pub fn name(seed: u8) -> String {
    format!("laptop {seed}")
}

pub fn mandate(who: u8) -> MandateId {
    MandateId::from_bytes([50 + who; 16])
}

fn recorded(who: u8, office: Office, name: &str) -> Payload {
    recorded_in(UNIT, who, office, name)
}

fn recorded_in(unit: UnitId, who: u8, office: Office, name: &str) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("office", Value::text(office.to_string())),
        Edit::set("holder", Value::bytes([who; 16])),
        Edit::set("holder_name", Value::text(name)),
        Edit::set("since", Value::count(START.0 - DAY)),
    ];
    Payload::new("mandate_recorded", 1, edits)
}
